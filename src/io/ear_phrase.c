/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ear_phrase.c - waits for one phrase, "coach start", and for nothing else. */
#include "ear_phrase.h"

#include "ear_grammar.h"
#include "ear_lookup.h"
#include "ear_model.h"
#include "ear_offset.h"
#include "ear_trial.h"
#include "ear_voice.h"
#include "fault.h"

#include <sphinxbase/err.h>
#include <sphinxbase/jsgf.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	PATH_BYTES = 512,
	PAD_FRAMES = 10,
	HANG_FRAMES = 50, /* of silence end the phrase; a pause for breath within it is shorter */
	VOICED_LEAST = 12 /* frames; noise has fewer */
};

/* What follows was measured; see the tests. */
static const double OVER_WORDS = -0.75;
static const double OVER_NOISE = 1.5;
static const double PACE_LEAST = 4.0, PACE_MOST = 16.0;

static const double SCORE_STEP = 1024.0 * 0.00009999500033; /* as in ear_decode.c */
static const double FRAMES_A_SECOND = 100.0;

struct wake {
	struct decoder decoder; /* only what PocketSphinx needs is set up */
	struct lookup lookup;
	struct offset offset;
	int filled; /* samples of the frame that is being gathered */
	int16_t frame[SEGMENT_FRAME];
	struct segmenter segmenter;
};

/* --- opening --- */

/*
 * Every state is scored in every frame: slower, but only so are the scores of a
 * narrow search and of a wide one on the same scale.
 */
static bool open_sphinx(struct decoder *d, const char *model, const char *map)
{
	char folder[PATH_BYTES];
	snprintf(folder, sizeof folder, "%s/en-us", model);
	d->config =
	    cmd_ln_init(NULL, ps_args(), TRUE, "-hmm", folder, "-dict", "/dev/null", "-lw", "1",
			"-wip", "1", "-bestpath", "no", "-remove_silence", "no", "-remove_noise",
			"yes", "-silprob", "0.3", "-maxhmmpf", "-1", "-mmap", map, "-compallsen",
			"yes", "-beam", "1e-40", "-pbeam", "1e-40", "-wbeam", "1e-30", NULL);
	d->sphinx = d->config != NULL ? ps_init(d->config) : NULL;
	if (d->sphinx == NULL || fe_get_output_size(ps_get_fe(d->sphinx)) != CEPSTRA)
		return false;
	ps_get_feat(d->sphinx)->cmn = CMN_NONE;
	d->cepstra = ckd_calloc_2d(FRAMES_MAX, CEPSTRA, sizeof(mfcc_t));
	d->work = ckd_calloc_2d(FRAMES_MAX, CEPSTRA, sizeof(mfcc_t));
	decoder_forget(d);
	return true;
}

static bool add_word(struct decoder *d, const char *word, const char *phones)
{
	char name[64];
	snprintf(name, sizeof name, "%s", word);
	for (int i = 2; i < 10; i++) {
		char *known = ps_lookup_word(d->sphinx, name);
		if (known == NULL)
			return ps_add_word(d->sphinx, name, phones, FALSE) >= 0;
		ckd_free(known);
		snprintf(name, sizeof name, "%.48s(%d)", word, i);
	}
	return true;
}

static bool is_vowel(const char *phone)
{
	return phone[0] != '\0' && strchr("AEIOU", phone[0]) != NULL;
}

/* As most of Britain says it: no R but before a vowel. False when that is no other. */
static bool drop_r(const char *phones, char dropped[sizeof((struct pronunciation *)NULL)->phones])
{
	bool after_vowel = false, changed = false;
	size_t n = 0;
	while (*phones != '\0') {
		size_t length = strcspn(phones, " ");
		const char *next = phones + length + (phones[length] == ' ');
		bool silent = after_vowel && length == 1 && phones[0] == 'R' && !is_vowel(next);
		after_vowel = is_vowel(phones);
		changed = changed || silent;
		for (size_t i = 0; !silent && i < length + (phones[length] == ' '); i++)
			dropped[n++] = phones[i];
		phones = next;
	}
	while (n > 0 && dropped[n - 1] == ' ')
		n--;
	dropped[n] = '\0';
	return changed;
}

/* Words of our own, so that it does not matter which of them are common ones too. */
static bool add_phrase_words(struct wake *wake)
{
	struct decoder *d = &wake->decoder;
	char name[48], dropped[sizeof wake->lookup.list[0].phones];
	bool good = true;
	for (int i = 0; i < wake->lookup.count && good; i++) {
		const struct pronunciation *p = &wake->lookup.list[i];
		snprintf(name, sizeof name, "phrase-%s", p->word);
		good = add_word(d, name, p->phones) &&
		       (!drop_r(p->phones, dropped) || add_word(d, name, dropped));
	}
	return good;
}

