/* SPDX-License-Identifier: GPL-3.0-or-later */
/* shelf.c - every clip in use. */
#include "shelf.h"

#include "clip.h"
#include "fault.h"
#include "loudness.h"
#include "speaker.h"
#include "tones.h"
#include "voice_file.h"
#include "wav.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ITEMS = 128, ALL = -1 };

enum item_state { ITEM_FREE, ITEM_ASKED, ITEM_READY };

struct item {
	enum item_state state;
	bool keep, recorded;
	bool dropped; /* nobody wants it any more; freed when it comes */
	int job;      /* told to the speaker; never used twice, so that late mail is known */
	struct saying saying;
	struct clip *clip;
};

struct shelf {
	const struct voice_file *voice;
	const struct phrase_facts *facts;
	struct speaker *speaker;
	bool live;
	int now; /* how many words are still made at once before it is live, or ALL */
	struct clip *tone[TONES];
	int jobs;
	int speed;		 /* of words that do not stay, in percent */
	struct item item[ITEMS]; /* its index is the ticket */
};

static bool make_tones(struct shelf *shelf, const struct tone_style *style, int lufs)
{
	for (int i = 0; i < TONES; i++) {
		shelf->tone[i] = tones_make(style, (enum tone)i, lufs);
		if (shelf->tone[i] == NULL)
			return false;
	}
	return true;
}

struct shelf *shelf_open(const struct voice_file *voice, const struct phrase_facts *facts,
			 const struct tone_style *tones, struct speaker *speaker, struct fault *why)
{
	struct shelf *shelf = calloc(1, sizeof *shelf);
	if (shelf == NULL || !make_tones(shelf, tones, voice->speaker.level_db)) {
		shelf_close(shelf);
		fault_set(why, FAULT_SYSTEM, "there is not enough memory for the tones");
		return NULL;
	}
	shelf->voice = voice;
	shelf->facts = facts;
	shelf->speaker = speaker;
	shelf->now = ALL;
	shelf->speed = 100;
	return shelf;
}

void shelf_hurry(struct shelf *shelf)
{
	shelf->now = 1;
}

const struct clip *shelf_tone(const struct shelf *shelf, enum tone tone)
{
	return shelf->tone[tone];
}

/* "greeting", "number/3", "bridge/setup": how a voice names a recording. */
static struct clip *recording(const struct shelf *shelf, const struct saying *saying)
{
	char key[RECORDING_KEY_BYTES];
	const char *cue = cue_name(saying->cue);
	struct fault ignored; /* it was opened when the voice was read; now words do instead */
	snprintf(key, sizeof key, "%s/%d", cue, saying->n);
	const char *path = voice_recording(shelf->voice, key);
	if (cue_is_exercise_text(saying->cue) && saying->exercise >= 0) {
		snprintf(key, sizeof key, "%s/%s",
			 shelf->facts->routine->exercise[saying->exercise].name, cue);
		path = voice_recording(shelf->voice, key);
	} else if (path == NULL) {
		path = voice_recording(shelf->voice, cue);
	}
	struct clip *clip = path != NULL ? wav_read_clip(path, &ignored) : NULL;
	struct loudness wanted = {.lufs = shelf->voice->speaker.level_db,
				  .peak_db = shelf->voice->speaker.peak_db};
	if (clip != NULL)
		loudness_level(clip, &wanted);
	return clip;
}

static bool same(const struct saying *a, const struct saying *b)
{
	return a->cue == b->cue && a->n == b->n && a->m == b->m && a->exercise == b->exercise;
}

static int find_kept(const struct shelf *shelf, const struct saying *saying)
{
	for (int i = 0; i < ITEMS; i++)
		if (shelf->item[i].state != ITEM_FREE && shelf->item[i].keep &&
		    same(&shelf->item[i].saying, saying))
			return i;
	return SHELF_NONE;
}

static int find_free(const struct shelf *shelf)
{
	for (int i = 0; i < ITEMS; i++)
		if (shelf->item[i].state == ITEM_FREE)
			return i;
	return SHELF_NONE;
}

static void fill(struct shelf *shelf, int ticket, const char *words)
{
	struct item *item = &shelf->item[ticket];
	item->clip = recording(shelf, &item->saying);
	item->recorded = item->clip != NULL;
	item->state = ITEM_READY;
	if (item->clip != NULL || shelf->speaker == NULL)
		return;
	/* A count has its place between two beeps: it stays as short as it is. */
	speaker_speed(shelf->speaker, item->keep ? 100 : shelf->speed);
	if (!shelf->live && shelf->now == 0) {
		item->state = ITEM_ASKED;
	} else if (!shelf->live) {
		item->clip = speaker_say_now(shelf->speaker, words);
		if (shelf->now > 0)
			shelf->now--;
	} else if (speaker_ask(shelf->speaker, item->job = ++shelf->jobs, words)) {
		item->state = ITEM_ASKED;
	}
}

