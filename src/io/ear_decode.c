/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ear_decode.c - PocketSphinx: how well the vocabulary and its rivals explain an utterance. */
#include "ear_decode.h"

#include "ear_dictionary.h"
#include "ear_grammar.h"
#include "ear_segment.h"
#include "ear_trial.h"
#include "fault.h"

#include <assert.h>
#include <math.h>
#include <pocketsphinx.h>
#include <sphinxbase/err.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
	CEPSTRA = 13,
	FRAMES_MAX = SEGMENT_ROOM + 8,
	PATH_BYTES = 512,
	NAME_ROOM = 24,
	PRIOR_FRAMES = 40,  /* what the mean of before is worth beside the utterance's own */
	ADAPT_FRAMES = 300, /* what it is worth beside an utterance it learns from */
	LOUD_LEVEL = 1500   /* root mean square that loud parts are brought to */
};

static const double MOST_GAIN = 300.0;

/* One step of PocketSphinx's scores: log(1.0001), which it keeps divided by 1,024. */
static const double SCORE_STEP = 1024.0 * 0.00009999500033;

/* The sounds of the phone loop and of the noise loop; their words are these in brackets. */
static const char *const phone_names[] = {
    "AA", "AE", "AH", "AO", "AW", "AY", "B",  "CH", "D", "DH", "EH", "ER", "EY",
    "F",  "G",	"HH", "IH", "IY", "JH", "K",  "L",  "M", "N",  "NG", "OW", "OY",
    "P",  "R",	"S",  "SH", "T",  "TH", "UH", "UW", "V", "W",  "Y",  "Z",  "ZH",
};
static const char *const noise_names[] = {"SIL", "+NSN+", "+SPN+"};

enum {
	PHONES = sizeof phone_names / sizeof phone_names[0],
	NOISES = sizeof noise_names / sizeof noise_names[0]
};

struct decoder {
	cmd_ln_t *config;
	ps_decoder_t *sphinx;
	struct dictionary dictionary;
	mfcc_t **cepstra; /* of the utterance at hand, mean taken off */
	mfcc_t **work;	  /* a copy for each run: PocketSphinx changes it */
	int frames;
	double prior[CEPSTRA]; /* mean of the cepstra so far in the session */
	double own[CEPSTRA];   /* of the last utterance */
	int16_t even[SEGMENT_ROOM * SEGMENT_FRAME];
};

static bool damaged(const char *model, struct fault *why)
{
	return fault_set(why, FAULT_EAR,
			 "the speech model in %s is damaged or of another kind; \"apt install "
			 "--reinstall pocketsphinx-en-us\" brings the right one",
			 model);
}

/* --- opening --- */

static bool check_files(const char *model, struct fault *why)
{
	static const char *const names[] = {"en-us/mdef", "en-us/means", "en-us/variances",
					    "en-us/feat.params", "en-us/transition_matrices"};
	char path[PATH_BYTES];
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		snprintf(path, sizeof path, "%s/%s", model, names[i]);
		if (access(path, R_OK) != 0)
			return fault_set(why, FAULT_EAR,
					 "the speech model is not there (%s cannot be read); "
					 "\"apt install pocketsphinx-en-us\" brings it",
					 path);
	}
	return true;
}

/* The mean is taken off here and not by PocketSphinx, whose own estimates starve on short words. */
static bool open_sphinx(struct decoder *d, const char *model)
{
	char folder[PATH_BYTES];
	snprintf(folder, sizeof folder, "%s/en-us", model);
	d->config = cmd_ln_init(NULL, ps_args(), TRUE, "-hmm", folder, "-dict", "/dev/null", "-lw",
				"1", "-wip", "1", "-bestpath", "no", "-remove_silence", "no",
				"-remove_noise", "yes", "-silprob", "0.3", "-maxhmmpf", "-1",
				"-beam", "1e-80", "-pbeam", "1e-80", "-wbeam", "1e-60", NULL);
	if (d->config == NULL)
		return false;
	d->sphinx = ps_init(d->config);
	if (d->sphinx == NULL || fe_get_output_size(ps_get_fe(d->sphinx)) != CEPSTRA)
		return false;
	ps_get_feat(d->sphinx)->cmn = CMN_NONE;
	return true;
}

static void narrow_beams(struct decoder *d)
{
	cmd_ln_set_float_r(d->config, "-beam", 1e-30);
	cmd_ln_set_float_r(d->config, "-pbeam", 1e-30);
	cmd_ln_set_float_r(d->config, "-wbeam", 1e-20);
}

