/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * plain_text.h - UTF-8 without characters that steer a terminal.
 */
#ifndef IO_PLAIN_TEXT_H
#define IO_PLAIN_TEXT_H

#include <stdbool.h>
#include <stddef.h>

/* Bytes of the UTF-8 character at text, or 0 when it is none. */
size_t character_bytes(const unsigned char *text, size_t room);

/* Control characters could steer the terminal on which a text is shown; a tab does no harm. */
bool is_control(const unsigned char *at);

bool is_plain_text(const char *text);

/* Put a question mark in place of each byte that is not plain. */
void mend_text(char *text);

#endif
