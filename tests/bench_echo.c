/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * bench_echo.c - how well the coach's own sound is taken out, and a person over it noticed.
 *
 * bench_echo [--seed S] [--rooms N] [--pause MS] --clips LIST.tsv COACH.wav ...
 *     measures; the list has the columns file, label, speaker under a heading, its files stand
 * beside it. bench_echo --write FOLDER --count N [--alone SHARE] [--seed S] --clips LIST.tsv
 * COACH.wav ... writes cleaned words for training (bench_echo_write.c); --near FILE instead of
 * --write what the judgement about a voice saw in so many scenes (bench_echo_near.c).
 */
#include "bench_echo.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "fault.h"
#include "wav.h"

enum {
	WORDS_MAX = 20000,
	LEVELS = 6,
	FIRST_S = 5, /* nobody speaks before */
	GAP_MS = 2200
};

static const double level[LEVELS] = {9, 6, 0, -6, -9, -12};

struct wish {
	uint32_t seed;
	int rooms, count;
	int pause_ms; /* the longest that is kept of the coach's pauses */
	double alone;
	const char *clips, *write, *near;
};

struct measured {
	int spoken[LEVELS], noticed[LEVELS];
	double wait_s[LEVELS];
	int alarms;	    /* times a voice was seen where there was none */
	double alone_s;	    /* of the coach's sound */
	double heard, left; /* power, from the fifth second on */
	double cost_s, run_s;
	int unaligned;
};

/* --- material --- */

static bool loud(const int16_t *frame)
{
	double sum = 0;
	for (int i = 0; i < ECHO_FRAME; i++)
		sum += (double)frame[i] * frame[i];
	return sum > 30.0 * 30.0 * ECHO_FRAME;
}

static void add_coach(struct material *material, const char *path, size_t pause_ms)
{
	struct fault why;
	size_t count, pause = 0;
	short *sound = wav_read_mono(path, ROOM_HZ, 3600, &count, &why);
	if (sound == NULL) {
		fprintf(stderr, "%s\n", why.text);
		exit(1);
	}
	material->coach = realloc(material->coach, (material->coach_count + count) * sizeof *sound);
	for (size_t at = 0; at + ECHO_FRAME <= count; at += ECHO_FRAME) {
		pause = loud(sound + at) ? 0 : pause + 10;
		if (pause > pause_ms)
			continue;
		memcpy(material->coach + material->coach_count, sound + at,
		       ECHO_FRAME * sizeof *sound);
		material->coach_count += ECHO_FRAME;
	}
	free(sound);
}

static bool read_word(struct word *word, const char *list, char *line)
{
	char *file = strtok(line, "\t\n"), *label = strtok(NULL, "\t\n");
	char *speaker = strtok(NULL, "\t\n");
	const char *slash = strrchr(list, '/');
	char path[4096];
	struct fault why;
	if (file == NULL || label == NULL || strcmp(file, "file") == 0)
		return false;
	snprintf(path, sizeof path, "%.*s%s", slash == NULL ? 0 : (int)(slash - list) + 1, list,
		 file);
	if (file[0] == '/')
		snprintf(path, sizeof path, "%s", file);
	snprintf(word->file, sizeof word->file, "%s", file);
	snprintf(word->label, sizeof word->label, "%s", label);
	snprintf(word->speaker, sizeof word->speaker, "%s", speaker == NULL ? "-" : speaker);
	word->sample = wav_read_mono(path, ROOM_HZ, 10, &word->count, &why);
	if (word->sample == NULL) {
		fprintf(stderr, "%s\n", why.text);
		return false;
	}
	clip_loud_part(word->sample, word->count, &word->from, &word->to);
	if (word->to > word->from)
		return true;
	free(word->sample);
	return false;
}

static void read_words(struct material *material, const char *list)
{
	char line[1024];
	FILE *file = fopen(list, "r");
	material->words = calloc(WORDS_MAX, sizeof *material->words);
	if (file == NULL || material->words == NULL) {
		perror(list);
		exit(1);
	}
	while (material->word_count < WORDS_MAX && fgets(line, sizeof line, file) != NULL)
		material->word_count +=
		    read_word(&material->words[material->word_count], list, line);
	fclose(file);
}

/* --- scenes --- */

int scene_play(struct stage *stage, const struct material *material, uint32_t *seed, int people,
	       pick_level *pick, void *context, struct spoken_over who[SCENE_PEOPLE])
{
	struct stage_plan plan = stage_any(seed);
	const size_t count = SCENE_SECONDS * ROOM_HZ;
	size_t from = (size_t)(room_random(seed) * (double)(material->coach_count - count));
	stage_set(stage, &plan, material->coach + from, count);
	size_t at = FIRST_S * ROOM_HZ;
	int spoken = 0;
	while (spoken < people) {
		struct word *word =
		    &material->words[(size_t)(room_random(seed) * (double)material->word_count)];
		at += (size_t)(room_between(seed, 0, 0.6) * ROOM_HZ);
		if (at + word->to - word->from + 2 * ROOM_HZ > count)
			break;
		who[spoken] = (struct spoken_over){word, at, pick(context, seed)};
		stage_person(stage, word->sample + word->from, word->to - word->from, at,
			     who[spoken++].above_db);
		at += word->to - word->from + GAP_MS * ROOM_HZ / 1000;
	}
	stage_mix(stage);
	struct fault why;
	struct echo *echo = echo_open(&why);
	if (echo == NULL)
		exit(1);
	stage_run(stage, echo, ECHO_FRAME);
	echo_close(echo);
	return spoken;
}

