/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cli_remind.c - the command remind: sets, shows and takes away reminders; says one. */
#include "cli.h"

#include "announce.h"
#include "cli_desk.h"
#include "memo_file.h"
#include "remind.h"
#include "session_lock.h"
#include "waiting.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { MINUTE_S = 60, MINUTE_MS = 60000 };

/* --- set, show, take away ---------------------------------------------- */

static void print_timer(const struct timer_unit *timer)
{
	char time[TIME_TEXT_BYTES], days[DAYS_TEXT_BYTES];
	for (int i = 0; i < timer->count; i++) {
		day_time_text(timer->at[i], time);
		printf("%s%s", i == 0 ? "" : i < timer->count - 1 ? ", " : " and ", time);
	}
	weekdays_text(timer->days, days);
	printf(", %s", days);
}

static enum exit_code show_timer(const struct setup *setup)
{
	struct timer_unit timer = {.count = 0};
	struct fault why;
	bool found;
	if (!timer_unit_read(setup->places.units, &found, &timer, &why))
		return cli_fault(&why);
	if (!found) {
		puts("No reminders are set. \"easeback remind 09:00\" sets them.");
		return EXIT_CODE_COMPLETED;
	}
	printf("Reminders at ");
	print_timer(&timer);
	puts(", as long as nothing was done that day.");
	return EXIT_CODE_COMPLETED;
}

static enum exit_code remove_timer(const struct setup *setup)
{
	struct fault why, ignored;
	bool found;
	timer_unit_disable(&ignored); /* while the unit is there; without a systemd nothing runs */
	if (!timer_unit_remove(setup->places.units, &found, &why))
		return cli_fault(&why);
	puts(found ? "The reminders are off." : "No reminders were set.");
	return EXIT_CODE_COMPLETED;
}

static bool read_timer(const struct cli_options *options, const struct settings *settings,
		       struct timer_unit *timer)
{
	int minute;
	if (!day_time_read(options->word[0], &minute)) {
		fprintf(stderr, "easeback: the time must be such as 09:00 (is \"%s\")\n",
			ini_show(options->word[0]).text);
		return false;
	}
	timer->days = options->words > 1 ? 0 : EVERY_DAY;
	for (int i = 1; i < options->words; i++)
		if (!weekdays_read(options->word[i], &timer->days)) {
			fprintf(
			    stderr,
			    "easeback: the days must be such as mon,wed,fri, mon-fri, weekdays or "
			    "daily (is \"%s\")\n",
			    ini_show(options->word[i]).text);
			return false;
		}
	remind_times(minute, &settings->quiet, timer);
	if (timer->at[0] != minute && timer->count > 0) {
		char from[TIME_TEXT_BYTES], to[TIME_TEXT_BYTES];
		day_time_text(settings->quiet.from, from);
		day_time_text(settings->quiet.to, to);
		printf("Your quiet hours are %s to %s, so the first one comes at their end.\n",
		       from, to);
	}
	return true;
}

static enum exit_code set_timer(const struct cli_options *options, const struct setup *setup)
{
	char program[PLACE_BYTES];
	struct timer_unit timer = {.program = program};
	struct fault why;
	ssize_t length = readlink("/proc/self/exe", program, sizeof program - 1);
	if (!read_timer(options, &setup->settings, &timer))
		return EXIT_CODE_INPUT;
	if (length <= 0) {
		fputs("easeback: it is not known where this program is\n", stderr);
		return EXIT_CODE_NO_WAY;
	}
	program[length] = '\0';
	if (!timer_unit_write(setup->places.units, &timer, &why))
		return cli_fault(&why);
	printf("Reminders are set: ");
	print_timer(&timer);
	puts(", as long as nothing was done that day.");
	if (!timer_unit_enable(&why))
		printf("They do not run yet: %s\n", why.text);
	if (!timer_unit_lingers())
		puts("They are said while you are logged in; after \"loginctl enable-linger\" "
		     "always.");
	return EXIT_CODE_COMPLETED;
}

/* --- say one ----------------------------------------------------------- */

static bool is_today(void *context, const struct line *line)
{
	struct remind_input *in = context;
	in->elsewhere = in->elsewhere || line->activity.day == in->today->now.day;
	return true;
}

static bool is_locked(const struct setup *setup, long today)
{
	struct session_start start = {.locked = false};
	struct remarks *ignored = calloc(1, sizeof *ignored);
	if (ignored == NULL)
		return true;
	memo_read(setup->places.memo, today, &start, ignored);
	free(ignored);
	return start.locked;
}

