/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * wav.c - reads recordings and writes renderings with libsndfile.
 */
#include "wav.h"

#include <assert.h>
#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

#include <sndfile.h>

#include "clip.h"
#include "fault.h"
#include "resample.h"

enum {
	READ_FRAMES = 1024,
	WRITE_FRAMES = 4096, /* the Vorbis encoder takes large pieces onto the stack */
	CHANNELS_MAX = 64
};

struct ending {
	const char *text;
	int format;
};

static const struct ending endings[] = {{".wav", SF_FORMAT_WAV | SF_FORMAT_PCM_16},
					{".flac", SF_FORMAT_FLAC | SF_FORMAT_PCM_16},
					{".ogg", SF_FORMAT_OGG | SF_FORMAT_VORBIS},
					{".oga", SF_FORMAT_OGG | SF_FORMAT_VORBIS}};

struct wav_writer {
	SNDFILE *file;
	char *path;
	short block[WRITE_FRAMES];
};

/* --- reading --- */

/* libsndfile's own words for a folder or an empty file help nobody. */
static bool check_file(const char *path, struct fault *why)
{
	struct stat about;
	if (stat(path, &about) != 0)
		return fault_set(why, FAULT_INPUT, "%s: cannot be read: %s", path, strerror(errno));
	if (S_ISDIR(about.st_mode))
		return fault_set(why, FAULT_INPUT, "%s: is a folder, not a sound file", path);
	if (!S_ISREG(about.st_mode))
		return fault_set(why, FAULT_INPUT, "%s: is not an ordinary file", path);
	if (about.st_size == 0)
		return fault_set(why, FAULT_INPUT, "%s: is empty; a sound file is needed", path);
	return true;
}

static SNDFILE *open_to_read(const char *path, SF_INFO *info, struct fault *why)
{
	memset(info, 0, sizeof *info);
	if (!check_file(path, why))
		return NULL;
	SNDFILE *file = sf_open(path, SFM_READ, info);
	if (file == NULL) {
		fault_set(why, FAULT_INPUT,
			  "%s: not a sound file libsndfile can read (WAV, FLAC or Ogg are): %s",
			  path, sf_strerror(NULL));
		return NULL;
	}
	if (info->channels >= 1 && info->channels <= CHANNELS_MAX && info->frames > 0)
		return file;
	if (info->frames <= 0)
		fault_set(why, FAULT_INPUT, "%s: holds no sound", path);
	else
		fault_set(why, FAULT_INPUT, "%s: has %d channels; 1 to %d can be read", path,
			  info->channels, CHANNELS_MAX);
	sf_close(file);
	return NULL;
}

static int16_t mean_of(const float *frame, int channels)
{
	float sum = 0;
	for (int i = 0; i < channels; i++)
		sum += frame[i];
	return clip_sample(sum / (float)channels);
}

/* Mix up to max frames down to mono; returns how many there were. */
static size_t read_mono(SNDFILE *file, int channels, int16_t *mono, size_t max)
{
	float block[READ_FRAMES];
	sf_count_t room = READ_FRAMES / channels, n = 1;
	size_t made = 0;
	while (made < max && n > 0) {
		n = sf_readf_float(file, block, room);
		for (sf_count_t i = 0; i < n && made < max; i++)
			mono[made++] = mean_of(block + i * channels, channels);
	}
	return made;
}

/* Mono at the file's own rate, at most max frames. */
static int16_t *read_at_own_rate(SNDFILE *file, const char *path, const SF_INFO *info, size_t max,
				 size_t *count, struct fault *why)
{
	if ((uint64_t)info->frames < max)
		max = (size_t)info->frames;
	int16_t *mono = malloc(max * sizeof *mono);
	if (mono == NULL) {
		fault_set(why, FAULT_SYSTEM, "%s: not enough memory to read it", path);
		return NULL;
	}
	*count = read_mono(file, info->channels, mono, max);
	if (*count == max)
		return mono;
	fault_set(why, FAULT_INPUT, "%s: damaged: it breaks off after %.1f of %.1f seconds", path,
		  (double)*count / info->samplerate, (double)info->frames / info->samplerate);
	free(mono);
	return NULL;
}

/* As opened; closes the file whatever happens. */
static int16_t *read_at(SNDFILE *file, const char *path, const SF_INFO *info, int hz, int seconds,
			size_t *frames, struct fault *why)
{
	size_t count, max = (size_t)seconds * (size_t)info->samplerate;
	int16_t *own = read_at_own_rate(file, path, info, max, &count, why);
	struct fault rate;
	sf_close(file);
	if (own == NULL)
		return NULL;
	int16_t *mono = resample_all(own, count, info->samplerate, hz, frames, &rate);
	if (mono == NULL)
		fault_set(why, rate.code, "%s: %.300s", path, rate.text);
	free(own);
	return mono;
}

