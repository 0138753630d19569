/* SPDX-License-Identifier: GPL-3.0-or-later */
/* transcript.c - what happened, in writing. */
#include "transcript.h"

#include "routine.h"
#include "session.h"

#include <inttypes.h>
#include <stdarg.h>

void transcript_line(const struct transcript *t, int64_t at_ms, const char *effect,
		     const char *format, ...)
{
	if (t->lines == NULL)
		return;
	va_list args;
	fprintf(t->lines, "%" PRId64 "\t%s\t", at_ms, effect);
	va_start(args, format);
	vfprintf(t->lines, format, args);
	va_end(args);
	fputc('\n', t->lines);
}

static const char *source_name(int source)
{
	return source == SOURCE_KEY ? "key" : "voice";
}

/* A pain value; "-" where there is none. */
static const char *pain_text(int pain, char text[8])
{
	if (pain == PAIN_UNKNOWN)
		return "-";
	snprintf(text, 8, "%d", pain);
	return text;
}

static const char *side_text(const struct exercise *exercise, int side)
{
	return exercise->sides != SIDES_BOTH ? "" : side == 0 ? " left" : " right";
}

static void step_line(const struct transcript *t, const struct effect *effect,
		      const struct routine *routine)
{
	const struct exercise *exercise = &routine->exercise[effect->saying.exercise];
	transcript_line(t, effect->at_ms, "step", "%s set %d%s", exercise->name, effect->n + 1,
			side_text(exercise, effect->m));
}

/* Reps and tenths of a second; the right side only where there was one. */
static void done_line(const struct transcript *t, const struct effect *effect,
		      const struct routine *routine)
{
	const struct exercise *exercise = &routine->exercise[effect->saying.exercise];
	const struct work *work = &effect->work;
	const char *side = side_text(exercise, effect->m);
	if (exercise->sides == SIDES_ALTERNATE)
		transcript_line(t, effect->at_ms, "done", "%s set %d reps=%d+%d s=%.1f+%.1f",
				exercise->name, effect->n + 1, work->reps, work->reps_right,
				work->ms / 1000.0, work->ms_right / 1000.0);
	else
		transcript_line(t, effect->at_ms, "done", "%s set %d%s reps=%d s=%.1f",
				exercise->name, effect->n + 1, side, work->reps + work->reps_right,
				(work->ms + work->ms_right) / 1000.0);
}

static void went_line(const struct transcript *t, const struct effect *effect,
		      const struct routine *routine)
{
	const char *how = effect->m != 0 ? "left" : effect->n != 0 ? "complete" : "in part";
	transcript_line(t, effect->at_ms, "went", "%s %s",
			routine->exercise[effect->saying.exercise].name, how);
}

/* Gate rows say where they lead by the ease, S rows by K; the ease is that after the decision. */
static void decide_line(const struct transcript *t, const struct effect *effect,
			const struct session *session)
{
	char pain[8], start[8];
	const char *row = row_name(effect->row);
	if (row[0] == 'S')
		transcript_line(t, effect->at_ms, "decide", "%s K=%d pain=%s start=%s ease=%d", row,
				effect->n, pain_text(effect->m, pain),
				pain_text(session->start_pain, start), session->ease);
	else
		transcript_line(t, effect->at_ms, "decide", "%s pain=%s ease=%d", row,
				pain_text(effect->m, pain), session->ease);
}

static void answer_line(const struct transcript *t, const struct effect *effect)
{
	static const char *const away[] = {
	    [AWAY_PAIN] = "pain", [AWAY_TIME] = "time", [AWAY_OTHER] = "other"};
	const char *said = effect->n != 0 ? "yes" : "no";
	if (effect->question == QUESTION_AWAY)
		said = away[effect->n];
	transcript_line(t, effect->at_ms, "answer", "%s %s %s", source_name(effect->m), said,
			question_name(effect->question));
}

void transcript_effect(const struct transcript *t, const struct effect *effect,
		       const struct session *session)
{
	char pain[8];
	switch (effect->kind) {
	case EFFECT_STEP:
		step_line(t, effect, session->routine);
		break;
	case EFFECT_DONE:
		done_line(t, effect, session->routine);
		break;
	case EFFECT_WENT:
		went_line(t, effect, session->routine);
		break;
	case EFFECT_DECIDE:
		decide_line(t, effect, session);
		break;
	case EFFECT_HEARD:
		transcript_line(t, effect->at_ms, "heard", "%s %s", source_name(effect->m),
				pain_text(effect->n, pain));
		break;
	case EFFECT_PAIN:
		transcript_line(t, effect->at_ms, "pain", "%d %s", effect->n,
				question_name((enum question)effect->m));
		break;
	case EFFECT_ANSWER:
		answer_line(t, effect);
		break;
	case EFFECT_VOICE:
		transcript_line(t, effect->at_ms, "voice", "%s",
				intent_name((enum intent_kind)effect->n));
		break;
	case EFFECT_STATE:
		transcript_line(t, effect->at_ms, "state", "%s",
				session_state_name((enum session_state)effect->n));
		break;
	case EFFECT_END:
		transcript_line(t, effect->at_ms, "end", "%s",
				session_result_name((enum session_result)effect->n));
		break;
	case EFFECT_LISTEN:
		transcript_line(t, effect->at_ms, "listen", "%s", listen_name(effect->context));
		break;
	case EFFECT_DEAF:
		transcript_line(t, effect->at_ms, "deaf", "-");
		break;
	case EFFECT_HUSH:
		transcript_line(t, effect->at_ms, "hush", "-");
		break;
	case EFFECT_TONE:
		transcript_line(t, effect->at_ms, "tone", "%s", tone_name(effect->tone));
		break;
	case EFFECT_SAY:
	case EFFECT_COUNT:
		break; /* written with their words, by the coach */
	}
}

void caption_end(struct transcript *t)
{
	if (t->captions != NULL && t->counting) {
		fputc('\n', t->captions);
		fflush(t->captions);
	}
	t->counting = false;
}

void caption_sentence(struct transcript *t, int64_t left_ms, const char *words)
{
	if (t->captions == NULL)
		return;
	caption_end(t);
	int64_t seconds = (left_ms + 500) / 1000;
	if (left_ms > 0)
		fprintf(t->captions, "%3d:%02d  %s\n", (int)(seconds / 60), (int)(seconds % 60),
			words);
	else
		fprintf(t->captions, "        %s\n", words);
	fflush(t->captions);
}

void caption_word(struct transcript *t, const char *word)
{
	if (t->captions == NULL)
		return;
	fprintf(t->captions, "%s%s", t->counting ? "  " : "        ", word);
	fflush(t->captions);
	t->counting = true;
}

const char *tone_word(enum tone tone)
{
	static const char *const words[TONES] = {
	    [TONE_COUNT] = "...", [TONE_GO] = "go",    [TONE_OUT] = ">",
	    [TONE_HOLD] = "hold", [TONE_BACK] = "<",   [TONE_HALF] = "--",
	    [TONE_MINUTE] = ".",  [TONE_END] = "done", [TONE_ASK] = "(answer)",
	};
	return words[tone];
}

const char *tone_name(enum tone tone)
{
	static const char *const names[TONES] = {
	    [TONE_COUNT] = "count",   [TONE_GO] = "go",	    [TONE_OUT] = "out",
	    [TONE_HOLD] = "hold",     [TONE_BACK] = "back", [TONE_HALF] = "half",
	    [TONE_MINUTE] = "minute", [TONE_END] = "end",   [TONE_ASK] = "ask",
	};
	return names[tone];
}
