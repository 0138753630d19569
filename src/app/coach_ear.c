/* SPDX-License-Identifier: GPL-3.0-or-later */
/* coach_ear.c - when the coach waits for an answer, and when it can be heard itself. */
#include "coach_inner.h"

bool coach_waits(const struct coach *coach, int64_t *since_ms)
{
	*since_ms = coach->ear_since_ms;
	return coach->ear_open;
}

bool coach_listens(const struct coach *coach, int64_t heard_ms, enum listen_context *context)
{
	bool speaks = coach->queue_count > 0 || heard_ms < coach->voice_free_ms;
	bool listens = coach->ear_open && !speaks;
	*context = speaks ? LISTEN_OVER : listens ? coach->context : LISTEN_ANY;
	return listens;
}

bool coach_is_cut(const struct coach *coach, int64_t heard_ms)
{
	enum { NEARLY_MS = 300 };
	enum listen_context context;
	bool asks = coach_listens(coach, heard_ms, &context) && context != LISTEN_ANY;
	bool nearly_out = (coach->speaking || coach->ear_open) && coach->queue_count == 0 &&
			  coach->voice_free_ms - heard_ms <= NEARLY_MS;
	return !coach->ended && !asks && !nearly_out;
}