static bool add_word(struct decoder *d, const char *word, const char *phones)
{
	char name[NAME_ROOM + 16];
	snprintf(name, sizeof name, "%s", word);
	for (int i = 2; i < 10; i++) {
		char *known = ps_lookup_word(d->sphinx, name);
		if (known == NULL)
			return ps_add_word(d->sphinx, name, phones, FALSE) >= 0;
		ckd_free(known);
		snprintf(name, sizeof name, "%.30s(%d)", word, i);
	}
	return true;
}

static bool add_words(struct decoder *d)
{
	bool good = true;
	for (size_t i = 0; i < d->dictionary.count; i++)
		good =
		    good && add_word(d, d->dictionary.list[i].word, d->dictionary.list[i].phones);
	return good;
}

static bool add_grammar(struct decoder *d, const char *name, const struct grammar *grammar)
{
	return ps_set_jsgf_string(d->sphinx, name, grammar->text) == 0;
}

/* A loop of single sounds, each a word of its own. */
static bool add_loop(struct decoder *d, const char *name, const char *const *sounds, size_t count,
		     struct grammar *grammar)
{
	char words[PHONES][NAME_ROOM];
	const char *list[PHONES];
	assert(count <= PHONES);
	for (size_t i = 0; i < count; i++) {
		snprintf(words[i], sizeof words[i], "sound%s%zu", name, i);
		list[i] = words[i];
		if (!add_word(d, words[i], sounds[i]))
			return false;
	}
	grammar_of_loop(grammar, list, count);
	return add_grammar(d, name, grammar);
}

static void name_without(char name[NAME_ROOM], const struct intent *intent)
{
	snprintf(name, NAME_ROOM, "not-%d-%d", (int)intent->kind, intent->value);
}

static bool add_vocabulary(struct decoder *d, struct grammar *grammar)
{
	char name[NAME_ROOM];
	const char *words;
	struct intent intent, before = {.kind = INTENT_NOTHING};
	bool good = true;
	for (int i = 0; i < LISTEN_CONTEXTS && good; i++) {
		grammar_for_context(grammar, (enum listen_context)i);
		good = add_grammar(d, listen_name((enum listen_context)i), grammar);
	}
	for (size_t i = 0; good && intent_spoken_form(i, &words, &intent); i++) {
		if (grammar_same_intent(&intent, &before))
			continue;
		before = intent;
		name_without(name, &intent);
		grammar_without(grammar, &intent);
		good = add_grammar(d, name, grammar);
	}
	return good;
}

static bool add_rivals(struct decoder *d, struct grammar *grammar)
{
	narrow_beams(d);
	grammar_of_words(grammar, &d->dictionary);
	return add_grammar(d, "words", grammar) &&
	       add_loop(d, "phones", phone_names, PHONES, grammar) &&
	       add_loop(d, "noise", noise_names, NOISES, grammar);
}

/* The model says what mean it was trained with. */
static bool read_prior(struct decoder *d)
{
	const char *text = cmd_ln_str_r(d->config, "-cmninit");
	for (int i = 0; i < CEPSTRA && text != NULL; i++) {
		char *end;
		d->prior[i] = strtod(text, &end);
		if (end == text || (*end != ',' && i + 1 < CEPSTRA))
			return false;
		text = end + 1;
	}
	return text != NULL;
}

static bool build(struct decoder *d, const char *model)
{
	struct grammar *grammar = calloc(1, sizeof *grammar);
	d->cepstra = ckd_calloc_2d(FRAMES_MAX, CEPSTRA, sizeof(mfcc_t));
	d->work = ckd_calloc_2d(FRAMES_MAX, CEPSTRA, sizeof(mfcc_t));
	bool good = grammar != NULL && open_sphinx(d, model) && read_prior(d) && add_words(d) &&
		    add_vocabulary(d, grammar) && add_rivals(d, grammar);
	free(grammar);
	return good;
}

/* What is tried in a child: load the model, and decode a little faint noise with it. */
static bool attempt(const void *model)
{
	struct decoder *d = calloc(1, sizeof *d);
	struct fault why;
	int16_t samples[30 * SEGMENT_FRAME];
	struct decoded decoded;
	for (size_t i = 0; i < sizeof samples / sizeof samples[0]; i++)
		samples[i] = (int16_t)(i * 7919 % 61) - 30;
	char path[PATH_BYTES];
	snprintf(path, sizeof path, "%s/cmudict-en-us.dict", (const char *)model);
	if (d == NULL || !dictionary_open(&d->dictionary, path, &why) || !build(d, model))
		return false;
	decoder_run(d, samples, sizeof samples / sizeof samples[0], 100.0, LISTEN_NUMBER, &decoded);
	return true;
}

