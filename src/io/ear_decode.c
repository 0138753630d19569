/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * ear_decode.c - PocketSphinx: how well the vocabulary and its rivals explain an utterance.
 */
#include "ear_model.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

enum {
	PRIOR_FRAMES = 50,  /* what the mean of before is worth beside the utterance's own */
	ADAPT_FRAMES = 300, /* what it is worth beside an utterance it learns from */
	PHRASE_FRAMES = 70, /* shorter than any phrase, with the silence kept around it */
	KEPT_AROUND = 20,   /* frames of that silence */
	OPENED_FRAMES = 22, /* half of it, and the shortest "no" ahead of a value */
	LEAVES_PERCENT = 70,
	ROOM_OF_A_WORD = 40 /* frames */
};

static const double LOUD_LEVEL = 1500.0; /* root mean square that loud parts are brought to */
static const double MOST_GAIN = 300.0;
static const double HISS = 40.0; /* largest sample of the noise that is added */

/* A frame: what a wide beam still reaches. */
static const double FAR_BEHIND = 2.0;

/* A frame: by how much a phrase must beat the word alone. */
static const double PHRASE_LEAD = 0.15;

/* One step of PocketSphinx's scores: log(1.0001), which it keeps divided by 1,024. */
static const double SCORE_STEP = 1024.0 * 0.00009999500033;

static int16_t clipped(double value)
{
	return (int16_t)(value > INT16_MAX ? INT16_MAX : value < INT16_MIN ? INT16_MIN : value);
}

/*
 * Take off the offset and bring loud parts to one level: microphones differ by
 * 40 dB. A faint hiss fills the bands that a microphone or a telephone left
 * empty, which the model would take for something else.
 */
static void even_out(struct decoder *d, const int16_t *samples, size_t count, double loud_power)
{
	double mean = 0.0;
	for (size_t i = 0; i < count; i++)
		mean += samples[i];
	mean /= (double)count;
	double power = loud_power - mean * mean;
	double gain = power > 1e-3 ? LOUD_LEVEL / sqrt(power) : MOST_GAIN;
	gain = gain < MOST_GAIN ? gain : MOST_GAIN;
	uint32_t seed = 1;
	for (size_t i = 0; i < count; i++) {
		seed = seed * 1664525U + 1013904223U;
		double hiss = (double)(seed >> 8) / (1 << 23) - 1.0;
		d->even[i] = clipped((samples[i] - mean) * gain + HISS * hiss);
	}
}

static void make_cepstra(struct decoder *d, size_t count)
{
	fe_t *fe = ps_get_fe(d->sphinx);
	int16 const *samples = d->even;
	size_t left = count;
	int32 frames = FRAMES_MAX - 2;
	int32 tail = 0;
	int32 index;
	/* A new stream: the noise estimate must not hang over from the last utterance. */
	fe_start_stream(fe);
	fe_start_utt(fe);
	fe_process_frames(fe, &samples, &left, d->cepstra, &frames, &index);
	fe_end_utt(fe, d->cepstra[frames], &tail);
	d->frames = frames + tail;
}

/* Short words starve a mean of their own, and a fixed one knows neither voice nor microphone. */
static void take_off_mean(struct decoder *d)
{
	for (int c = 0; c < CEPSTRA; c++) {
		double sum = 0.0;
		for (int i = 0; i < d->frames; i++)
			sum += d->cepstra[i][c];
		d->own[c] = sum / d->frames;
		double mean =
		    (sum + d->prior[c] * (double)PRIOR_FRAMES) / (d->frames + PRIOR_FRAMES);
		for (int i = 0; i < d->frames; i++)
			d->cepstra[i][c] -= (mfcc_t)mean;
	}
}

void decoder_adapt(struct decoder *d)
{
	for (int c = 0; c < CEPSTRA; c++)
		d->prior[c] = (d->prior[c] * (double)ADAPT_FRAMES + d->own[c] * d->frames) /
			      (ADAPT_FRAMES + d->frames);
}

/* One search over the utterance; the words found, or NULL. */
static const char *search(struct decoder *d, const char *name, double *score)
{
	int32 steps = 0;
	memcpy(d->work[0], d->cepstra[0], (size_t)d->frames * CEPSTRA * sizeof(mfcc_t));
	if (ps_set_search(d->sphinx, name) != 0 || ps_start_utt(d->sphinx) != 0)
		return NULL;
	ps_process_cep(d->sphinx, d->work, d->frames, FALSE, TRUE);
	ps_end_utt(d->sphinx);
	const char *words = ps_get_hyp(d->sphinx, &steps);
	*score = steps * SCORE_STEP;
	return words;
}

static bool is_form(const char *words)
{
	const char *form;
	struct intent intent;
	for (size_t i = 0; intent_spoken_form(i, &form, &intent); i++)
		if (strcmp(form, words) == 0)
			return true;
	return false;
}

/* "four" of "about a four(2) or so". */
static bool is_the_word(const char *word, const struct intent *intent)
{
	char name[NAME_ROOM];
	struct intent own;
	snprintf(name, sizeof name, "%.*s", (int)strcspn(word, "("), word);
	return intent_from_words(name, &own) && own.kind == intent->kind &&
	       own.value == intent->value;
}

/* In a phrase the word as it is said first: "ten" of "ten out of ten". */
static void span_word(struct decoded *decoded, int first, int end)
{
	if (decoded->word_end > 0 && decoded->phrase)
		return;
	if (decoded->word_end == 0)
		decoded->word_first = first;
	decoded->word_end = end;
}

