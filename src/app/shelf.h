/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * shelf.h - every clip in use: where it comes from and when it may go.
 *
 * Tones are made once. Words come from the voice's recordings or from the
 * speaker: at once when rendering, through its thread when live. Short words
 * that come again (counts) stay; everything else is freed when the mixer has
 * played it.
 *
 * Threads: main only. Ownership: the shelf owns all clips; others borrow.
 */
#ifndef APP_SHELF_H
#define APP_SHELF_H

#include "event.h"
#include "phrase.h"

#include <stdbool.h>

struct clip;
struct fault;
struct routine;
struct shelf;
struct speaker;
struct tone_style;
struct voice_file;

enum { SHELF_NONE = -1 };

struct shelf *shelf_open(const struct voice_file *voice, const struct phrase_facts *facts,
			 const struct tone_style *tones, struct speaker *speaker, struct fault *why);

/*
 * Somebody waits for the first words: only these are made when they are asked
 * for, all others once shelf_go_live has been called.
 */
void shelf_hurry(struct shelf *shelf);

/* From now on words are made in the speaker's thread. */
void shelf_go_live(struct shelf *shelf);

/* The clip of a tone; never NULL. */
const struct clip *shelf_tone(const struct shelf *shelf, enum tone tone);

/*
 * Ask for a saying. Returns a ticket, or SHELF_NONE when there is nothing to
 * say; words gets what will be said. With keep the clip stays for ever.
 */
int shelf_ask(struct shelf *shelf, const struct saying *saying, bool keep, char words[WORDS_BYTES]);

/* Ask for all counts of a routine's sets, to be kept; by_count: for those of questions, too. */
void shelf_prepare(struct shelf *shelf, const struct routine *routine, bool by_count);

/* Is it a recording of the voice, and no words made by the speaker? */
bool shelf_is_recorded(const struct shelf *shelf, int ticket);

/* From now on words are made at this part of the voice's pace; counts, which are kept, keep theirs.
 */
void shelf_speed(struct shelf *shelf, int percent);

/* Words that were asked for and not played are made again, at the pace of now; their new ticket. */
int shelf_again(struct shelf *shelf, int ticket);

/* Has the clip of a ticket come? *clip is NULL when it came but could not be made: words only. */
bool shelf_ready(const struct shelf *shelf, int ticket, const struct clip **clip);

/* A finished job came by mail; the shelf takes the clip. */
void shelf_deliver(struct shelf *shelf, int job, struct clip *clip);

/* The mixer has done with the clip, or it will not be played after all. */
void shelf_return(struct shelf *shelf, const struct clip *clip);
void shelf_drop(struct shelf *shelf, int ticket);

/* Breaks off what the speaker has not made, apart from what is kept. */
void shelf_hush(struct shelf *shelf);

void shelf_close(struct shelf *shelf);

#endif
