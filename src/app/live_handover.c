/* SPDX-License-Identifier: GPL-3.0-or-later */
/* live_handover.c - a live session that goes on in a fresh process. */
#include "live_parts.h"

#include "audio.h"
#include "handover.h"
#include "setup.h"

#include <stdlib.h>
#include <unistd.h>

static void fill(const struct live *live, struct handover *handover)
{
	handover->setup = *live->setup;
	handover->has_opening = live->job->opening != NULL;
	if (handover->has_opening)
		handover->opening = *live->job->opening;
	handover->plan = live->plan;
	handover->session = live->session;
	handover->player = live->player;
	handover->scribe = live->scribe;
	handover->clock = live->clock;
	handover->comfort = *coach_comfort(live->coach);
	handover->told_of_disk = live->disk.told;
	handover->now_ms = coach_now_ms(live->coach);
}

/* All that was written is on disk, or it cannot be helped. */
static bool is_written(const struct live *live)
{
	return live->recorder == NULL || live->disk.late || live->disk.trouble ||
	       recorder_is_written(live->recorder, live->scribe.number);
}

/* From here on there is no way back: what follows is the fresh process, or the end. */
static void go(struct live *live, int file)
{
	struct fault why;
	caption_end(&live->transcript);
	fflush(NULL);
	keys_close(live->keys);
	live->keys = NULL;
	if (!keeper_stop(live->keeper, &why))
		live_message(live, why.text);
	live->keeper = NULL;
	if (recorder_stop(live->recorder, RECORDER_STOP_MS, &why) > 0)
		live_message(live, why.text);
	live->recorder = NULL;
	live->records = false;
	handover_go(file);
	live_message(live, "the program cannot be started anew, so the session ends here");
	coach_event(live->coach, EVENT_QUIT, NULL);
}

void live_hand_over(struct live *live)
{
	if (live->session.state != STATE_LOST || !is_written(live))
		return;
	struct handover *handover = handover_new();
	if (handover == NULL)
		return;
	fill(live, handover);
	int file = handover_put(handover, dup(audio_error_fd(live->audio)));
	free(handover);
	if (file >= 0)
		go(live, file);
}

/* --- in the fresh process --- */

void live_take_over(struct live *live, const struct handover *before)
{
	live->plan = before->plan;
	live->session = before->session;
	live->session.plan = &live->plan;
	live->player = before->player;
	live->player.scene = live->job->scene;
	live->clock = before->clock;
	live->disk.told = before->told_of_disk;
}
