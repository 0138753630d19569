/* SPDX-License-Identifier: GPL-3.0-or-later */
/* live_buttons.c - the number pads and buttons of a live session. */
#include "live_parts.h"

#include "setup.h"

void live_open_buttons(struct live *live)
{
	struct fault why;
	const struct settings *settings = &live->setup->settings;
	struct buttons_wish wish = {
	    .names = settings->buttons, .one_button = settings->one_button, .grab = BUTTON_GRABBED};
	if (settings->buttons[0] == '\0' || live->job->scene != NULL)
		return;
	live->buttons = buttons_open(&wish, live->mailbox, &why);
	live->buttons_there = live->buttons != NULL && why.code == FAULT_NONE;
	live->buttons_number = live->buttons != NULL && buttons_had_numbers(live->buttons);
	live->buttons_press = live->buttons != NULL && buttons_had_press(live->buttons);
	if (why.code != FAULT_NONE)
		live_message(live, why.text);
}

bool live_has_only_presses(const struct live *live)
{
	return live->buttons_press && !live->buttons_number && live->keys == NULL &&
	       live->job->scene == NULL;
}

void live_count(struct live *live, bool on)
{
	if (live->session.start.by_count == on)
		return;
	session_by_count(&live->session, on);
	if (on)
		live_message(live, "numbers are counted aloud; a press of the button takes the one "
				   "just said");
}

static bool others_answer(const struct live *live)
{
	return live->keys != NULL || live->ears.listener != NULL || live->job->scene != NULL;
}

/* A remote control that sleeps to save its battery must not be told of again and again. */
void live_take_buttons(struct live *live, const struct letter *letter)
{
	live_message(live, letter->text);
	live->buttons_there = letter->on;
	live->buttons_missed = !letter->on && !live->buttons_told && !others_answer(live);
}

void live_tend_buttons(struct live *live)
{
	if (!live->buttons_missed || !coach_add(live->coach, CUE_NO_BUTTONS))
		return;
	live->buttons_missed = false;
	live->buttons_told = true;
}
