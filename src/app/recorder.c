/* SPDX-License-Identifier: GPL-3.0-or-later */
/* recorder.c - writes the journal in a thread of its own, so that a slow card holds up nothing. */
#include "recorder.h"

#include "journal.h"
#include "monotonic.h"
#include "plain_text.h"

#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { GRACE_MS = 200 };

struct recorder {
	char path[JOURNAL_PATH_BYTES];
	int retry_ms;
	pthread_t thread;
	pthread_mutex_t lock;
	pthread_cond_t news, over;
	atomic_uint_least64_t written; /* the newest number that is on disk */

	/* under the lock */
	struct line line[RECORDER_LINES];
	int first, waiting;
	uint64_t given; /* the newest number handed out */
	int refused;	/* lines that no journal takes: a mistake of ours, but the others go on */
	bool stopping, give_up, ended, left_behind;
	struct fault trouble;	/* FAULT_NONE: all is well */
	enum fault_code told;	/* of the trouble that was told last */
	struct fault set_aside; /* a damaged journal was; not told yet, unless FAULT_NONE */

	/* the thread's own */
	struct journal *journal;
	struct line session; /* the newest, in case the journal has to be begun anew */
};

/* --- the thread -------------------------------------------------------- */

static const struct fault well = {
    .code = FAULT_NONE, .text = "the journal can be written again; nothing is missing in it"};

/* What was damaged is set aside, which is told, but then there is a journal. */
static bool open_journal(struct recorder *recorder, struct fault *why)
{
	if (recorder->journal != NULL)
		return true;
	recorder->journal = journal_open(recorder->path, JOURNAL_RENEW, why);
	if (recorder->journal == NULL)
		return false;
	if (why->code != FAULT_NONE) {
		pthread_mutex_lock(&recorder->lock);
		recorder->set_aside = *why;
		pthread_mutex_unlock(&recorder->lock);
	}
	return true;
}

/* A line of a session that the journal does not know: it was begun anew, so the session is told
 * again. */
static bool write_again(struct recorder *recorder, const struct line *line, struct fault *why)
{
	if (why->code != FAULT_INPUT || !line_is_of_session(line->kind) ||
	    strcmp(line->uid, recorder->session.uid) != 0)
		return false;
	return journal_write(recorder->journal, &recorder->session, why) &&
	       journal_write(recorder->journal, line, why);
}

static bool write_line(struct recorder *recorder, const struct line *line, struct fault *why)
{
	if (!open_journal(recorder, why))
		return false;
	if (line->kind == LINE_SESSION)
		recorder->session = *line;
	if (journal_write(recorder->journal, line, why) || write_again(recorder, line, why))
		return true;
	/* What is only busy or full is the same file afterwards. */
	if (why->code != FAULT_BUSY && why->code != FAULT_FULL && why->code != FAULT_INPUT) {
		journal_close(recorder->journal);
		recorder->journal = NULL;
	}
	return false;
}

/* Under the lock: the oldest line is on disk, or never will be. */
static void drop_line(struct recorder *recorder)
{
	recorder->first = (recorder->first + 1) % RECORDER_LINES;
	recorder->waiting--;
	atomic_store(&recorder->written, recorder->given - (uint64_t)recorder->waiting);
}

/* Under the lock; waits a while when it did not work, unless it is to end. */
static void settle(struct recorder *recorder, bool good, const struct fault *why)
{
	if (good) {
		recorder->trouble = well;
		drop_line(recorder);
		return;
	}
	recorder->trouble = *why;
	if (why->code == FAULT_INPUT) {
		recorder->refused++;
		drop_line(recorder);
		return;
	}
	struct timespec until = monotonic_in(recorder->retry_ms);
	bool was_stopping = recorder->stopping;
	int late = 0;
	while (late == 0 && recorder->stopping == was_stopping && !recorder->give_up)
		late = pthread_cond_timedwait(&recorder->news, &recorder->lock, &until);
}

static void release(struct recorder *recorder)
{
	pthread_mutex_destroy(&recorder->lock);
	pthread_cond_destroy(&recorder->news);
	pthread_cond_destroy(&recorder->over);
	free(recorder);
}

static void *work(void *context)
{
	struct recorder *recorder = context;
	pthread_mutex_lock(&recorder->lock);
	while (!recorder->give_up && (recorder->waiting > 0 || !recorder->stopping)) {
		if (recorder->waiting == 0) {
			pthread_cond_wait(&recorder->news, &recorder->lock);
			continue;
		}
		struct line line = recorder->line[recorder->first];
		struct fault why;
		pthread_mutex_unlock(&recorder->lock);
		bool good = write_line(recorder, &line, &why);
		pthread_mutex_lock(&recorder->lock);
		settle(recorder, good, &why);
	}
	pthread_mutex_unlock(&recorder->lock);
	journal_close(recorder->journal);
	pthread_mutex_lock(&recorder->lock);
	recorder->ended = true;
	bool alone = recorder->left_behind;
	pthread_cond_signal(&recorder->over);
	pthread_mutex_unlock(&recorder->lock);
	if (alone)
		release(recorder);
	return NULL;
}

