/* SPDX-License-Identifier: GPL-3.0-or-later */
/* keeper.c - writes the memo file in a thread of its own. */
#include "keeper.h"

#include "memo_file.h"
#include "places.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

struct keeper {
	char path[PLACE_BYTES];
	struct session_start start;
	pthread_t thread;
	pthread_mutex_t lock;
	pthread_cond_t news;
	/* under the lock */
	struct session_memo memo;
	bool waiting, stopping, failed;
	struct fault why;
};

long keeper_today(void)
{
	time_t now = time(NULL);
	struct tm day;
	localtime_r(&now, &day);
	return (long)(timegm(&day) / (24 * 60 * 60));
}

static void write_memo(struct keeper *keeper, const struct session_memo *memo)
{
	struct fault why;
	bool good = memo_write(keeper->path, keeper_today(), &keeper->start, memo, &why);
	pthread_mutex_lock(&keeper->lock);
	keeper->failed = !good;
	if (!good)
		keeper->why = why;
	pthread_mutex_unlock(&keeper->lock);
}

static void *work(void *context)
{
	struct keeper *keeper = context;
	pthread_mutex_lock(&keeper->lock);
	while (keeper->waiting || !keeper->stopping) {
		if (!keeper->waiting) {
			pthread_cond_wait(&keeper->news, &keeper->lock);
			continue;
		}
		struct session_memo memo = keeper->memo;
		keeper->waiting = false;
		pthread_mutex_unlock(&keeper->lock);
		write_memo(keeper, &memo);
		pthread_mutex_lock(&keeper->lock);
	}
	pthread_mutex_unlock(&keeper->lock);
	return NULL;
}

struct keeper *keeper_start(const char *path, const struct session_start *start, struct fault *why)
{
	struct keeper *keeper = calloc(1, sizeof *keeper);
	if (keeper == NULL) {
		fault_set(why, FAULT_SYSTEM, "there is not enough memory");
		return NULL;
	}
	snprintf(keeper->path, sizeof keeper->path, "%s", path);
	keeper->start = *start;
	keeper->memo = (struct session_memo){.locked = start->locked, .start_pain = PAIN_UNKNOWN};
	pthread_mutex_init(&keeper->lock, NULL);
	pthread_cond_init(&keeper->news, NULL);
	if (pthread_create(&keeper->thread, NULL, work, keeper) == 0)
		return keeper;
	fault_set(why, FAULT_SYSTEM, "a thread could not be started");
	free(keeper);
	return NULL;
}

static bool same(const struct session_memo *a, const struct session_memo *b)
{
	return a->notice_accepted == b->notice_accepted && a->signs_answered == b->signs_answered &&
	       a->ask_signs == b->ask_signs && a->locked == b->locked && a->severe == b->severe &&
	       a->start_pain == b->start_pain;
}

void keeper_save(struct keeper *keeper, const struct session_memo *memo)
{
	pthread_mutex_lock(&keeper->lock);
	if (!same(&keeper->memo, memo)) {
		keeper->memo = *memo;
		keeper->waiting = true;
		pthread_cond_signal(&keeper->news);
	}
	pthread_mutex_unlock(&keeper->lock);
}

bool keeper_stop(struct keeper *keeper, struct fault *why)
{
	if (keeper == NULL)
		return true;
	pthread_mutex_lock(&keeper->lock);
	keeper->stopping = true;
	pthread_cond_signal(&keeper->news);
	pthread_mutex_unlock(&keeper->lock);
	pthread_join(keeper->thread, NULL);
	bool failed = keeper->failed;
	*why = keeper->why;
	pthread_mutex_destroy(&keeper->lock);
	pthread_cond_destroy(&keeper->news);
	free(keeper);
	return !failed;
}
