/* SPDX-License-Identifier: GPL-3.0-or-later */
/* live_ear.c - what is heard in a live session, and how the coach makes room for it. */
#include "live_parts.h"

#include "audio.h"
#include "monotonic.h"
#include "setup.h"

enum {
	EAR_GUARD_MS = 60,    /* from the end of our own sound at the loudspeaker to the open ear */
	UNDERSTAND_MS = 2000, /* for a word spoken in a set, before the set halts */
	LOOK_AGAIN_MS = 5000  /* for a microphone that is not there */
};

/* -15 dB: still to be followed, and no match for the person who speaks. */
static const float DUCKED = 0.178F;

/* The frame of the sound that is just heard, in session time. */
static int64_t heard_ms(const struct live *live)
{
	return mixer_frames(&live->mixer) / FRAMES_PER_MS - device_latency_ms(&live->device);
}

/* Only a change is told: the ring of orders is no place for the same thing fifty times a second. */
void live_duck(struct live *live, bool on)
{
	struct order order = {.kind = ORDER_DUCK, .gain = on ? DUCKED : 1.0F};
	if (on != live->ducked && mixer_order(&live->mixer, &order))
		live->ducked = on;
}

/*
 * In a set only beeps and counts are spoken over, and "pain six" is to be understood first; a
 * second voice puts nothing off. What may have been a halt is asked about at once.
 */
void live_voice(struct live *live, bool halting)
{
	if (live->session.state == STATE_WORK && !halting) {
		if (live->halt_ms == 0)
			live->halt_ms = heard_ms(live) + UNDERSTAND_MS;
	} else if (halting || coach_is_cut(live->coach, heard_ms(live))) {
		coach_event(live->coach, EVENT_VOICE, NULL);
	}
}

static void halt_in_time(struct live *live)
{
	if (live->halt_ms == 0 || heard_ms(live) < live->halt_ms)
		return;
	live->halt_ms = 0;
	if (live->session.state == STATE_WORK)
		coach_event(live->coach, EVENT_VOICE, NULL);
}

void live_open_ear(struct live *live)
{
	const struct settings *settings = &live->setup->settings;
	if (live->audio == NULL || !settings->ear || live->ears.microphone != NULL)
		return;
	live->ears.people = live->people;
	ears_begin(&live->ears, live->audio, settings);
}

static void tell_of_none(struct live *live, const struct fault *why)
{
	if (live->ear_told)
		return;
	live->ear_told = true;
	live_message(live, why->text);
	if (live->keys != NULL)
		live_message(live, "answers are taken from the keys only");
}

/* Once is enough, however often it comes and goes; it is looked for quietly. */
static void tell_of_ear(struct live *live, enum ears_news news, const struct fault *why)
{
	int64_t again_ms = monotonic_ms() + LOOK_AGAIN_MS;
	if (news != EARS_SAME && live_has_only_presses(live)) {
		live_count(live, news != EARS_OPEN);
		coach_prepare(live->coach); /* a count sounds at its time, or not at all */
	}
	switch (news) {
	case EARS_DEAF:
		tell_of_none(live, why);
		live->ear_next_ms = 0;
		break;
	case EARS_NONE:
		tell_of_none(live, why);
		live->ear_next_ms = again_ms;
		break;
	case EARS_GONE:
		live_message(live, "the microphone is gone; answers are taken from the keys only");
		live_duck(live, false);
		live->ear_missed = !live->ear_told;
		live->ear_told = true;
		live->ear_next_ms = again_ms;
		break;
	case EARS_OPEN:
		if (live->ear_told)
			live_message(live, "the microphone is there again");
		live->ear_missed = false;
		break;
	case EARS_SAME:
		break;
	}
}

/* A driver that hangs would hang again. */
static void look_again(struct live *live)
{
	if (live->ears.microphone == NULL && live->ear_next_ms != 0 &&
	    monotonic_ms() >= live->ear_next_ms && !audio_is_stuck(live->audio))
		live_open_ear(live);
	if (live->ear_missed && coach_add(live->coach, CUE_NO_EAR))
		live->ear_missed = false;
}

/*
 * Without the device that it was lined up with the ear is of no use; it comes back with it. Two
 * streams are not closed at a time, and where closing one hung, so would the other.
 */
static void leave_ear(struct live *live)
{
	if (live->ears.microphone != NULL && !ears_is_busy(&live->ears) &&
	    !device_is_closing(&live->device) && !audio_is_stuck(live->audio))
		ears_close(&live->ears);
	live_duck(live, false);
}

void live_tend_ear(struct live *live)
{
	struct fault why;
	enum listen_context context;
	if (device_is_lost(&live->device)) {
		leave_ear(live);
		return;
	}
	halt_in_time(live);
	tell_of_ear(
	    live, ears_tend(&live->ears, &live->setup->settings, &live->mixer, live->mailbox, &why),
	    &why);
	look_again(live);
	bool listens = coach_listens(live->coach, heard_ms(live) - EAR_GUARD_MS, &context);
	ears_set(&live->ears, listens, context);
}
