/* SPDX-License-Identifier: GPL-3.0-or-later */
/* plain_text.c - UTF-8 without characters that steer a terminal. */
#include "plain_text.h"

#include <string.h>

size_t character_bytes(const unsigned char *text, size_t room)
{
	static const unsigned long least[] = {0, 0, 0x80, 0x800, 0x10000};
	/* By the high bits of the first byte, from 0x00 in steps of 0x10. */
	static const unsigned char announced[] = {1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 2, 2, 3, 4};
	size_t bytes = announced[text[0] >> 4];
	if (bytes < 2 || bytes > room || text[0] >= 0xf8)
		return bytes == 1;
	unsigned long code = text[0] & (0x7fU >> bytes);
	for (size_t i = 1; i < bytes; i++) {
		if ((text[i] & 0xc0U) != 0x80)
			return 0;
		code = code << 6 | (text[i] & 0x3fU);
	}
	bool surrogate = code >= 0xd800 && code < 0xe000;
	return code < least[bytes] || surrogate || code > 0x10ffff ? 0 : bytes;
}

bool is_control(const unsigned char *at)
{
	if (at[0] == 0xc2)
		return at[1] < 0xa0;
	return (at[0] < 0x20 && at[0] != '\t') || at[0] == 0x7f;
}

bool is_plain_text(const char *text)
{
	const unsigned char *at = (const unsigned char *)text;
	size_t left = strlen(text), step;
	for (; left > 0; at += step, left -= step) {
		step = character_bytes(at, left);
		if (step == 0 || is_control(at))
			return false;
	}
	return true;
}

void mend_text(char *text)
{
	unsigned char *at = (unsigned char *)text;
	size_t left = strlen(text);
	while (left > 0) {
		size_t step = character_bytes(at, left);
		if (step == 0 || is_control(at)) {
			*at = '?';
			step = 1;
		}
		at += step;
		left -= step;
	}
}