/* What the journal says; false when it cannot be read. */
static bool look(const struct setup *setup, struct today *today, struct remind_input *in,
		 struct fault *why)
{
	struct cli_desk desk;
	if (!cli_desk_open(&desk, JOURNAL_READ, why))
		return false;
	struct stamp now = cli_desk_now(&desk);
	*in = (struct remind_input){.today = today, .quiet = setup->settings.quiet};
	int64_t local_s = now.utc_s + now.offset_s;
	in->minute = (int)((local_s % (DAY_MINUTES * MINUTE_S) + DAY_MINUTES * MINUTE_S) %
			   (DAY_MINUTES * MINUTE_S) / MINUTE_S);
	bool good =
	    today_read(today, desk.journal, &now, &setup->settings.policy, &setup->routine, why) &&
	    journal_other_lines(desk.journal, LINE_ACTIVITY, is_today, in, why);
	cli_desk_close(&desk);
	in->locked = good && is_locked(setup, today->now.day);
	return good;
}

/* A session that runs is not to be spoken into. */
static bool is_free(const struct setup *setup, struct session_lock *lock)
{
	struct fault why;
	return session_lock_take(lock, setup->places.session_lock, &why) || why.code != FAULT_BUSY;
}

/* A reminder begins nothing: it says how somebody who is there begins. */
static void invite(const struct setup *setup, struct waiting_for call, char words[WORDS_BYTES])
{
	char sentence[WORDS_BYTES];
	size_t length = strlen(words);
	struct saying saying = {.cue = call.words && call.keys ? CUE_REMIND_EITHER
				       : call.words	       ? CUE_REMIND_CALL
							       : CUE_REMIND_PRESS,
				.exercise = -1};
	if (!call.words && !call.keys)
		return;
	size_t more = phrase_words(&setup->voice.wording, &setup->facts, &saying, sentence);
	if (length + 1 + more >= WORDS_BYTES)
		return;
	words[length] = ' ';
	memcpy(words + length + 1, sentence, more + 1);
}

static enum exit_code say(const struct cli_options *options, struct setup *setup,
			  const struct plan *plan)
{
	char words[WORDS_BYTES];
	struct fault why;
	struct session_lock lock = {.file = -1};
	struct saying saying = {
	    .cue = CUE_REMIND, .exercise = -1, .n = (int)((plan->ms + MINUTE_MS / 2) / MINUTE_MS)};
	if (!setup_voice(setup))
		return EXIT_CODE_NO_WAY;
	if (setup_is_night(setup, &options->choices, true))
		setup_night(setup);
	if (!is_free(setup, &lock)) {
		puts("A session runs, so nothing is said.");
		return EXIT_CODE_COMPLETED;
	}
	phrase_words(&setup->voice.wording, &setup->facts, &saying, words);
	invite(setup, waiting_look(setup->places.waiting), words);
	puts(words);
	bool good = options->choices.silent || announce(setup, words, &why);
	session_lock_drop(&lock);
	return good ? EXIT_CODE_COMPLETED : cli_fault(&why);
}

static enum exit_code remind_now(const struct cli_options *options, struct setup *setup)
{
	struct remind_input in;
	struct fault why;
	enum exit_code code = EXIT_CODE_COMPLETED;
	struct today *today = malloc(sizeof *today);
	if (today == NULL || !setup_routine(setup, NULL)) {
		code = EXIT_CODE_INPUT;
	} else if (!look(setup, today, &in, &why)) {
		code = cli_fault(&why);
	} else {
		enum remind remind = remind_judge(&in);
		if (remind == REMIND_NOW)
			code = say(options, setup, &today->plan);
		else
			puts(remind_text(remind));
	}
	free(today);
	return code;
}

static enum exit_code remind(const struct cli_options *options, struct setup *setup)
{
	if (options->now)
		return remind_now(options, setup);
	if (options->words == 0)
		return show_timer(setup);
	if (options->words == 1 && strcmp(options->word[0], "off") == 0)
		return remove_timer(setup);
	return set_timer(options, setup);
}

enum exit_code cli_remind(const struct cli_options *options)
{
	struct fault why;
	enum exit_code code = EXIT_CODE_INPUT;
	struct setup *setup = setup_new(&why);
	if (setup == NULL)
		return EXIT_CODE_NO_WAY;
	if (options->now && options->words > 0)
		fputs("Usage: easeback remind [TIME [DAYS] | off | --now]\n", stderr);
	else if (setup_settings(setup, &options->choices))
		code = remind(options, setup);
	free(setup);
	return code;
}
