/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * ear_judge.h - how far a decoded utterance may be believed.
 *
 * Pure. A logistic combination: how much better the vocabulary explains the
 * sound than each rival does, whether its length suits its sounds, how much
 * voice is in it, and how often this word is heard wrongly.
 */
#ifndef IO_EAR_JUDGE_H
#define IO_EAR_JUDGE_H

#include "ear_decode.h"

#include <stdbool.h>

struct verdict {
	float confidence; /* 0 to 1: how likely the intent is what was said */
	bool take;	  /* sure enough to act on */
};

/* voiced: frames of the utterance that have the pitch of a voice (ear_voice.h). */
struct verdict judge(const struct decoded *decoded, int voiced);

#endif
