/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * report_script.c - what gnuplot is told to draw.
 *
 * Numbers and words of ours only: nothing that a person wrote stands here.
 * Lines differ in dashes and marks, bars in their pattern, so that they can be
 * told apart in black and white.
 */
#include "report_parts.h"

#include <stdlib.h>

enum { NAME_HEIGHT = 18 };

/* The room that a chart has; labels below it, names in a line above. */
struct size {
	int width, sessions_height, pain_height, labels, names, font;
};

static const struct size sizes[] = {{720, 160, 320, 9, 3, 12}, {340, 180, 460, 4, 1, 12}};

/* --- numbers ----------------------------------------------------------- */

static void put_number(FILE *script, int sum, int known)
{
	if (known == 0)
		fputs(" ?", script);
	else
		fprintf(script, " %.2f", (double)sum / known);
}

static void put_bins(FILE *script, const struct report_bins *bins)
{
	fputs("$bins << END\n", script);
	for (int i = 0; i < bins->count; i++) {
		const struct report_bin *bin = &bins->bin[i];
		fprintf(script, "%d", i);
		for (int j = 0; j < ENDINGS; j++)
			fprintf(script, " %d", bin->ending[j]);
		for (int j = 0; j < PAIN_TIMES; j++)
			put_number(script, bin->pain_sum[j], bin->pain_known[j]);
		fputc('\n', script);
	}
	fputs("END\n", script);
}

/* Several on a day stand side by side. */
static void put_sessions(FILE *script, const struct report *report)
{
	long day = NO_DAY;
	int on_day = 0;
	fputs("$sessions << END\n", script);
	for (int i = 0; i < report->sessions; i++) {
		const struct report_session *session = &report->session[i];
		if (session->doubtful)
			continue;
		on_day = session->day == day ? on_day + 1 : 0;
		day = session->day;
		fprintf(script, "%.2f", (double)(day - report->since) + 0.3 * (on_day % 3));
		for (enum pain_time time = 0; time < PAIN_TIMES; time++) {
			int pain = report_pain(session, time);
			put_number(script, pain, pain != PAIN_UNKNOWN);
		}
		fputc('\n', script);
	}
	fputs("? ? ? ? ?\nEND\n", script);
}

/* --- axes -------------------------------------------------------------- */

/* Labels for some of the bins; days: at the day that a bin begins. */
static void put_labels(FILE *script, const struct report *report, const struct report_bins *bins,
		       int most, bool days)
{
	int each = (bins->count + most - 1) / most;
	fputs("set xtics nomirror out scale 0.5 (", script);
	for (int i = 0; i < bins->count; i += each) {
		char label[DAY_TEXT_BYTES];
		bin_label(bins->unit, &bins->bin[i], label);
		fprintf(script, "%s'%s' %ld", i > 0 ? ", " : "", label,
			days ? bins->bin[i].first - report->since : (long)i);
	}
	fputs(")\n", script);
}

/* The highest bar, and of each ending all there are. */
static int most_sessions(const struct report_bins *bins, int sum[ENDINGS])
{
	int most = 1;
	for (int i = 0; i < bins->count; i++) {
		int bar = 0;
		for (int j = 0; j < ENDINGS; j++) {
			bar += bins->bin[i].ending[j];
			sum[j] += bins->bin[i].ending[j];
		}
		most = bar > most ? bar : most;
	}
	return most;
}

/* Round steps, at most five. */
static int step_for(int most)
{
	static const int steps[] = {1, 2, 5, 10, 20, 50, 100, 200};
	for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++)
		if (most <= 5 * steps[i])
			return steps[i];
	return most / 5;
}

/* --- charts ------------------------------------------------------------ */

