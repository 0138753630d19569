/* SPDX-License-Identifier: GPL-3.0-or-later */
/* live.c - a session in real time. */
#include "live.h"

#include "audio.h"
#include "coach.h"
#include "device.h"
#include "ears.h"
#include "keeper.h"
#include "keys.h"
#include "mailbox.h"
#include "memo_file.h"
#include "mixer.h"
#include "scene.h"
#include "setup.h"
#include "shelf.h"
#include "speaker.h"
#include "transcript.h"

#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
	NAP_MS = 20,
	EAR_GUARD_MS = 60 /* from the end of our own sound at the loudspeaker to the open ear */
};

/* The only thing a signal may touch; counts Ctrl-C and SIGTERM. */
static volatile sig_atomic_t quits;

static void on_quit(int number)
{
	(void)number;
	quits++;
}

struct live {
	const struct setup *setup;
	const struct live_job *job;
	FILE *messages; /* standard error, also while PortAudio has it silenced */
	struct session session;
	struct mixer mixer;
	struct transcript transcript;
	struct player player;
	struct audio *audio;
	struct device device;
	struct keys *keys;
	struct mailbox *mailbox;
	struct speaker *speaker;
	struct shelf *shelf;
	struct coach *coach;
	struct keeper *keeper;
	struct ears ears;
	int quits_seen;
};

static void message(const struct live *live, const char *text)
{
	fprintf(live->messages, "easeback: %s\n", text);
	fflush(live->messages);
}

/* --- opening and closing ----------------------------------------------- */

static bool open_sound(struct live *live, struct fault *why)
{
	mixer_init(&live->mixer);
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
	const struct settings *settings = &live->setup->settings;
	live->speaker = speaker_open(&live->setup->voice.speaker, why);
	if (live->speaker == NULL)
		return false;
	live->shelf = shelf_open(&live->setup->voice, &live->setup->facts, live->speaker, why);
	if (live->shelf == NULL)
		return false;
	shelf_hurry(live->shelf);
	struct coach_parts parts = {.session = &live->session,
				    .mixer = &live->mixer,
				    .shelf = live->shelf,
				    .transcript = &live->transcript,
				    .ahead_ms = COACH_AHEAD_MS,
				    .voice_percent = settings->voice_percent,
				    .tones_percent = settings->tones_percent,
				    .wake_ms = settings->wake_ms};
	live->coach = coach_open(&parts, why);
	return live->coach != NULL;
}

static void open_ear(struct live *live)
{
	const struct settings *settings = &live->setup->settings;
	struct fault why;
	if (live->audio == NULL || !settings->ear ||
	    ears_open(&live->ears, live->audio, settings, live->mailbox, &why))
		return;
	message(live, why.text);
	if (live->keys != NULL)
		message(live, "answers are taken from the keys only");
}

/* Without keys everything hangs on the ear, so its model is tried before anything starts. */
static bool can_hear(struct live *live)
{
	struct fault why;
	if (ears_is_possible(&live->setup->settings, &why))
		open_ear(live);
	else
		message(live, why.text);
	return live->ears.listener != NULL;
}

static void read_memo(struct live *live, struct session_start *start)
{
	struct remarks *remarks = calloc(1, sizeof *remarks);
	*start = (struct session_start){
	    .first_run = true, .signs_due = true, .last_start_pain = PAIN_UNKNOWN};
	if (remarks != NULL) {
		memo_read(live->setup->places.memo, keeper_today(), start, remarks);
		print_remarks(live->setup->places.memo, remarks);
		free(remarks);
	}
	start->conditions = setup_conditions(live->setup);
}

static bool open_person(struct live *live, struct fault *why)
{
	struct session_start start;
	if (live->job->scene != NULL) {
		start = live->job->scene->start;
		player_init(&live->player, live->job->scene);
	} else {
		read_memo(live, &start);
		live->keeper = keeper_start(live->setup->places.memo, &start, why);
		if (live->keeper == NULL)
			return false;
	}
	session_init(&live->session, &live->setup->routine, &live->setup->settings.policy, &start);
	live->keys = keys_open(why);
	return true;
}

/*
 * The first words are made and ordered before the sound card starts, so that
 * it has them with its first block; everything slower comes after that.
 */
static bool open_all(struct live *live, struct fault *why)
{
	live->transcript.captions = live->setup->settings.captions ? stdout : NULL;
	live->transcript.lines = live->job->transcript;
	live->mailbox = mailbox_open(why);
	if (live->mailbox == NULL || !open_person(live, why) || !open_sound(live, why) ||
	    !open_coach(live, why))
		return false;
	if (live->keys == NULL && live->job->scene == NULL && !can_hear(live))
		return fault_set(why, FAULT_EAR,
				 "there is no keyboard and no microphone, so nobody could answer; "
				 "nothing was started");
	coach_begin(live->coach);
	if (live->audio != NULL && !device_open(&live->device, why))
		return false;
	if (!speaker_start(live->speaker, live->mailbox, why))
		return false;
	shelf_go_live(live->shelf);
	coach_prepare(live->coach);
	if (live->ears.listener == NULL)
		open_ear(live);
	return true;
}

