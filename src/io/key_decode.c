/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * key_decode.c - the bytes of a terminal, made into keys.
 */
#include "key_decode.h"

#include "keys.h"

enum {
	ESCAPE = 0x1b,
	BELL = 0x07,
	SEQUENCE_MS = 100 /* a terminal sends a sequence at once, hands do not */
};

static int letter_bytes_left(unsigned char byte)
{
	if (byte >= 0xf0)
		return 3;
	if (byte >= 0xe0)
		return 2;
	return byte >= 0xc0 ? 1 : 0;
}

static int plain(struct key_decoder *decoder, unsigned char byte)
{
	decoder->stage = KEY_PLAIN;
	if (byte == ESCAPE) {
		decoder->stage = KEY_ESCAPE;
		return KEYS_NONE;
	}
	if (byte >= 0x80) {
		decoder->left = letter_bytes_left(byte);
		decoder->stage = decoder->left > 0 ? KEY_LETTER : KEY_PLAIN;
		return KEYS_NONE;
	}
	return byte == '\r' ? '\n' : byte;
}

static int after_escape(struct key_decoder *decoder, unsigned char byte)
{
	switch (byte) {
	case ESCAPE:
		return KEYS_NONE;
	case '[':
		decoder->stage = KEY_CONTROL;
		return KEYS_NONE;
	case 'O':
		decoder->stage = KEY_KEYPAD;
		return KEYS_NONE;
	case 'P':
	case 'X':
	case ']':
	case '^':
	case '_':
		decoder->stage = KEY_STRING;
		return KEYS_NONE;
	default: /* a key with Alt is another key */
		decoder->stage = KEY_PLAIN;
		return KEYS_NONE;
	}
}

/* Parameters go on up to a letter; what can be none of it is a key of its own. */
static int in_control(struct key_decoder *decoder, unsigned char byte)
{
	if (byte < 0x20 || byte > 0x7e)
		return plain(decoder, byte);
	if (byte == '[')
		decoder->stage = KEY_CONSOLE;
	else if (byte >= 0x40)
		decoder->stage = KEY_PLAIN;
	return KEYS_NONE;
}

static int in_keypad(struct key_decoder *decoder, unsigned char byte)
{
	if (byte < 0x20 || byte > 0x7e)
		return plain(decoder, byte);
	if (byte < 0x40)
		return KEYS_NONE;
	decoder->stage = KEY_PLAIN;
	if (byte == 'M')
		return '\n';
	if (byte >= 'j' && byte <= 'o')
		return "*+,-./"[byte - 'j'];
	return byte >= 'p' && byte <= 'y' ? '0' + (byte - 'p') : KEYS_NONE;
}

static int in_string(struct key_decoder *decoder, unsigned char byte)
{
	if (byte == ESCAPE)
		decoder->stage = KEY_STRING_END;
	else if (byte == BELL || decoder->stage == KEY_STRING_END)
		decoder->stage = KEY_PLAIN;
	return KEYS_NONE;
}

/* A letter that breaks off must not take the next key with it. */
static int in_letter(struct key_decoder *decoder, unsigned char byte)
{
	if ((byte & 0xc0) != 0x80)
		return plain(decoder, byte);
	if (--decoder->left == 0)
		decoder->stage = KEY_PLAIN;
	return KEYS_NONE;
}

static int in_console(struct key_decoder *decoder, unsigned char byte)
{
	(void)byte;
	decoder->stage = KEY_PLAIN;
	return KEYS_NONE;
}

typedef int stage_handler(struct key_decoder *decoder, unsigned char byte);

int key_decode(struct key_decoder *decoder, unsigned char byte, int64_t now_ms)
{
	static stage_handler *const handlers[] = {
	    [KEY_PLAIN] = plain,	  [KEY_ESCAPE] = after_escape, [KEY_CONTROL] = in_control,
	    [KEY_CONSOLE] = in_console,	  [KEY_KEYPAD] = in_keypad,    [KEY_STRING] = in_string,
	    [KEY_STRING_END] = in_string, [KEY_LETTER] = in_letter,
	};

	/* After the Esc key alone, the next key stands for itself. */
	if (now_ms - decoder->last_ms > SEQUENCE_MS)
		decoder->stage = KEY_PLAIN;
	decoder->last_ms = now_ms;
	return handlers[decoder->stage](decoder, byte);
}
