/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * loudness.c - a recording made as loud as the coach speaks.
 *
 *	loudness IN.wav LUFS OUT.wav    mono at 48,000 Hz, no peak above -1 dB
 */
#include "loudness.h"
#include "clip.h"
#include "fault.h"
#include "wav.h"

#include <stdio.h>
#include <stdlib.h>

enum { PIECE = 480 };

static bool write_all(const struct clip *clip, const char *path, struct fault *why)
{
	struct wav_writer *writer = wav_open(path, why);
	float piece[PIECE];
	bool good = writer != NULL;
	for (size_t i = 0; good && i < clip->frames; i += PIECE) {
		size_t n = clip->frames - i < PIECE ? clip->frames - i : PIECE;
		for (size_t k = 0; k < n; k++)
			piece[k] = (float)clip->sample[i + k] / 32768.0F;
		good = wav_write(writer, piece, n, why);
	}
	return wav_close(writer, why) && good;
}

int main(int argc, char **argv)
{
	struct fault why = {FAULT_NONE, ""};
	struct loudness wanted = {.peak_db = -1.0};
	if (argc != 4) {
		fputs("loudness IN.wav LUFS OUT.wav\n", stderr);
		return 2;
	}
	struct clip *clip = wav_read_clip(argv[1], &why);
	if (clip != NULL)
		wanted.lufs = (double)strtol(argv[2], NULL, 10);
	bool good = clip != NULL && loudness_level(clip, &wanted) && write_all(clip, argv[3], &why);
	if (!good)
		fprintf(stderr, "loudness: %s\n", why.text);
	free(clip);
	return good ? 0 : 1;
}