struct decoder *decoder_open(const char *model, struct fault *why)
{
	char path[PATH_BYTES];
	err_set_logfp(NULL);
	if (!check_files(model, why))
		return NULL;
	struct decoder *d = calloc(1, sizeof *d);
	if (d == NULL) {
		fault_set(why, FAULT_SYSTEM, "there is not enough memory for the ear");
		return NULL;
	}
	snprintf(path, sizeof path, "%s/cmudict-en-us.dict", model);
	bool good = dictionary_open(&d->dictionary, path, why);
	if (good && (!trial_passes(attempt, model) || !build(d, model)))
		good = damaged(model, why);
	if (good)
		return d;
	decoder_close(d);
	return NULL;
}

void decoder_close(struct decoder *d)
{
	if (d == NULL)
		return;
	if (d->sphinx != NULL)
		ps_free(d->sphinx);
	if (d->config != NULL)
		cmd_ln_free_r(d->config);
	if (d->cepstra != NULL)
		ckd_free_2d(d->cepstra);
	if (d->work != NULL)
		ckd_free_2d(d->work);
	dictionary_close(&d->dictionary);
	free(d);
}

/* --- running --- */

/* Take off the offset and bring loud parts to one level: microphones differ by 40 dB. */
static void even_out(struct decoder *d, const int16_t *samples, size_t count, double loud_power)
{
	double mean = 0.0;
	for (size_t i = 0; i < count; i++)
		mean += samples[i];
	mean /= (double)count;
	double power = loud_power - mean * mean;
	double gain = power > 1e-3 ? LOUD_LEVEL / sqrt(power) : MOST_GAIN;
	gain = gain < MOST_GAIN ? gain : MOST_GAIN;
	for (size_t i = 0; i < count; i++) {
		double value = (samples[i] - mean) * gain;
		d->even[i] = (int16_t)(value > INT16_MAX   ? INT16_MAX
				       : value < INT16_MIN ? INT16_MIN
							   : value);
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
		double mean = (sum + d->prior[c] * PRIOR_FRAMES) / (d->frames + PRIOR_FRAMES);
		for (int i = 0; i < d->frames; i++)
			d->cepstra[i][c] -= (mfcc_t)mean;
	}
}

void decoder_adapt(struct decoder *d)
{
	for (int c = 0; c < CEPSTRA; c++)
		d->prior[c] = (d->prior[c] * ADAPT_FRAMES + d->own[c] * d->frames) /
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

static bool find_form(const char *words, struct decoded *decoded)
{
	const char *form;
	for (size_t i = 0; intent_spoken_form(i, &form, &decoded->intent); i++)
		if (strcmp(form, words) == 0) {
			decoded->form = i;
			return true;
		}
	return false;
}

/* Frames of words, without the silence around and between them. */
static int count_word_frames(struct decoder *d)
{
	int frames = 0;
	for (ps_seg_t *seg = ps_seg_iter(d->sphinx); seg != NULL; seg = ps_seg_next(seg)) {
		int first, last;
		const char *word = ps_seg_word(seg);
		ps_seg_frames(seg, &first, &last);
		if (strchr("<[(+", word[0]) == NULL)
			frames += last - first + 1;
	}
	return frames;
}

static bool search_grammar(struct decoder *d, enum listen_context context, struct decoded *decoded)
{
	const char *words = search(d, listen_name(context), &decoded->grammar);
	if (words == NULL || !find_form(words, decoded))
		return false;
	decoded->frames = d->frames;
	decoded->word_frames = count_word_frames(d);
	decoded->phones = dictionary_phones(&d->dictionary, words);
	return decoded->word_frames > 0;
}

bool decoder_run(struct decoder *d, const int16_t *samples, size_t count, double loud_power,
		 enum listen_context context, struct decoded *decoded)
{
	char without[NAME_ROOM];
	assert(count <= sizeof d->even / sizeof d->even[0]);
	if (count < 4 * SEGMENT_FRAME)
		return false;
	even_out(d, samples, count, loud_power);
	make_cepstra(d, count);
	if (d->frames == 0)
		return false;
	take_off_mean(d);
	if (!search_grammar(d, context, decoded))
		return false;
	name_without(without, &decoded->intent);
	return search(d, "noise", &decoded->noise) != NULL &&
	       search(d, "phones", &decoded->phone_loop) != NULL &&
	       search(d, without, &decoded->others) != NULL &&
	       search(d, "words", &decoded->words) != NULL;
}
