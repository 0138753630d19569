/* SPDX-License-Identifier: GPL-3.0-or-later */
/* session_support.c - plays a session for its tests. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "session_support.h"

enum { PATIENCE = 5000 }; /* events until a test gives up */

struct play *play_new(void)
{
	static const char *const names[] = {"one", "two", "three"};
	struct play *play = calloc(1, sizeof *play);
	assert_non_null(play);
	for (int i = 0; i < 3; i++) {
		struct exercise *exercise = &play->routine.exercise[i];
		strcpy(exercise->name, names[i]);
		exercise->gentle = true;
		exercise->position_s = 5;
		exercise->switch_s = 8;
		exercise->dose =
		    (struct dose){.sets = 1, .reps = 2, .out_s = 2, .back_s = 2, .rest_s = 15};
	}
	play->routine.count = 3;
	play->policy = policy_default();
	play->start.last_start_pain = 2;
	play->spoken_ms = SESSION_NEVER;
	return play;
}

void play_free(struct play *play)
{
	free(play);
}

static void keep(struct play *play, const struct effects *out)
{
	for (int i = 0; i < out->count; i++) {
		assert_in_range(play->count, 0, TRAIL_MAX - 1);
		play->trail[play->count++] = out->list[i];
		if (out->list[i].kind == EFFECT_SAY)
			play->spoken_ms = play->now_ms + SPEECH_MS;
		else if (out->list[i].kind == EFFECT_HUSH)
			play->spoken_ms = SESSION_NEVER;
	}
}

static void hand_over(struct play *play, const struct event *event)
{
	struct effects out;
	if (event->kind == EVENT_BEGIN) {
		if (!play->planned)
			session_plan_first(&play->plan, &play->routine);
		session_init(&play->s, &play->routine, &play->plan, &play->policy, &play->start);
	}
	session_step(&play->s, event, &out);
	keep(play, &out);
}

void play_event(struct play *play, enum event_kind kind)
{
	struct event event = {.at_ms = play->now_ms, .kind = kind};
	hand_over(play, &event);
}

static void give(struct play *play, const char *words, enum intent_source source, int percent)
{
	struct event event = {.at_ms = play->now_ms, .kind = EVENT_INTENT};
	assert_true(intent_from_words(words, &event.intent));
	event.intent.source = source;
	if (percent < event.intent.percent)
		event.intent.percent = percent;
	hand_over(play, &event);
}

void play_key(struct play *play, const char *words)
{
	give(play, words, SOURCE_KEY, 100);
}

void play_voice(struct play *play, const char *words)
{
	give(play, words, SOURCE_VOICE, 100);
}

void play_doubtful(struct play *play, const char *words)
{
	give(play, words, SOURCE_VOICE, SURE_PERCENT - 1);
}

void play_unclear(struct play *play)
{
	struct event event = {.at_ms = play->now_ms, .kind = EVENT_INTENT};
	event.intent.kind = INTENT_UNCLEAR;
	event.intent.source = SOURCE_VOICE;
	hand_over(play, &event);
}

static int64_t tick_ms(const struct play *play)
{
	return session_deadline(&play->s) + play->late_ms;
}

void play_on(struct play *play)
{
	bool waits = session_deadline(&play->s) != SESSION_NEVER;
	bool spoken = play->spoken_ms != SESSION_NEVER;
	if (spoken && (!waits || play->spoken_ms <= tick_ms(play))) {
		play->now_ms = play->spoken_ms;
		play->spoken_ms = SESSION_NEVER;
		play_event(play, EVENT_SPOKEN);
	} else if (waits) {
		play->now_ms = tick_ms(play);
		play_event(play, EVENT_TICK);
	}
}

static int64_t next_ms(const struct play *play)
{
	int64_t next = session_deadline(&play->s) == SESSION_NEVER ? INT64_MAX : tick_ms(play);
	if (play->spoken_ms != SESSION_NEVER && play->spoken_ms < next)
		next = play->spoken_ms;
	return next;
}

void play_for(struct play *play, int64_t ms)
{
	int64_t until_ms = play->now_ms + ms;
	while (next_ms(play) <= until_ms)
		play_on(play);
	play->now_ms = until_ms;
}

void play_to(struct play *play, enum session_state state)
{
	for (int i = 0; i < PATIENCE && play->s.state != state; i++)
		play_on(play);
	assert_int_equal(play->s.state, state);
}

void play_to_phase(struct play *play, enum rest_phase phase)
{
	play_to(play, STATE_REST);
	for (int i = 0; i < PATIENCE && play->s.phase != phase; i++)
		play_on(play);
	assert_int_equal(play->s.state, STATE_REST);
	assert_int_equal(play->s.phase, phase);
}

static bool awaits(const struct play *play, enum question question)
{
	return play->s.state == STATE_ASK && play->s.question == question && play->s.listening;
}

void play_to_question(struct play *play, enum question question)
{
	for (int i = 0; i < PATIENCE && !awaits(play, question); i++)
		play_on(play);
	assert_true(awaits(play, question));
}

void play_start(struct play *play, const char *pain)
{
	play_event(play, EVENT_BEGIN);
	play_to_question(play, QUESTION_READY);
	play_key(play, "ready");
	play_to_question(play, QUESTION_START);
	play_key(play, pain);
}

void play_answer(struct play *play, const char *pain)
{
	play_to_question(play, QUESTION_EXERCISE);
	play_key(play, pain);
}

int play_find(const struct play *play, int from, enum effect_kind kind)
{
	for (int i = from; i < play->count; i++)
		if (play->trail[i].kind == kind)
			return i;
	return -1;
}

int play_find_cue(const struct play *play, int from, enum cue cue)
{
	for (int i = from; i < play->count; i++) {
		enum effect_kind kind = play->trail[i].kind;
		if ((kind == EFFECT_SAY || kind == EFFECT_COUNT) &&
		    play->trail[i].saying.cue == cue)
			return i;
	}
	return -1;
}

int play_find_row(const struct play *play, int from, enum row row)
{
	for (int i = from; i < play->count; i++)
		if (play->trail[i].kind == EFFECT_DECIDE && play->trail[i].row == row)
			return i;
	return -1;
}

int play_tally(const struct play *play, int from, enum effect_kind kind)
{
	int tally = 0;
	for (int i = from; i < play->count; i++)
		tally += play->trail[i].kind == kind;
	return tally;
}
