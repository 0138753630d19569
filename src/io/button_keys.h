/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * button_keys.h - the kernel's key codes, made into the characters of the one table of keys.
 *
 * What a character means is said by intent_from_key alone; here stands only which key of a number
 * pad, presenter, remote or pedal stands for which. Letters are where an American keyboard has
 * them; the number pad does not ask whether NumLock is on.
 *
 * Threads: any, one at a time. Errors: none.
 */
#ifndef IO_BUTTON_KEYS_H
#define IO_BUTTON_KEYS_H

#include <stdbool.h>

/*
 * A key went down or up: its character, Enter as '\n', or 0 when it has none. *held is what is
 * held of Shift, Ctrl and the like; 0 at first.
 */
int button_key(unsigned *held, unsigned code, bool down);

#endif
