/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * device.h - the sound device of a live session, present or not.
 *
 * While there is none (captions only, or it was pulled out), main pulls the
 * mixer itself by the monotonic clock and throws the sound away, so that
 * session time goes on and nothing else has to know.
 *
 * It is lost when no callbacks come any more, and when a sound server plays
 * into nothing because it has no loudspeaker left.
 *
 * Threads: main only. A device that went is tried again in a thread of its
 *          own, since a sound server that hangs would hang main with it. Where
 *          a driver hangs for good, only a fresh process can play again: then
 *          one is started now and then to see whether it could.
 */
#ifndef APP_DEVICE_H
#define APP_DEVICE_H

#include <stdbool.h>
#include <stdint.h>

struct audio;
struct audio_out;
struct device_attempt;
struct device_scout;
struct fault;
struct mixer;
struct settings;
struct sink_watch;

struct device {
	struct audio *audio;	/* NULL: captions only */
	struct audio_out *out;	/* NULL: none at the moment */
	struct audio_out *dead; /* went, and is to be closed; or NULL */
	bool burying;		/* ... and that has begun */
	struct mixer *mixer;
	const struct settings *settings;
	struct sink_watch *sinks; /* or NULL */
	bool by_server;		  /* a sound server played it when last seen */
	int64_t pulled_ms;	  /* monotonic time up to which main has pulled */
	int64_t next_try_ms;
	struct device_attempt *attempt; /* opening in a thread of its own, or NULL */
	int64_t attempt_ms;		/* ... since then */
	struct device_scout *scout;	/* a fresh process that tries, or NULL */
};

enum device_news {
	DEVICE_SAME,
	DEVICE_LOST,
	DEVICE_BACK,
	DEVICE_FRESH /* a fresh process could play; this one cannot any more */
};

/* Borrow the parts; audio may be NULL. Does not open anything to play on. */
void device_init(struct device *device, struct audio *audio, struct mixer *mixer,
		 const struct settings *settings);

/* Open the output the first time; false and *why when there is none. */
bool device_open(struct device *device, struct fault *why);

/*
 * Open it, see that it plays, and close it again: takes as long as it takes,
 * three seconds of silence at the most. False and *why when it does not play.
 */
bool device_try(struct device *device, struct fault *why);

/*
 * Look after it: notices a loss, tries again twice a second, pulls meanwhile.
 * With hands_off somebody else is in PortAudio, so that nothing there is called.
 */
enum device_news device_tend(struct device *device, bool hands_off);

/* True while there should be one and is none. */
bool device_is_lost(const struct device *device);

/* Output latency in ms; 0 without a device. */
int device_latency_ms(const struct device *device);

/*
 * How long the loudspeaker swallows sound when it wakes up, in ms: that of the settings, or by its
 * kind. Nothing of PortAudio may hang or be in use by somebody else.
 */
int device_wake_ms(const struct device *device);

/* True while an attempt to open it hangs: nothing of PortAudio may be touched then. */
bool device_is_stuck(const struct device *device);

/* True while one that went is being closed. */
bool device_is_closing(const struct device *device);

void device_close(struct device *device, bool drain);

#endif
