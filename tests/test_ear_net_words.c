/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_ear_net_words.c - which words the nets know, and weights from files. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "ear_bands.h"
#include "ear_decode.h"
#include "ear_net.h"
#include "ear_opinion.h"
#include "ear_senone.h"
#include "ear_weights.h"
#include "fault.h"

#define MODEL "/usr/share/pocketsphinx/model/en-us"

static const char *const names[] = {"bands", "states", "over"};

enum { NETS = 3, NAME = 32 };

struct room {
	struct net *net[NETS];
};

static int set_up(void **state)
{
	struct room *room = calloc(1, sizeof *room);
	assert_non_null(room);
	for (int i = 0; i < NETS; i++) {
		room->net[i] = net_open(names[i]);
		assert_non_null(room->net[i]);
	}
	*state = room;
	return 0;
}

static int tear_down(void **state)
{
	struct room *room = *state;
	for (int i = 0; i < NETS; i++)
		net_close(room->net[i]);
	free(room);
	return 0;
}

static size_t likeliest(const struct net *net, const float *score)
{
	size_t best = 0;
	for (size_t i = 1; i < net_words(net); i++)
		best = score[i] > score[best] ? i : best;
	return best;
}

/* --- what they know ------------------------------------------------------------ */

static void every_word_but_the_last_means_something(void **state)
{
	struct room *room = *state;
	struct intent intent;
	for (int n = 0; n < NETS; n++) {
		size_t words = net_words(room->net[n]);
		assert_in_range(words, 2, NET_WORDS_MAX);
		assert_string_equal(net_word(room->net[n], words - 1), "other");
		assert_false(intent_from_words("other", &intent));
		for (size_t i = 0; i + 1 < words; i++)
			if (!intent_from_words(net_word(room->net[n], i), &intent))
				fail_msg("\"%s\" means nothing", net_word(room->net[n], i));
	}
}

/* Their chances are multiplied, word by word. */
static void both_nets_of_an_utterance_know_the_same_words(void **state)
{
	struct room *room = *state;
	size_t words = net_words(room->net[0]);
	assert_int_equal(net_words(room->net[1]), words);
	for (size_t i = 0; i < words; i++)
		assert_string_equal(net_word(room->net[0], i), net_word(room->net[1], i));
}

static bool knows(const struct net *net, enum intent_kind kind, int value)
{
	struct intent intent;
	for (size_t i = 0; i < net_words(net); i++)
		if (intent_from_words(net_word(net, i), &intent) && intent.kind == kind &&
		    intent.value == value)
			return true;
	return false;
}

/* Some forms are only keyed, some are left to PocketSphinx (ear_comfort.h). */
static bool may_be_said(size_t form)
{
	if (intent_form_is_comfort(form))
		return false;
	for (int context = 0; context < LISTEN_CONTEXTS; context++)
		if (intent_form_fits(form, (enum listen_context)context))
			return true;
	return false;
}

static void whatever_can_be_meant_has_a_word(void **state)
{
	static const enum intent_kind halts[] = {INTENT_STOP, INTENT_PAUSE, INTENT_SHARP,
						 INTENT_OUCH, INTENT_LEG,   INTENT_EMERGENCY};
	struct room *room = *state;
	struct intent intent;
	const char *words;
	for (size_t i = 0; intent_spoken_form(i, &words, &intent); i++)
		if (may_be_said(i) && !knows(room->net[0], intent.kind, intent.value))
			fail_msg("there is no word for \"%s\"", words);
	for (size_t i = 0; i < sizeof halts / sizeof halts[0]; i++)
		assert_true(knows(room->net[2], halts[i], 0));
}

/* A quiet room, as the decoder shows it: with its own faint hiss, brought to one level. */
static void silence_is_none_of_the_words(void **state)
{
	struct room *room = *state;
	struct fault why;
	struct net_view seen;
	int16_t quiet[120 * 160] = {0};
	struct decoder *decoder = decoder_open(MODEL, &why);
	assert_non_null(decoder);
	for (size_t frames = 40; frames <= 120; frames += 40) {
		assert_true(decoder_take(decoder, quiet, frames * 160, 0.0));
		struct sound_view view = decoder_view(decoder);
		for (int n = 0; n < NETS; n++) {
			const struct net *net = room->net[n];
			net_run(room->net[n], &view, 0, view.frames, &seen);
			assert_string_equal(net_word(net, likeliest(net, seen.score)), "other");
		}
	}
	decoder_close(decoder);
}

/* --- weights from a file ---------------------------------------------------------- */

static void write_file(const char *path, const void *content, size_t bytes)
{
	FILE *file = fopen(path, "wb");
	assert_non_null(file);
	assert_int_equal(fwrite(content, 1, bytes, file), bytes);
	assert_int_equal(fclose(file), 0);
}

