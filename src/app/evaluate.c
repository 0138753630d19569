/* SPDX-License-Identifier: GPL-3.0-or-later */
/* evaluate.c - how good the ear is: a table about any list of recordings. */
#include "evaluate.h"

#include "evaluate_enrol.h"
#include "evaluate_over.h"
#include "evaluate_pool.h"
#include "evaluate_print.h"
#include "evaluate_quiet.h"
#include "evaluate_trial.h"
#include "fault.h"
#include "manifest.h"
#include "wav.h"

#include <stdlib.h>
#include <string.h>

enum {
	SAMPLE = 240, /* clips under each condition */
	REFERENCE_SECONDS = 900,
	CHATTER = 80, /* recordings that talk is made of */
	NAME_BYTES_MOST = 40
};

/* What one table is made of. */
struct table {
	const struct manifest *manifest;
	const struct evaluation *order;
	struct enrolment *enrolment;	     /* NULL: everybody is a stranger */
	struct trial *plan, *sample, *clean; /* in pool_memory */
	size_t planned, sampled, most;
	struct chatter chatter;
	short *played; /* or NULL */
	size_t played_count;
};

/* --- talk --- */

static void free_chatter(struct chatter *chatter)
{
	for (size_t i = 0; i < chatter->count; i++)
		free((void *)chatter->sample[i]);
	free((void *)chatter->sample);
	free((void *)chatter->samples);
}

/* An even choice of other words; of the coach's own where there are none. */
static bool is_chatter(const struct manifest *manifest, size_t i, bool commands)
{
	return manifest->list[i].command == commands;
}

static size_t count_kind(const struct manifest *manifest, bool commands)
{
	size_t count = 0;
	for (size_t i = 0; i < manifest->count; i++)
		count += is_chatter(manifest, i, commands);
	return count;
}

static void load_chatter(struct chatter *chatter, const struct manifest *manifest)
{
	bool commands = count_kind(manifest, false) == 0;
	size_t there = count_kind(manifest, commands), seen = 0;
	const int16_t **sample = calloc(CHATTER, sizeof *sample);
	size_t *samples = calloc(CHATTER, sizeof *samples);
	struct fault why;
	*chatter = (struct chatter){.sample = sample, .samples = samples};
	if (sample == NULL || samples == NULL)
		return;
	for (size_t i = 0; i < manifest->count && chatter->count < CHATTER; i++) {
		size_t n = chatter->count;
		if (!is_chatter(manifest, i, commands) || seen++ * CHATTER / there < n)
			continue;
		sample[n] = wav_read_mono(manifest->list[i].path, EAR_HZ, 10, &samples[n], &why);
		chatter->count += sample[n] != NULL;
	}
}

/* --- parts of the table --- */

static bool run_trials(const struct table *table, const char *title,
		       const struct condition *condition, struct trial *list, size_t count,
		       struct fault *why)
{
	struct trial_job job = {.title = title,
				.model = table->order->model,
				.folds = table->order->folds,
				.condition = condition,
				.chatter = &table->chatter,
				.enrolment = table->enrolment,
				.list = list,
				.count = count,
				.progress = table->order->progress};
	return trials_run(&job, why);
}

static bool print_clean(const struct table *table, struct fault *why)
{
	static const struct condition clean = {.kind = CONDITION_CLEAN};
	FILE *out = table->order->out;
	const struct trial *list = table->plan;
	size_t count = table->planned;
	if (!run_trials(table, "recordings", &clean, table->plan, count, why))
		return false;
	print_heading(out,
		      table->enrolment != NULL
			  ? "The coach's words, each where it answers; everybody is known"
			  : "The coach's words, each where it answers; everybody is a stranger");
	print_words(out, list, count);
	print_heading(out, "By word, worst first");
	print_worst(out, list, count);
	print_heading(out, "Other words");
	print_others(out, list, count);
	print_heading(out, "Confidence, and how many were right");
	print_calibration(out, list, count);
	print_heading(out, "Time");
	print_delay(out, list, count);
	print_failures(out, list, count);
	fflush(out);
	return true;
}

