/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * wav_support.h - WAV files put together byte by byte, not by the library under test.
 */
#ifndef WAV_SUPPORT_H
#define WAV_SUPPORT_H

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

static const double pi = 3.14159265358979323846;

static void put_file(const char *path, const void *bytes, size_t count)
{
	FILE *file = fopen(path, "wb");
	assert_non_null(file);
	assert_int_equal(fwrite(bytes, 1, count, file), count);
	assert_int_equal(fclose(file), 0);
}

static unsigned char *get_file(const char *path, size_t *count)
{
	struct stat about;
	assert_int_equal(stat(path, &about), 0);
	*count = (size_t)about.st_size;
	unsigned char *bytes = malloc(*count + 1);
	FILE *file = fopen(path, "rb");
	assert_non_null(bytes);
	assert_non_null(file);
	assert_int_equal(fread(bytes, 1, *count, file), *count);
	fclose(file);
	return bytes;
}

static unsigned char *put_number(unsigned char *to, uint32_t number, int bytes)
{
	for (int i = 0; i < bytes; i++)
		*to++ = (unsigned char)(number >> (8 * i));
	return to;
}

/* The 44 bytes before the samples of a 16-bit WAV file. */
static void put_head(unsigned char *head, int rate, int channels, uint32_t data_bytes)
{
	uint32_t frame = (uint32_t)channels * 2;
	unsigned char *to = head;
	memcpy(to, "RIFF", 4);
	to = put_number(to + 4, 36 + data_bytes, 4);
	memcpy(to, "WAVEfmt ", 8);
	to = put_number(to + 8, 16, 4);
	to = put_number(to, 1, 2);
	to = put_number(to, (uint32_t)channels, 2);
	to = put_number(to, (uint32_t)rate, 4);
	to = put_number(to, (uint32_t)rate * frame, 4);
	to = put_number(to, frame, 2);
	to = put_number(to, 16, 2);
	memcpy(to, "data", 4);
	put_number(to + 4, data_bytes, 4);
}

/* Each channel has its own level and the same pitch. */
static void put_wav(const char *path, int rate, int channels, size_t frames, int hz,
		    const int *levels)
{
	size_t data_bytes = frames * (size_t)channels * 2;
	unsigned char *bytes = malloc(44 + data_bytes), *to = bytes + 44;
	assert_non_null(bytes);
	put_head(bytes, rate, channels, (uint32_t)data_bytes);
	for (size_t i = 0; i < frames; i++)
		for (int c = 0; c < channels; c++) {
			double value = levels[c] * sin(2 * pi * hz * (double)i / rate);
			to = put_number(to, (uint32_t)(uint16_t)lround(value), 2);
		}
	put_file(path, bytes, 44 + data_bytes);
	free(bytes);
}

#endif
