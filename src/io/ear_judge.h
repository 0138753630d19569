/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * ear_judge.h - what an utterance is taken for, and how far that may be believed.
 *
 * Pure. A logistic combination of what the keyword nets and PocketSphinx say:
 * how likely the word is among those that fit, whether both agree, how much
 * better the vocabulary explains the sound than each rival does, whether its
 * length suits its sounds, and how much voice is in it.
 */
#ifndef IO_EAR_JUDGE_H
#define IO_EAR_JUDGE_H

#include "ear_decode.h"
#include "ear_opinion.h"

#include <stdbool.h>

struct verdict {
	struct intent intent; /* the best guess, taken or not; percent is at most the confidence */
	float confidence;     /* 0 to 1: of those held at 0.9, nine in ten are right */
	bool take;	      /* sure enough to act on */
};

/*
 * decoded: NULL when PocketSphinx found nothing. frames: of the utterance.
 * voiced: of them those with the pitch of a voice (ear_voice.h).
 */
struct verdict judge(const struct opinion *opinion, const struct decoded *decoded, int frames,
		     int voiced);

#endif
