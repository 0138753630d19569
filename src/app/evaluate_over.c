/* SPDX-License-Identifier: GPL-3.0-or-later */
/* evaluate_over.c - is "stop" heard over the coach's own voice, and does the coach obey itself? */
#include "evaluate_over.h"

#include "evaluate_pool.h"
#include "evaluate_print.h"
#include "evaluate_stage.h"
#include "evaluate_trial.h"
#include "fault.h"
#include "manifest.h"
#include "overhear.h"
#include "wav.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
	HZ = 16000,
	LEAD = 30 * HZ,	 /* of the coach before the word: it is known by then ... */
	TRAIL = 4 * HZ,	 /* ... and after its beginning */
	LOOK = HZ / 2,	 /* the coach must speak for so long at the word */
	DELAY = HZ / 10, /* of the loudspeaker's sound in the microphone */
	ALONE = 60 * HZ, /* pieces of the coach alone */
	LEVELS = 4,
	CLIP_SECONDS = 10
};

static const int level_db[LEVELS] = {6, 0, -6, -12};
static const double SOON_S = 0.5;
static const double FLOOR_DB = -65.0; /* of the room */
static const double BEND = 0.6;	      /* of the loudspeaker: tanh of so much at full scale */

/* One word over the coach, or a piece of the coach alone. */
struct over_trial {
	const struct utterance *recording; /* NULL: alone */
	struct intent meant;
	int db;
	size_t from;
	bool done, understood, wrong, silenced;
	int voices, taken;
};

struct over_work {
	const struct over_job *job;
	struct over_trial *list;
	size_t count;
};

/* --- the scene --- */

static double power(const int16_t *sample, size_t count)
{
	double sum = 0.0;
	for (size_t i = 0; i < count; i++)
		sum += (double)sample[i] * sample[i];
	return count > 0 ? sum / (double)count : 0.0;
}

long over_place(const int16_t *played, size_t count, size_t length, uint32_t seed)
{
	double usual = stage_power(played, count);
	if (count < LEAD + length + TRAIL)
		return -1;
	size_t places = count - LEAD - length - TRAIL + 1;
	for (int i = 0; i < 2000; i++) {
		seed = seed * 1664525U + 1013904223U;
		size_t at = LEAD + (size_t)((double)(seed >> 8) / (1 << 24) * (double)places);
		if (power(played + at, LOOK) > usual / 4.0)
			return (long)at;
	}
	return -1;
}

/* What the loudspeaker makes of it, and the room of that. */
static bool make_echo(struct staged *sound, const int16_t *played, size_t count, uint32_t seed)
{
	if (!stage_noise(sound, NOISE_ROOM, (double)count / (double)HZ, FLOOR_DB, seed, NULL))
		return false;
	for (size_t i = DELAY; i < sound->count; i++)
		sound->sample[i] =
		    (int16_t)(sound->sample[i] +
			      20000.0 / BEND * tanh(BEND * played[i - DELAY] / 32768.0));
	return stage_echo(sound, 0.3, seed);
}

static void add_word(struct staged *sound, size_t at, const int16_t *word, size_t count, int db)
{
	double gain = sqrt(stage_power(sound->sample, sound->count) / stage_power(word, count)) *
		      pow(10.0, db / 20.0);
	for (size_t i = 0; i < count && at + i < sound->count; i++) {
		double value = sound->sample[at + i] + gain * word[i];
		value = value > 32767.0 ? 32767.0 : value < -32768.0 ? -32768.0 : value;
		sound->sample[at + i] = (int16_t)value;
	}
}

/* --- hearing it --- */

struct ears_of_trial {
	struct over_trial *trial;
	struct overheard told;
	double start_s; /* of the word; the end of all time when there is none */
};

static void note_decision(void *context, const struct hearing *hearing)
{
	struct ears_of_trial *e = context;
	struct over_trial *t = e->trial;
	if (!hearing->take)
		return;
	t->taken++;
	if (t->recording == NULL || hearing->end_s < e->start_s)
		return;
	bool same = score_same(&hearing->intent, &t->meant);
	t->understood = t->understood || same;
	t->wrong = t->wrong || !same;
	t->silenced = t->silenced || e->told.fed_s <= e->start_s + SOON_S;
}

static void note_voice(void *context, double start_s, double end_s)
{
	struct ears_of_trial *e = context;
	(void)start_s;
	e->trial->voices++;
	if (end_s >= e->start_s && end_s <= e->start_s + SOON_S)
		e->trial->silenced = true;
}

static void hear_scene(struct ear *ear, struct over_trial *t, const struct staged *sound,
		       const int16_t *played, double start_s)
{
	struct fault why;
	struct ears_of_trial ears = {.trial = t, .start_s = start_s};
	ears.told =
	    (struct overheard){.decide = note_decision, .voice = note_voice, .context = &ears};
	ear_forget(ear);
	t->done = overhear(ear, LISTEN_ANY, sound->sample, sound->count, played, sound->count,
			   &ears.told, &why);
}