static bool add_grammar(struct decoder *d, const char *name, const char *text)
{
	jsgf_t *grammar = jsgf_parse_string(text, NULL);
	jsgf_rule_t *rule = grammar != NULL ? jsgf_get_public_rule(grammar) : NULL;
	fsg_model_t *states =
	    rule != NULL ? jsgf_build_fsg(grammar, rule, ps_get_logmath(d->sphinx), 1.0F) : NULL;
	bool good = states != NULL && ps_set_fsg(d->sphinx, name, states) == 0;
	if (states != NULL)
		fsg_model_free(states);
	if (grammar != NULL)
		jsgf_grammar_free(grammar);
	return good;
}

static bool add_phrase(struct wake *wake)
{
	char text[LOOKUP_BYTES + LOOKUP_WORDS * 8 + 60];
	int n = snprintf(text, sizeof text, "#JSGF V1.0;\ngrammar phrase;\npublic <phrase> =");
	for (const char *word = wake->lookup.words; *word != '\0';) {
		int length = (int)strcspn(word, " ");
		n += snprintf(text + n, sizeof text - (size_t)n, " phrase-%.*s", length, word);
		word += length + (word[length] == ' ');
	}
	snprintf(text + n, sizeof text - (size_t)n, ";\n");
	return add_phrase_words(wake) && add_grammar(&wake->decoder, "phrase", text);
}

static bool add_rivals(struct decoder *d)
{
	struct grammar *grammar = calloc(1, sizeof *grammar);
	bool good = grammar != NULL;
	for (size_t i = 0; i < d->dictionary.count && good; i++)
		good = add_word(d, d->dictionary.list[i].word, d->dictionary.list[i].phones);
	if (good)
		grammar_of_words(grammar, &d->dictionary);
	good = good && add_grammar(d, "words", grammar->text);
	free(grammar);
	return good && add_word(d, "noise-a", "SIL") && add_word(d, "noise-b", "+NSN+") &&
	       add_word(d, "noise-c", "+SPN+") &&
	       add_grammar(d, "noise",
			   "#JSGF V1.0;\ngrammar noise;\n"
			   "public <noise> = (noise-a | noise-b | noise-c)+;\n");
}

static bool look_up(struct lookup *lookup, const char *model, const char *phrase, struct fault *why)
{
	char missing[LOOKUP_BYTES];
	switch (lookup_words(lookup, model, phrase, missing)) {
	case LOOKUP_NO_DICTIONARY:
		return fault_set(why, FAULT_EAR,
				 "the dictionary of the speech model cannot be read; \"apt install "
				 "pocketsphinx-en-us\" brings it");
	case LOOKUP_UNKNOWN:
		return fault_set(why, FAULT_INPUT,
				 "the speech model does not know the word \"%s\"; "
				 "start_phrase needs another one",
				 missing);
	case LOOKUP_SHAPE:
		return fault_set(why, FAULT_INPUT, "start_phrase must be one to six words");
	case LOOKUP_FOUND:
		break;
	}
	return true;
}

static bool build(struct wake *wake, const char *model, const char *map)
{
	return open_sphinx(&wake->decoder, model, map) && add_phrase(wake) &&
	       add_rivals(&wake->decoder);
}

struct trial_of_wake {
	struct wake *wake;
	const char *model;
};

/* In a child: a damaged model ends whoever reads it. */
static bool attempt(const void *context)
{
	const struct trial_of_wake *trial = context;
	return build(trial->wake, trial->model, "no");
}

static bool open_parts(struct wake *wake, const char *model, const char *phrase, struct fault *why)
{
	char path[PATH_BYTES];
	struct trial_of_wake trial = {wake, model};
	err_set_logfp(NULL);
	snprintf(path, sizeof path, "%s/cmudict-en-us.dict", model);
	if (!look_up(&wake->lookup, model, phrase, why) ||
	    !dictionary_open(&wake->decoder.dictionary, path, why))
		return false;
	if (trial_passes(attempt, &trial) && build(wake, model, "yes"))
		return true;
	return fault_set(why, FAULT_EAR,
			 "the speech model in %s is missing or damaged; \"apt install --reinstall "
			 "pocketsphinx-en-us\" brings the right one",
			 model);
}

struct wake *wake_open(const char *model, const char *phrase, struct fault *why)
{
	struct wake *wake = calloc(1, sizeof *wake);
	if (wake == NULL) {
		fault_set(why, FAULT_SYSTEM, "there is not enough memory for the ear");
		return NULL;
	}
	if (model == NULL || model[0] == '\0')
		model = "/usr/share/pocketsphinx/model/en-us";
	segment_init(&wake->segmenter, HANG_FRAMES);
	if (open_parts(wake, model, phrase, why))
		return wake;
	wake_close(wake);
	return NULL;
}

void wake_close(struct wake *wake)
{
	if (wake == NULL)
		return;
	struct decoder *d = &wake->decoder;
	if (d->sphinx != NULL)
		ps_free(d->sphinx);
	if (d->config != NULL)
		cmd_ln_free_r(d->config);
	if (d->cepstra != NULL)
		ckd_free_2d(d->cepstra);
	if (d->work != NULL)
		ckd_free_2d(d->work);
	dictionary_close(&d->dictionary);
	free(wake);
}

