/* SPDX-License-Identifier: GPL-3.0-or-later */
/* evaluate_trial.c - which recordings are heard in which contexts, and the hearing itself. */
#include "evaluate_trial.h"

#include "evaluate_enrol.h"
#include "evaluate_folds.h"
#include "evaluate_hear.h"
#include "evaluate_pool.h"
#include "fault.h"
#include "manifest.h"
#include "wav.h"

#include <stdlib.h>

enum { CLIP_SECONDS = 30 };

size_t trials_most(const struct manifest *manifest)
{
	return manifest->count * LISTEN_CONTEXTS;
}

static size_t plan_recording(const struct utterance *recording, int only, struct trial *list,
			     struct remarks *remarks)
{
	size_t count = 0;
	bool known = false;
	for (int c = 0; c < LISTEN_CONTEXTS; c++) {
		enum listen_context context = (enum listen_context)c;
		struct intent word = {.kind = INTENT_NOTHING};
		bool fits = intent_from_speech(recording->label, context, &word);
		known = known || fits;
		if (fits != recording->command || (only >= 0 && only != c))
			continue;
		if (!recording->command)
			word = (struct intent){.kind = INTENT_NOTHING};
		list[count++] =
		    (struct trial){.recording = recording, .context = context, .meant = word};
	}
	if (recording->command && !known)
		remark_warning(remarks, recording->line, "\"%s\" is no word that the coach knows",
			       ini_show(recording->label).text);
	return count;
}

size_t trials_plan(const struct manifest *manifest, int context, struct trial *list,
		   struct remarks *remarks)
{
	size_t count = 0;
	for (size_t i = 0; i < manifest->count; i++)
		count += plan_recording(&manifest->list[i], context, list + count, remarks);
	return count;
}

static bool is_first_of_word(const struct trial *plan, size_t i)
{
	return plan[i].meant.kind != INTENT_NOTHING &&
	       (i == 0 || plan[i - 1].recording != plan[i].recording);
}

size_t trials_sample(const struct trial *plan, size_t count, size_t most, struct trial *list)
{
	size_t words = 0, seen = 0, chosen = 0;
	for (size_t i = 0; i < count; i++)
		words += is_first_of_word(plan, i);
	size_t wanted = words < most ? words : most;
	for (size_t i = 0; i < count; i++) {
		if (!is_first_of_word(plan, i))
			continue;
		if (chosen < wanted && seen * wanted / words >= chosen)
			list[chosen++] = (struct trial){.recording = plan[i].recording,
							.context = plan[i].context,
							.meant = plan[i].meant};
		seen++;
	}
	return chosen;
}

/* --- the hearing --- */

struct hearer {
	struct ear *ear;
	int fold; /* whose nets it uses */
};

struct hearer *hearer_open(const char *model)
{
	struct fault why;
	struct hearer *hearer = calloc(1, sizeof *hearer);
	if (hearer == NULL)
		return NULL;
	hearer->fold = FOLD_NONE;
	hearer->ear = ear_open(model, &why);
	if (hearer->ear != NULL)
		return hearer;
	free(hearer);
	return NULL;
}

void hearer_close(struct hearer *hearer)
{
	ear_close(hearer->ear);
	free(hearer);
}

struct ear *hearer_for(struct hearer *hearer, const struct folds *folds, const char *speaker)
{
	struct fault why;
	int fold = folds != NULL && speaker != NULL ? folds_of(folds, speaker) : FOLD_NONE;
	if (folds == NULL || fold == hearer->fold)
		return hearer->ear;
	hearer->fold = fold;
	return folds_use(folds, fold, hearer->ear, &why) ? hearer->ear : NULL;
}

static void *begin(const struct pool_work *work)
{
	const struct trial_job *job = work->context;
	return hearer_open(job->model);
}

static void end(void *tool)
{
	hearer_close(tool);
}

static void note_times(struct trial *trial, const struct heard *heard, int decision,
		       const struct staged *sound)
{
	double word_end_s = (double)sound->word_end / (double)EAR_HZ;
	if (decision < 0)
		return;
	trial->wait_s = (float)(heard->at_s[decision] - word_end_s);
	trial->think_s = (float)heard->think_s[decision];
}

static void hear_staged(struct trial *trial, struct ear *ear, const struct staged *sound)
{
	struct heard *heard = calloc(1, sizeof *heard);
	if (heard == NULL)
		return;
	hear(ear, trial->context, sound->sample, sound->count, heard);
	note_times(trial, heard, score_hearings(trial, heard->list, heard->count), sound);
	trial->failed = false;
	free(heard);
}

/* The recording's own number is the seed, so that it does not matter who hears it when. */
static void run(const struct pool_work *work, void *tool, size_t i)
{
	const struct trial_job *job = work->context;
	struct trial *trial = &job->list[i];
	struct staged sound;
	struct fault why;
	size_t count = 0;
	short *clip = wav_read_mono(trial->recording->path, EAR_HZ, CLIP_SECONDS, &count, &why);
	trial->failed = true;
	struct ear *ear = hearer_for(tool, job->folds, trial->recording->speaker);
	if (clip != NULL && ear != NULL &&
	    stage_make(&sound, clip, count, job->condition, (uint32_t)trial->recording->line,
		       job->chatter)) {
		if (job->enrolment != NULL)
			ear_know(ear, enrolment_of(job->enrolment, trial->recording));
		hear_staged(trial, ear, &sound);
		staged_free(&sound);
	}
	free(clip);
}

bool trials_run(const struct trial_job *job, struct fault *why)
{
	struct trial_job own = *job;
	struct pool_work work = {.title = job->title,
				 .count = job->count,
				 .begin = begin,
				 .run = run,
				 .end = end,
				 .context = &own};
	return pool_run(&work, job->progress, why);
}
