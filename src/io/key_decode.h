/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * key_decode.h - the bytes of a terminal, made into keys; no terminal and no clock in it.
 */
#ifndef IO_KEY_DECODE_H
#define IO_KEY_DECODE_H

#include <stdint.h>

/* How far a key of several bytes has come; all zero at first. */
struct key_decoder {
	enum key_stage {
		KEY_PLAIN,
		KEY_ESCAPE,	/* after ESC */
		KEY_CONTROL,	/* after ESC [ */
		KEY_CONSOLE,	/* after ESC [ [, function keys of the Linux console */
		KEY_KEYPAD,	/* after ESC O */
		KEY_STRING,	/* a terminal's report, up to BEL or ESC \ */
		KEY_STRING_END, /* ESC in one */
		KEY_LETTER	/* in the middle of a letter beyond ASCII */
	} stage;
	int left; /* bytes of that letter to come */
	int64_t last_ms;
};

/*
 * Take one byte that came at now_ms: a character code, Enter as '\n', or 0 when
 * it is no key by itself. Escape sequences and letters beyond ASCII are
 * swallowed whole; after a tenth of a second a new key begins in any case, so
 * that the Esc key alone takes no other with it.
 */
int key_decode(struct key_decoder *decoder, unsigned char byte, int64_t now_ms);

#endif