int shelf_ask(struct shelf *shelf, const struct saying *saying, bool keep, char words[WORDS_BYTES])
{
	if (phrase_words(&shelf->voice->wording, shelf->facts, saying, words) == 0)
		return SHELF_NONE;
	int ticket = keep ? find_kept(shelf, saying) : SHELF_NONE;
	if (ticket != SHELF_NONE)
		return ticket;
	ticket = find_free(shelf);
	if (ticket == SHELF_NONE)
		return SHELF_NONE;
	shelf->item[ticket] = (struct item){.keep = keep, .saying = *saying};
	fill(shelf, ticket, words);
	return ticket;
}

void shelf_prepare(struct shelf *shelf, const struct routine *routine, bool by_count)
{
	char words[WORDS_BYTES];
	int most = by_count ? PAIN_MAX : 3;
	for (int i = 0; i < routine->count; i++)
		if (routine->exercise[i].dose.minutes == 0 && routine->exercise[i].dose.reps > most)
			most = routine->exercise[i].dose.reps;
	for (int n = by_count ? 0 : 1; n <= most; n++) {
		struct saying number = {.cue = CUE_NUMBER, .exercise = -1, .n = n};
		shelf_ask(shelf, &number, true, words);
	}
	struct saying half = {.cue = CUE_HALF_WAY, .exercise = -1};
	shelf_ask(shelf, &half, true, words);
}

bool shelf_is_recorded(const struct shelf *shelf, int ticket)
{
	assert(ticket >= 0 && ticket < ITEMS);
	return shelf->item[ticket].recorded;
}

void shelf_speed(struct shelf *shelf, int percent)
{
	shelf->speed = percent;
}

int shelf_again(struct shelf *shelf, int ticket)
{
	char words[WORDS_BYTES];
	struct saying saying = shelf->item[ticket].saying;
	if (shelf->item[ticket].keep || shelf->item[ticket].recorded)
		return ticket;
	int again = shelf_ask(shelf, &saying, false, words);
	if (again == SHELF_NONE)
		return ticket;
	shelf_drop(shelf, ticket);
	return again;
}

bool shelf_ready(const struct shelf *shelf, int ticket, const struct clip **clip)
{
	assert(ticket >= 0 && ticket < ITEMS);
	*clip = shelf->item[ticket].clip;
	return shelf->item[ticket].state == ITEM_READY;
}

static void release(struct item *item)
{
	free(item->clip);
	*item = (struct item){.state = ITEM_FREE};
}

void shelf_deliver(struct shelf *shelf, int job, struct clip *clip)
{
	for (int i = 0; i < ITEMS; i++) {
		struct item *item = &shelf->item[i];
		if (item->state != ITEM_ASKED || item->job != job)
			continue;
		item->clip = clip;
		item->state = ITEM_READY;
		if (item->dropped)
			release(item);
		return;
	}
	free(clip); /* broken off meanwhile */
}

void shelf_return(struct shelf *shelf, const struct clip *clip)
{
	for (int i = 0; i < ITEMS; i++)
		if (shelf->item[i].state == ITEM_READY && !shelf->item[i].keep &&
		    shelf->item[i].clip == clip)
			release(&shelf->item[i]);
}

void shelf_drop(struct shelf *shelf, int ticket)
{
	struct item *item = &shelf->item[ticket];
	if (item->keep)
		return;
	if (item->state == ITEM_ASKED)
		item->dropped = true;
	else
		release(item);
}

void shelf_go_live(struct shelf *shelf)
{
	char words[WORDS_BYTES];
	shelf->live = true;
	for (int i = 0; i < ITEMS; i++)
		if (shelf->item[i].state == ITEM_ASKED &&
		    phrase_words(&shelf->voice->wording, shelf->facts, &shelf->item[i].saying,
				 words) > 0)
			fill(shelf, i, words);
}

void shelf_hush(struct shelf *shelf)
{
	if (!shelf->live || shelf->speaker == NULL)
		return;
	speaker_hush(shelf->speaker);
	/* The letters of broken-off jobs do not come: kept words are asked for again. */
	for (int i = 0; i < ITEMS; i++) {
		struct item *item = &shelf->item[i];
		char words[WORDS_BYTES];
		if (item->state != ITEM_ASKED)
			continue;
		if (!item->keep)
			release(item);
		else if (phrase_words(&shelf->voice->wording, shelf->facts, &item->saying, words) >
			 0)
			fill(shelf, i, words);
	}
}

void shelf_close(struct shelf *shelf)
{
	if (shelf == NULL)
		return;
	for (int i = 0; i < TONES; i++)
		free(shelf->tone[i]);
	for (int i = 0; i < ITEMS; i++)
		free(shelf->item[i].clip);
	free(shelf);
}
