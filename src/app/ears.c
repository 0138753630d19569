/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ears.c - microphone and ear of a live session, present or not. */
#include "ears.h"

#include "audio.h"
#include "fault.h"
#include "listener.h"
#include "settings.h"

#include <stddef.h>

static const char *model_of(const struct settings *settings)
{
	return settings->ear_model[0] != '\0' ? settings->ear_model : NULL;
}

bool ears_is_possible(const struct settings *settings, struct fault *why)
{
	struct ear *ear = ear_open(model_of(settings), why);
	bool possible = ear != NULL;
	ear_close(ear);
	return possible;
}

bool ears_open(struct ears *ears, struct audio *audio, const struct settings *settings,
	       struct mailbox *mailbox, struct fault *why)
{
	int hz;
	ears->open = false;
	ring_init(&ears->ring, ears->items, sizeof ears->items[0], EARS_ITEMS);
	ears->in = audio_in_open(audio, settings->microphone, &ears->ring, &hz, why);
	if (ears->in == NULL)
		return false;
	ears->listener = listener_start(model_of(settings), &ears->ring, hz, mailbox, why);
	if (ears->listener == NULL)
		ears_close(ears);
	return ears->listener != NULL;
}

void ears_set(struct ears *ears, bool open, enum listen_context context)
{
	if (ears->listener == NULL || (open == ears->open && context == ears->context))
		return;
	ears->open = open;
	ears->context = context;
	if (open)
		listener_hear(ears->listener, context);
	else
		listener_deaf(ears->listener);
}

bool ears_tend(struct ears *ears)
{
	if (ears->in == NULL || audio_in_alive(ears->in))
		return true;
	ears_close(ears);
	return false;
}

void ears_close(struct ears *ears)
{
	listener_stop(ears->listener);
	audio_in_close(ears->in);
	ears->listener = NULL;
	ears->in = NULL;
}