static void name_condition(const struct condition *condition, char name[NAME_BYTES_MOST])
{
	if (condition->kind == CONDITION_CLEAN)
		snprintf(name, NAME_BYTES_MOST, "clean");
	else if (condition->kind == CONDITION_NOISE)
		snprintf(name, NAME_BYTES_MOST, "%s, %d dB", noise_name(condition->noise),
			 condition->amount);
	else if (condition->kind == CONDITION_ECHO)
		snprintf(name, NAME_BYTES_MOST, "echo of 0.%d s", condition->amount);
	else if (condition->kind == CONDITION_GAIN)
		snprintf(name, NAME_BYTES_MOST, "%+d dB", condition->amount);
	else if (condition->kind == CONDITION_OFFSET)
		snprintf(name, NAME_BYTES_MOST, "offset of %d/1000", condition->amount);
	else
		snprintf(name, NAME_BYTES_MOST, "%d Hz", condition->amount);
}

static bool print_one(struct table *table, const struct condition *condition, struct fault *why)
{
	char name[NAME_BYTES_MOST];
	bool clean = condition->kind == CONDITION_CLEAN;
	struct trial *list = clean ? table->clean : table->sample;
	name_condition(condition, name);
	if (!run_trials(table, name, condition, list, table->sampled, why))
		return false;
	print_condition(table->order->out, name, list, clean ? NULL : table->clean, table->sampled);
	return true;
}

static bool print_noises(struct table *table, struct fault *why)
{
	static const int levels[] = {20, 10, 5, 0};
	bool good = true;
	for (int noise = NOISE_BIKE; noise < NOISE_SPEAKER; noise++)
		for (int i = 0; i < 4 && good; i++) {
			struct condition condition = {CONDITION_NOISE, (enum noise)noise,
						      levels[i]};
			good = print_one(table, &condition, why);
		}
	return good;
}

static bool print_rooms(struct table *table, struct fault *why)
{
	static const struct condition list[] = {
	    {CONDITION_ECHO, NOISE_ROOM, 5},	 {CONDITION_GAIN, NOISE_ROOM, -30},
	    {CONDITION_GAIN, NOISE_ROOM, -20},	 {CONDITION_GAIN, NOISE_ROOM, 12},
	    {CONDITION_GAIN, NOISE_ROOM, 24},	 {CONDITION_OFFSET, NOISE_ROOM, 30},
	    {CONDITION_OFFSET, NOISE_ROOM, 100}, {CONDITION_RATE, NOISE_ROOM, 44100},
	    {CONDITION_RATE, NOISE_ROOM, 48000},
	};
	bool good = true;
	for (size_t i = 0; i < sizeof list / sizeof list[0] && good; i++)
		good = print_one(table, &list[i], why);
	return good;
}

static bool print_conditions(struct table *table, struct fault *why)
{
	static const struct condition clean = {.kind = CONDITION_CLEAN};
	char heading[120];
	table->sampled = trials_sample(table->plan, table->planned, SAMPLE, table->clean);
	trials_sample(table->plan, table->planned, SAMPLE, table->sample);
	snprintf(heading, sizeof heading,
		 "Rooms, microphones and noises: an even choice of %zu clips, each in all of them",
		 table->sampled);
	print_heading(table->order->out, heading);
	print_condition_head(table->order->out);
	bool good =
	    print_one(table, &clean, why) && print_rooms(table, why) && print_noises(table, why);
	return good;
}

static bool print_quiet(const struct table *table, bool cost, struct fault *why)
{
	struct quiet_job job = {.model = table->order->model,
				.chatter = &table->chatter,
				.progress = table->order->progress,
				.out = table->order->out};
	print_heading(job.out, cost ? "Cost" : "Heard where nobody speaks to the coach");
	return cost ? evaluate_cost(&job, why) : evaluate_quiet(&job, why);
}

static bool print_over(const struct table *table, struct fault *why)
{
	const struct evaluation *order = table->order;
	struct over_job job = {.model = order->model,
			       .folds = order->folds,
			       .plan = table->plan,
			       .planned = table->planned,
			       .played = table->played,
			       .played_count = table->played_count,
			       .progress = order->progress,
			       .out = order->out};
	print_heading(order->out, "Over the coach's own voice");
	if (order->reference == NULL) {
		fputs("left out: --reference names no recording of the coach (render makes one)\n",
		      order->out);
		return true;
	}
	return evaluate_over(&job, why);
}

