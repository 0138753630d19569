/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * evaluate_score.h - what became of clips that were played to the ear, and how sure that figure is.
 *
 * Pure. A clip is heard as in a session: the first answer that is taken counts,
 * without one the first doubt.
 */
#ifndef APP_EVALUATE_SCORE_H
#define APP_EVALUATE_SCORE_H

#include "intent.h"
#include "listener.h"

#include <stdbool.h>
#include <stddef.h>

struct utterance;

enum outcome {
	OUTCOME_RIGHT,
	OUTCOME_WRONG, /* taken for something it is not */
	OUTCOME_DOUBT, /* the coach would ask again */
	OUTCOME_NOTHING,
	OUTCOMES
};

/* One clip in one context. */
struct trial {
	const struct utterance *recording;
	enum listen_context context;
	struct intent meant; /* INTENT_NOTHING: none of the coach's words */
	struct intent heard; /* best guess of the decision that counts */
	enum outcome outcome;
	bool failed;	  /* the sound file could not be read */
	float confidence; /* of that decision; -1 without one */
	float wait_s;	  /* sound after the end of the word that the decision needed */
	float think_s;	  /* processor time of the decision */
};

/* Which trials are counted; what is NULL or -1 does not matter. */
struct choice {
	const char *corpus, *label;
	int context;
	int others; /* 0: the coach's words, 1: other words, -1: both */
};

struct tally {
	int of, count[OUTCOMES];
};

/* A 95 % interval. */
struct span {
	double low, high;
};

struct confusion {
	const char *label;
	struct intent heard;
	int count;
};

/* Decisions of about one confidence. */
struct bin {
	double from, sum; /* sum of the confidences */
	int decisions, right;
};

enum { BINS = 12, CONFUSIONS_MAX = 400 };

/* True when both would be acted on alike: "none" is a zero. */
bool score_same(const struct intent *a, const struct intent *b);

/* Fill in outcome, heard and confidence; returns the index of the decision that counts, or -1. */
int score_hearings(struct trial *trial, const struct hearing *list, int count);

bool score_chosen(const struct trial *trial, const struct choice *choice);
struct tally score_count(const struct trial *list, size_t count, const struct choice *choice);

/* Of a share (Wilson), 0 to 1. */
struct span score_share(int hits, int of);

/* Of a number of rare events (Byar). */
struct span score_events(int events);

/* The value that a part (0 to 1) of them does not exceed; sorts them. 0 without any. */
double score_quantile(float *values, size_t count, double part);

/* Wrong answers by label and what they were taken for, most frequent first; returns how many. */
int score_confusions(const struct trial *list, size_t count, const struct choice *choice,
		     struct confusion confusions[CONFUSIONS_MAX]);

/* Sort the decisions into bins of confidence, taken ones only or doubts as well. */
void score_calibrate(const struct trial *list, size_t count, const struct choice *choice,
		     bool doubts, struct bin bins[BINS]);

/* How far confidence and share of right decisions are apart on average, 0 to 1. */
double score_miscalibration(const struct bin bins[BINS]);

#endif
