/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * report_parts.h - what the files of the report share; nobody else includes it.
 */
#ifndef APP_REPORT_PARTS_H
#define APP_REPORT_PARTS_H

#include "report.h"

enum { DAY_TEXT_BYTES = 16, REPORT_BINS = 320 };

/* --- report_bins.c: weeks, months or years ------------------------------- */

/* What became of a session. */
enum ending {
	ENDING_WHOLE,	/* done in full */
	ENDING_PART,	/* in part, for whatever reason but those below */
	ENDING_PAIN,	/* ended for pain or a warning sign */
	ENDING_REFUSED, /* not begun */
	ENDING_DOUBTFUL,
	ENDINGS
};

enum pain_time { PAIN_BEFORE, PAIN_DURING, PAIN_AFTER, PAIN_MORNING, PAIN_TIMES };

enum bin_unit { BIN_WEEK, BIN_MONTH, BIN_YEAR };

struct report_bin {
	long first, last; /* days */
	int ending[ENDINGS];
	int days; /* on which anything was done */
	int pain_sum[PAIN_TIMES], pain_known[PAIN_TIMES];
};

struct report_bins {
	enum bin_unit unit;
	int count;
	struct report_bin bin[REPORT_BINS];
};

void report_count(const struct report *report, struct report_bins *bins);
enum ending report_ending(const struct report_session *session);
int report_pain(const struct report_session *session, enum pain_time time);

/* True when each session has a place of its own in the chart of pain. */
bool report_is_short(const struct report *report);

/* "21 Nov", "21 Nov 2026"; the label of a bin: "21 Nov", "Nov 2026", "2026". */
void day_short(long day, char text[DAY_TEXT_BYTES]);
void day_long(long day, char text[DAY_TEXT_BYTES]);
void bin_label(enum bin_unit unit, const struct report_bin *bin, char text[DAY_TEXT_BYTES]);

/* --- report_html.c: the small parts of a page ----------------------------- */

/* A text with all that has a meaning in HTML taken out of it. */
void html_text(FILE *out, const char *text);

/* A cell with a pain, or a dash. */
void html_pain(FILE *out, int pain);

void html_head(FILE *out, const struct report *report);

/* --- report_chart.c, report_script.c -------------------------------------- */

enum chart { CHART_SESSIONS, CHART_PAIN, CHARTS };

/* Each chart twice: for a page, and for a telephone. */
struct report_charts {
	char *drawn; /* or NULL */
	const char *wide[CHARTS], *narrow[CHARTS];
	struct fault why;
};

/* What gnuplot is told: all charts, first wide, then narrow. To be freed; NULL: no memory. */
char *charts_script(const struct report *report, const struct report_bins *bins);

void charts_draw(struct report_charts *charts, struct report *report,
		 const struct report_bins *bins);
void charts_free(struct report_charts *charts);

/* Both sizes of a chart with its title and description, of which the page shows the one that fits.
 */
void charts_write(FILE *out, const struct report_charts *charts, enum chart chart,
		  const char *title, const char *about);

/* --- report_tables.c ------------------------------------------------------- */

void write_weeks_table(FILE *out, const struct report_bins *bins);
void write_pain_table(FILE *out, const struct report *report, const struct report_bins *bins);
void write_levels(FILE *out, const struct report *report);
void write_events(FILE *out, const struct report *report);
void write_elsewhere(FILE *out, const struct report *report);

#endif
