/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sink.c - what kind of loudspeaker a device's name stands for, and what follows from it. */
#include "sink.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

/* The first part that a name holds decides: HDMI has "i2s" in it, and a USB headset "headphones".
 */
static const struct {
	const char *part;
	enum sink_kind kind;
} parts[] = {
    {"auto_null", SINK_NOTHING},
    {"dummy output", SINK_NOTHING},
    {"bluez", SINK_BLUETOOTH},
    {"bluealsa", SINK_BLUETOOTH},
    {"bluetooth", SINK_BLUETOOTH},
    {"a2dp", SINK_BLUETOOTH},
    {"hdmi", SINK_HDMI},
    {"displayport", SINK_HDMI},
    {"usb", SINK_USB},
    {"snd_rpi", SINK_HAT},
    {"sndrpi", SINK_HAT},
    {"hifiberry", SINK_HAT},
    {"voicecard", SINK_HAT},
    {"voicehat", SINK_HAT},
    {"wm8960", SINK_HAT},
    {"iqaudio", SINK_HAT},
    {"justboom", SINK_HAT},
    {"allo-", SINK_HAT},
    {"pcm5102", SINK_HAT},
    {"pcm512x", SINK_HAT},
    {"max98357", SINK_HAT},
    {"soc_sound", SINK_HAT},
    {"i2s", SINK_HAT},
    {"headphones", SINK_JACK},
    {"bcm2835", SINK_JACK},
    {"analog", SINK_JACK},
};

/* From the one to play on first to the last. */
static const enum sink_kind ranks[] = {SINK_USB, SINK_HAT, SINK_JACK, SINK_HDMI};

enum { PARTS = sizeof parts / sizeof parts[0], RANKS = sizeof ranks / sizeof ranks[0] };

static bool begins(const char *text, const char *part)
{
	for (; *part != '\0'; text++, part++)
		if (tolower((unsigned char)*text) != tolower((unsigned char)*part))
			return false;
	return true;
}

static bool contains(const char *text, const char *part)
{
	for (; *text != '\0'; text++)
		if (begins(text, part))
			return true;
	return *part == '\0';
}

enum sink_kind sink_kind(const char *name)
{
	for (int i = 0; i < PARTS; i++)
		if (contains(name, parts[i].part))
			return parts[i].kind;
	return SINK_UNKNOWN;
}

const char *sink_kind_name(enum sink_kind kind)
{
	switch (kind) {
	case SINK_USB:
		return "USB";
	case SINK_HAT:
		return "HAT";
	case SINK_JACK:
		return "built in";
	case SINK_HDMI:
		return "HDMI";
	case SINK_BLUETOOTH:
		return "Bluetooth";
	case SINK_NOTHING:
		return "no loudspeaker";
	case SINK_UNKNOWN:
		break;
	}
	return "of unknown kind";
}

/*
 * USB, Bluetooth and HDMI as measured by others on such devices; a codec on the board has only its
 * amplifier to wait for. Where nothing is known, silence costs less than the first word.
 */
int sink_wake_ms(enum sink_kind kind)
{
	switch (kind) {
	case SINK_HAT:
	case SINK_JACK:
		return 200;
	case SINK_BLUETOOTH:
		return 1000;
	case SINK_HDMI:
		return 1500;
	case SINK_USB:
	case SINK_UNKNOWN:
	case SINK_NOTHING:
		break;
	}
	return 600;
}

int sink_choose(const char *const names[], int count)
{
	for (int rank = 0; rank < RANKS; rank++)
		for (int i = 0; i < count; i++)
			if (sink_kind(names[i]) == ranks[rank])
				return i;
	return -1;
}

/* The length without " (hw:1,0)" or the like. */
static size_t bare_length(const char *name)
{
	size_t length = strlen(name);
	const char *number = NULL;
	for (const char *at = strstr(name, "(hw:"); at != NULL; at = strstr(at + 1, "(hw:"))
		number = at;
	if (number == NULL || name[length - 1] != ')' ||
	    strspn(number + 4, "0123456789,") + 5 != strlen(number))
		return length;
	length = (size_t)(number - name);
	while (length > 0 && name[length - 1] == ' ')
		length--;
	return length;
}

void sink_bare_name(const char *name, char bare[SINK_BARE_BYTES])
{
	snprintf(bare, SINK_BARE_BYTES, "%.*s", (int)bare_length(name), name);
}

bool sink_has(const char *name, const char *part)
{
	char bare[SINK_BARE_BYTES];
	sink_bare_name(part, bare);
	return contains(name, bare[0] != '\0' ? bare : part);
}
