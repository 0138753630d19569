/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * echo_line.c - a straight line through the places found, which foretells the next one.
 */
#include "echo_line.h"

#include <math.h>
#include <string.h>

static const double together = 16;	 /* points astray that make a jump */
static const double memory = 30 * 16000; /* samples after which a point counts a third */
static const double usual_drift = 60e-6; /* of two clocks that nobody measured */
static const double usual_error = 0.15;	 /* samples, of one place found */
/* So near another wall may have been the loudest: a jump is believed later. */
static const double hops = 32;
static const double surely = 4; /* times the usual error, and a place does not fit */

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

/* A place that is found far from the line counts little: another echo was the loudest. */
static double weight_of(const struct echo_line *line, const struct line_point *p, int64_t now)
{
	double off = (p->offset - line_offset(line, (double)p->at)) / (2 * usual_error);
	return exp(-(double)(now - p->at) / memory) / (1 + off * off);
}

/* Weighted least squares; the tilt is drawn towards the one believed before. */
static void fit(struct echo_line *line, int64_t now)
{
	double weight = 0, at = 0, offset = 0;
	double weights[LINE_POINTS];
	for (int i = 0; i < line->points; i++) {
		const struct line_point *p = &line->point[i];
		weights[i] = weight_of(line, p, now);
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
	line->weight = weight;
	line->square = square;
}

static void add(struct echo_line *line, struct line_point point)
{
	line->point[line->next] = point;
	line->next = (line->next + 1) % LINE_POINTS;
	if (line->points < LINE_POINTS)
		line->points++;
	fit(line, point.at);
}

static bool fits(const struct echo_line *line, struct line_point point)
{
	double far = (double)point.at - line->centre;
	double unsure = usual_error * sqrt(1 / line->weight + far * far / line->square);
	return fabs(point.offset - line_offset(line, (double)point.at)) < 3 + surely * unsure;
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
		line->slope_weight = fmax(line->slope_weight, fmin(0.1 * line->square, 1e10));
	}
	line->points = line->next = line->astray = 0;
	line->tilt = line->slope;
	line->centre = (double)line->strayed[LINE_ASTRAY - 1].at;
	line->middle = line->strayed[LINE_ASTRAY - 1].offset;
	for (int i = 0; i < LINE_ASTRAY; i++)
		add(line, line->strayed[i]);
}

enum line_news line_take(struct echo_line *line, int64_t at, double offset)
{
	struct line_point point = {at, offset};
	if (line->points > 0 && fits(line, point)) {
		line->astray = 0;
		add(line, point);
		return LINE_FITS;
	}
	memmove(line->strayed, line->strayed + 1, sizeof line->strayed - sizeof *line->strayed);
	line->strayed[LINE_ASTRAY - 1] = point;
	bool beside = line->points > 0 && fabs(offset - line_offset(line, (double)at)) < hops;
	if (++line->astray < (beside ? LINE_BESIDE : LINE_ASTRAY) || !one_place(line))
		return LINE_STRAYS;
	start_anew(line);
	return LINE_JUMPED;
}

double line_unsure(const struct echo_line *line)
{
	return line->points > 0 ? usual_error / sqrt(line->square) : usual_drift;
}
