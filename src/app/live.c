/* SPDX-License-Identifier: GPL-3.0-or-later */
/* live.c - a session in real time. */
#include "live_parts.h"

#include "setup.h"
#include "summary.h"

#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

enum { NAP_MS = 20 };

/* The only things a signal may touch: how often Ctrl-C or SIGTERM came; is the program to go? */
static volatile sig_atomic_t quits, must_go;

static void on_quit(int number)
{
	quits++;
	if (number != SIGINT)
		must_go = 1;
}

bool live_must_go(void)
{
	return must_go != 0;
}

void live_message(const struct live *live, const char *text)
{
	fprintf(live->messages, "easeback: %s\n", text);
	fflush(live->messages);
}

/* --- the loop ---------------------------------------------------------- */

static void show_keys(const struct live *live)
{
	fputs("0-9 pain, * ten   y + yes   n - no   Enter ready   Space / pause and go on   s . "
	      "stop\n"
	      "r repeat   k skip   e easier   c change   m same   t how long   ! sharp   l leg   h "
	      "help (emergency)   o ouch\n"
	      "> louder   < quieter   _ speaks slower   f speaks faster again\n",
	      live->messages);
	fflush(live->messages);
}

/* Of a keyboard, a number pad or a button: the same key means the same. */
static void take_key(struct live *live, int key)
{
	struct intent intent = intent_from_key(key);
	if (key == '?')
		show_keys(live);
	else if (intent.kind != INTENT_NOTHING)
		coach_event(live->coach, EVENT_INTENT, &intent);
}

static void take_keys(struct live *live)
{
	int key;
	if (live->keys == NULL)
		return;
	while ((key = keys_next(live->keys)) != KEYS_NONE && key != KEYS_END)
		take_key(live, key);
	if (key == KEYS_END) {
		keys_close(live->keys);
		live->keys = NULL;
	}
}

static void take_letter(struct live *live, const struct letter *letter)
{
	switch (letter->kind) {
	case LETTER_CLIP:
		shelf_deliver(live->shelf, letter->id, letter->clip);
		break;
	case LETTER_HEARD:
		live->halt_ms = 0;
		coach_event(live->coach, EVENT_INTENT, &letter->intent);
		break;
	case LETTER_NEAR:
		live_duck(live, letter->on);
		break;
	case LETTER_BARGE:
		live_voice(live, letter->on);
		break;
	case LETTER_EAR:
		live_message(live, letter->text);
		break;
	case LETTER_KEY:
		take_key(live, letter->id);
		break;
	case LETTER_BUTTONS:
		live_take_buttons(live, letter);
		break;
	}
}

static void take_mail(struct live *live)
{
	struct letter letter;
	while (mailbox_take(live->mailbox, &letter))
		take_letter(live, &letter);
}

static void take_signals(struct live *live)
{
	if (live->quits_seen >= quits)
		return;
	live->quits_seen = quits;
	coach_event(live->coach, EVENT_QUIT, NULL);
}

void live_mended(struct live *live)
{
	live_message(live, "the sound device is back");
	coach_wake(live->coach, device_wake_ms(&live->device));
	live_open_ear(live);
	coach_event(live->coach, EVENT_MENDED, NULL);
}

static void tend_device(struct live *live)
{
	switch (device_tend(&live->device, ears_is_busy(&live->ears))) {
	case DEVICE_LOST:
		live_message(
		    live, "the sound device is gone; the session is paused and goes on by itself "
			  "when it is back");
		coach_event(live->coach, EVENT_LOST, NULL);
		break;
	case DEVICE_BACK:
		live_mended(live);
		break;
	case DEVICE_FRESH:
		live_hand_over(live);
		break;
	case DEVICE_SAME:
		break;
	}
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
		live_tend_ear(live);
		live_tend_buttons(live);
		live_tend_record(live);
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
	if (!live_open(live, &why)) {
		live_message(live, why.text);
		if (why.code == FAULT_DEVICE)
			live_message(live, "with --silent it leads you by captions only");
		live_close(live, false);
		return exit_code_of_fault(why.code);
	}
	run(live);
	bool whole = live->session.state == STATE_OVER;
	enum exit_code code = whole ? exit_code_of_result(live->session.result) : EXIT_CODE_PERSON;
	live_close(live, whole);
	if (live->records)
		summary_print(stdout, &live->scribe.record.past, &live->setup->routine);
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
	quits = 0;
	must_go = 0;
	catch_signals();
	enum exit_code code = lead(live);
	free(live);
	return code;
}
