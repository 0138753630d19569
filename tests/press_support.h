/* SPDX-License-Identifier: GPL-3.0-or-later */
/* press_support.h - presses of one button in a played session, for its tests. */
#ifndef TESTS_PRESS_SUPPORT_H
#define TESTS_PRESS_SUPPORT_H

#include "session_support.h"

/* What press_decode makes of a press, of a second one soon after it, and of holding the button. */
static inline void press(struct play *play)
{
	play_key(play, "pause");
}

static inline void press_twice(struct play *play)
{
	play_key(play, "pause");
	play_for(play, 300);
	play_key(play, "ouch");
}

static inline void hold(struct play *play)
{
	play_key(play, "pause");
	play_for(play, 1000);
	if (play->s.state != STATE_OVER)
		play_key(play, "stop");
}

/* Until the word of this number has just begun in the count of the question. */
static inline void to_word(struct play *play, enum question question, int number)
{
	for (int i = 0; i < 5000; i++) {
		if (play->s.state == STATE_ASK && play->s.question == question &&
		    play->s.counting && play->s.count_said == number)
			return;
		play_on(play);
	}
	fail_msg("%s: nobody counted to %d", question_name(question), number);
}

/* A press at the number, as people press: well after its word began. */
static inline void press_at(struct play *play, enum question question, int number)
{
	to_word(play, question, number);
	play_for(play, 900);
	press(play);
}

static inline void confirm(struct play *play)
{
	play_to_question(play, QUESTION_CONFIRM);
	press(play);
	play_for(play, 1500);
}

static inline void begin(struct play *play)
{
	play->start.by_count = true;
	play_event(play, EVENT_BEGIN);
	play_to_question(play, QUESTION_READY);
	press(play);
}

static inline void start(struct play *play, int pain)
{
	begin(play);
	press_at(play, QUESTION_START, pain);
	confirm(play);
	assert_int_equal(play->s.state, STATE_REST);
}

#endif
