/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * speaker.h - turns words into sound with eSpeak NG.
 *
 * A worker: jobs go in, finished clips come out through the mailbox, in the
 * order asked. eSpeak NG is not re-entrant and keeps global state: there can
 * be one speaker at a time in a process.
 *
 * Threads: all functions from main. After speaker_start eSpeak runs in the
 *          speaker's own thread and speaker_say_now must not be used; without
 *          it, speaker_say_now does the work in place (rendering).
 * Ownership: a finished clip belongs to whoever takes it; free() releases it.
 * Units: speed in words a minute, pitch and range 0-99, gap in 10 ms, as eSpeak has them.
 * Errors: open reports a fault; afterwards a phrase that cannot be spoken
 *         comes back as NULL, so that a session goes on with tones and text.
 */
#ifndef IO_SPEAKER_H
#define IO_SPEAKER_H

#include <stdbool.h>
#include <stddef.h>

struct clip;
struct fault;
struct mailbox;
struct speaker;

struct speaker_voice {
	char name[48];	/* as eSpeak NG knows it: "en-gb-x-rp", "en-us+f3" */
	int speed;	/* 140 to 180 */
	int pitch;	/* 0 to 99 */
	int range;	/* 0 to 99 */
	int gap;	/* 0 to 20, 10 ms each */
	int level_db;	/* loudness of speech in LUFS, -40 to -16 */
	int peak_db;	/* no true peak above it: -30 to 0 */
};

/* Load the voice; NULL and *why when it cannot be had. */
struct speaker *speaker_open(const struct speaker_voice *voice, struct fault *why);

/* Start the thread; letters go to mailbox, which must outlive the speaker. */
bool speaker_start(struct speaker *speaker, struct mailbox *mailbox, struct fault *why);

/* Words asked for from now on are spoken at this part of the voice's speed: 50 to 100 percent. */
void speaker_speed(struct speaker *speaker, int percent);

/* Ask for words; their clip comes to the mailbox as job id. False when the queue is full. */
bool speaker_ask(struct speaker *speaker, int id, const char *words);

/* Forget the jobs not begun, and break off the one at hand; its letter does not come. */
void speaker_hush(struct speaker *speaker);

/* Speak words here and now; NULL when they cannot be spoken. */
struct clip *speaker_say_now(struct speaker *speaker, const char *words);

/* Stops the thread, if started; accepts NULL. */
void speaker_close(struct speaker *speaker);

/* The library's version, for doctor: "1.51". */
const char *speaker_version(void);

#endif
