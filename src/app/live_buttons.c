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
	if (why.code != FAULT_NONE)
		live_message(live, why.text);
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
