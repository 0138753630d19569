/* SPDX-License-Identifier: GPL-3.0-or-later */
/* render.c - a session in virtual time. */
#include "render.h"

#include "coach.h"
#include "fault.h"
#include "mixer.h"
#include "opening.h"
#include "scene.h"
#include "setup.h"
#include "shelf.h"
#include "speaker.h"
#include "transcript.h"
#include "wav.h"

#include <stdlib.h>

enum {
	BLOCK_MS = 10,
	BLOCK_FRAMES = BLOCK_MS * FRAMES_PER_MS,
	TAIL_MS = 500,			 /* silence behind the last sound */
	LONGEST_MS = 6 * 60 * 60 * 1000, /* no session lasts longer; a guard for the disk */
	PROGRESS_MS = 30000
};

struct renderer {
	const struct setup *setup;
	const struct render_job *job;
	struct session_plan plan;
	struct session session;
	struct mixer mixer;
	struct transcript transcript;
	struct player player;
	struct speaker *speaker;
	struct shelf *shelf;
	struct coach *coach;
	struct wav_writer *writer;
	struct scribe scribe;
	float block[BLOCK_FRAMES];
};

static void on_effect(void *context, const struct effect *effect)
{
	scribe_effect(context, effect);
}

static bool open_session(struct renderer *r, struct fault *why)
{
	const struct setup *setup = r->setup;
	const struct opening *opening = r->job->opening;
	const struct session_start *start = &r->job->scene->start;
	if (opening != NULL) {
		r->plan = opening->plan;
		start = &opening->start;
	} else if (!scene_session_plan(r->job->scene, &setup->routine, &r->plan, why)) {
		return false;
	}
	session_init(&r->session, &setup->routine, &r->plan, &setup->settings.policy, start);
	if (opening != NULL)
		scribe_begin(&r->scribe, opening, &r->session, &r->plan, r->job->write,
			     r->job->context);
	return true;
}

static bool open_parts(struct renderer *r, struct fault *why)
{
	const struct setup *setup = r->setup;
	if (!open_session(r, why))
		return false;
	mixer_init(&r->mixer);
	player_init(&r->player, r->job->scene);
	r->transcript.lines = r->job->transcript;
	if (!r->job->silent) {
		r->speaker = speaker_open(&setup->voice.speaker, why);
		if (r->speaker == NULL)
			return false;
	}
	r->shelf =
	    shelf_open(&setup->voice, &setup->facts, &setup->settings.tones, r->speaker, why);
	if (r->shelf == NULL)
		return false;
	struct coach_parts parts = {.session = &r->session,
				    .mixer = &r->mixer,
				    .shelf = r->shelf,
				    .transcript = &r->transcript,
				    .ahead_ms = BLOCK_MS,
				    .comfort = setup_comfort(setup)};
	if (r->job->opening != NULL)
		parts.watch = (struct coach_watch){.effect = on_effect, .context = &r->scribe};
	r->coach = coach_open(&parts, why);
	if (r->coach == NULL)
		return false;
	if (r->job->sound != NULL)
		r->writer = wav_open(r->job->sound, why);
	return r->job->sound == NULL || r->writer != NULL;
}

static bool close_parts(struct renderer *r, struct fault *why)
{
	bool good = wav_close(r->writer, why);
	coach_close(r->coach);
	shelf_close(r->shelf);
	speaker_close(r->speaker);
	return good;
}

static bool pull_block(struct renderer *r, struct fault *why)
{
	mixer_pull(&r->mixer, r->block, BLOCK_FRAMES);
	return r->writer == NULL || wav_write(r->writer, r->block, BLOCK_FRAMES, why);
}

static void play_event(struct renderer *r, const struct scene_event *event)
{
	enum listen_context context;
	int64_t now_ms = coach_now_ms(r->coach);
	bool voice = event->kind == EVENT_INTENT && event->intent.source == SOURCE_VOICE;
	if (voice && !coach_listens(r->coach, now_ms, &context) &&
	    !intent_fits(event->intent.kind, context))
		transcript_line(&r->transcript, now_ms, "unheard", "%s",
				intent_name(event->intent.kind));
	else
		coach_event(r->coach, event->kind, &event->intent);
}

static void play_person(struct renderer *r)
{
	struct scene_event act;
	int64_t since_ms;
	while (player_event(&r->player, coach_now_ms(r->coach), &act))
		play_event(r, &act);
	if (coach_waits(r->coach, &since_ms) &&
	    player_answer(&r->player, &r->session, since_ms, &act))
		coach_expect(r->coach, act.at_ms, &act.intent);
}

static void show_progress(const struct renderer *r, int64_t now_ms, bool last)
{
	if (!r->job->progress || (!last && now_ms % PROGRESS_MS != 0))
		return;
	fprintf(stderr, "\rrendered %2d:%02d%s", (int)(now_ms / 60000), (int)(now_ms / 1000 % 60),
		last ? "\n" : "");
	fflush(stderr);
}

static bool run(struct renderer *r, struct fault *why)
{
	int64_t now_ms = 0;
	coach_begin(r->coach);
	coach_prepare(r->coach);
	while (!coach_is_over(r->coach)) {
		now_ms = mixer_frames(&r->mixer) / FRAMES_PER_MS;
		if (now_ms > LONGEST_MS)
			return fault_set(why, FAULT_SYSTEM, "the session did not end in six hours");
		play_person(r);
		coach_run(r->coach);
		if (!pull_block(r, why))
			return false;
		show_progress(r, now_ms, false);
	}
	for (int i = 0; i < TAIL_MS * FRAMES_PER_MS / BLOCK_FRAMES; i++)
		if (!pull_block(r, why))
			return false;
	show_progress(r, now_ms, true);
	return true;
}

bool render_run(const struct setup *setup, const struct render_job *job,
		enum session_result *result, struct fault *why)
{
	struct fault later;
	struct renderer *r = calloc(1, sizeof *r);
	if (r == NULL)
		return fault_set(why, FAULT_SYSTEM, "there is not enough memory");
	r->setup = setup;
	r->job = job;
	bool good = open_parts(r, why) && run(r, why);
	*result = r->session.result;
	if (!close_parts(r, good ? why : &later))
		good = false;
	free(r);
	return good;
}