static void put_sessions_chart(FILE *script, const struct report *report,
			       const struct report_bins *bins, const struct size *size)
{
	static const struct {
		const char *name, *fill;
	} styles[ENDINGS] = {
	    [ENDING_WHOLE] = {"in full", "fs solid 1.0 border lc rgb '#224466' lc rgb '#224466'"},
	    [ENDING_PART] = {"in part", "fs pattern 4 border lc rgb 'black' lc rgb '#224466'"},
	    [ENDING_PAIN] = {"ended for pain",
			     "fs pattern 1 border lc rgb 'black' lc rgb '#992200'"},
	    [ENDING_REFUSED] = {"not begun", "fs empty border lc rgb 'black' lc rgb 'black'"},
	    [ENDING_DOUBTFUL] = {"day unsure", "fs pattern 2 border lc rgb 'black' lc rgb "
					       "'#777777'"}};
	int sum[ENDINGS] = {0};
	int most = most_sessions(bins, sum), step = step_for(most), names = 1;
	for (int i = ENDING_WHOLE + 1; i < ENDINGS; i++)
		names += sum[i] > 0;
	fprintf(script,
		"set output\nset terminal svg size %d,%d noenhanced font 'sans-serif,%d'\n"
		"set style data histograms\nset style histogram rowstacked\nset boxwidth 0.7\n"
		"set xrange [-0.6:%d.6]\nset yrange [0:%d]\nset ytics %d\n"
		"set key above horizontal left Left reverse samplen 1.5 width 1\n",
		size->width,
		size->sessions_height + (names + size->names - 1) / size->names * NAME_HEIGHT,
		size->font, bins->count - 1, (most + step - 1) / step * step, step);
	put_labels(script, report, bins, size->labels, false);
	/* The first always, so that there is something to plot. */
	for (int i = 0; i < ENDINGS; i++)
		if (i == ENDING_WHOLE || sum[i] > 0)
			fprintf(script, "%s $bins using %d title '%s' %s", i > 0 ? "," : "plot",
				i + 2, styles[i].name, styles[i].fill);
	fputc('\n', script);
}

/* Two of the four, so that the lines stay apart. */
static void put_panel(FILE *script, bool sessions, enum pain_time one, enum pain_time two)
{
	static const struct {
		const char *name, *style;
	} styles[PAIN_TIMES] = {
	    [PAIN_BEFORE] = {"before", "lw 1.6 dt 1 pt 7 ps 0.55 lc rgb '#1a4a80'"},
	    [PAIN_MORNING] = {"next morning", "lw 1.2 dt (6,4) pt 4 ps 0.65 lc rgb '#8a3b00'"},
	    [PAIN_DURING] = {"most during", "lw 1.6 dt 1 pt 9 ps 0.6 lc rgb '#a01020'"},
	    [PAIN_AFTER] = {"after", "lw 1.2 dt (2,3) pt 6 ps 0.6 lc rgb '#206030'"}};
	const enum pain_time both[] = {one, two};
	for (int i = 0; i < 2; i++)
		fprintf(script, "%s %s using 1:%d with linespoints title '%s' %s",
			i > 0 ? "," : "plot", sessions ? "$sessions" : "$bins",
			(int)both[i] + 2 + (sessions ? 0 : ENDINGS), styles[both[i]].name,
			styles[both[i]].style);
	fputc('\n', script);
}

static void put_pain_chart(FILE *script, const struct report *report,
			   const struct report_bins *bins, const struct size *size)
{
	bool sessions = report_is_short(report);
	long last = sessions ? report->until - report->since : bins->count - 1;
	fprintf(script,
		"set output\nset terminal svg size %d,%d noenhanced font 'sans-serif,%d'\n"
		"set xrange [-0.6:%ld.6]\nset yrange [0:10]\nset ytics 2\n"
		"set key above horizontal left Left reverse samplen 3 width 1\n"
		"set lmargin 4\nset bmargin 2\nset multiplot layout 2,1\n",
		size->width, size->pain_height, size->font, last);
	put_labels(script, report, bins, size->labels, sessions);
	put_panel(script, sessions, PAIN_BEFORE, PAIN_MORNING);
	put_panel(script, sessions, PAIN_DURING, PAIN_AFTER);
	fputs("unset multiplot\n", script);
}

char *charts_script(const struct report *report, const struct report_bins *bins)
{
	char *text = NULL;
	size_t bytes = 0;
	FILE *script = open_memstream(&text, &bytes);
	if (script == NULL)
		return NULL;
	fputs("set encoding utf8\nset datafile missing '?'\nset border 3 lc rgb '#444444'\n"
	      "set grid ytics lt 1 lc rgb '#cccccc' lw 0.6\nset tics textcolor rgb 'black'\n"
	      "set ytics nomirror scale 0.5\n",
	      script);
	put_bins(script, bins);
	if (report_is_short(report))
		put_sessions(script, report);
	for (int i = 0; i < 2; i++) {
		put_sessions_chart(script, report, bins, &sizes[i]);
		put_pain_chart(script, report, bins, &sizes[i]);
	}
	if (fclose(script) == 0)
		return text;
	free(text);
	return NULL;
}