/* --- measuring --- */

static double now_s(void)
{
	struct timespec now;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

static double round_robin(void *context, uint32_t *seed)
{
	(void)seed;
	int *next = context;
	return level[(*next)++ % LEVELS];
}

static void note_person(struct measured *m, const struct stage *stage,
			const struct spoken_over *who)
{
	int l = 0;
	while (l < LEVELS - 1 && level[l] != who->above_db)
		l++;
	m->spoken[l]++;
	for (size_t i = 0; i < 50; i++)
		if (stage->report[who->at / ECHO_FRAME + i].near_voice) {
			m->noticed[l]++;
			m->wait_s[l] += (double)i / 100;
			return;
		}
	fprintf(stderr, "missed: %+.0f dB, seed %u at %.2f s, %s\n", who->above_db,
		stage->plan.seed, (double)who->at / ROOM_HZ,
		stage->report[who->at / ECHO_FRAME].delay_ms < 0 ? "delay not known yet" : "");
}

static void note_alone(struct measured *m, const struct stage *stage)
{
	const size_t frames = stage->count / ECHO_FRAME;
	for (size_t f = 0; f < frames; f++)
		if (stage->report[f].near_voice && (f == 0 || !stage->report[f - 1].near_voice)) {
			m->alarms++;
			fprintf(stderr, "alarm: seed %u at %.2f s\n", stage->plan.seed,
				(double)f / 100);
		}
	m->alone_s += (double)frames / 100;
	m->unaligned += stage->report[frames - 1].delay_ms < 0;
	for (size_t i = FIRST_S * ROOM_HZ; i < stage->count; i++) {
		m->heard += (double)stage->heard[i] * stage->heard[i];
		m->left += (double)stage->clean[i] * stage->clean[i];
	}
}

static void measure(const struct material *material, const struct wish *wish)
{
	struct measured m = {.alarms = 0};
	struct spoken_over who[SCENE_PEOPLE];
	uint32_t seed = wish->seed;
	int next = 0;
	for (int n = 0; n < wish->rooms; n++) {
		struct stage stage;
		int people =
		    scene_play(&stage, material, &seed, SCENE_PEOPLE, round_robin, &next, who);
		for (int i = 0; i < people; i++)
			note_person(&m, &stage, &who[i]);
		stage_clear(&stage);
		scene_play(&stage, material, &seed, 0, round_robin, &next, who);
		note_alone(&m, &stage);
		struct fault why;
		struct echo *echo = echo_open(&why);
		double start = now_s();
		stage_run(&stage, echo, ECHO_FRAME);
		m.cost_s += now_s() - start, m.run_s += (double)stage.count / ROOM_HZ;
		echo_close(echo);
		stage_clear(&stage);
	}
	for (int l = 0; l < LEVELS; l++)
		printf("person %+3.0f dB: noticed within 0.5 s %5.1f %% of %d, after %.0f ms\n",
		       level[l], 100.0 * m.noticed[l] / m.spoken[l], m.spoken[l],
		       1000 * m.wait_s[l] / (m.noticed[l] + 1e-9));
	printf(
	    "coach alone: %d false in %.2f h = %.1f an hour; %.1f dB taken off; %d not aligned\n",
	    m.alarms, m.alone_s / 3600, m.alarms * 3600 / m.alone_s, 10 * log10(m.heard / m.left),
	    m.unaligned);
	printf("cost: %.2f %% of this core\n", 100 * m.cost_s / m.run_s);
}

static bool take_option(struct wish *wish, const char *name, const char *value)
{
	if (strcmp(name, "--seed") == 0)
		wish->seed = (uint32_t)strtoul(value, NULL, 10);
	else if (strcmp(name, "--rooms") == 0)
		wish->rooms = atoi(value);
	else if (strcmp(name, "--count") == 0)
		wish->count = atoi(value);
	else if (strcmp(name, "--pause") == 0)
		wish->pause_ms = atoi(value);
	else if (strcmp(name, "--alone") == 0)
		wish->alone = atof(value);
	else if (strcmp(name, "--clips") == 0)
		wish->clips = value;
	else if (strcmp(name, "--write") == 0)
		wish->write = value;
	else if (strcmp(name, "--near") == 0)
		wish->near = value;
	else
		return false;
	return true;
}

int main(int argc, char **argv)
{
	struct wish wish = {.seed = 1, .rooms = 20, .count = 100, .pause_ms = 400, .alone = 0.25};
	struct material material = {.coach = NULL};
	for (int i = 1; i < argc; i++)
		if (i + 1 < argc && take_option(&wish, argv[i], argv[i + 1]))
			i++;
		else
			add_coach(&material, argv[i], (size_t)wish.pause_ms);
	if (wish.clips == NULL || material.coach_count < 2 * SCENE_SECONDS * ROOM_HZ) {
		fprintf(stderr, "use: bench_echo [--seed S] [--rooms N | --write FOLDER --count N] "
				"[--pause MS] --clips LIST.tsv COACH.wav ...\n");
		return 1;
	}
	read_words(&material, wish.clips);
	if (wish.write != NULL)
		return bench_write(&material, wish.write, wish.count, wish.seed, wish.alone);
	if (wish.near != NULL)
		return bench_near(&material, wish.near, wish.count, wish.seed, wish.alone);
	measure(&material, &wish);
	return 0;
}
