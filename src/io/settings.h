/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * settings.h - reads the settings file (config/easeback.ini has every key).
 *
 * The policy may only be tightened: a looser value is an error with its line.
 */
#ifndef IO_SETTINGS_H
#define IO_SETTINGS_H

#include "button_device.h"
#include "day_time.h"
#include "ini_file.h"
#include "policy.h"
#include "routine.h"
#include "settings_tones.h"

#include <stdbool.h>

enum { WAKE_AUTO = -1 };

struct settings {
	char routine[NAME_BYTES]; /* what "easeback" alone runs */
	char voice[NAME_BYTES];	  /* a file in voices, without its ending */
	char output[128];	  /* part of a device's name; empty: the default */
	char microphone[128];
	int latency_ms; /* 40 to 500 */
	int wake_ms; /* 0 to 3,000: silence before the first sound; or WAKE_AUTO: by the device */
	bool keep_awake; /* silence is made of the faintest noise, not of zeros */
	int voice_percent; /* 0 to 100 */
	int recordings_percent; /* 0 to 100 */
	int tones_percent; /* 0 to 100 */
	struct tone_style tones;
	struct day_hours night; /* all is lower and softer then */
	int night_db;		/* so much: -18 to -3 */
	bool captions;
	bool explain_always; /* exercises are told in full however often they were done */
	bool ear;	    /* use the microphone at all */
	char ear_host[128]; /* of a Wyoming speech server; empty: none */
	int ear_port;
	char voices[40];	/* enrolled people who are known: all, none or a name */
	char ear_model[256];	/* folder; empty: Debian's */
	char start_phrase[64];	/* what wakes a coach that waits */
	char buttons[256];	/* parts of names of devices with keys; empty: none */
	enum one_button one_button;
	struct day_hours quiet; /* nobody is reminded then */
	struct policy policy;
	unsigned conditions; /* enum condition, before cleared_by is looked at */
	char cleared_by[NAME_BYTES];
	char emergency_number[24];
	char urgent_number[24];
};

/* The shipped defaults; the same as those of config/easeback.ini (a test compares them). */
struct settings settings_default(void);

/* Read a file over what is in *settings. True when there was no error; else *settings stays. */
bool settings_read(const char *path, struct settings *settings, struct remarks *remarks);

#endif
