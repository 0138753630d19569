/* SPDX-License-Identifier: GPL-3.0-or-later */
/* report_page.c - the page from top to bottom. */
#include "report_parts.h"

#include <string.h>

/* --- at a glance ------------------------------------------------------- */

struct glance {
	int ending[ENDINGS];
	int begun, complete, days;
	int mornings, raised;  /* known; of them higher than they should be */
	int early[2], late[2]; /* start pain: sum and number, first and last of the time */
};

static void add_glance(const struct report *report, const struct report_session *session,
		       struct glance *glance)
{
	long span = (report->until - report->since + 1) / 4;
	glance->begun += session->begun;
	glance->complete += session->complete;
	if (session->doubtful)
		return;
	if (session->morning != PAIN_UNKNOWN) {
		/* As X5 has it: from 6, or by two points. */
		bool raised = session->morning >= 6 || (session->start != PAIN_UNKNOWN &&
							session->morning >= session->start + 2);
		glance->mornings++;
		glance->raised += raised;
	}
	if (session->start == PAIN_UNKNOWN)
		return;
	int *part = session->day < report->since + span	  ? glance->early
		    : session->day > report->until - span ? glance->late
							  : NULL;
	if (part != NULL) {
		part[0] += session->start;
		part[1]++;
	}
}

static struct glance look(const struct report *report, const struct report_bins *bins)
{
	struct glance glance = {0};
	for (int i = 0; i < report->sessions; i++)
		add_glance(report, &report->session[i], &glance);
	for (int i = 0; i < bins->count; i++) {
		glance.days += bins->bin[i].days;
		for (int j = 0; j < ENDINGS; j++)
			glance.ending[j] += bins->bin[i].ending[j];
	}
	return glance;
}

static void write_endings(FILE *out, const struct report *report, const struct glance *glance)
{
	static const char *const names[ENDINGS] = {"in full", "in part",
						   "ended for pain or a warning sign", "not begun",
						   "of an unsure day"};
	fprintf(out, "<dt>Sessions</dt><dd>%d", report->sessions);
	for (int i = 0; i < ENDINGS; i++)
		if (glance->ending[i] > 0)
			fprintf(out, "%s %d %s", i > 0 && glance->ending[0] > 0 ? "," : ":",
				glance->ending[i], names[i]);
	fprintf(out, "</dd>\n<dt>Days</dt><dd>something was done on %d of %ld</dd>\n", glance->days,
		report->until - report->since + 1);
	fprintf(out, "<dt>Exercises</dt><dd>%d of %d that were begun were done in full</dd>\n",
		glance->complete, glance->begun);
}

static void write_pain(FILE *out, const struct glance *glance)
{
	if (glance->early[1] > 0 && glance->late[1] > 0)
		fprintf(out,
			"<dt>Pain at the start</dt><dd>mean %.1f in the first quarter of the time, "
			"%.1f in the last</dd>\n",
			(double)glance->early[0] / glance->early[1],
			(double)glance->late[0] / glance->late[1]);
	if (glance->mornings > 0)
		fprintf(
		    out,
		    "<dt>Next morning</dt><dd>raised after %d of %d sessions (6 or more, or two "
		    "points above the start)</dd>\n",
		    glance->raised, glance->mornings);
	else
		fputs("<dt>Next morning</dt><dd>not known</dd>\n", out);
}

/* What the person said when asked, after a week or more without anything. */
static void write_away(FILE *out, const struct report *report)
{
	static const char *const names[] = {
	    [AWAY_PAIN] = "pain", [AWAY_TIME] = "time", [AWAY_OTHER] = "something else"};
	char day[DAY_TEXT_BYTES];
	bool first = true;
	if (report->away_why == 0)
		return;
	fputs("<dt>A week missed</dt><dd>because of ", out);
	for (int why = AWAY_PAIN; why <= AWAY_OTHER; why++) {
		if (report->away[why] == 0)
			continue;
		fprintf(out, "%s%s %d time%s", first ? "" : ", ", names[why], report->away[why],
			report->away[why] == 1 ? "" : "s");
		first = false;
	}
	day_long(report->session[report->away_session].day, day);
	fprintf(out, "; said last on %s: %s</dd>\n", day, names[report->away_why]);
}

static void write_glance(FILE *out, const struct report *report, const struct report_bins *bins)
{
	struct glance glance = look(report, bins);
	fputs("<h2>At a glance</h2>\n<dl>\n", out);
	write_endings(out, report, &glance);
	write_pain(out, &glance);
	write_away(out, report);
	fputs("</dl>\n", out);
}

/* --- what is due ------------------------------------------------------- */

