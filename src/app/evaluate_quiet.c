/* SPDX-License-Identifier: GPL-3.0-or-later */
/* evaluate_quiet.c - what is heard where nobody speaks to the coach, and what listening costs. */
#include "evaluate_quiet.h"

#include "evaluate_hear.h"
#include "evaluate_pool.h"
#include "evaluate_score.h"
#include "evaluate_stage.h"
#include "fault.h"

#include <stdlib.h>
#include <unistd.h>

enum {
	MINUTES = 6, /* of each noise in each context */
	TALK_MINUTES = 20,
	CONTEXTS = 2,
	COST_SECONDS = 60
};

static const enum listen_context contexts[CONTEXTS] = {LISTEN_ANY, LISTEN_NUMBER};
static const double NOISE_DB = -35.0, TALK_DB = -30.0; /* below full scale */

/* One minute of one noise in one context. */
struct minute {
	enum noise noise;
	enum listen_context context;
	uint32_t seed;
	bool done;
	int taken, doubts;
	double work_s;
};

struct quiet_work {
	const struct quiet_job *job;
	struct minute *list;
	size_t count;
};

static int minutes_of(enum noise noise)
{
	return noise == NOISE_SPEAKER ? TALK_MINUTES : MINUTES;
}

static void *begin(const struct pool_work *work)
{
	const struct quiet_work *quiet = work->context;
	struct fault why;
	return ear_open(quiet->job->model, &why);
}

static void end(void *tool)
{
	ear_close(tool);
}

static void run(const struct pool_work *work, void *tool, size_t i)
{
	const struct quiet_work *quiet = work->context;
	struct minute *minute = &quiet->list[i];
	struct staged sound;
	double db = minute->noise == NOISE_SPEAKER ? TALK_DB : NOISE_DB;
	struct heard *heard = calloc(1, sizeof *heard);
	if (heard != NULL &&
	    stage_noise(&sound, minute->noise, 60.0, db, minute->seed, quiet->job->chatter)) {
		hear(tool, minute->context, sound.sample, sound.count, heard);
		for (int k = 0; k < heard->count; k++) {
			minute->taken += heard->list[k].take;
			minute->doubts += !heard->list[k].take;
		}
		minute->work_s = heard->work_s;
		minute->done = true;
		staged_free(&sound);
	}
	free(heard);
}

static size_t plan(struct minute *list)
{
	size_t count = 0;
	for (int noise = NOISE_BIKE; noise < NOISES; noise++)
		for (int c = 0; c < CONTEXTS; c++)
			for (int m = 0; m < minutes_of((enum noise)noise); m++)
				list[count++] = (struct minute){.noise = (enum noise)noise,
								.context = contexts[c],
								.seed = (uint32_t)(m + 100)};
	return count;
}

static void print_rate(FILE *out, int events, int minutes)
{
	struct span span = score_events(events);
	double hours = minutes / 60.0;
	fprintf(out, "%5d in %3d min: %6.1f per hour (%.1f-%.1f)", events, minutes, events / hours,
		span.low / hours, span.high / hours);
}

static void print_noise(const struct quiet_work *quiet, int noise, enum listen_context context)
{
	int taken = 0, doubts = 0, minutes = 0;
	double work_s = 0.0;
	FILE *out = quiet->job->out;
	for (size_t i = 0; i < quiet->count; i++) {
		const struct minute *m = &quiet->list[i];
		if (!m->done || (noise >= 0 && (int)m->noise != noise) || m->context != context)
			continue;
		minutes++;
		taken += m->taken;
		doubts += m->doubts;
		work_s += m->work_s;
	}
	fprintf(out, "%-14s %-8s ", noise >= 0 ? noise_name((enum noise)noise) : "all",
		listen_name(context));
	if (minutes > 0)
		print_rate(out, taken, minutes);
	fprintf(out, "  %4d doubts, %4.1f %% of a processor\n", doubts,
		minutes > 0 ? 100.0 * work_s / (60.0 * minutes) : 0.0);
}

