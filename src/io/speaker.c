/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * speaker.c - turns words into sound with eSpeak NG.
 *
 * eSpeak NG is set up once in a process and never taken down again: after
 * taking down and setting up anew it can hang. Its synchronous mode speaks
 * inside espeak_Synth, so espeak_Synchronize is neither needed nor safe.
 */
#include "speaker.h"

#include <assert.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <espeak-ng/espeak_ng.h>

#include "clip.h"
#include "fault.h"
#include "loudness.h"
#include "mailbox.h"
#include "monotonic.h"
#include "resample.h"

enum {
	JOBS = 512,
	LONGEST_S = 60, /* of one phrase; more is a mistake in the text */
	FIRST_ROOM = 65536,
	KEEP_MS = 10,	  /* of the quiet before the first sound and after the last */
	QUIET_PART = 300, /* below a 300th of the peak (-50 dB) is quiet */
	RETRY_MS = 10	  /* when the mailbox is full */
};

/* Samples as eSpeak NG gives them, at its own rate. */
struct speech {
	int16_t *sample;
	size_t count, room;
	const atomic_uint *hushes; /* breaks off when this is not ... */
	unsigned begun;		   /* ... what it was when the phrase was asked for */
	bool failed;
};

struct job {
	int id, speed;
	char *words;
};

struct speaker {
	int hz;
	struct loudness loudness; /* of every clip */
	int speed;		  /* the voice's own */
	int asked_speed;	  /* of the jobs to come; main's */
	int speed_now;		  /* as eSpeak NG has it; of whoever speaks */
	atomic_uint hushes; /* counts them: work begun before the last is not wanted any more */
	bool started;
	pthread_t thread;
	struct mailbox *mailbox;

	pthread_mutex_t lock; /* guards what follows */
	pthread_cond_t wake;
	bool stop;
	size_t first, count;
	struct job job[JOBS];
};

/* --- eSpeak NG --- */

static bool make_room(struct speech *speech, size_t more)
{
	size_t room = speech->room > 0 ? speech->room : FIRST_ROOM;
	while (room < speech->count + more)
		room *= 2;
	if (room == speech->room)
		return true;
	int16_t *larger = realloc(speech->sample, room * sizeof *larger);
	if (larger == NULL)
		return false;
	speech->sample = larger;
	speech->room = room;
	return true;
}

/* eSpeak NG calls this with each piece; 1 makes it break off. */
static int collect(short *wave, int count, espeak_EVENT *events)
{
	struct speech *speech = events->user_data;
	if (atomic_load(speech->hushes) != speech->begun)
		speech->failed = true;
	if (wave == NULL || count <= 0 || speech->failed)
		return speech->failed;
	size_t more = (size_t)count, longest = LONGEST_S * (size_t)espeak_ng_GetSampleRate();
	if (speech->count + more > longest || !make_room(speech, more)) {
		speech->failed = true;
		return 1;
	}
	memcpy(speech->sample + speech->count, wave, more * sizeof *wave);
	speech->count += more;
	return 0;
}

static bool start_library(struct fault *why)
{
	/* its rate is 0 until its data have been loaded whole */
	if (espeak_ng_GetSampleRate() > 0)
		return true;
	if (espeak_Initialize(AUDIO_OUTPUT_SYNCHRONOUS, 0, NULL, espeakINITIALIZE_DONT_EXIT) > 0)
		return true;
	return fault_set(why, FAULT_VOICE,
			 "the voice is missing: eSpeak NG does not find its data; "
			 "\"apt install espeak-ng-data\" brings it");
}

/* A name is part of a file's path inside the library. */
static bool is_plain_name(const char *name)
{
	return name[0] != '\0' &&
	       strspn(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
			    "0123456789+-_ ") == strlen(name);
}

static bool choose_voice(const char *name, struct fault *why)
{
	static const char advice[] = "\"espeak-ng --voices=en\" lists voices, "
				     "\"espeak-ng --voices=variant\" what may stand behind \"+\"";
	const char *variant = strchr(name, '+');
	if (!is_plain_name(name) || espeak_SetVoiceByName(name) != EE_OK)
		return fault_set(why, FAULT_VOICE, "eSpeak NG has no voice \"%s\"; %s", name,
				 advice);
	/* an unknown variant is passed over silently: look whether it was taken */
	const espeak_VOICE *now = espeak_GetCurrentVoice();
	if (variant != NULL && (now == NULL || strchr(now->identifier, '+') == NULL))
		return fault_set(why, FAULT_VOICE,
				 "eSpeak NG has no variant \"%s\" of the voice \"%s\"; %s", variant,
				 name, advice);
	return true;
}

