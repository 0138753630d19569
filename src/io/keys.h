/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * keys.h - the terminal's keyboard, key by key, without Enter.
 *
 * Threads: main only. The terminal is put back by keys_close, also when the
 * program ends by a signal that main handles.
 */
#ifndef IO_KEYS_H
#define IO_KEYS_H

struct fault;
struct keys;

enum { KEYS_END = -1, KEYS_NONE = 0 };

/*
 * Standard input, if it is a terminal or a pipe somebody writes to; NULL and
 * *why when nobody can press a key.
 */
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

#endif