/* --- main -------------------------------------------------------------- */

static void init_conditions(struct recorder *recorder)
{
	pthread_condattr_t monotonic;
	pthread_condattr_init(&monotonic);
	pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
	pthread_mutex_init(&recorder->lock, NULL);
	pthread_cond_init(&recorder->news, &monotonic);
	pthread_cond_init(&recorder->over, &monotonic);
	pthread_condattr_destroy(&monotonic);
}

struct recorder *recorder_start(const char *path, int retry_ms, struct fault *why)
{
	struct recorder *recorder = calloc(1, sizeof *recorder);
	if (recorder == NULL) {
		fault_set(why, FAULT_SYSTEM, "there is not enough memory");
		return NULL;
	}
	snprintf(recorder->path, sizeof recorder->path, "%s", path);
	recorder->retry_ms = retry_ms;
	init_conditions(recorder);
	if (pthread_create(&recorder->thread, NULL, work, recorder) == 0)
		return recorder;
	fault_set(why, FAULT_SYSTEM, "a thread could not be started");
	release(recorder);
	return NULL;
}

uint64_t recorder_write(struct recorder *recorder, const struct line *line)
{
	uint64_t number = 0;
	pthread_mutex_lock(&recorder->lock);
	if (recorder->waiting < RECORDER_LINES) {
		int last = (recorder->first + recorder->waiting) % RECORDER_LINES;
		recorder->line[last] = *line;
		/* the name of its file, which may be anything; no session is lost for that */
		if (line->kind == LINE_SESSION)
			mend_text(recorder->line[last].session.routine);
		recorder->waiting++;
		number = ++recorder->given;
		pthread_cond_signal(&recorder->news);
	}
	pthread_mutex_unlock(&recorder->lock);
	return number;
}

bool recorder_is_written(const struct recorder *recorder, uint64_t number)
{
	return atomic_load(&recorder->written) >= number;
}

bool recorder_news(struct recorder *recorder, struct fault *why)
{
	pthread_mutex_lock(&recorder->lock);
	bool aside = recorder->set_aside.code != FAULT_NONE;
	bool has_news = aside || recorder->trouble.code != recorder->told;
	*why = aside ? recorder->set_aside : recorder->trouble;
	recorder->set_aside.code = FAULT_NONE;
	if (!aside)
		recorder->told = recorder->trouble.code;
	pthread_mutex_unlock(&recorder->lock);
	return has_news;
}

/* Under the lock. A thread that is stuck in the disk is not waited for. */
static bool wait_for_end(struct recorder *recorder, int limit_ms)
{
	struct timespec until = monotonic_in(limit_ms);
	int late = 0;
	while (!recorder->ended && late == 0)
		late = pthread_cond_timedwait(&recorder->over, &recorder->lock, &until);
	return recorder->ended;
}

static void say_missing(struct recorder *recorder, int missing, struct fault *why)
{
	const char *reason =
	    recorder->trouble.code != FAULT_NONE ? recorder->trouble.text : "the disk is too slow";
	why->code = FAULT_NONE;
	if (missing > 0)
		fault_set(why,
			  recorder->trouble.code != FAULT_NONE ? recorder->trouble.code
							       : FAULT_SYSTEM,
			  "%d line%s of the journal could not be written: %.250s", missing,
			  missing == 1 ? "" : "s", reason);
}

int recorder_stop(struct recorder *recorder, int limit_ms, struct fault *why)
{
	why->code = FAULT_NONE;
	if (recorder == NULL)
		return 0;
	pthread_mutex_lock(&recorder->lock);
	recorder->stopping = true;
	pthread_cond_signal(&recorder->news);
	wait_for_end(recorder, limit_ms);
	int missing = recorder->waiting + recorder->refused;
	say_missing(recorder, missing, why);
	/* One that waits to try again ends at once, one in the disk when it comes back. */
	recorder->give_up = true;
	pthread_cond_signal(&recorder->news);
	pthread_t thread = recorder->thread;
	bool ended = wait_for_end(recorder, GRACE_MS);
	recorder->left_behind = !ended;
	pthread_mutex_unlock(&recorder->lock);
	if (!ended) {
		/* it is the thread's own now */
		pthread_detach(thread);
		return missing;
	}
	pthread_join(thread, NULL);
	release(recorder);
	return missing;
}