static void set_parameters(const struct speaker_voice *voice)
{
	espeak_SetSynthCallback(collect);
	espeak_SetParameter(espeakRATE, voice->speed, 0);
	espeak_SetParameter(espeakPITCH, voice->pitch, 0);
	espeak_SetParameter(espeakRANGE, voice->range, 0);
	espeak_SetParameter(espeakWORDGAP, voice->gap, 0);
}

/* eSpeak NG takes control characters as commands; markup and phonemes are off anyway. */
static char *plain_words(const char *words)
{
	char *plain = strdup(words);
	for (char *c = plain; c != NULL && *c != '\0'; c++)
		if ((unsigned char)*c < ' ' || *c == 0x7f)
			*c = ' ';
	return plain;
}

static bool synthesise(struct speech *speech, const char *words)
{
	char *plain = plain_words(words);
	if (plain == NULL)
		return false;
	espeak_ERROR result = espeak_Synth(plain, strlen(plain) + 1, 0, POS_CHARACTER, 0,
					   espeakCHARS_UTF8, NULL, speech);
	free(plain);
	return result == EE_OK && !speech->failed;
}

/* --- from samples to a clip --- */

static int loudest_of(const struct speech *speech)
{
	int loudest = 0;
	for (size_t i = 0; i < speech->count; i++)
		if (abs(speech->sample[i]) > loudest)
			loudest = abs(speech->sample[i]);
	return loudest;
}

/*
 * Cut the quiet before and after: it differs by up to 49 ms from word to word,
 * and a counted number must be heard at its time. False when all is quiet.
 */
static bool trim(const struct speech *speech, int hz, size_t *from, size_t *to)
{
	int loudest = loudest_of(speech), quiet = loudest / QUIET_PART;
	size_t keep = (size_t)hz * KEEP_MS / 1000;
	if (loudest == 0)
		return false;
	for (*from = 0; abs(speech->sample[*from]) <= quiet; (*from)++)
		;
	for (*to = speech->count; abs(speech->sample[*to - 1]) <= quiet; (*to)--)
		;
	*from = *from > keep ? *from - keep : 0;
	*to = speech->count - *to > keep ? *to + keep : speech->count;
	return true;
}

static struct clip *clip_from(const struct speech *speech, int hz, const struct loudness *loudness)
{
	size_t from, to, frames;
	struct fault ignored;
	if (!trim(speech, hz, &from, &to))
		return NULL;
	int16_t *samples =
	    resample_all(speech->sample + from, to - from, hz, SOUND_HZ, &frames, &ignored);
	if (samples == NULL)
		return NULL;
	struct clip *clip = malloc(clip_bytes(frames));
	if (clip != NULL) {
		clip->frames = frames;
		memcpy(clip->sample, samples, frames * sizeof *samples);
		loudness_level(clip, loudness);
	}
	free(samples);
	return clip;
}

/* NULL also when a hush came after begun. */
static struct clip *speak(struct speaker *speaker, const char *words, int speed, unsigned begun)
{
	struct speech speech = {.hushes = &speaker->hushes, .begun = begun};
	struct clip *clip = NULL;
	if (speaker->speed_now != speed)
		espeak_SetParameter(espeakRATE, speed, 0);
	speaker->speed_now = speed;
	if (synthesise(&speech, words))
		clip = clip_from(&speech, speaker->hz, &speaker->loudness);
	free(speech.sample);
	return clip;
}

/* --- the thread --- */

/* Wait for a job; false when there is to be no more. Called and left with the lock held. */
static bool next_job(struct speaker *speaker, struct job *job)
{
	while (speaker->count == 0 && !speaker->stop)
		pthread_cond_wait(&speaker->wake, &speaker->lock);
	if (speaker->stop)
		return false;
	*job = speaker->job[speaker->first];
	speaker->first = (speaker->first + 1) % JOBS;
	speaker->count--;
	return true;
}

static void wait_a_little(struct speaker *speaker)
{
	struct timespec until = monotonic_in(RETRY_MS);
	pthread_cond_timedwait(&speaker->wake, &speaker->lock, &until);
}

