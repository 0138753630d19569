/* SPDX-License-Identifier: GPL-3.0-or-later */
/* live_open.c - all that a live session is made of, opened and closed. */
#include "live_parts.h"

#include "audio.h"
#include "comfort_file.h"
#include "ear_voiceprint.h"
#include "handover.h"
#include "opening.h"
#include "scene.h"
#include "setup.h"

#include <assert.h>
#include <stdlib.h>
#include <unistd.h>

static bool open_sound(struct live *live, struct fault *why)
{
	const struct handover *before = live->job->before;
	mixer_init_at(&live->mixer, before != NULL ? before->now_ms * FRAMES_PER_MS : 0);
	if (!live->job->silent) {
		live->audio = audio_open(why);
		if (live->audio == NULL)
			return false;
		int fd = dup(audio_error_fd(live->audio));
		FILE *messages = fd >= 0 ? fdopen(fd, "w") : NULL;
		if (messages != NULL)
			live->messages = messages;
	}
	device_init(&live->device, live->audio, &live->mixer, &live->setup->settings);
	return true;
}

static bool open_coach(struct live *live, struct fault *why)
{
	live->speaker = speaker_open(&live->setup->voice.speaker, why);
	if (live->speaker == NULL)
		return false;
	live->shelf = shelf_open(&live->setup->voice, &live->setup->facts,
				 &live->setup->settings.tones, live->speaker, why);
	if (live->shelf == NULL)
		return false;
	shelf_hurry(live->shelf);
	struct coach_parts parts = {.watch = live_watch(live),
				    .session = &live->session,
				    .mixer = &live->mixer,
				    .shelf = live->shelf,
				    .transcript = &live->transcript,
				    .ahead_ms = COACH_AHEAD_MS,
				    .comfort = setup_comfort(live->setup)};
	if (live->job->scene == NULL)
		comfort_recall(live->setup->places.comfort, &parts.comfort);
	live->coach = coach_open(&parts, why);
	return live->coach != NULL;
}

/* Without keys everything hangs on the ear, so it is tried before anything starts. */
static bool can_hear(struct live *live)
{
	struct fault why;
	const struct settings *settings = &live->setup->settings;
	if (live->audio == NULL || !settings->ear)
		return false;
	if (ears_is_possible(settings, &why)) {
		live_open_ear(live);
		if (ears_wait(&live->ears, &why))
			return true;
	}
	live_message(live, why.text);
	return false;
}

/* Without a microphone or digits one button is enough: numbers are counted for it. */
static bool can_be_answered(struct live *live, struct fault *why)
{
	if (live->keys != NULL || live->buttons_number || live->job->scene != NULL)
		return true;
	bool hears = can_hear(live);
	if (live_has_only_presses(live))
		live_count(live, !hears);
	if (hears || live->buttons_press)
		return true;
	return fault_set(why, FAULT_EAR, "%s, so nobody could answer; nothing was started",
			 live->buttons_there
			     ? "there is no microphone, and no button to press and to stop with"
			     : "there is no keyboard and no microphone");
}

static bool begin_person(struct live *live, struct fault *why)
{
	struct session_start start;
	if (live->job->scene != NULL) {
		if (!scene_session_plan(live->job->scene, &live->setup->routine, &live->plan, why))
			return false;
		start = live->job->scene->start;
		player_init(&live->player, live->job->scene);
	} else {
		live->plan = live->job->opening->plan;
		start = live->job->opening->start;
		start.recorded |= opening_is_recorded(live->job->opening);
	}
	session_init(&live->session, &live->setup->routine, &live->plan,
		     &live->setup->settings.policy, &start);
	return true;
}

static bool open_person(struct live *live, struct fault *why)
{
	assert((live->job->scene == NULL) != (live->job->opening == NULL));
	if (live->job->before != NULL)
		live_take_over(live, live->job->before);
	else if (!begin_person(live, why))
		return false;
	if (live->job->scene == NULL) {
		live->keeper = keeper_start(live->setup->places.memo, &live->session.start, why);
		if (live->keeper == NULL)
			return false;
	}
	live->keys = keys_open(why);
	live_open_buttons(live);
	live->people = setup_people(live->setup);
	return true;
}

static bool begin(struct live *live, struct fault *why)
{
	if (live->audio != NULL)
		coach_wake(live->coach, device_wake_ms(&live->device));
	coach_begin(live->coach);
	return live->audio == NULL || device_open(&live->device, why);
}

/* The scout heard it play just now; else it is tried again as after any loss. */
static void go_on(struct live *live)
{
	struct fault ignored;
	const struct handover *before = live->job->before;
	coach_go_on(live->coach, before->now_ms, &before->comfort);
	if (device_open(&live->device, &ignored))
		live_mended(live);
}

/*
 * The first words are made and ordered before the sound card starts, so that
 * it has them with its first block; everything slower comes after that.
 */
bool live_open(struct live *live, struct fault *why)
{
	live->transcript.captions = live->setup->settings.captions ? stdout : NULL;
	live->transcript.lines = live->job->transcript;
	live->mailbox = mailbox_open(why);
	if (live->mailbox == NULL || !open_person(live, why) || !open_sound(live, why) ||
	    !open_coach(live, why))
		return false;
	if (!can_be_answered(live, why) || !live_open_record(live, why))
		return false;
	if (live->job->before != NULL)
		go_on(live);
	else if (!begin(live, why))
		return false;
	if (!speaker_start(live->speaker, live->mailbox, why))
		return false;
	shelf_go_live(live->shelf);
	coach_prepare(live->coach);
	if (!device_is_lost(&live->device))
		live_open_ear(live);
	return true;
}

void live_close(struct live *live, bool drain)
{
	struct fault why;
	ears_close(&live->ears);
	bool stuck = ears_is_busy(&live->ears);
	voiceprint_free(live->people);
	device_close(&live->device, drain);
	caption_end(&live->transcript);
	if (live->coach != NULL && live->job->scene == NULL &&
	    !comfort_keep(live->setup->places.comfort, coach_comfort(live->coach), &why))
		live_message(live, why.text);
	coach_close(live->coach);
	speaker_close(live->speaker);
	shelf_close(live->shelf);
	buttons_close(live->buttons);
	mailbox_close(live->mailbox);
	keys_close(live->keys);
	if (!keeper_stop(live->keeper, &why))
		live_message(live, why.text);
	live_close_record(live);
	/* A driver that hangs is left behind as it is; the process ends anyway. */
	if (stuck || device_is_stuck(&live->device))
		return;
	if (live->messages != stderr)
		fclose(live->messages);
	audio_close(live->audio);
}