short *wav_read_mono(const char *path, int hz, int seconds, size_t *frames, struct fault *why)
{
	SF_INFO info;
	SNDFILE *file = open_to_read(path, &info, why);
	return file != NULL ? read_at(file, path, &info, hz, seconds, frames, why) : NULL;
}

static struct clip *clip_of(const int16_t *samples, size_t frames, struct fault *why)
{
	struct clip *clip = malloc(clip_bytes(frames));
	if (clip == NULL) {
		fault_set(why, FAULT_SYSTEM, "not enough memory for a recording");
		return NULL;
	}
	clip->frames = frames;
	memcpy(clip->sample, samples, frames * sizeof *samples);
	return clip;
}

struct clip *wav_read_clip(const char *path, struct fault *why)
{
	SF_INFO info;
	SNDFILE *file = open_to_read(path, &info, why);
	size_t frames;
	if (file == NULL)
		return NULL;
	if (info.frames > (sf_count_t)RECORDING_SECONDS * info.samplerate) {
		fault_set(why, FAULT_INPUT, "%s: is %.0f s long; a recording may have %d s", path,
			  (double)info.frames / info.samplerate, RECORDING_SECONDS);
		sf_close(file);
		return NULL;
	}
	int16_t *mono = read_at(file, path, &info, SOUND_HZ, RECORDING_SECONDS, &frames, why);
	if (mono == NULL)
		return NULL;
	struct clip *clip = clip_of(mono, frames, why);
	free(mono);
	return clip;
}

/* --- writing --- */

static const struct ending *ending_of(const char *path)
{
	size_t length = strlen(path);
	for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++) {
		size_t n = strlen(endings[i].text);
		if (length > n && strcasecmp(path + length - n, endings[i].text) == 0)
			return &endings[i];
	}
	return NULL;
}

bool wav_check_ending(const char *path, struct fault *why)
{
	if (ending_of(path) != NULL)
		return true;
	return fault_set(why, FAULT_INPUT,
			 "%s: the file's name must end in .wav, .flac, .ogg or .oga", path);
}

static SNDFILE *open_to_write(const char *path, struct fault *why)
{
	SF_INFO info = {.samplerate = SOUND_HZ, .channels = 1, .format = ending_of(path)->format};
	double vorbis_quality = 0.5;
	SNDFILE *file = sf_open(path, SFM_WRITE, &info);
	if (file == NULL) {
		fault_set(why, FAULT_INPUT, "%s: cannot be written: %s", path,
			  errno != 0 ? strerror(errno) : sf_strerror(NULL));
		return NULL;
	}
	/* the PEAK chunk carries the time of day: two equal renderings would differ */
	sf_command(file, SFC_SET_ADD_PEAK_CHUNK, NULL, SF_FALSE);
	sf_command(file, SFC_SET_VBR_ENCODING_QUALITY, &vorbis_quality, sizeof vorbis_quality);
	return file;
}

struct wav_writer *wav_open(const char *path, struct fault *why)
{
	if (!wav_check_ending(path, why))
		return NULL;
	struct wav_writer *writer = malloc(sizeof *writer);
	char *name = strdup(path);
	if (writer == NULL || name == NULL) {
		fault_set(why, FAULT_SYSTEM, "%s: not enough memory to write it", path);
		free(writer);
		free(name);
		return NULL;
	}
	errno = 0;
	writer->path = name;
	writer->file = open_to_write(path, why);
	if (writer->file != NULL)
		return writer;
	free(name);
	free(writer);
	return NULL;
}

/* libsndfile's own reason is lost on its way out with FLAC and Ogg; the likeliest is named. */
static bool write_failed(const struct wav_writer *writer, struct fault *why)
{
	return fault_set(why, FAULT_SYSTEM,
			 "%s: could not be written to its end; is the disk full?", writer->path);
}

bool wav_write(struct wav_writer *writer, const float *frames, size_t count, struct fault *why)
{
	while (count > 0) {
		size_t n = count < WRITE_FRAMES ? count : WRITE_FRAMES;
		for (size_t i = 0; i < n; i++)
			writer->block[i] = clip_sample(frames[i]);
		if (sf_writef_short(writer->file, writer->block, (sf_count_t)n) != (sf_count_t)n)
			return write_failed(writer, why);
		frames += n;
		count -= n;
	}
	return true;
}

bool wav_close(struct wav_writer *writer, struct fault *why)
{
	if (writer == NULL)
		return true;
	sf_write_sync(writer->file);
	bool sound = sf_error(writer->file) == SF_ERR_NO_ERROR;
	if (!sound)
		write_failed(writer, why);
	if (sf_close(writer->file) != 0 && sound)
		sound = fault_set(why, FAULT_SYSTEM, "%s: could not be finished", writer->path);
	free(writer->path);
	free(writer);
	return sound;
}