/* --- hearing --- */

static bool search(struct decoder *d, const char *name, double *score)
{
	int32 steps = 0;
	memcpy(d->work[0], d->cepstra[0], (size_t)d->frames * CEPSTRA * sizeof(mfcc_t));
	if (ps_set_search(d->sphinx, name) != 0 || ps_start_utt(d->sphinx) != 0)
		return false;
	ps_process_cep(d->sphinx, d->work, d->frames, FALSE, TRUE);
	ps_end_utt(d->sphinx);
	bool found = ps_get_hyp(d->sphinx, &steps) != NULL;
	*score = steps * SCORE_STEP;
	return found;
}

/* Frames of the words of the last search, without silence. */
static int count_word_frames(struct decoder *d)
{
	int frames = 0;
	for (ps_seg_t *seg = ps_seg_iter(d->sphinx); seg != NULL; seg = ps_seg_next(seg)) {
		int first, last;
		ps_seg_frames(seg, &first, &last);
		if (strchr("<[(+", ps_seg_word(seg)[0]) == NULL)
			frames += last - first + 1;
	}
	return frames;
}

/* A rival that finds no way counts as level, so that it does not wake anybody. */
static double lead(struct decoder *d, const char *rival, double score)
{
	double other;
	return search(d, rival, &other) ? score - other : 0.0;
}

static bool compare(struct wake *wake, struct wake_hearing *hearing)
{
	struct decoder *d = &wake->decoder;
	double score;
	if (!search(d, "phrase", &score))
		return false;
	hearing->pace = (double)count_word_frames(d) / lookup_phones(&wake->lookup);
	hearing->over_words = lead(d, "words", score) / d->frames;
	hearing->over_noise = lead(d, "noise", score) / d->frames;
	return true;
}

static bool is_phrase(const struct wake_hearing *h)
{
	return h->voiced >= VOICED_LEAST && h->over_words >= OVER_WORDS &&
	       h->over_noise >= OVER_NOISE && h->pace >= PACE_LEAST && h->pace <= PACE_MOST;
}

static double mean_square(const int16_t *samples)
{
	double sum = 0.0;
	for (int i = 0; i < SEGMENT_FRAME; i++)
		sum += (double)samples[i] * samples[i];
	return sum / (double)SEGMENT_FRAME;
}

static double loud_power(const struct segmenter *s)
{
	double sum = 0.0;
	int count = 0;
	for (int i = s->first; i < s->end; i++)
		if (s->level_db[i] > s->threshold_db) {
			sum += mean_square(s->sample + (size_t)i * SEGMENT_FRAME);
			count++;
		}
	return count > 0 ? sum / count : 0.0;
}

/* Longer than anybody says the phrase, or without a voice: the recogniser need not look. */
static bool is_worth_it(const struct wake *wake, const struct wake_hearing *hearing)
{
	const struct segmenter *s = &wake->segmenter;
	double frames = s->end - s->first;
	return hearing->voiced >= VOICED_LEAST &&
	       frames <= 2.0 * PACE_MOST * lookup_phones(&wake->lookup);
}

static void decide_utterance(struct wake *wake, wake_decision *decide, void *context)
{
	const struct segmenter *s = &wake->segmenter;
	int first = s->first > PAD_FRAMES ? s->first - PAD_FRAMES : 0;
	int end = s->end + PAD_FRAMES < s->frames ? s->end + PAD_FRAMES : s->frames;
	struct wake_hearing hearing = {.voiced = voice_frames(s)};
	hearing.start_s = (double)(s->dropped + s->first) / FRAMES_A_SECOND;
	hearing.end_s = (double)(s->dropped + s->end) / FRAMES_A_SECOND;
	if (!is_worth_it(wake, &hearing))
		return;
	if (!decoder_take(&wake->decoder, s->sample + (size_t)first * SEGMENT_FRAME,
			  (size_t)(end - first) * SEGMENT_FRAME, loud_power(s)) ||
	    !compare(wake, &hearing))
		return;
	hearing.woken = is_phrase(&hearing);
	decide(context, &hearing);
}

void wake_feed(struct wake *wake, const int16_t *samples, size_t count, wake_decision *decide,
	       void *context)
{
	while (count > 0) {
		size_t room = (size_t)(SEGMENT_FRAME - wake->filled);
		size_t part = count < room ? count : room;
		memcpy(wake->frame + wake->filled, samples, part * sizeof *samples);
		offset_take_off(&wake->offset, wake->frame + wake->filled, part);
		wake->filled += (int)part;
		samples += part;
		count -= part;
		if (wake->filled < SEGMENT_FRAME)
			return;
		wake->filled = 0;
		if (segment_push(&wake->segmenter, wake->frame) == SEGMENT_ENDED)
			decide_utterance(wake, decide, context);
	}
}

void wake_reset(struct wake *wake)
{
	segment_reset(&wake->segmenter);
	wake->filled = 0;
}
