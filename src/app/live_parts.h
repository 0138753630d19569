/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * live_parts.h - what the files of live share; nobody else includes it.
 */
#ifndef APP_LIVE_PARTS_H
#define APP_LIVE_PARTS_H

#include "buttons.h"
#include "coach.h"
#include "device.h"
#include "ears.h"
#include "fault.h"
#include "keeper.h"
#include "keys.h"
#include "live.h"
#include "mailbox.h"
#include "mixer.h"
#include "recorder.h"
#include "scene.h"
#include "scribe.h"
#include "session.h"
#include "shelf.h"
#include "speaker.h"
#include "transcript.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

/* How the journal's disk is doing. */
struct live_disk {
	int64_t since_ms; /* a rest is held up since then, by the monotonic clock; 0: none */
	bool late;	  /* longer than anybody should wait */
	bool trouble;	  /* it cannot be written at all, for now */
	bool told;	  /* that was said aloud */
};

struct live {
	const struct setup *setup;
	const struct live_job *job;
	FILE *messages; /* standard error, also while PortAudio has it silenced */
	struct session_plan plan;
	struct session session;
	struct mixer mixer;
	struct transcript transcript;
	struct player player;
	struct audio *audio;
	struct device device;
	struct keys *keys;
	struct buttons *buttons; /* NULL: none are wanted */
	bool buttons_there;	 /* one of them can be pressed now */
	bool buttons_number;	 /* a number can be keyed on one of them */
	bool buttons_press;	 /* one of them can press, which is enough for P8 */
	bool buttons_missed;	 /* nobody can answer without them; to be said */
	bool buttons_told;
	struct mailbox *mailbox;
	struct speaker *speaker;
	struct shelf *shelf;
	struct coach *coach;
	struct keeper *keeper;
	struct recorder *recorder; /* NULL: nothing is written down */
	bool records;		   /* ... of this session, by the scribe */
	struct scribe scribe;
	struct clock clock;
	struct live_disk disk;
	struct ears ears;
	int64_t ear_next_ms; /* the microphone is looked for again then, by the monotonic clock */
	bool ear_missed;     /* it went, which is to be said */
	bool ear_told;	     /* that was said; or that there is none */
	struct voiceprint *people; /* enrolled; NULL: nobody */
	int64_t halt_ms; /* a voice in a set halts it then, unless a word is understood; or 0 */
	bool ducked;	 /* the coach speaks low, since somebody else does */
	int quits_seen;
};

/* --- live.c --- */

void live_message(const struct live *live, const char *text);

/* The sound device plays again: the session goes on. */
void live_mended(struct live *live);

/* --- live_open.c --- */

/* Everything that a session is made of; false and *why, and then what is there is to be closed. */
bool live_open(struct live *live, struct fault *why);

/* With drain what was made is heard first. */
void live_close(struct live *live, bool drain);

/* --- live_handover.c --- */

/* Go on in a fresh process, if that can be done now. Does not return then. */
void live_hand_over(struct live *live);

/* The session and what belongs to it are those of before. */
void live_take_over(struct live *live, const struct handover *before);

/* --- live_record.c --- */

/* Begin to write this session down, if that is wanted; the session is set up. */
bool live_open_record(struct live *live, struct fault *why);

/* What the coach is watched by. */
struct coach_watch live_watch(struct live *live);

/* Look after the journal and the clock. */
void live_tend_record(struct live *live);

/* Write the rest, for some seconds at the most. */
void live_close_record(struct live *live);

/* --- live_buttons.c --- */

/* Open those of the settings; they stay closed in a played session. */
void live_open_buttons(struct live *live);

/* Buttons that say no number are all there is to answer with, if nobody is heard. */
bool live_has_only_presses(const struct live *live);

/* Numbers are counted from the next question on, or no more (P8). */
void live_count(struct live *live, bool on);

/* They came or went. */
void live_take_buttons(struct live *live, const struct letter *letter);

/* Say it aloud when nobody can answer without them; once. */
void live_tend_buttons(struct live *live);

/* --- live_ear.c --- */

/* Open the microphone, if there is to be one. */
void live_open_ear(struct live *live);

/* Lower the coach's voice while somebody speaks over it. */
void live_duck(struct live *live, bool on);

/* Somebody goes on speaking over it: fall silent, if there is a reason. */
void live_voice(struct live *live, bool halting);

/* Look after microphone and ear. */
void live_tend_ear(struct live *live);

#endif
