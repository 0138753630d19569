/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * bench_echo_write.c - cleaned words for training: 1.6 s around each, and as much of the coach
 * alone.
 *
 * FOLDER/N.wav, and a line in FOLDER/list.tsv for each:
 * n, label, dB above the echo, start of the word in s, its length in s, file, speaker.
 */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "bench_echo.h"

enum { PIECE = ROOM_HZ * 16 / 10, LATE = 160 /* the canceller's delay */ };

struct writing {
	const char *folder;
	FILE *list;
	int made;
};

static void put(FILE *file, unsigned value, int bytes)
{
	for (int i = 0; i < bytes; i++)
		fputc((int)(value >> (8 * i) & 255), file);
}

static int write_wav(const char *path, const int16_t *sample, unsigned count)
{
	FILE *file = fopen(path, "wb");
	if (file == NULL) {
		perror(path);
		return 1;
	}
	fputs("RIFF", file), put(file, 36 + 2 * count, 4), fputs("WAVEfmt ", file);
	put(file, 16, 4), put(file, 1, 2), put(file, 1, 2);
	put(file, ROOM_HZ, 4), put(file, 2 * ROOM_HZ, 4), put(file, 2, 2), put(file, 16, 2);
	fputs("data", file), put(file, 2 * count, 4);
	for (unsigned i = 0; i < count; i++)
		put(file, (uint16_t)sample[i], 2);
	return fclose(file) != 0;
}

static int write_piece(struct writing *writing, const struct stage *stage, size_t from)
{
	char path[4096];
	snprintf(path, sizeof path, "%s/%d.wav", writing->folder, writing->made++);
	return write_wav(path, stage->clean + from, PIECE);
}

static int write_word(struct writing *writing, const struct stage *stage,
		      const struct spoken_over *who)
{
	size_t length = who->word->to - who->word->from;
	size_t middle = who->at + length / 2 + LATE;
	if (middle < PIECE / 2 || middle + PIECE / 2 > stage->count)
		return 0;
	size_t from = middle - PIECE / 2;
	fprintf(writing->list, "%d\t%s\t%.1f\t%.3f\t%.3f\t%s\t%s\n", writing->made,
		who->word->label, who->above_db,
		((double)(who->at + LATE) - (double)from) / ROOM_HZ, (double)length / ROOM_HZ,
		who->word->file, who->word->speaker);
	return write_piece(writing, stage, from);
}

static double any_level(void *context, uint32_t *seed)
{
	(void)context;
	return room_between(seed, -12, 9);
}

static int write_people(struct writing *writing, const struct material *material, uint32_t *seed,
			int count)
{
	struct stage stage;
	struct spoken_over who[SCENE_PEOPLE];
	int people = scene_play(&stage, material, seed, SCENE_PEOPLE, any_level, NULL, who);
	int failed = 0;
	for (int i = 0; i < people && writing->made < count && !failed; i++)
		failed = write_word(writing, &stage, &who[i]);
	stage_clear(&stage);
	return failed;
}

static int write_alone(struct writing *writing, const struct material *material, uint32_t *seed,
		       int count)
{
	struct stage stage;
	struct spoken_over who[SCENE_PEOPLE];
	int failed = 0;
	scene_play(&stage, material, seed, 0, any_level, NULL, who);
	for (size_t from = 4 * ROOM_HZ;
	     from + PIECE < stage.count && writing->made < count && !failed; from += PIECE) {
		fprintf(writing->list, "%d\tcoach\t-99\t0\t0\t-\t-\n", writing->made);
		failed = write_piece(writing, &stage, from);
	}
	stage_clear(&stage);
	return failed;
}

int bench_write(const struct material *material, const char *folder, int count, uint32_t seed,
		double alone)
{
	char path[4096];
	snprintf(path, sizeof path, "%s/list.tsv", folder);
	struct writing writing = {.folder = folder, .list = fopen(path, "w")};
	if (writing.list == NULL) {
		perror(path);
		return 1;
	}
	fputs("n\tlabel\tsnr\toffset\tlength\tfile\tspeaker\n", writing.list);
	int failed = 0;
	while (writing.made < count && !failed)
		failed = room_random(&seed) < alone * 0.7
			     ? write_alone(&writing, material, &seed, count)
			     : write_people(&writing, material, &seed, count);
	return fclose(writing.list) != 0 || failed;
}