bool evaluate_quiet(const struct quiet_job *job, struct fault *why)
{
	size_t most = (size_t)NOISES * CONTEXTS * TALK_MINUTES;
	struct quiet_work quiet = {.job = job};
	quiet.list = pool_memory(most * sizeof *quiet.list);
	if (quiet.list == NULL)
		return fault_set(why, FAULT_SYSTEM, "there is not enough memory");
	quiet.count = plan(quiet.list);
	struct pool_work work = {.title = "minutes of noise and talk",
				 .count = quiet.count,
				 .begin = begin,
				 .run = run,
				 .end = end,
				 .context = &quiet};
	bool good = pool_run(&work, job->progress, why);
	for (int c = 0; c < CONTEXTS && good; c++) {
		for (int noise = NOISE_BIKE; noise < NOISES; noise++)
			print_noise(&quiet, noise, contexts[c]);
		print_noise(&quiet, -1, contexts[c]);
	}
	fflush(job->out);
	pool_release(quiet.list, most * sizeof *quiet.list);
	return good;
}

/* --- cost --- */

struct cost {
	bool done;
	double silence_s, talk_s;	  /* processor time */
	long before_kb, open_kb, peak_kb; /* resident */
};

struct cost_work {
	const struct quiet_job *job;
	struct cost *cost;
	struct staged silence, talk;
};

static long resident_kb(void)
{
	long size = 0, resident = 0;
	FILE *file = fopen("/proc/self/statm", "r");
	if (file == NULL || fscanf(file, "%ld %ld", &size, &resident) != 2)
		resident = 0;
	if (file != NULL)
		fclose(file);
	return resident * (sysconf(_SC_PAGESIZE) / 1024);
}

/* What the sounds take is taken before, so that it is not counted. */
static void *begin_cost(const struct pool_work *work)
{
	struct cost_work *own = work->context;
	const struct quiet_job *job = own->job;
	struct fault why;
	if (!stage_noise(&own->silence, NOISE_ROOM, (double)COST_SECONDS, -72.0, 1, NULL) ||
	    !stage_noise(&own->talk, NOISE_SPEAKER, (double)COST_SECONDS, TALK_DB, 1, job->chatter))
		return NULL;
	own->cost->before_kb = resident_kb();
	struct ear *ear = ear_open(job->model, &why);
	own->cost->open_kb = resident_kb();
	return ear;
}

static double time_of(struct ear *ear, const struct staged *sound)
{
	struct heard *heard = calloc(1, sizeof *heard);
	double work_s = 0.0;
	if (heard != NULL) {
		hear(ear, LISTEN_NUMBER, sound->sample, sound->count, heard);
		work_s = heard->work_s;
	}
	free(heard);
	return work_s;
}

static void run_cost(const struct pool_work *work, void *tool, size_t i)
{
	const struct cost_work *own = work->context;
	(void)i;
	own->cost->silence_s = time_of(tool, &own->silence);
	own->cost->talk_s = time_of(tool, &own->talk);
	own->cost->peak_kb = resident_kb();
	own->cost->done = true;
}

bool evaluate_cost(const struct quiet_job *job, struct fault *why)
{
	struct cost_work own = {.job = job, .cost = pool_memory(sizeof(struct cost))};
	if (own.cost == NULL)
		return fault_set(why, FAULT_SYSTEM, "there is not enough memory");
	struct pool_work work = {.title = "cost",
				 .count = 1,
				 .begin = begin_cost,
				 .run = run_cost,
				 .end = end,
				 .context = &own};
	bool good = pool_run(&work, job->progress, why);
	const struct cost *c = own.cost;
	if (good)
		fprintf(job->out,
			"processor share: %.2f %% in silence, %.1f %% while one person speaks word "
			"after word\n"
			"memory of the ear: %.1f MB when open, %.1f MB after two minutes\n",
			100.0 * c->silence_s / COST_SECONDS, 100.0 * c->talk_s / COST_SECONDS,
			(double)(c->open_kb - c->before_kb) / 1024.0,
			(double)(c->peak_kb - c->before_kb) / 1024.0);
	fflush(job->out);
	pool_release(own.cost, sizeof *own.cost);
	return good;
}