/* At once, so that a wrong name is not told after half an hour. */
static bool read_reference(struct table *table, struct fault *why)
{
	const char *path = table->order->reference;
	if (path == NULL)
		return true;
	table->played = wav_read_mono(path, EAR_HZ, REFERENCE_SECONDS, &table->played_count, why);
	return table->played != NULL;
}

static bool print_part(struct table *table, enum evaluation_part part, struct fault *why)
{
	switch (part) {
	case TABLE_WORDS:
		return print_clean(table, why);
	case TABLE_COST:
		return print_quiet(table, true, why);
	case TABLE_OVER:
		return print_over(table, why);
	case TABLE_ROOMS:
		return print_conditions(table, why);
	case TABLE_QUIET:
		return print_quiet(table, false, why);
	case TABLE_ALL:
	case EVALUATION_PARTS:
	default:
		return true;
	}
}

static bool print_parts(struct table *table, struct fault *why)
{
	enum evaluation_part only = table->order->part;
	bool good = true;
	load_chatter(&table->chatter, table->manifest);
	for (enum evaluation_part part = TABLE_WORDS; part < EVALUATION_PARTS && good; part++)
		if (only == TABLE_ALL || only == part)
			good = print_part(table, part, why);
	free_chatter(&table->chatter);
	return good;
}

static void print_head(const struct table *table)
{
	const struct manifest *m = table->manifest;
	fprintf(table->order->out, "%zu recordings", m->count);
	if (m->missing > 0)
		fprintf(table->order->out, "; %zu sound files are missing", m->missing);
	if (m->left_out > 0)
		fprintf(table->order->out, "; %zu of other speakers are left out", m->left_out);
	if (table->enrolment != NULL) {
		char text[120];
		enrolment_describe(table->enrolment, text);
		fprintf(table->order->out, ". %s", text);
	}
	fputs(". Shares with their 95 % interval.\n", table->order->out);
}

static bool open_table(struct table *table, struct fault *why)
{
	table->most = trials_most(table->manifest);
	table->plan = pool_memory(table->most * sizeof *table->plan);
	table->clean = pool_memory(SAMPLE * sizeof *table->clean);
	table->sample = pool_memory(SAMPLE * sizeof *table->sample);
	if (table->plan == NULL || table->clean == NULL || table->sample == NULL)
		return fault_set(why, FAULT_SYSTEM,
				 "there is not enough memory for so many recordings");
	return read_reference(table, why);
}

static void close_table(struct table *table)
{
	pool_release(table->plan, table->most * sizeof *table->plan);
	pool_release(table->clean, SAMPLE * sizeof *table->clean);
	pool_release(table->sample, SAMPLE * sizeof *table->sample);
	free(table->played);
}

/* Who is to be enrolled first, is. */
static bool plan(struct table *table, struct remarks *remarks, struct fault *why)
{
	const struct evaluation *order = table->order;
	table->planned = trials_plan(table->manifest, order->context, table->plan, remarks);
	if (order->enrol == 0)
		return true;
	table->enrolment = enrolment_make(table->manifest, order->enrol, order->model, why);
	if (table->enrolment == NULL)
		return false;
	table->planned = enrolment_filter(table->enrolment, table->plan, table->planned);
	return true;
}

enum evaluation_part evaluation_part(const char *name)
{
	static const char *const names[] = {
	    [TABLE_ALL] = "",	   [TABLE_WORDS] = "words", [TABLE_COST] = "cost",
	    [TABLE_OVER] = "over", [TABLE_ROOMS] = "rooms", [TABLE_QUIET] = "quiet"};
	enum evaluation_part part = TABLE_WORDS;
	while (part < EVALUATION_PARTS && strcmp(name, names[part]) != 0)
		part++;
	return part < EVALUATION_PARTS ? part : TABLE_ALL;
}

bool evaluate(const struct manifest *manifest, const struct evaluation *evaluation,
	      struct remarks *remarks, struct fault *why)
{
	struct table table = {.manifest = manifest, .order = evaluation};
	bool good = open_table(&table, why) && plan(&table, remarks, why);
	if (good) {
		print_head(&table);
		good = print_parts(&table, why);
	}
	enrolment_free(table.enrolment);
	close_table(&table);
	return good;
}