static void write_flare(FILE *out, const struct report *report)
{
	const struct flare *flare = &report->today.progress.flare;
	char day[DAY_TEXT_BYTES];
	if (!flare->on)
		return;
	fputs("<li>A flare is on", out);
	if (flare->since != NO_DAY) {
		day_long(flare->since, day);
		fprintf(out, " since %s", day);
	}
	fputs(" (FL1): gentle exercises only, at half dose.</li>\n", out);
}

static void write_left_out(FILE *out, const struct report *report)
{
	const struct progress *progress = &report->today.progress;
	for (int i = 0; i < progress->count; i++) {
		if (!progress->known[i].left_out)
			continue;
		fputs("<li>Left out until somebody has looked at it (X4): ", out);
		html_text(out, progress->known[i].name);
		fputs(".</li>\n", out);
	}
}

static void write_due(FILE *out, const struct report *report)
{
	const struct today *today = &report->today;
	fputs("<h2>For review</h2>\n<ul>\n", out);
	for (int i = 0; i < today->advices; i++) {
		char text[ADVICE_TEXT_BYTES];
		today_advice_text(&today->advice[i], text);
		fprintf(out, "<li>%s (%s)</li>\n", text, row_name(today->advice[i].row));
	}
	write_flare(out, report);
	write_left_out(out, report);
	if (report->routine->review_date[0] != '\0') {
		char day[DAY_TEXT_BYTES];
		day_long(report->routine->review_day, day);
		fprintf(out, "<li>The routine is to be reviewed on %s.</li>\n", day);
	} else if (today->advices == 0 && !today->progress.flare.on) {
		fputs("<li>Nothing is due.</li>\n", out);
	}
	fputs("</ul>\n", out);
}

/* --- charts ------------------------------------------------------------ */

static void write_charts(FILE *out, struct report *report, const struct report_bins *bins)
{
	static const char *const by[] = {"week", "month", "year"};
	struct report_charts charts;
	charts_draw(&charts, report, bins);
	fprintf(out, "<h2>Sessions by %s</h2>\n", by[bins->unit]);
	if (charts.drawn == NULL) {
		fputs("<p class=\"note\">Without charts: ", out);
		html_text(out, charts.why.text);
		fputs(".</p>\n", out);
	}
	charts_write(out, &charts, CHART_SESSIONS, "Sessions",
		     "Bars: how many sessions were done, and how they ended. The numbers stand in "
		     "the table below.");
	write_weeks_table(out, bins);
	fputs("<h2>Pain, 0 to 10</h2>\n", out);
	charts_write(
	    out, &charts, CHART_PAIN, "Pain before, during and after, and the next morning",
	    "Lines: above, the pain before each session and on the next morning; below, the "
	    "most during it and that after. The numbers stand in the table below.");
	if (!report_is_short(report))
		fprintf(out, "<p class=\"small\">Means of each %s.</p>\n", by[bins->unit]);
	write_pain_table(out, report, bins);
	charts_free(&charts);
}

/* --- the page ---------------------------------------------------------- */

static void write_routine(FILE *out, const struct report *report)
{
	fputs(". Routine: ", out);
	html_text(out, report->routine->title);
	if (report->routine->prescribed_by[0] != '\0') {
		fputs(", prescribed by ", out);
		html_text(out, report->routine->prescribed_by);
	}
	fputs(".</p>\n", out);
}

static void write_doubt(FILE *out, const struct report *report)
{
	int doubtful = 0;
	for (int i = 0; i < report->sessions; i++)
		doubtful += report->session[i].doubtful;
	if (report->today.now.doubtful)
		fputs("<p class=\"note\">The clock of the machine could not be trusted when this "
		      "page was made.</p>\n",
		      out);
	if (doubtful > 0)
		fprintf(
		    out,
		    "<p class=\"note\">%d session%s marked with ?: the clock could not be "
		    "trusted, so the day may be another. They are not in the chart of pain, and "
		    "nothing was stepped up for them.</p>\n",
		    doubtful, doubtful == 1 ? " is" : "s are");
}

void report_write(struct report *report, FILE *out)
{
	struct report_bins bins; /* 30 KB */
	report_count(report, &bins);
	html_head(out, report);
	write_routine(out, report);
	write_doubt(out, report);
	if (report->sessions == 0)
		fputs("<p>No session in this time.</p>\n", out);
	write_due(out, report);
	if (report->sessions > 0) {
		write_glance(out, report, &bins);
		write_charts(out, report, &bins);
		write_levels(out, report);
		write_events(out, report);
	}
	write_elsewhere(out, report);
	fputs("<p class=\"small\">Made by easeback " EASEBACK_VERSION
	      ", which leads exercises by fixed rules and is no medical device. Pain is what the "
	      "person said, 0 none to 10 the worst imaginable.</p>\n</body>\n</html>\n",
	      out);
}
