/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * ear_comfort.h - is an utterance that is none of the coach's words "louder", "quieter", "slower"?
 *
 * The keyword nets were not taught these words, so PocketSphinx hears them
 * alone, and the nets only say that it is no halt. What they bring about
 * is small, is said back and can be taken back; but an answer or a halt must
 * never be taken for one of them.
 *
 * Pure. Threads: any. Ownership: none. Errors: none.
 * Units: scores are natural logarithms of likelihoods.
 */
#ifndef IO_EAR_COMFORT_H
#define IO_EAR_COMFORT_H

#include "ear_judge.h"

#include <stdbool.h>

/*
 * Neither an answer nor a halt has a chance worth a question: these words may
 * be looked for. opinion: of the whole utterance; verdict, decoded: what was
 * made of it so far.
 */
bool ear_comfort_may_be(const struct opinion *opinion, const struct verdict *verdict,
			const struct decoded *decoded);

/* What it is then; decoded: what decoder_run_comfort made of it. Not taken: it stays what it was.
 */
struct verdict ear_comfort_judge(const struct decoded *decoded);

#endif
