/* SPDX-License-Identifier: GPL-3.0-or-later */
/* first_setup.c - the conversation that sets up a box without a screen. */
#include "first_setup.h"

#include "sink.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

enum {
	NEXT_MS = 6000,	   /* until another loudspeaker is tried */
	ANSWER_MS = 10000, /* for a question of which the person knows that it comes */
	VOLUME_STEP = 20,
	VOLUME_LEAST = 20,
	VOLUME_MOST = 100,
	VOLUME_TRIES = 6
};

struct talk {
	const struct setup_partner *partner;
	const struct setup_candidates *candidates;
	const struct settings *settings;
	struct setup_changes *changes;
	int output, microphone; /* chosen; microphone -1: none */
	bool by_voice;		/* somebody was understood through it */
	enum setup_end end;	/* why it is over, if it is */
};

/* --- names --- */

void setup_candidates_add(struct setup_candidates *c, bool input, const char *name)
{
	/* ways to the same devices, and ways that play nowhere */
	static const char *const passed_over[] = {
	    "default",	"sysdefault", "front",	 "rear",    "center_lfe",   "side",  "surround",
	    "iec958",	"spdif",      "dmix",	 "dsnoop",  "lavrate",	    "samplerate",
	    "speexrate", "upmix",     "vdownmix", "null",   "modem", "phoneline", "/dev/"};
	char(*list)[FIRST_SETUP_NAME_BYTES] = input ? c->microphone : c->output;
	int *count = input ? &c->microphones : &c->outputs;
	char bare[SINK_BARE_BYTES];
	sink_bare_name(name, bare);
	if (strlen(bare) >= FIRST_SETUP_NAME_BYTES)
		return;
	for (size_t i = 0; *count > 0 && i < sizeof passed_over / sizeof passed_over[0]; i++)
		if (strncasecmp(bare, passed_over[i], strlen(passed_over[i])) == 0)
			return;
	for (int i = 0; i < *count; i++)
		if (strcmp(list[i], bare) == 0)
			return;
	if (*count < FIRST_SETUP_NAMES)
		strcpy(list[(*count)++], bare);
}

/* --- what is to be changed --- */

__attribute__((format(printf, 4, 5))) static void change(struct talk *t, const char *section,
							 const char *key, const char *format, ...)
{
	va_list values;
	struct ini_change *to = &t->changes->list[t->changes->count++];
	*to = (struct ini_change){.section = section, .key = key};
	va_start(values, format);
	vsnprintf(to->value, sizeof to->value, format, values);
	va_end(values);
}

/* --- talking --- */

/* What ends the conversation, whatever was asked; true when it does. */
static bool is_over(struct talk *t, enum bench_news news)
{
	if (news == BENCH_STOP)
		t->end = SETUP_LEAVE;
	else if (news == BENCH_BROKEN || news == BENCH_LOST)
		t->end = SETUP_BROKEN;
	else
		return false;
	return true;
}

static bool say(struct talk *t, const char *words)
{
	return !is_over(t, t->partner->say(t->partner->context, words));
}

/* False when it is over. */
static bool ask(struct talk *t, const char *question, enum bench_news *answer)
{
	*answer = t->partner->ask(t->partner->context, question, ANSWER_MS);
	return !is_over(t, *answer);
}

/* --- devices --- */

static bool open_microphone(struct talk *t, int i)
{
	bool there = i < t->candidates->microphones &&
		     t->partner->microphone(t->partner->context, t->candidates->microphone[i]);
	t->microphone = there ? i : -1;
	return there;
}

/* True when it is settled, one way or the other. */
static bool try_output(struct talk *t, int i)
{
	static const char question[] = "Can you hear me? Say yes, or press y or plus.";
	if (!t->partner->output(t->partner->context, t->candidates->output[i]))
		return false;
	enum bench_news news = t->partner->ask(t->partner->context, question, NEXT_MS);
	/* one that went is only the wrong one */
	if (news == BENCH_LOST)
		return false;
	if (is_over(t, news))
		return true;
	if (news != BENCH_YES)
		return false;
	t->output = i;
	t->by_voice = t->partner->by_voice(t->partner->context);
	t->end = SETUP_KEEP;
	return true;
}

/* Each loudspeaker with the first microphone, then with the next: the person needs one of both. */
static bool find_devices(struct talk *t)
{
	int rounds = t->candidates->microphones > 0 ? t->candidates->microphones : 1;
	for (int m = 0; m < rounds; m++) {
		if (!open_microphone(t, m) && (m > 0 || !t->partner->has_keys(t->partner->context)))
			continue;
		for (int i = 0; i < t->candidates->outputs; i++)
			if (try_output(t, i))
				return t->end == SETUP_KEEP;
	}
	t->end = SETUP_NOBODY;
	return false;
}

/* --- measuring --- */

static bool measure(struct talk *t, struct sound_result *result)
{
	return !is_over(t, t->partner->test(t->partner->context, result));
}

