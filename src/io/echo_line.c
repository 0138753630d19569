/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * echo_line.c - a straight line through the places found, which foretells the next one.
 */
#include "echo_line.h"

#include <math.h>
#include <string.h>

static const double fits_within = 8;	 /* samples */
static const double together = 6;	 /* points astray that make a jump */
static const double memory = 30 * 16000; /* samples after which a point counts a third */
static const double usual_drift = 60e-6; /* of two clocks that nobody measured */
static const double usual_error = 0.5;	 /* samples, of one place found */

void line_init(struct echo_line *line)
{
	*line = (struct echo_line){.slope = 0};
	line->slope_weight = usual_error * usual_error / (usual_drift * usual_drift);
}

bool line_known(const struct echo_line *line)
{
	return line->points > 0;
}

double line_offset(const struct echo_line *line, double at)
{
	return line->middle + line->tilt * (at - line->centre);
}

/* Weighted least squares; the tilt is drawn towards the one believed before. */
static void fit(struct echo_line *line, int64_t now)
{
	double weight = 0, at = 0, offset = 0;
	double weights[LINE_POINTS];
	for (int i = 0; i < line->points; i++) {
		const struct line_point *p = &line->point[i];
		weights[i] = exp(-(double)(now - p->at) / memory);
		weight += weights[i];
		at += weights[i] * (double)(p->at - now);
		offset += weights[i] * p->offset;
	}
	at /= weight;
	offset /= weight;
	double square = line->slope_weight, product = line->slope_weight * line->slope;
	for (int i = 0; i < line->points; i++) {
		double x = (double)(line->point[i].at - now) - at;
		square += weights[i] * x * x;
		product += weights[i] * x * (line->point[i].offset - offset);
	}
	line->centre = (double)now + at;
	line->middle = offset;
	line->tilt = product / square;
}

static void add(struct echo_line *line, struct line_point point)
{
	line->point[line->next] = point;
	line->next = (line->next + 1) % LINE_POINTS;
	if (line->points < LINE_POINTS)
		line->points++;
	fit(line, point.at);
}

static bool one_place(const struct echo_line *line)
{
	for (int i = 1; i < LINE_ASTRAY; i++)
		if (fabs(line->strayed[i].offset - line->strayed[0].offset) > together)
			return false;
	return true;
}

/* The clocks run as before; only the place is new. */
static void start_anew(struct echo_line *line)
{
	if (line->points > 8) {
		line->slope = line->tilt;
		line->slope_weight = fmax(line->slope_weight, 1e11);
	}
	line->points = line->next = line->astray = 0;
	for (int i = 0; i < LINE_ASTRAY; i++)
		add(line, line->strayed[i]);
}

enum line_news line_take(struct echo_line *line, int64_t at, double offset)
{
	struct line_point point = {at, offset};
	if (line->points > 0 && fabs(offset - line_offset(line, (double)at)) < fits_within) {
		line->astray = 0;
		add(line, point);
		return LINE_FITS;
	}
	memmove(line->strayed, line->strayed + 1, sizeof line->strayed - sizeof *line->strayed);
	line->strayed[LINE_ASTRAY - 1] = point;
	if (++line->astray < LINE_ASTRAY || !one_place(line))
		return LINE_STRAYS;
	start_anew(line);
	return LINE_JUMPED;
}
