/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * ear_model.c - loads the speech model and gives it the vocabulary and its rivals.
 */
#include "ear_model.h"

#include "ear_grammar.h"
#include "ear_trial.h"
#include "fault.h"

#include <assert.h>

#include <sphinxbase/err.h>
#include <sphinxbase/jsgf.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { PATH_BYTES = 512 };

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

static bool damaged(const char *model, struct fault *why)
{
	return fault_set(why, FAULT_EAR,
			 "the speech model in %s is damaged or of another kind; \"apt install "
			 "--reinstall pocketsphinx-en-us\" brings the right one",
			 model);
}

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
static bool open_sphinx(struct decoder *d, const char *model, const char *map)
{
	char folder[PATH_BYTES];
	snprintf(folder, sizeof folder, "%s/en-us", model);
	d->config =
	    cmd_ln_init(NULL, ps_args(), TRUE, "-hmm", folder, "-dict", "/dev/null", "-lw", "1",
			"-wip", "1", "-bestpath", "no", "-remove_silence", "no", "-remove_noise",
			"yes", "-silprob", "0.3", "-maxhmmpf", "-1", "-mmap", map, "-beam", "1e-80",
			"-pbeam", "1e-80", "-wbeam", "1e-60", NULL);
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
		snprintf(name, sizeof name, "%.30s(%c)", word, '0' + i);
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

/* ps_set_jsgf_string would do, but loses the memory of the text it has read. */
static bool add_grammar(struct decoder *d, const char *name, const struct grammar *grammar)
{
	jsgf_t *text = jsgf_parse_string(grammar->text, NULL);
	jsgf_rule_t *rule = text != NULL ? jsgf_get_public_rule(text) : NULL;
	fsg_model_t *states =
	    rule != NULL ? jsgf_build_fsg(text, rule, ps_get_logmath(d->sphinx), 1.0F) : NULL;
	bool good = states != NULL && ps_set_fsg(d->sphinx, name, states) == 0;
	if (states != NULL)
		fsg_model_free(states);
	if (text != NULL)
		jsgf_grammar_free(text);
	return good;
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

void model_name_without(char name[NAME_ROOM], const struct intent *intent)
{
	snprintf(name, NAME_ROOM, "not-%d-%d", (int)intent->kind, intent->value);
}

void model_name_phrases(char name[NAME_ROOM], enum listen_context context)
{
	snprintf(name, NAME_ROOM, "%s-phrases", listen_name(context));
}

static bool add_context(struct decoder *d, enum listen_context context, struct grammar *grammar)
{
	char name[NAME_ROOM];
	grammar_for_context(grammar, context);
	if (!add_grammar(d, listen_name(context), grammar))
		return false;
	model_name_phrases(name, context);
	return !grammar_of_phrases(grammar, context) || add_grammar(d, name, grammar);
}

static bool add_comfort(struct decoder *d, struct grammar *grammar)
{
	grammar_of_comfort(grammar);
	if (!add_grammar(d, MODEL_COMFORT, grammar))
		return false;
	grammar_near_comfort(grammar);
	return add_grammar(d, MODEL_NEAR_COMFORT, grammar);
}

static bool add_vocabulary(struct decoder *d, struct grammar *grammar)
{
	char name[NAME_ROOM];
	const char *words;
	struct intent intent, before = {.kind = INTENT_NOTHING};
	bool good = true;
	for (int i = 0; i < LISTEN_CONTEXTS && good; i++)
		good = add_context(d, (enum listen_context)i, grammar);
	good = good && add_comfort(d, grammar);
	for (size_t i = 0; good && intent_spoken_form(i, &words, &intent); i++) {
		if (grammar_same_intent(&intent, &before))
			continue;
		before = intent;
		model_name_without(name, &intent);
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

void decoder_forget(struct decoder *d)
{
	read_prior(d);
}

static bool build(struct decoder *d, const char *model, const char *map)
{
	struct grammar *grammar = calloc(1, sizeof *grammar);
	d->cepstra = ckd_calloc_2d(FRAMES_MAX, CEPSTRA, sizeof(mfcc_t));
	d->work = ckd_calloc_2d(FRAMES_MAX, CEPSTRA, sizeof(mfcc_t));
	bool good = grammar != NULL && open_sphinx(d, model, map) && read_prior(d) &&
		    add_words(d) && add_vocabulary(d, grammar) && add_rivals(d, grammar);
	free(grammar);
	return good;
}

/*
 * What is tried in a child: read the model whole, for a file that was cut short
 * kills only when its missing part is looked at, and decode a little faint noise.
 */
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
	if (d == NULL || !dictionary_open(&d->dictionary, path, &why) || !build(d, model, "no"))
		return false;
	if (decoder_take(d, samples, sizeof samples / sizeof samples[0], 100.0))
		decoder_run(d, LISTEN_NUMBER, &decoded);
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
	snprintf(path, sizeof path, "%s/en-us", model);
	d->senones = good ? senone_open(path, why) : NULL;
	good = d->senones != NULL;
	d->bands = bands_open();
	if (good && (d->bands == NULL || !trial_passes(attempt, model) || !build(d, model, "yes")))
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
	senone_close(d->senones);
	bands_close(d->bands);
	dictionary_close(&d->dictionary);
	free(d);
}
