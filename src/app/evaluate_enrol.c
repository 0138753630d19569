/* SPDX-License-Identifier: GPL-3.0-or-later */
/* evaluate_enrol.c - lets the speakers of a list of recordings be enrolled before they are heard.
 */
#include "evaluate_enrol.h"

#include "enrol_ear.h"
#include "evaluate_score.h"
#include "fault.h"
#include "manifest.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct enrolment {
	const struct manifest *manifest;
	int takes, words;
	bool *left_out;	 /* of each recording: learnt, or of a word said too seldom */
	size_t *speaker; /* of each recording: the first of that speaker */
	struct voiceprint **voiceprint; /* at the first recording of a speaker; NULL: nobody */
};

static void find_speakers(struct enrolment *e)
{
	const struct manifest *m = e->manifest;
	for (size_t i = 0; i < m->count; i++) {
		size_t k = 0;
		while (strcmp(m->list[k].speaker, m->list[i].speaker) != 0)
			k++;
		e->speaker[i] = k;
	}
}

static bool same_word(const struct enrolment *e, size_t a, size_t b)
{
	const struct utterance *list = e->manifest->list;
	return e->speaker[a] == e->speaker[b] && list[b].command &&
	       strcmp(list[a].label, list[b].label) == 0;
}

/* Among the recordings of the same word: how many come before, and how many there are. */
static size_t place_of(const struct enrolment *e, size_t i, size_t *of)
{
	size_t before = 0;
	*of = 0;
	for (size_t k = 0; k < e->manifest->count; k++)
		if (same_word(e, i, k)) {
			before += k < i;
			(*of)++;
		}
	return before;
}

/* Recording number place of so many: true for an even choice of takes. */
static bool is_chosen(size_t place, size_t of, size_t takes)
{
	return place * takes / of != (place + 1) * takes / of;
}

/* False without memory. */
static bool learn(struct enrolment *e, size_t i, struct enrol_ear *ear)
{
	struct enrol_saying saying;
	struct fault why;
	const struct utterance *u = &e->manifest->list[i];
	struct voiceprint **voiceprint = &e->voiceprint[e->speaker[i]];
	if (*voiceprint == NULL) {
		struct person *person = person_new("speaker");
		*voiceprint = voiceprint_new();
		if (person == NULL || *voiceprint == NULL) {
			free(person);
			return false;
		}
		voiceprint_add(*voiceprint, person);
	}
	if (strlen(u->label) < TAKE_WORD &&
	    enrol_ear_recording(ear, u->path, u->label, &saying, &why) &&
	    enrol_check(u->label, &saying) != ENROL_LENGTH)
		person_add((*voiceprint)->person[0], &saying.take);
	return true;
}

static bool learn_all(struct enrolment *e, struct enrol_ear *ear)
{
	bool good = true;
	for (size_t i = 0; i < e->manifest->count && good; i++) {
		size_t of, place;
		if (!e->manifest->list[i].command)
			continue;
		place = place_of(e, i, &of);
		bool enough = of > (size_t)e->takes;
		bool chosen = enough && is_chosen(place, of, (size_t)e->takes);
		e->left_out[i] = chosen || !enough;
		e->words += enough && place == 0;
		if (chosen)
			good = learn(e, i, ear);
	}
	for (size_t i = 0; i < e->manifest->count; i++)
		if (e->voiceprint[i] != NULL)
			person_settle(e->voiceprint[i]->person[0]);
	return good;
}

struct enrolment *enrolment_make(const struct manifest *manifest, int takes, const char *model,
				 struct fault *why)
{
	struct enrolment *e = calloc(1, sizeof *e);
	fault_set(why, FAULT_SYSTEM, "there is not enough memory to enrol so many speakers");
	if (e == NULL)
		return NULL;
	*e = (struct enrolment){.manifest = manifest, .takes = takes};
	e->left_out = calloc(manifest->count, sizeof *e->left_out);
	e->speaker = calloc(manifest->count, sizeof *e->speaker);
	e->voiceprint = calloc(manifest->count, sizeof *e->voiceprint);
	bool good = e->left_out != NULL && e->speaker != NULL && e->voiceprint != NULL;
	struct enrol_ear *ear = good ? enrol_ear_open(model != NULL ? model : "", why) : NULL;
	if (ear != NULL)
		find_speakers(e);
	good = ear != NULL && learn_all(e, ear);
	enrol_ear_close(ear);
	if (good)
		return e;
	enrolment_free(e);
	return NULL;
}

void enrolment_free(struct enrolment *e)
{
	if (e == NULL)
		return;
	for (size_t i = 0; e->voiceprint != NULL && i < e->manifest->count; i++)
		voiceprint_free(e->voiceprint[i]);
	free((void *)e->voiceprint);
	free(e->speaker);
	free(e->left_out);
	free(e);
}

static size_t index_of(const struct enrolment *e, const struct utterance *recording)
{
	return (size_t)(recording - e->manifest->list);
}

size_t enrolment_filter(const struct enrolment *e, struct trial *list, size_t count)
{
	size_t left = 0;
	for (size_t i = 0; i < count; i++)
		if (!e->left_out[index_of(e, list[i].recording)])
			list[left++] = list[i];
	return left;
}

const struct voiceprint *enrolment_of(const struct enrolment *e, const struct utterance *recording)
{
	return e->voiceprint[e->speaker[index_of(e, recording)]];
}

void enrolment_describe(const struct enrolment *e, char text[120])
{
	int speakers = 0;
	for (size_t i = 0; i < e->manifest->count; i++)
		speakers += e->voiceprint[i] != NULL;
	snprintf(text, 120, "%d take%s of a word are enrolled: %d words of %d speaker%s", e->takes,
		 e->takes == 1 ? "" : "s", e->words, speakers, speakers == 1 ? "" : "s");
}