/* One that hears the loudspeaker, unless somebody was already understood through this one. */
static bool find_microphone(struct talk *t, struct sound_result *result)
{
	int first = t->microphone;
	if (!measure(t, result))
		return false;
	for (int i = 0; !result->heard && !t->by_voice && i < t->candidates->microphones; i++)
		if (i != first && open_microphone(t, i) && !measure(t, result))
			return false;
	if (!result->heard && first >= 0 && first != t->microphone)
		open_microphone(t, first);
	return true;
}

/* A wake-up may only be made longer: what woke at once now may have been awake already. */
static bool measure_all(struct talk *t)
{
	struct sound_result result = {.lost_ms = -1};
	if (!say(t, "Good. I now play some notes and tones. Please be quiet for half a minute.") ||
	    !find_microphone(t, &result))
		return false;
	int wake_ms = sound_test_wake_ms(&result);
	if (wake_ms > 0 && wake_ms > t->partner->wake_ms(t->partner->context))
		change(t, "sound", "wake", "%d", wake_ms);
	if (t->microphone < 0)
		return say(t, "There is no microphone. Keys answer.");
	if (result.heard && result.clipped_ms > 0)
		return say(t, "The microphone is too loud for itself. Turn it down, or move it "
			      "away from the loudspeaker.");
	if (!result.heard && !t->by_voice)
		return say(t, "No microphone hears me. Keys answer.");
	return true;
}

/* --- the person's wishes --- */

static int louder(struct talk *t, int percent, bool *good)
{
	if (percent < VOLUME_MOST)
		return percent + VOLUME_STEP < VOLUME_MOST ? percent + VOLUME_STEP : VOLUME_MOST;
	*good = say(t, "I am as loud as I can be. Please turn up the loudspeaker itself.");
	return percent;
}

static int quieter(int percent)
{
	return percent - VOLUME_STEP > VOLUME_LEAST ? percent - VOLUME_STEP : VOLUME_LEAST;
}

/* Loud enough first, and only then whether it is too loud; what was agreed to counts. */
static bool ask_volume(struct talk *t)
{
	int percent = t->settings->voice_percent, agreed = percent;
	bool enough = false, good = true;
	for (int i = 0; i < VOLUME_TRIES; i++) {
		enum bench_news answer;
		t->partner->volume(t->partner->context, percent);
		if (!ask(t, enough ? "Is this too loud?" : "Is this loud enough?", &answer))
			return false;
		if (answer == BENCH_SILENCE)
			break;
		if (answer == BENCH_LOUDER || (!enough && answer == BENCH_NO)) {
			percent = louder(t, percent, &good);
		} else if (answer == BENCH_QUIETER || (enough && answer == BENCH_YES)) {
			percent = quieter(percent);
			enough = true;
		} else {
			agreed = percent;
			if (enough)
				break;
			enough = true;
		}
		if (!good)
			return false;
	}
	t->partner->volume(t->partner->context, agreed);
	if (agreed != t->settings->voice_percent)
		change(t, "sound", "voice", "%d", agreed);
	return true;
}

static bool ask_ear(struct talk *t)
{
	enum bench_news answer;
	if (t->microphone < 0)
		return true;
	if (!ask(t, "In a session, shall I listen to what you say? Nothing of it is kept.", &answer))
		return false;
	if (answer == BENCH_NO && t->settings->ear)
		change(t, "ear", "ear", "no");
	else if (answer == BENCH_YES && !t->settings->ear)
		change(t, "ear", "ear", "yes");
	return true;
}

static bool tell_numbers(struct talk *t)
{
	char words[160];
	snprintf(words, sizeof words,
		 "In an emergency I name %s, and for urgent advice %s. Where these are not right, "
		 "change them in the settings.",
		 t->settings->emergency_number, t->settings->urgent_number);
	return say(t, words);
}

static bool ask_keep(struct talk *t)
{
	enum bench_news answer;
	if (t->changes->count == 0)
		return say(t, "Everything is set as it should be. Nothing needs to be changed.");
	if (!ask(t, "Shall I keep it this way?", &answer))
		return false;
	t->end = answer == BENCH_YES ? SETUP_KEEP : SETUP_LEAVE;
	return true;
}

static void change_devices(struct talk *t)
{
	const char *output = t->candidates->output[t->output];
	const char *microphone = t->microphone > 0 ? t->candidates->microphone[t->microphone] : "";
	if (t->output > 0)
		change(t, "sound", "output", "%s", output);
	if (t->microphone > 0)
		change(t, "ear", "microphone", "%s", microphone);
}

enum setup_end first_setup(const struct setup_partner *partner,
			   const struct setup_candidates *candidates,
			   const struct settings *settings, struct setup_changes *changes)
{
	struct talk talk = {.partner = partner,
			    .candidates = candidates,
			    .settings = settings,
			    .changes = changes,
			    .microphone = -1,
			    .end = SETUP_NOBODY};
	changes->count = 0;
	if (!find_devices(&talk) || !measure_all(&talk))
		return talk.end;
	change_devices(&talk);
	if (ask_volume(&talk) && ask_ear(&talk) && tell_numbers(&talk))
		ask_keep(&talk);
	return talk.end;
}
