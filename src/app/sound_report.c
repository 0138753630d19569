/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sound_report.c - what the sound test found, in words. */
#include "sound_report.h"

#include <math.h>
#include <stdarg.h>
#include <string.h>

enum { COLUMN = 14, COLUMNS = 80, TEXT = 400 };

/* Below this the ear misses words; see meter.c, which has the same limits for speech. */
static const double noisy_db = -40.0;
static const double faint_db = -50.0;
static const double above_enough_db = 10.0;
static const double late_ms = 600.0; /* what the coach can take out of the microphone */
static const double uneven_ms = 20.0;
static const double apart_ppm = 300.0;

struct sheet {
	FILE *out;
	int advice;
};

static void write_wrapped(FILE *out, int column, const char *text)
{
	int at = column;
	while (*text != '\0') {
		int length = (int)strcspn(text, " ");
		if (at > column && at + 1 + length > COLUMNS) {
			fprintf(out, "\n%*s", column, "");
			at = column;
		} else if (at > column) {
			fputc(' ', out);
			at++;
		}
		/* a name of a device may be longer than a line */
		int fits = length < COLUMNS - column ? length : COLUMNS - column;
		fprintf(out, "%.*s", fits, text);
		at += fits;
		text += length;
		text += strspn(text, " ");
	}
	fputc('\n', out);
}

__attribute__((format(printf, 3, 4))) static void tell(struct sheet *sheet, const char *what,
						       const char *format, ...)
{
	char text[TEXT];
	va_list values;
	va_start(values, format);
	vsnprintf(text, sizeof text, format, values);
	va_end(values);
	fprintf(sheet->out, "%-*s", COLUMN, what);
	write_wrapped(sheet->out, COLUMN, text);
}

__attribute__((format(printf, 2, 3))) static void advise(struct sheet *sheet, const char *format,
							 ...)
{
	char text[TEXT];
	va_list values;
	va_start(values, format);
	vsnprintf(text, sizeof text, format, values);
	va_end(values);
	fprintf(sheet->out, "%*s-> ", COLUMN, "");
	write_wrapped(sheet->out, COLUMN + 3, text);
	sheet->advice++;
}

static void tell_first_sound(struct sheet *sheet, const struct sound_report *report)
{
	const struct sound_result *r = report->result;
	int wake_ms = sound_test_wake_ms(r);
	if (wake_ms < 0) {
		tell(sheet, "first sound", "cannot be told");
	} else if (wake_ms == 0) {
		tell(sheet, "first sound", "whole");
	} else {
		if (r->lost_ms >= SOUND_TEST_RUN_MS)
			tell(sheet, "first sound", "%d ms and more are lost", SOUND_TEST_RUN_MS);
		else
			tell(sheet, "first sound", "%d ms are lost while it wakes up", r->lost_ms);
		if (report->wake_ms >= wake_ms)
			tell(sheet, "", "a session gives it %d ms, which is enough",
			     report->wake_ms);
		else
			advise(sheet, "Set wake = %d under [sound] in the settings.", wake_ms);
	}
	if (r->lost_ms >= SOUND_TEST_RUN_MS)
		advise(sheet, "Longer than that cannot be waited for: look whether the "
			      "loudspeaker saves energy, and switch that off.");
}

static void tell_tones(struct sheet *sheet, const struct sound_result *r)
{
	tell(sheet, "tones", "%d of %d heard", r->tones, SOUND_TEST_TONES);
	if (r->tones < SOUND_TEST_TONES)
		advise(sheet, "Some were lost: raise latency under [sound] in the settings, or "
			      "bring a Bluetooth loudspeaker nearer.");
}

static void tell_delay(struct sheet *sheet, const struct sound_result *r)
{
	tell(sheet, "round trip", "%.0f ms, even to %.1f ms", r->delay_ms, r->spread_ms);
	if (r->spread_ms > uneven_ms)
		advise(sheet, "It stutters: raise latency under [sound] in the settings.");
	if (r->delay_ms > late_ms)
		advise(sheet, "So late the coach cannot tell its own voice from yours: a "
			      "loudspeaker with a cable answers sooner.");
	if (r->has_drift)
		tell(sheet, "clocks", "%.0f ppm apart", fabs(r->drift_ppm));
	else
		tell(sheet, "clocks", "cannot be told in so short a time");
	if (r->has_drift && fabs(r->drift_ppm) > apart_ppm)
		advise(sheet, "So much is rare: another port or cable may mend it.");
}

static void tell_levels(struct sheet *sheet, const struct sound_result *r)
{
	if (r->heard)
		tell(sheet, "level", "%.0f dB: the loudspeaker at the microphone", r->level_db);
	if (r->heard && r->level_db < faint_db)
		advise(sheet, "Faint: turn the microphone or the loudspeaker up. If your voice "
			      "is as faint, it will not be understood.");
	if (r->has_floor)
		tell(sheet, "room", "%.0f dB when nothing is played", r->floor_db);
	else
		tell(sheet, "room", "cannot be told");
	if (r->has_floor && r->floor_db > noisy_db)
		advise(sheet, "Noisy: move the microphone away from what makes the noise, and "
			      "nearer to you.");
	if (r->heard && r->has_floor)
		tell(sheet, "above room", "%.0f dB", r->level_db - r->floor_db);
	if (r->heard && r->has_floor && r->level_db - r->floor_db < above_enough_db)
		advise(sheet, "The room is nearly as loud as the loudspeaker.");
	if (r->clipped_ms == 0) {
		tell(sheet, "too loud", "never");
		return;
	}
	tell(sheet, "too loud", "%.1f seconds of it are clipped", r->clipped_ms / 1000.0);
	advise(sheet, "Turn the microphone down, or move it away from the loudspeaker.");
}

static void tell_deaf(struct sheet *sheet, const struct sound_report *report)
{
	if (report->microphone[0] == '\0') {
		tell(sheet, "", "Without a microphone nothing could be measured.");
	} else if (report->result->silent) {
		tell(sheet, "level", "no sound at all");
		advise(sheet, "Is the microphone switched on? Is it the right one? \"easeback "
			      "doctor\" lists them; --mic or the settings choose one.");
	} else {
		tell(sheet, "tones", "%d of %d heard", report->result->tones, SOUND_TEST_TONES);
		advise(sheet, "The microphone does not hear the loudspeaker. With headphones "
			      "that is right; else turn it up, or choose another with --device.");
		tell_levels(sheet, report->result);
	}
}

int sound_report_write(const struct sound_report *report, FILE *out)
{
	struct sheet sheet = {.out = out};
	tell(&sheet, "loudspeaker", "%s", report->loudspeaker);
	tell(&sheet, "microphone", "%s",
	     report->microphone[0] != '\0' ? report->microphone : "none");
	if (!report->result->heard) {
		tell_deaf(&sheet, report);
		return sheet.advice;
	}
	tell_first_sound(&sheet, report);
	tell_tones(&sheet, report->result);
	tell_delay(&sheet, report->result);
	tell_levels(&sheet, report->result);
	return sheet.advice;
}