/* Where the words are, without the silence around and between them. */
static void find_words(struct decoder *d, struct decoded *decoded)
{
	decoded->word_frames = decoded->word_first = decoded->word_end = 0;
	for (ps_seg_t *seg = ps_seg_iter(d->sphinx); seg != NULL; seg = ps_seg_next(seg)) {
		int first, last;
		const char *word = ps_seg_word(seg);
		ps_seg_frames(seg, &first, &last);
		if (strchr("<[(+", word[0]) != NULL)
			continue;
		decoded->word_frames += last - first + 1;
		if (!decoded->phrase || is_the_word(word, &decoded->intent))
			span_word(decoded, first, last + 1);
	}
	if (decoded->word_end == 0)
		decoded->word_end = decoded->frames;
}

static bool search_for(struct decoder *d, const char *name, enum listen_context context,
		       struct decoded *decoded)
{
	const char *words = search(d, name, &decoded->grammar);
	if (words == NULL || !intent_from_speech(words, context, &decoded->intent))
		return false;
	decoded->frames = d->frames;
	decoded->phrase = !is_form(words);
	find_words(d, decoded);
	decoded->phones = dictionary_phones(&d->dictionary, words);
	return decoded->word_frames > 0;
}

bool decoded_halts(const struct decoded *decoded)
{
	return intent_fits(decoded->intent.kind, LISTEN_OVER);
}

/* Where a phrase must be opened: the "f" of "four" alone is easily read as a "no". */
static bool is_opened(const struct decoded *phrase, enum listen_context context)
{
	bool found = phrase->word_first > 0;
	return context == LISTEN_NUMBER || decoded_halts(phrase) || !found ||
	       phrase->word_first >= OPENED_FRAMES;
}

/* A phrase can be made of nearly anything, so it must be long and explain much more. */
static bool search_phrases(struct decoder *d, enum listen_context context, struct decoded *decoded)
{
	char name[NAME_ROOM];
	model_name_phrases(name, context);
	return d->frames >= PHRASE_FRAMES && context != LISTEN_OVER &&
	       search_for(d, name, context, decoded) && decoded->phrase &&
	       is_opened(decoded, context);
}

bool decoded_leaves_much(const struct decoded *word)
{
	return word->word_frames * 100 < (word->frames - KEPT_AROUND) * LEAVES_PERCENT;
}

bool decoded_leaves_a_word(const struct decoded *word)
{
	return word->frames - KEPT_AROUND - word->word_frames >= ROOM_OF_A_WORD;
}

static bool phrase_wins(const struct decoded *phrase, const struct decoded *word)
{
	double lead = decoded_leaves_much(word) ? 0.0 : PHRASE_LEAD;
	return phrase->grammar >= word->grammar + lead * phrase->frames;
}

static bool search_grammar(struct decoder *d, enum listen_context context, struct decoded *decoded)
{
	struct decoded phrase;
	bool found = search_for(d, listen_name(context), context, decoded);
	if (!search_phrases(d, context, &phrase) || (found && !phrase_wins(&phrase, decoded)))
		return found;
	*decoded = phrase;
	return true;
}

/* A rival that found no way through is far behind, or its beam was too narrow: then it counts as
 * level. */
static double rival_score(struct decoder *d, const char *name, double otherwise)
{
	double score;
	return search(d, name, &score) != NULL ? score : otherwise;
}

static void search_others(struct decoder *d, struct decoded *decoded)
{
	char without[NAME_ROOM];
	model_name_without(without, &decoded->intent);
	decoded->others = rival_score(d, without, decoded->grammar - FAR_BEHIND * decoded->frames);
}

static void search_rivals(struct decoder *d, struct decoded *decoded)
{
	decoded->noise = rival_score(d, "noise", decoded->grammar);
	decoded->phone_loop = rival_score(d, "phones", decoded->grammar);
	decoded->words = rival_score(d, "words", decoded->grammar);
}

bool decoder_take(struct decoder *d, const int16_t *samples, size_t count, double loud_power)
{
	assert(count <= sizeof d->even / sizeof d->even[0]);
	if (count < 4 * SEGMENT_FRAME)
		return false;
	even_out(d, samples, count, loud_power);
	make_cepstra(d, count);
	d->samples = count;
	if (d->frames > 0)
		take_off_mean(d);
	return d->frames > 0;
}

struct sound_view decoder_view(struct decoder *d)
{
	int frames = bands_run(d->bands, d->even, d->samples, d->band, FRAMES_MAX);
	frames = frames < d->frames ? frames : d->frames;
	senone_run(d->senones, d->cepstra[0], frames, d->state);
	return (struct sound_view){.frames = frames, .bands = d->band, .states = d->state};
}

bool decoder_run(struct decoder *d, enum listen_context context, struct decoded *decoded)
{
	if (!search_grammar(d, context, decoded))
		return false;
	search_rivals(d, decoded);
	search_others(d, decoded);
	return true;
}

bool decoder_run_comfort(struct decoder *d, enum listen_context context,
			 const struct decoded *before, struct decoded *decoded)
{
	if (!search_for(d, MODEL_COMFORT, context, decoded))
		return false;
	decoded->noise = before->noise;
	decoded->phone_loop = before->phone_loop;
	decoded->words = before->words;
	decoded->near =
	    rival_score(d, MODEL_NEAR_COMFORT, decoded->grammar - FAR_BEHIND * decoded->frames);
	search_others(d, decoded);
	return true;
}
