/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * press_decode.c - the presses of a single button, made into keys.
 *
 * Half a second for the second press is what Windows gives a double click, and a little more than
 * the 400 ms of GTK: slow hands are welcome, since no press waits for it. A second is twice what
 * phones take for a long press (Android 400 ms, iOS 500 ms), because a stop cannot be taken back
 * and a stiff hand is slow in letting go. Nobody taps with gaps under 50 ms; worn contacts do.
 */
#include "press_decode.h"

enum { KEY_PRESS = ' ', KEY_HURTS = 'o', KEY_STOP = 's', FEW_MOST = 3 };

int press_down(struct press *press, int64_t at_ms)
{
	if (press->down)
		return 0;
	press->down = true;
	if (press->known && at_ms - press->up_ms < PRESS_BOUNCE_MS)
		return 0;
	bool soon = press->known && at_ms - press->down_ms <= PRESS_DOUBLE_MS;
	press->few = soon ? press->few + 1 : 1;
	if (press->few > FEW_MOST)
		press->few = FEW_MOST;
	press->known = true;
	press->told = false;
	press->down_ms = at_ms;
	/* Whoever hammers on the button means no pause with the third press. */
	return press->few == 1 ? KEY_PRESS : press->few == 2 ? KEY_HURTS : 0;
}

int press_due(struct press *press, int64_t now_ms)
{
	if (!press->down || press->told || now_ms - press->down_ms < PRESS_LONG_MS)
		return 0;
	press->told = true;
	return KEY_STOP;
}

/* Looked at late, it was held long all the same. */
int press_up(struct press *press, int64_t at_ms)
{
	if (!press->down)
		return 0;
	int key = press_due(press, at_ms);
	press->down = false;
	press->up_ms = at_ms;
	return key;
}

int64_t press_due_ms(const struct press *press)
{
	return press->down && !press->told ? press->down_ms + PRESS_LONG_MS : PRESS_NEVER;
}
