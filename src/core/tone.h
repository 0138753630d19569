/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tone.h - what tones tell, each one thing.
 */
#ifndef CORE_TONE_H
#define CORE_TONE_H

/* They differ in pitch, glide, length and number. */
enum tone {
	TONE_COUNT,  /* countdown: even, short, low */
	TONE_GO,     /* countdown's end: longer and higher, exactly at zero */
	TONE_OUT,    /* begin the movement */
	TONE_HOLD,   /* keep it there */
	TONE_BACK,   /* come back */
	TONE_HALF,   /* half of a long hold or of a walk is done */
	TONE_MINUTE, /* a minute of walking has passed */
	TONE_END,    /* the set is done */
	TONE_ASK,    /* your turn to answer */
	TONES
};

#endif