static void run_word(const struct over_job *job, struct ear *ear, struct over_trial *t)
{
	struct staged sound;
	struct fault why;
	size_t count = 0, start = 0, end = 0;
	short *word = wav_read_mono(t->recording->path, HZ, CLIP_SECONDS, &count, &why);
	if (word == NULL)
		return;
	stage_find_word(word, count, &start, &end);
	long at = over_place(job->played, job->played_count, count, (uint32_t)t->recording->line);
	const int16_t *played = job->played + (at >= 0 ? (size_t)at - LEAD : 0);
	if (at >= 0 && end > start &&
	    make_echo(&sound, played, LEAD + count + TRAIL, (uint32_t)t->recording->line)) {
		add_word(&sound, LEAD - start, word, count, t->db);
		hear_scene(ear, t, &sound, played, (double)LEAD / (double)HZ);
		staged_free(&sound);
	}
	free(word);
}

static void run_alone(const struct over_job *job, struct ear *ear, struct over_trial *t)
{
	struct staged sound;
	size_t left = job->played_count - t->from;
	const int16_t *played = job->played + t->from;
	if (!make_echo(&sound, played, left < ALONE ? left : ALONE, (uint32_t)t->from))
		return;
	hear_scene(ear, t, &sound, played, 1e9);
	staged_free(&sound);
}

static void *begin(const struct pool_work *work)
{
	const struct over_work *over = work->context;
	return hearer_open(over->job->model);
}

static void run(const struct pool_work *work, void *tool, size_t i)
{
	const struct over_work *over = work->context;
	struct over_trial *t = &over->list[i];
	const char *speaker = t->recording != NULL ? t->recording->speaker : NULL;
	struct ear *ear = hearer_for(tool, over->job->folds, speaker);
	if (ear != NULL && t->recording != NULL)
		run_word(over->job, ear, t);
	else if (ear != NULL)
		run_alone(over->job, ear, t);
}

static void end(void *tool)
{
	hearer_close(tool);
}

/* --- the plan and the table --- */

static size_t plan_words(const struct over_job *job, struct over_trial *list)
{
	size_t there = 0, seen = 0, chosen = 0, made = 0;
	for (size_t i = 0; i < job->planned; i++)
		there += job->plan[i].context == LISTEN_OVER &&
			 job->plan[i].meant.kind != INTENT_NOTHING;
	size_t wanted = there < OVER_CLIPS ? there : OVER_CLIPS;
	for (size_t i = 0; i < job->planned; i++) {
		const struct trial *t = &job->plan[i];
		if (t->context != LISTEN_OVER || t->meant.kind == INTENT_NOTHING)
			continue;
		if (chosen < wanted && seen * wanted / there >= chosen) {
			for (int k = 0; k < LEVELS; k++)
				list[made++] = (struct over_trial){.recording = t->recording,
								   .meant = t->meant,
								   .db = level_db[k]};
			chosen++;
		}
		seen++;
	}
	return made;
}

static void print_level(const struct over_work *over, int db)
{
	int of = 0, understood = 0, silenced = 0, wrong = 0;
	FILE *out = over->job->out;
	for (size_t i = 0; i < over->count; i++) {
		const struct over_trial *t = &over->list[i];
		if (!t->done || t->recording == NULL || t->db != db)
			continue;
		of++;
		understood += t->understood;
		silenced += t->silenced;
		wrong += t->wrong;
	}
	fprintf(out, "%+4d dB  %6d  ", db, of);
	print_share(out, understood, of);
	fputs("  ", out);
	print_share(out, silenced, of);
	fprintf(out, "  %5d\n", wrong);
}

static void print_alone(const struct over_work *over)
{
	int taken = 0, voices = 0;
	for (size_t i = 0; i < over->count; i++)
		if (over->list[i].done && over->list[i].recording == NULL) {
			taken += over->list[i].taken;
			voices += over->list[i].voices;
		}
	fprintf(over->job->out,
		"The coach alone, %.1f min: %d words taken, falls silent for nobody %d times\n",
		(double)over->job->played_count / HZ / 60.0, taken, voices);
}

static void print_over(const struct over_work *over)
{
	FILE *out = over->job->out;
	fprintf(out, "%-8s %6s  %20s  %20s  %5s\n", "person", "words", "understood (95 %)",
		"silent in 0.5 s", "wrong");
	for (int k = 0; k < LEVELS; k++)
		print_level(over, level_db[k]);
	print_alone(over);
}

bool evaluate_over(const struct over_job *job, struct fault *why)
{
	size_t pieces = (job->played_count + ALONE - 1) / ALONE;
	size_t most = OVER_CLIPS * LEVELS + pieces;
	struct over_work over = {.job = job};
	over.list = pool_memory(most * sizeof *over.list);
	if (over.list == NULL)
		return fault_set(why, FAULT_SYSTEM, "there is not enough memory");
	over.count = plan_words(job, over.list);
	for (size_t i = 0; i < pieces; i++)
		over.list[over.count++].from = i * ALONE;
	struct pool_work work = {.title = "over the coach",
				 .count = over.count,
				 .begin = begin,
				 .run = run,
				 .end = end,
				 .context = &over};
	bool good = pool_run(&work, job->progress, why);
	if (good)
		print_over(&over);
	pool_release(over.list, most * sizeof *over.list);
	return good;
}
