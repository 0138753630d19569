/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * echo_line.h - a straight line through the places found, which foretells the next one.
 *
 * Ownership: the caller's struct. Units: samples.
 */
#ifndef IO_ECHO_LINE_H
#define IO_ECHO_LINE_H

#include <stdbool.h>
#include <stdint.h>

enum { LINE_POINTS = 128, LINE_ASTRAY = 3, LINE_BESIDE = 6 };

struct line_point {
	int64_t at;
	double offset; /* from the place heard to the place played */
};

struct echo_line {
	int points, astray;
	struct line_point point[LINE_POINTS];	/* the newest, in a circle */
	struct line_point strayed[LINE_ASTRAY]; /* the last ones that did not fit */
	int next;
	double slope, slope_weight; /* believed before any point, and how firmly */
	/* the line: offset = middle + tilt * (at - centre) */
	double centre, middle, tilt;
	double weight, square; /* how well it is known: of the middle, of the tilt */
};

enum line_news { LINE_FITS, LINE_STRAYS, LINE_JUMPED };

void line_init(struct echo_line *line);

/* Take a place that was found. Several that lie elsewhere, but together, make a jump. */
enum line_news line_take(struct echo_line *line, int64_t at, double offset);

bool line_known(const struct echo_line *line);
double line_offset(const struct echo_line *line, double at);

/* Standard error of the tilt. */
double line_unsure(const struct echo_line *line);

#endif
