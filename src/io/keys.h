/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * keys.h - the terminal's keyboard, key by key, without Enter.
 *
 * Threads: main only. The terminal is put back by keys_close, also when the
 * program ends by a signal that main handles.
 */
#ifndef IO_KEYS_H
#define IO_KEYS_H

#include <stdbool.h>
#include <stdint.h>

struct fault;
struct keys;

enum { KEYS_END = -1, KEYS_NONE = 0 };

/* Standard input, if it is a terminal or a pipe somebody writes to; NULL and *why when nobody can press a key. */
struct keys *keys_open(struct fault *why);

/* For poll(); -1, which poll() passes over, once keys_next gave KEYS_END. */
int keys_fd(const struct keys *keys);

/*
 * The next key as a character code, Enter as '\n'; KEYS_NONE when there is
 * none now, KEYS_END when there will be no more. Escape sequences (arrows and
 * the like) are swallowed whole; a keypad in application mode gives its digits.
 */
int keys_next(struct keys *keys);

/* Puts the terminal back; accepts NULL. */
void keys_close(struct keys *keys);

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

/* One byte that came at now_ms: a key, or KEYS_NONE. Without terminal and clock, for keys_next and tests. */
int key_decode(struct key_decoder *decoder, unsigned char byte, int64_t now_ms);

#endif
