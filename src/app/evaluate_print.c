/* SPDX-License-Identifier: GPL-3.0-or-later */
/* evaluate_print.c - the tables about the ear, for people. */
#include "evaluate_print.h"

#include "manifest.h"

#include <stdlib.h>
#include <string.h>

enum { CORPORA_MAX = 32, LABELS_MAX = 200, WORST = 10, LABEL_COLUMNS = 24 };

static const struct choice words = {.context = -1, .others = 0};
static const struct choice others = {.context = -1, .others = 1};

static double percent(int hits, int of)
{
	return of > 0 ? 100.0 * hits / of : 0.0;
}

void print_heading(FILE *out, const char *text)
{
	fprintf(out, "\n%s\n\n", text);
	fflush(out);
}

void print_share(FILE *out, int hits, int of)
{
	struct span span = score_share(hits, of);
	if (of == 0)
		fprintf(out, "%20s", "-");
	else
		fprintf(out, "%5.1f %% (%4.1f-%5.1f)", percent(hits, of), 100.0 * span.low,
			100.0 * span.high);
}

/* --- the coach's words --- */

/* Each corpus once, in the order of the list. */
static int find_corpora(const struct trial *list, size_t count, const char *corpora[CORPORA_MAX])
{
	int found = 0;
	for (size_t i = 0; i < count; i++) {
		const char *corpus = list[i].recording->corpus;
		int k = 0;
		while (k < found && strcmp(corpora[k], corpus) != 0)
			k++;
		if (k == found && found < CORPORA_MAX)
			corpora[found++] = corpus;
	}
	return found;
}

static void print_row(FILE *out, const char *context, const char *corpus, const struct tally *t)
{
	fprintf(out, "%-8s %-12.12s %6d  ", context, corpus, t->of);
	print_share(out, t->count[OUTCOME_RIGHT], t->of);
	fputs("  ", out);
	print_share(out, t->count[OUTCOME_WRONG], t->of);
	fprintf(out, "  %5.1f %%  %5.1f %%   %d/%d/%d/%d\n",
		percent(t->count[OUTCOME_DOUBT], t->of), percent(t->count[OUTCOME_NOTHING], t->of),
		t->count[OUTCOME_RIGHT], t->count[OUTCOME_WRONG], t->count[OUTCOME_DOUBT],
		t->count[OUTCOME_NOTHING]);
}

static void print_chosen(FILE *out, const struct trial *list, size_t count, int context,
			 const char *corpus)
{
	struct choice choice = {.corpus = corpus, .context = context};
	struct tally tally = score_count(list, count, &choice);
	if (tally.of > 0)
		print_row(out, context < 0 ? "all" : listen_name((enum listen_context)context),
			  corpus != NULL ? corpus : "all", &tally);
}

void print_words(FILE *out, const struct trial *list, size_t count)
{
	const char *corpora[CORPORA_MAX];
	int found = find_corpora(list, count, corpora);
	fprintf(out, "%-8s %-12s %6s  %20s  %20s  %7s  %7s   %s\n", "context", "corpus", "clips",
		"right (95 %)", "wrong (95 %)", "doubt", "nothing", "counts");
	for (int c = 0; c < LISTEN_CONTEXTS; c++) {
		for (int k = 0; k < found; k++)
			print_chosen(out, list, count, c, corpora[k]);
		if (found > 1)
			print_chosen(out, list, count, c, NULL);
	}
	for (int k = 0; k < found && found > 1; k++)
		print_chosen(out, list, count, -1, corpora[k]);
	print_chosen(out, list, count, -1, NULL);
}

/* --- which words --- */

struct word_tally {
	const char *label;
	struct tally tally;
};

static int by_right(const void *a, const void *b)
{
	const struct word_tally *left = a, *right = b;
	double l = percent(left->tally.count[OUTCOME_RIGHT], left->tally.of);
	double r = percent(right->tally.count[OUTCOME_RIGHT], right->tally.of);
	return l < r ? -1 : l > r ? 1 : strcmp(left->label, right->label);
}