static void close_all(struct live *live, bool drain)
{
	struct fault why;
	ears_close(&live->ears);
	device_close(&live->device, drain);
	caption_end(&live->transcript);
	coach_close(live->coach);
	speaker_close(live->speaker);
	shelf_close(live->shelf);
	mailbox_close(live->mailbox);
	keys_close(live->keys);
	if (!keeper_stop(live->keeper, &why))
		message(live, why.text);
	/* A driver that hangs is left behind as it is; the process ends anyway. */
	if (device_is_stuck(&live->device))
		return;
	if (live->messages != stderr)
		fclose(live->messages);
	audio_close(live->audio);
}

/* --- the loop ---------------------------------------------------------- */

static void show_keys(const struct live *live)
{
	fputs("0-9 pain, * ten   y + yes   n - no   Enter ready   Space / pause and go on   s . "
	      "stop\n"
	      "r repeat   k skip   e easier   c change   m same   t how long   ! sharp   l leg   h "
	      "help (emergency)\n",
	      live->messages);
	fflush(live->messages);
}

static void take_keys(struct live *live)
{
	int key;
	if (live->keys == NULL)
		return;
	while ((key = keys_next(live->keys)) != KEYS_NONE && key != KEYS_END) {
		struct intent intent = intent_from_key(key);
		if (key == '?')
			show_keys(live);
		else if (intent.kind != INTENT_NOTHING)
			coach_event(live->coach, EVENT_INTENT, &intent);
	}
	if (key == KEYS_END) {
		keys_close(live->keys);
		live->keys = NULL;
	}
}

static void take_mail(struct live *live)
{
	struct letter letter;
	while (mailbox_take(live->mailbox, &letter)) {
		if (letter.kind == LETTER_CLIP)
			shelf_deliver(live->shelf, letter.id, letter.clip);
		else if (letter.kind == LETTER_HEARD)
			coach_event(live->coach, EVENT_INTENT, &letter.intent);
		else
			message(live, letter.text);
	}
}

static void take_signals(struct live *live)
{
	if (live->quits_seen >= quits)
		return;
	live->quits_seen = quits;
	coach_event(live->coach, EVENT_QUIT, NULL);
}

static void tend_device(struct live *live)
{
	switch (device_tend(&live->device)) {
	case DEVICE_LOST:
		ears_close(&live->ears);
		message(live,
			"the sound device is gone; the session is paused and goes on by itself "
			"when it is back");
		coach_event(live->coach, EVENT_LOST, NULL);
		break;
	case DEVICE_BACK:
		message(live, "the sound device is back");
		open_ear(live);
		coach_event(live->coach, EVENT_MENDED, NULL);
		break;
	case DEVICE_SAME:
		break;
	}
}

static void tend_ear(struct live *live)
{
	enum listen_context context;
	int64_t heard_ms = mixer_frames(&live->mixer) / FRAMES_PER_MS -
			   device_latency_ms(&live->device) - EAR_GUARD_MS;
	bool open = coach_listens(live->coach, heard_ms, &context);
	ears_set(&live->ears, open, context);
	if (!ears_tend(&live->ears))
		message(live, "the microphone is gone; answers are taken from the keys only");
}

static void play_person(struct live *live)
{
	struct scene_event answer;
	int64_t since_ms;
	if (live->job->scene != NULL && coach_waits(live->coach, &since_ms) &&
	    player_answer(&live->player, &live->session, since_ms, &answer))
		coach_expect(live->coach, answer.at_ms, &answer.intent);
}

static void wait_for_news(struct live *live)
{
	struct pollfd fds[2] = {
	    {.fd = mailbox_fd(live->mailbox), .events = POLLIN},
	    {.fd = live->keys != NULL ? keys_fd(live->keys) : -1, .events = POLLIN}};
	poll(fds, 2, NAP_MS);
}

static void run(struct live *live)
{
	while (!coach_is_over(live->coach) && quits < 2) {
		wait_for_news(live);
		take_signals(live);
		take_keys(live);
		take_mail(live);
		play_person(live);
		tend_device(live);
		coach_run(live->coach);
		tend_ear(live);
		if (live->keeper != NULL)
			keeper_save(live->keeper, &live->session.memo);
	}
}

static void catch_signals(void)
{
	struct sigaction action;
	memset(&action, 0, sizeof action);
	action.sa_handler = on_quit;
	sigaction(SIGINT, &action, NULL);
	sigaction(SIGTERM, &action, NULL);
	sigaction(SIGHUP, &action, NULL);
	action.sa_handler = SIG_IGN;
	sigaction(SIGPIPE, &action, NULL);
}

static enum exit_code lead(struct live *live)
{
	struct fault why;
	if (!open_all(live, &why)) {
		message(live, why.text);
		if (why.code == FAULT_DEVICE)
			message(live, "with --silent it leads you by captions only");
		close_all(live, false);
		return exit_code_of_fault(why.code);
	}
	run(live);
	bool whole = live->session.state == STATE_OVER;
	enum exit_code code = whole ? exit_code_of_result(live->session.result) : EXIT_CODE_PERSON;
	close_all(live, whole);
	return code;
}

enum exit_code live_run(const struct setup *setup, const struct live_job *job)
{
	struct live *live = calloc(1, sizeof *live);
	if (live == NULL) {
		fputs("easeback: there is not enough memory\n", stderr);
		return EXIT_CODE_NO_WAY;
	}
	live->setup = setup;
	live->job = job;
	live->messages = stderr;
	catch_signals();
	enum exit_code code = lead(live);
	free(live);
	return code;
}
