/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * sink.h - what kind of loudspeaker a device's name stands for, and what follows from it.
 *
 * Pure. The names are those of ALSA's cards as PortAudio lists them ("UE Boom: USB Audio (hw:1,0)")
 * and those of a sound server's sinks ("bluez_output.AA_BB_CC_DD_EE_FF.1").
 */
#ifndef CORE_SINK_H
#define CORE_SINK_H

#include <stdbool.h>
#include <stddef.h>

enum { SINK_BARE_BYTES = 160 };

enum sink_kind {
	SINK_UNKNOWN,
	SINK_USB,
	SINK_HAT,  /* a sound card on the pins of the Raspberry Pi */
	SINK_JACK, /* built in: headphones, line out */
	SINK_HDMI,
	SINK_BLUETOOTH,
	SINK_NOTHING /* what a server plays into when there is no loudspeaker */
};

enum sink_kind sink_kind(const char *name);

/* For people: "USB", "HDMI". */
const char *sink_kind_name(enum sink_kind kind);

/* How long such a loudspeaker swallows sound when it was silent before, in ms. */
int sink_wake_ms(enum sink_kind kind);

/*
 * Which of these to play on where nobody has chosen and no sound server has: its place, or -1 when
 * the names say nothing. Whoever plugs in a USB speaker or puts on a HAT wants to hear that one;
 * the jack of a Raspberry Pi is always there; HDMI may be a screen without a loudspeaker, or one
 * that is switched off.
 */
int sink_choose(const char *const names[], int count);

/* The name without the number that ALSA gave its card at this boot: "(hw:1,0)" at the end. */
void sink_bare_name(const char *name, char bare[SINK_BARE_BYTES]);

/* Does the name hold the part, in whatever case? A card's number in the part counts for nothing. */
bool sink_has(const char *name, const char *part);

#endif