static void assert_refused(const char *path, const void *content, size_t bytes)
{
	struct fault why = {.code = FAULT_NONE};
	write_file(path, content, bytes);
	assert_null(net_read(path, &why));
	assert_int_equal(why.code, FAULT_INPUT);
	assert_non_null(strstr(why.text, path));
}

static void weights_are_read_from_a_file_too(void **state)
{
	struct room *room = *state;
	struct fault why;
	struct net_view own, read;
	char path[] = "/tmp/easeback-net-XXXXXX";
	size_t bytes;
	const unsigned char *weights = weights_of("bands", &bytes);
	close(mkstemp(path));
	write_file(path, weights, bytes);
	struct net *net = net_read(path, &why);
	unlink(path);
	assert_non_null(net);
	const float bands[BANDS] = {12.0F, 9.0F}, states[SENONE_COUNT] = {-1.0F, -2.0F};
	struct sound_view view = {.frames = 1, .bands = bands, .states = states};
	net_run(net, &view, 0, 1, &read);
	net_run(room->net[0], &view, 0, 1, &own);
	assert_memory_equal(own.score, read.score, net_words(net) * sizeof(float));
	net_close(net);
}

/* Cut short anywhere, with something behind, or with too few or too many words. */
static void damaged_weights_are_told(void **state)
{
	char path[] = "/tmp/easeback-net-XXXXXX";
	size_t bytes;
	const unsigned char *weights = weights_of("states", &bytes);
	unsigned char *copy = malloc(bytes + 1);
	(void)state;
	assert_non_null(copy);
	close(mkstemp(path));
	const size_t kept[] = {0, 3, 4, 100, 5000, bytes / 2, bytes - 1};
	for (size_t i = 0; i < sizeof kept / sizeof kept[0]; i++)
		assert_refused(path, weights, kept[i]);
	memcpy(copy, weights, bytes);
	copy[bytes] = 0;
	assert_refused(path, copy, bytes + 1);
	static const unsigned char counts[] = {0, 1, 30, NET_WORDS_MAX + 1, 255};
	for (size_t i = 0; i < sizeof counts; i++) {
		copy[0] = counts[i];
		assert_refused(path, copy, bytes);
	}
	/* the step of the first table is no number */
	float none = NAN;
	memcpy(copy, weights, bytes);
	memcpy(copy + 4 + NAME * copy[0], &none, sizeof none);
	assert_refused(path, copy, bytes);
	/* a name without an end */
	memcpy(copy, weights, bytes);
	memset(copy + 4, 'a', NAME);
	assert_refused(path, copy, bytes);
	unlink(path);
	free(copy);
}

static void a_file_that_is_not_there_is_told(void **state)
{
	struct fault why = {.code = FAULT_NONE};
	(void)state;
	assert_null(net_read("/nowhere/at/all", &why));
	assert_int_equal(why.code, FAULT_INPUT);
	assert_non_null(strstr(why.text, "/nowhere/at/all"));
}

/* A folder of weights for cross-validation: both nets of it must fit each other. */
static void nets_with_other_words_are_told(void **state)
{
	char folder[] = "/tmp/easeback-nets-XXXXXX", path[2][64];
	struct fault why = {.code = FAULT_NONE};
	struct opinions *opinions = opinion_open(&why);
	(void)state;
	assert_non_null(opinions);
	assert_non_null(mkdtemp(folder));
	for (int i = 0; i < 2; i++) {
		size_t bytes;
		const unsigned char *weights = weights_of(names[i], &bytes);
		snprintf(path[i], sizeof path[i], "%s/ear_%s.weights", folder, names[i]);
		write_file(path[i], weights, bytes);
	}
	assert_true(opinion_read(opinions, folder, &why));
	size_t bytes;
	const unsigned char *weights = weights_of("states", &bytes);
	unsigned char *copy = malloc(bytes);
	assert_non_null(copy);
	memcpy(copy, weights, bytes);
	memcpy(copy + 4, "nil", 4);
	write_file(path[1], copy, bytes);
	free(copy);
	assert_false(opinion_read(opinions, folder, &why));
	assert_int_equal(why.code, FAULT_INPUT);
	assert_non_null(strstr(why.text, folder));
	unlink(path[0]);
	unlink(path[1]);
	assert_false(opinion_read(opinions, folder, &why));
	rmdir(folder);
	opinion_close(opinions);
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	const struct CMUnitTest tests[] = {
	    CASE(every_word_but_the_last_means_something),
	    CASE(both_nets_of_an_utterance_know_the_same_words),
	    CASE(whatever_can_be_meant_has_a_word),
	    CASE(silence_is_none_of_the_words),
	    CASE(weights_are_read_from_a_file_too),
	    CASE(damaged_weights_are_told),
	    cmocka_unit_test(a_file_that_is_not_there_is_told),
	    cmocka_unit_test(nets_with_other_words_are_told),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
