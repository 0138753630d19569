/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * mailbox.h - letters from the workers to main: a bounded queue with a wake-up descriptor.
 *
 * Threads: mailbox_post from any worker (blocks never; false when full),
 *          mailbox_take from main only. A mutex guards it; the audio
 *          callback must not use it.
 * Ownership: a clip in a letter belongs to whoever takes the letter.
 */
#ifndef IO_MAILBOX_H
#define IO_MAILBOX_H

#include "fault.h"
#include "intent.h"

#include <stdbool.h>

struct clip;
struct mailbox;

enum letter_kind {
	LETTER_CLIP,  /* the speaker finished job id: clip, or NULL when it could not */
	LETTER_HEARD, /* the ear decided: intent, confidence */
	LETTER_EAR,   /* the ear cannot work any more, or again: text says why */
	LETTER_NEAR,  /* somebody speaks over the coach (on), or does no more */
	LETTER_BARGE, /* ... and goes on, no word is clear yet; on: it was perhaps a halting one */
	LETTER_KEY,   /* a key of a number pad or a button went down: its character in id */
	LETTER_BUTTONS /* text says what became of them; on: there is at least one now */
};

struct letter {
	enum letter_kind kind;
	int id;
	struct clip *clip;
	struct intent intent;
	float confidence; /* 0 to 1 */
	bool on;
	char text[200];
};

struct mailbox *mailbox_open(struct fault *why);

bool mailbox_post(struct mailbox *mailbox, const struct letter *letter);

/* The oldest letter; false when there is none. */
bool mailbox_take(struct mailbox *mailbox, struct letter *letter);

/* Readable while letters wait: for poll(). */
int mailbox_fd(const struct mailbox *mailbox);

/* Frees the clips of letters nobody took. */
void mailbox_close(struct mailbox *mailbox);

#endif
