/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * ear_net.h - a small keyword net: which word of the vocabulary an utterance is, or none of them.
 *
 * Its input is the loudness in bands (ear_bands.h) and the likeness to the
 * sounds of English (ear_senone.h); training/ holds how it was taught, and on
 * what. The weights are part of the program.
 *
 * Ownership: net_open allocates, net_close releases. Threads: one net, one
 * thread. Units: frames of 10 ms; scores are natural logarithms of chances.
 */
#ifndef IO_EAR_NET_H
#define IO_EAR_NET_H

#include "ear_decode.h"

#include <stddef.h>

enum {
	NET_WINDOW = 128,   /* frames it sees; of a longer utterance the middle */
	NET_WORDS_MAX = 48, /* the last one is "other": none of them */
	NET_WIDTH = 96,	    /* channels inside */
	NET_TRAITS = 2 * NET_WIDTH
};

struct fault;
struct net;

/* What the net makes of an utterance. */
struct net_view {
	float score[NET_WORDS_MAX]; /* of each word; their chances add up to 1 */
	float trait[NET_TRAITS];    /* how it sounded, for enrolment; of length 1 */
};

/* name: "bands" and "states" for whole utterances, "over" for what is said over the coach. NULL
 * without memory. */
struct net *net_open(const char *name);

/* The same from a file, for cross-validation: training/export.py wrote it. NULL and *why. */
struct net *net_read(const char *path, struct fault *why);

/* How many words there are, "other" with them; the i-th as it is said: "no pain". */
size_t net_words(const struct net *net);
const char *net_word(const struct net *net, size_t i);

/* Look at the frames from ... end of a view. */
void net_run(struct net *net, const struct sound_view *view, int from, int end,
	     struct net_view *out);

void net_close(struct net *net);

#endif
