/* SPDX-License-Identifier: GPL-3.0-or-later */
/* enrol_ear.c - one ear for enrolment: sound in, utterances as takes out. */
#include "enrol_ear.h"

#include "ear_decode.h"
#include "evaluate_stage.h"
#include "fault.h"
#include "listener.h"
#include "wav.h"

#include <stdlib.h>
#include <string.h>

enum { PIECE = EAR_HZ / 100, HEARD_SECONDS = 6, RECORDING_MOST_S = 10, RECORDING_SEED = 1 };

static const float TAKEN = 0.7F;

struct enrol_ear {
	struct ear *ear;
	char word[TAKE_WORD];
	struct enrol_saying saying; /* the utterance at hand */
	bool ended;
	size_t heard; /* samples since the last utterance, the newest below */
	int16_t sample[HEARD_SECONDS * EAR_HZ];
};

static void see(void *context, const struct sound_view *view)
{
	struct enrol_ear *e = context;
	e->ended = true;
	e->saying.makes_take = take_make(&e->saying.take, e->word, view, 0, view->frames);
}

static void decide(void *context, const struct hearing *hearing)
{
	struct enrol_ear *e = context;
	e->saying.guess = hearing->guess;
	e->saying.confidence = hearing->confidence;
}

struct enrol_ear *enrol_ear_open(const char *model, struct fault *why)
{
	struct enrol_ear *e = calloc(1, sizeof *e);
	if (e == NULL) {
		fault_set(why, FAULT_SYSTEM, "there is not enough memory for the ear");
		return NULL;
	}
	e->ear = ear_open(model[0] != '\0' ? model : NULL, why);
	if (e->ear == NULL) {
		free(e);
		return NULL;
	}
	ear_watch(e->ear, see, e);
	return e;
}

void enrol_ear_close(struct enrol_ear *e)
{
	if (e == NULL)
		return;
	ear_close(e->ear);
	free(e);
}

/* Where the word may be said as it stands. */
static enum listen_context context_of(const char *word)
{
	static const enum listen_context order[] = {LISTEN_NUMBER, LISTEN_YESNO, LISTEN_READY};
	struct intent intent;
	for (size_t i = 0; i < sizeof order / sizeof order[0]; i++)
		if (intent_from_speech(word, order[i], &intent))
			return order[i];
	return LISTEN_ANY;
}

void enrol_ear_expect(struct enrol_ear *e, const char *word)
{
	size_t length = strnlen(word, TAKE_WORD - 1);
	memcpy(e->word, word, length);
	e->word[length] = '\0';
	e->heard = 0;
	ear_forget(e->ear);
	ear_context(e->ear, context_of(e->word));
}

/* Of a long silence only the end is kept. */
static void remember(struct enrol_ear *e, const int16_t *samples, size_t count)
{
	enum { ROOM = sizeof e->sample / sizeof e->sample[0] };
	if (e->heard + count > ROOM) {
		memmove(e->sample, e->sample + ROOM / 2, ROOM / 2 * sizeof e->sample[0]);
		e->heard = ROOM / 2;
	}
	memcpy(e->sample + e->heard, samples, count * sizeof *samples);
	e->heard += count;
}

static bool finish(struct enrol_ear *e, struct enrol_saying *saying)
{
	if (!e->ended)
		return false;
	e->saying.level_db = enrol_level_db(e->sample, e->heard);
	e->saying.clipped = enrol_clipped(e->sample, e->heard);
	*saying = e->saying;
	e->heard = 0;
	return true;
}

bool enrol_ear_feed(struct enrol_ear *e, const int16_t *samples, size_t count, bool last,
		    struct enrol_saying *saying)
{
	e->saying = (struct enrol_saying){.makes_take = false};
	e->ended = false;
	for (size_t i = 0; i < count && !e->ended; i += PIECE) {
		size_t piece = count - i < PIECE ? count - i : PIECE;
		remember(e, samples + i, piece);
		ear_feed(e->ear, samples + i, piece, decide, e);
	}
	if (last && !e->ended)
		ear_flush(e->ear, decide, e);
	return finish(e, saying);
}

bool enrol_ear_agrees(const struct enrol_saying *saying)
{
	return saying->guess.kind == INTENT_YES && saying->confidence >= TAKEN;
}

/* Recordings are often cut close: a quiet room is put around them. */
bool enrol_ear_recording(struct enrol_ear *e, const char *path, const char *word,
			 struct enrol_saying *saying, struct fault *why)
{
	static const struct condition plain = {.kind = CONDITION_CLEAN};
	struct staged sound;
	size_t count = 0;
	bool found = false;
	short *clip = wav_read_mono(path, EAR_HZ, RECORDING_MOST_S, &count, why);
	if (clip == NULL)
		return false;
	fault_set(why, FAULT_INPUT, "%s: no word can be heard in it", path);
	enrol_ear_expect(e, word);
	if (stage_make(&sound, clip, count, &plain, RECORDING_SEED, NULL)) {
		found = enrol_ear_feed(e, sound.sample, sound.count, true, saying);
		saying->clipped = enrol_clipped(clip, count);
		staged_free(&sound);
	}
	free(clip);
	return found;
}
