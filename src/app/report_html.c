/* SPDX-License-Identifier: GPL-3.0-or-later */
/* report_html.c - the head of the page, and text that may stand in it. */
#include "report_parts.h"

/*
 * Nothing is fetched from anywhere, and no script runs. Two charts stand for
 * each: a telephone gets the narrow one. Tables that only repeat a chart are
 * folded, and not printed: two sides of A4 are enough for eight weeks.
 */
static const char style[] =
    "@page{size:A4;margin:11mm 13mm}\n"
    "*{box-sizing:border-box}\n"
    "body{font:16px/1.4 system-ui,'DejaVu Sans',sans-serif;color:#111;background:#fff;"
    "max-width:46rem;margin:0 auto;padding:0 1rem 2rem;overflow-wrap:break-word}\n"
    "h1{font-size:1.5rem;margin:1rem 0 .2rem}\n"
    "h2{font-size:1.15rem;margin:1.4rem 0 .3rem;border-bottom:1px solid #666}\n"
    "p,ul,dl{margin:.3rem 0}\n"
    "ul{padding-left:1.2rem}\n"
    "dl{display:grid;grid-template-columns:max-content 1fr;gap:.1rem .8rem}\n"
    "dt{font-weight:600}dd{margin:0}\n"
    "table{border-collapse:collapse;width:100%;margin:.4rem 0}\n"
    "caption{text-align:left;font-size:.85em;color:#333;padding-bottom:.2rem}\n"
    "th,td{text-align:left;vertical-align:top;padding:.12rem .8rem .12rem 0;"
    "border-bottom:1px solid #bbb}\n"
    "thead th{border-bottom:1px solid #444}\n"
    "th.n,td.n{text-align:right}td.n{white-space:nowrap}\n"
    "tbody th{font-weight:400;overflow-wrap:anywhere}\n"
    "svg{display:block;width:100%;height:auto;margin:.3rem 0}\n"
    "svg.narrow{display:none}\n"
    "details{margin:.3rem 0}summary{cursor:pointer}\n"
    ".note{border-left:4px solid #111;padding-left:.7rem}\n"
    ".small{font-size:.85em;color:#333}\n"
    ".doubt{font-style:italic}\n"
    "@media screen and (max-width:34rem){\n"
    "svg.wide{display:none}svg.narrow{display:block}\n"
    "dl{grid-template-columns:1fr}dd{margin:0 0 .3rem}\n"
    "body{padding:0 .6rem 1rem}th,td{padding-right:.3rem;font-size:.85rem}\n"
    "}\n"
    "@media print{\n"
    "body{font-size:9.2pt;line-height:1.22;max-width:none;padding:0}\n"
    "h1{font-size:15pt;margin:0}h2{font-size:11pt;margin:.7rem 0 .15rem;break-after:avoid}\n"
    "details{display:none}svg{break-inside:avoid;max-height:80mm}\n"
    "th,td{padding-top:0;padding-bottom:0}\n"
    "tr,li{break-inside:avoid}\n"
    ".two{columns:3;column-gap:5mm;font-size:8pt;line-height:1.2;padding-left:1rem}\n"
    "table{font-size:8.3pt;line-height:1.2;margin:.2rem 0}.rules{font-size:8pt;break-inside:avoid}\n"
    "}\n";

/* Bytes of the character that stands there; 0: none that UTF-8 knows. */
static int character_bytes(const unsigned char *at)
{
	int more = at[0] < 0x80 ? 0 : at[0] < 0xc2 ? -1 : at[0] < 0xe0 ? 1 : at[0] < 0xf0 ? 2 : 3;
	if (more < 0 || at[0] > 0xf4)
		return 0;
	for (int i = 1; i <= more; i++)
		if ((at[i] & 0xc0) != 0x80)
			return 0;
	/* Too long for what it says, half of a pair, or beyond the last. */
	if ((at[0] == 0xe0 && at[1] < 0xa0) || (at[0] == 0xed && at[1] > 0x9f) ||
	    (at[0] == 0xf0 && at[1] < 0x90) || (at[0] == 0xf4 && at[1] > 0x8f))
		return 0;
	return more + 1;
}

/* What a character becomes that means something in HTML, or may not stand there; NULL: itself. */
static const char *replacement(unsigned char character, int bytes)
{
	if (bytes == 0)
		return "\xef\xbf\xbd";
	switch (character) {
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '&':
		return "&amp;";
	case '"':
		return "&quot;";
	case '\'':
		return "&#39;";
	default:
		return character < ' ' || character == 0x7f ? " " : NULL;
	}
}

void html_text(FILE *out, const char *text)
{
	const unsigned char *at = (const unsigned char *)text;
	while (*at != '\0') {
		int bytes = character_bytes(at);
		const char *instead = replacement(*at, bytes);
		if (instead != NULL)
			fputs(instead, out);
		else
			fwrite(at, 1, (size_t)bytes, out);
		at += bytes > 0 ? bytes : 1;
	}
}

void html_pain(FILE *out, int pain)
{
	if (pain == PAIN_UNKNOWN)
		fputs("<td class=\"n\">\xe2\x80\x93</td>", out);
	else
		fprintf(out, "<td class=\"n\">%d</td>", pain);
}

void html_head(FILE *out, const struct report *report)
{
	char since[DAY_TEXT_BYTES], until[DAY_TEXT_BYTES];
	day_long(report->since, since);
	day_long(report->until, until);
	fprintf(out,
		"<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n"
		"<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n"
		"<title>Exercise report, %s to %s</title>\n<style>\n%s</style>\n</head>\n<body>\n"
		"<h1>Exercise report</h1>\n<p>%s to %s",
		since, until, style, since, until);
}