/* With the lock held, so that a hush comes either before the letter or after it. */
static void deliver(struct speaker *speaker, int id, struct clip *clip, unsigned begun)
{
	struct letter letter = {.kind = LETTER_CLIP, .id = id, .clip = clip};
	while (!speaker->stop && atomic_load(&speaker->hushes) == begun) {
		if (mailbox_post(speaker->mailbox, &letter))
			return;
		wait_a_little(speaker);
	}
	free(clip);
}

static void *work(void *context)
{
	struct speaker *speaker = context;
	struct job job;
	pthread_mutex_lock(&speaker->lock);
	while (next_job(speaker, &job)) {
		unsigned begun = atomic_load(&speaker->hushes);
		pthread_mutex_unlock(&speaker->lock);
		struct clip *clip = speak(speaker, job.words, job.speed, begun);
		free(job.words);
		pthread_mutex_lock(&speaker->lock);
		deliver(speaker, job.id, clip, begun);
	}
	pthread_mutex_unlock(&speaker->lock);
	return NULL;
}

/* --- for main --- */

static void init_locks(struct speaker *speaker)
{
	pthread_condattr_t monotonic;
	pthread_condattr_init(&monotonic);
	pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
	pthread_mutex_init(&speaker->lock, NULL);
	pthread_cond_init(&speaker->wake, &monotonic);
	pthread_condattr_destroy(&monotonic);
}

struct speaker *speaker_open(const struct speaker_voice *voice, struct fault *why)
{
	if (!start_library(why) || !choose_voice(voice->name, why))
		return NULL;
	set_parameters(voice);
	struct speaker *speaker = calloc(1, sizeof *speaker);
	if (speaker == NULL) {
		fault_set(why, FAULT_SYSTEM, "not enough memory for the voice");
		return NULL;
	}
	speaker->hz = espeak_ng_GetSampleRate();
	speaker->loudness = (struct loudness){.lufs = voice->level_db, .peak_db = voice->peak_db};
	speaker->speed = speaker->asked_speed = speaker->speed_now = voice->speed;
	init_locks(speaker);
	return speaker;
}

bool speaker_start(struct speaker *speaker, struct mailbox *mailbox, struct fault *why)
{
	assert(!speaker->started);
	sigset_t all, before;
	speaker->mailbox = mailbox;
	/* signals are main's business */
	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &before);
	int error = pthread_create(&speaker->thread, NULL, work, speaker);
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	speaker->started = error == 0;
	if (!speaker->started)
		return fault_set(why, FAULT_SYSTEM, "cannot start the voice: %s", strerror(error));
	return true;
}

void speaker_speed(struct speaker *speaker, int percent)
{
	assert(percent >= 50 && percent <= 100);
	speaker->asked_speed = speaker->speed * percent / 100;
}

bool speaker_ask(struct speaker *speaker, int id, const char *words)
{
	assert(speaker->started);
	struct job job = {.id = id, .speed = speaker->asked_speed, .words = strdup(words)};
	if (job.words == NULL)
		return false;
	pthread_mutex_lock(&speaker->lock);
	bool fits = speaker->count < JOBS;
	if (fits) {
		speaker->job[(speaker->first + speaker->count) % JOBS] = job;
		speaker->count++;
		pthread_cond_signal(&speaker->wake);
	}
	pthread_mutex_unlock(&speaker->lock);
	if (!fits)
		free(job.words);
	return fits;
}

void speaker_hush(struct speaker *speaker)
{
	pthread_mutex_lock(&speaker->lock);
	atomic_fetch_add(&speaker->hushes, 1);
	while (speaker->count > 0) {
		free(speaker->job[speaker->first].words);
		speaker->first = (speaker->first + 1) % JOBS;
		speaker->count--;
	}
	pthread_cond_signal(&speaker->wake);
	pthread_mutex_unlock(&speaker->lock);
}

struct clip *speaker_say_now(struct speaker *speaker, const char *words)
{
	assert(!speaker->started);
	return speak(speaker, words, speaker->asked_speed, atomic_load(&speaker->hushes));
}

void speaker_close(struct speaker *speaker)
{
	if (speaker == NULL)
		return;
	speaker_hush(speaker);
	if (speaker->started) {
		pthread_mutex_lock(&speaker->lock);
		speaker->stop = true;
		pthread_cond_signal(&speaker->wake);
		pthread_mutex_unlock(&speaker->lock);
		pthread_join(speaker->thread, NULL);
	}
	pthread_cond_destroy(&speaker->wake);
	pthread_mutex_destroy(&speaker->lock);
	free(speaker);
}

const char *speaker_version(void)
{
	return espeak_Info(NULL);
}
