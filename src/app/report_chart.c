/* SPDX-License-Identifier: GPL-3.0-or-later */
/* report_chart.c - drawn charts made fit for the page: one document each, with words for who cannot
 * see them. */
#include "report_parts.h"

#include <stdlib.h>
#include <string.h>

/* gnuplot's answer is one document behind the other. */
static bool take_apart(struct report_charts *charts)
{
	char *at = charts->drawn;
	for (int i = 0; i < 2 * CHARTS; i++) {
		at = strstr(at, "<svg");
		if (at == NULL)
			return false;
		*(i < CHARTS ? &charts->wide[i] : &charts->narrow[i - CHARTS]) = at;
		at = strstr(at, "</svg>");
		if (at == NULL || strlen(at) < 7)
			return false;
		at[6] = '\0';
		at += 7;
	}
	return true;
}

void charts_draw(struct report_charts *charts, struct report *report,
		 const struct report_bins *bins)
{
	memset(charts, 0, sizeof *charts);
	char *script = charts_script(report, bins);
	if (script == NULL) {
		fault_set(&charts->why, FAULT_SYSTEM, "there is not enough memory");
		return;
	}
	charts->drawn = chart_end(&report->gnuplot, script, &charts->why);
	free(script);
	if (charts->drawn != NULL && !take_apart(charts)) {
		fault_set(&charts->why, FAULT_SYSTEM, "gnuplot drew something unexpected");
		charts_free(charts);
	}
}

void charts_free(struct report_charts *charts)
{
	free(charts->drawn);
	charts->drawn = NULL;
}

/* --- into the page ----------------------------------------------------- */

/* An older way to refer to a name, which takes a declaration that looks like an address. */
static const char older[] = "xlink:";

/* A name in the drawing that others refer to begins behind one of these. */
static size_t before_name(const char *at)
{
	static const char *const marks[] = {"id='", "id=\"", "href='#", "href=\"#", "url(#"};
	for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++)
		if (strncmp(at, marks[i], strlen(marks[i])) == 0)
			return strlen(marks[i]);
	return 0;
}

static const char *behind(const char *at, const char *mark)
{
	const char *found = strstr(at, mark);
	return found != NULL ? found + strlen(mark) : at;
}

/* Names get the prefix, so that no two charts of the page share one; gnuplot's own titles go. */
static void write_body(FILE *out, const char *body, const char *prefix)
{
	static const char title[] = "<title>";
	while (*body != '\0') {
		size_t bytes = before_name(body);
		if (bytes > 0) {
			fwrite(body, 1, bytes, out);
			fputs(prefix, out);
			body += bytes;
		} else if (strncmp(body, title, sizeof title - 1) == 0) {
			body = behind(body, "</title>");
		} else if (strncmp(body, older, sizeof older - 1) == 0) {
			body += sizeof older - 1;
		} else {
			/* Up to a letter that one of the above may begin with. */
			size_t plain = 1 + strcspn(body + 1, "<hiux");
			fwrite(body, 1, plain, out);
			body += plain;
		}
	}
}

static void write_one(FILE *out, const char *svg, const char *kind, enum chart chart,
		      const char *title, const char *about)
{
	char prefix[24];
	const char *box = behind(svg, "viewBox=\"");
	snprintf(prefix, sizeof prefix, "%s%d-", kind, (int)chart);
	fprintf(
	    out,
	    "<svg class=\"%s\" role=\"img\" aria-labelledby=\"%stitle %sabout\" "
	    "viewBox=\"%.*s\">\n<title id=\"%stitle\">%s</title>\n<desc id=\"%sabout\">%s</desc>",
	    kind, prefix, prefix, (int)strcspn(box, "\""), box, prefix, title, prefix, about);
	write_body(out, behind(svg, "</desc>"), prefix);
	fputc('\n', out);
}

void charts_write(FILE *out, const struct report_charts *charts, enum chart chart,
		  const char *title, const char *about)
{
	if (charts->drawn == NULL)
		return;
	write_one(out, charts->wide[chart], "wide", chart, title, about);
	write_one(out, charts->narrow[chart], "narrow", chart, title, about);
}