/* Tally each label once; sorted by what is right, worst first. */
static int tally_labels(const struct trial *list, size_t count, const struct choice *choice,
			struct word_tally tallies[LABELS_MAX])
{
	int found = 0;
	for (size_t i = 0; i < count; i++) {
		int k = 0;
		if (!score_chosen(&list[i], choice))
			continue;
		while (k < found && strcmp(tallies[k].label, list[i].recording->label) != 0)
			k++;
		if (k == LABELS_MAX)
			continue;
		if (k == found)
			tallies[found++] = (struct word_tally){.label = list[i].recording->label};
		tallies[k].tally.of++;
		tallies[k].tally.count[list[i].outcome]++;
	}
	qsort(tallies, (size_t)found, sizeof *tallies, by_right);
	return found;
}

static void print_heard(FILE *out, const struct intent *heard)
{
	if (heard->kind == INTENT_NUMBER)
		fprintf(out, "%d", heard->value);
	else
		fputs(intent_name(heard->kind), out);
}

static void print_confusions(FILE *out, const struct trial *list, size_t count,
			     const struct choice *choice)
{
	struct confusion *pairs = calloc(CONFUSIONS_MAX, sizeof *pairs);
	int found = pairs != NULL ? score_confusions(list, count, choice, pairs) : 0;
	for (int i = 0; i < found && i < WORST; i++) {
		fprintf(out, "%s%s > ", i > 0 ? ", " : "  taken for: ", pairs[i].label);
		print_heard(out, &pairs[i].heard);
		fprintf(out, " (%d)", pairs[i].count);
	}
	if (found > 0)
		fputc('\n', out);
	free(pairs);
}

void print_worst(FILE *out, const struct trial *list, size_t count)
{
	struct word_tally *tallies = calloc(LABELS_MAX, sizeof *tallies);
	int found = tallies != NULL ? tally_labels(list, count, &words, tallies) : 0;
	fprintf(out, "  %-*s %6s  %20s  %7s  %7s  %7s\n", LABEL_COLUMNS, "word", "clips",
		"right (95 %)", "wrong", "doubt", "nothing");
	for (int i = 0; i < found; i++) {
		const struct tally *t = &tallies[i].tally;
		fprintf(out, "  %-*.*s %6d  ", LABEL_COLUMNS, LABEL_COLUMNS, tallies[i].label,
			t->of);
		print_share(out, t->count[OUTCOME_RIGHT], t->of);
		fprintf(out, "  %5.1f %%  %5.1f %%  %5.1f %%\n",
			percent(t->count[OUTCOME_WRONG], t->of),
			percent(t->count[OUTCOME_DOUBT], t->of),
			percent(t->count[OUTCOME_NOTHING], t->of));
	}
	print_confusions(out, list, count, &words);
	free(tallies);
}

void print_others(FILE *out, const struct trial *list, size_t count)
{
	fprintf(out, "%-8s %6s  %20s  %7s  %7s\n", "context", "clips", "taken (95 %)", "doubt",
		"nothing");
	for (int c = 0; c < LISTEN_CONTEXTS; c++) {
		struct choice choice = {.context = c, .others = 1};
		struct tally t = score_count(list, count, &choice);
		if (t.of == 0)
			continue;
		fprintf(out, "%-8s %6d  ", listen_name((enum listen_context)c), t.of);
		print_share(out, t.count[OUTCOME_WRONG], t.of);
		fprintf(out, "  %5.1f %%  %5.1f %%   %d of %d\n",
			percent(t.count[OUTCOME_DOUBT], t.of),
			percent(t.count[OUTCOME_NOTHING], t.of), t.count[OUTCOME_WRONG], t.of);
	}
	print_confusions(out, list, count, &others);
}

/* --- confidence and time --- */

static void print_bin(FILE *out, const struct bin *bin)
{
	if (bin->decisions == 0) {
		fprintf(out, "  %6s %6s %21s", "-", "", "");
		return;
	}
	fprintf(out, "  %6d  %5.2f  ", bin->decisions, bin->sum / bin->decisions);
	print_share(out, bin->right, bin->decisions);
}

