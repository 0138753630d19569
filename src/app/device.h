/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * device.h - the sound device of a live session, present or not.
 *
 * While there is none (captions only, or it was pulled out), main pulls the
 * mixer itself by the monotonic clock and throws the sound away, so that
 * session time goes on and nothing else has to know.
 *
 * Threads: main only. A device that went is tried again in a thread of its
 *          own, since a sound server that hangs would hang main with it.
 */
#ifndef APP_DEVICE_H
#define APP_DEVICE_H

#include <stdbool.h>
#include <stdint.h>

struct audio;
struct audio_out;
struct device_attempt;
struct fault;
struct mixer;
struct settings;

struct device {
	struct audio *audio;	/* NULL: captions only */
	struct audio_out *out;	/* NULL: none at the moment */
	struct audio_out *dead; /* went, and is yet to be closed; or NULL */
	struct mixer *mixer;
	const struct settings *settings;
	int64_t pulled_ms; /* monotonic time up to which main has pulled */
	int64_t next_try_ms;
	struct device_attempt *attempt; /* opening in a thread of its own, or NULL */
};

enum device_news { DEVICE_SAME, DEVICE_LOST, DEVICE_BACK };

/* Borrow the parts; audio may be NULL. Does not open anything. */
void device_init(struct device *device, struct audio *audio, struct mixer *mixer,
		 const struct settings *settings);

/* Open the output the first time; false and *why when there is none. */
bool device_open(struct device *device, struct fault *why);

/*
 * Look after it: notices a loss, tries again every second, pulls meanwhile.
 * With hands_off somebody else is in PortAudio, so that nothing there is called.
 */
enum device_news device_tend(struct device *device, bool hands_off);

/* True while there should be one and is none. */
bool device_is_lost(const struct device *device);

/* Output latency in ms; 0 without a device. */
int device_latency_ms(const struct device *device);

/* True while an attempt to open it hangs: nothing of PortAudio may be touched then. */
bool device_is_stuck(const struct device *device);

void device_close(struct device *device, bool drain);

/* Milliseconds of the monotonic clock, which no one sets. */
int64_t monotonic_ms(void);

#endif