void print_calibration(FILE *out, const struct trial *list, size_t count)
{
	static const struct choice both = {.context = -1, .others = -1};
	struct bin taken[BINS], all[BINS], mixed[BINS];
	score_calibrate(list, count, &words, false, taken);
	score_calibrate(list, count, &words, true, all);
	score_calibrate(list, count, &both, true, mixed);
	fprintf(out, "%-10s  %-36s  %-36s  %s\n", "", "answers taken", "with doubts",
		"with doubts and other words");
	fprintf(out, "%-10s", "confidence");
	for (int i = 0; i < 3; i++)
		fprintf(out, "  %6s  %5s  %20s", "count", "mean", "right (95 %)");
	fputc('\n', out);
	for (int i = 0; i < BINS; i++) {
		fprintf(out, "%.2f-%-5.2f", taken[i].from, i + 1 < BINS ? taken[i + 1].from : 1.0);
		print_bin(out, &taken[i]);
		print_bin(out, &all[i]);
		print_bin(out, &mixed[i]);
		fputc('\n', out);
	}
	fprintf(out, "apart on average: %.1f, %.1f and %.1f points\n",
		100.0 * score_miscalibration(taken), 100.0 * score_miscalibration(all),
		100.0 * score_miscalibration(mixed));
}

static void print_times(FILE *out, const char *what, float *values, size_t count)
{
	double median = score_quantile(values, count, 0.5);
	double most = score_quantile(values, count, 0.95);
	fprintf(out, "%-44s median %.2f s, 95 %% within %.2f s\n", what, median, most);
}

void print_delay(FILE *out, const struct trial *list, size_t count)
{
	float *waits = calloc(count + 1, sizeof *waits);
	float *thoughts = calloc(count + 1, sizeof *thoughts);
	float *sums = calloc(count + 1, sizeof *sums);
	size_t n = 0;
	for (size_t i = 0; i < count && waits != NULL && thoughts != NULL && sums != NULL; i++)
		if (list[i].outcome == OUTCOME_RIGHT && score_chosen(&list[i], &words)) {
			waits[n] = list[i].wait_s;
			thoughts[n] = list[i].think_s;
			sums[n] = list[i].wait_s + list[i].think_s;
			n++;
		}
	print_times(out, "sound needed after the end of the word", waits, n);
	print_times(out, "processor time of the decision", thoughts, n);
	print_times(out, "end of word to decision", sums, n);
	free(waits);
	free(thoughts);
	free(sums);
}

void print_failures(FILE *out, const struct trial *list, size_t count)
{
	int failures = 0;
	for (size_t i = 0; i < count; i++) {
		if (!list[i].failed)
			continue;
		if (failures++ < WORST)
			fprintf(out, "not heard: %s\n", list[i].recording->path);
	}
	if (failures > 0)
		fprintf(out, "%d clips could not be read or heard and are not counted\n", failures);
}

/* --- conditions --- */

void print_condition_head(FILE *out)
{
	fprintf(out, "%-30s %6s  %20s  %7s  %7s  %7s  %s\n", "", "clips", "right (95 %)", "wrong",
		"doubt", "nothing", "to clean, right and wrong");
	fflush(out);
}

void print_condition(FILE *out, const char *name, const struct trial *list,
		     const struct trial *clean, size_t count)
{
	struct tally t = score_count(list, count, &words);
	fprintf(out, "%-30s %6d  ", name, t.of);
	print_share(out, t.count[OUTCOME_RIGHT], t.of);
	fprintf(out, "  %5.1f %%  %5.1f %%  %5.1f %%", percent(t.count[OUTCOME_WRONG], t.of),
		percent(t.count[OUTCOME_DOUBT], t.of), percent(t.count[OUTCOME_NOTHING], t.of));
	if (clean != NULL) {
		struct tally c = score_count(clean, count, &words);
		fprintf(
		    out, "  %+6.1f %+6.1f",
		    percent(t.count[OUTCOME_RIGHT], t.of) - percent(c.count[OUTCOME_RIGHT], c.of),
		    percent(t.count[OUTCOME_WRONG], t.of) - percent(c.count[OUTCOME_WRONG], c.of));
	}
	fputc('\n', out);
	fflush(out);
}
