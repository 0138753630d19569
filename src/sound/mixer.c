/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * mixer.c - plays clips at their frame, reports their end, falls silent.
 *
 * Each voice in use has a place kept for its note in the notes ring: an order
 * is taken on only when one more note still fits. So a note is never lost,
 * however long main does not read them.
 */
#include "mixer.h"

#include <assert.h>
#include <string.h>

enum { NOT_FADING = -1 };

void mixer_init(struct mixer *mixer)
{
	memset(mixer->voice, 0, sizeof mixer->voice);
	ring_init(&mixer->orders, mixer->order_items, sizeof mixer->order_items[0], MIXER_ORDERS);
	ring_init(&mixer->notes, mixer->note_items, sizeof mixer->note_items[0], MIXER_NOTES);
	mixer->duck = mixer->duck_to = MIXER_RISE_FRAMES;
	struct tap *tap = &mixer->tap;
	ring_init(&tap->ring, tap->items, sizeof tap->items[0], MIXER_TAP_ITEMS);
	atomic_init(&tap->wanted, false);
	tap->owed = 0;
	atomic_init(&mixer->frames, 0);
	atomic_init(&mixer->hushed_frame, -1);
}

void mixer_init_at(struct mixer *mixer, int64_t frames)
{
	mixer_init(mixer);
	atomic_init(&mixer->frames, frames);
}

bool mixer_order(struct mixer *mixer, const struct order *order)
{
	assert(order->kind != ORDER_PLAY || order->clip != NULL);
	assert(order->kind != ORDER_DUCK || (order->gain >= 0.0F && order->gain <= 1.0F));
	return ring_write(&mixer->orders, order);
}

bool mixer_note(struct mixer *mixer, struct note *note)
{
	return ring_read(&mixer->notes, note);
}

int64_t mixer_frames(const struct mixer *mixer)
{
	return atomic_load_explicit(&mixer->frames, memory_order_acquire);
}

static void leave_note(struct mixer *mixer, const struct clip *clip, int64_t start, int64_t end)
{
	struct note note = {.clip = clip, .start_frame = start, .end_frame = end};
	bool fits = ring_write(&mixer->notes, &note);
	assert(fits);
	(void)fits;
}

/* One more note would fit beside those that the voices in use will need. */
static bool note_fits(const struct mixer *mixer)
{
	size_t promised = 0;
	for (size_t i = 0; i < MIXER_VOICES; i++)
		promised += mixer->voice[i].clip != NULL;
	return ring_count(&mixer->notes) + promised < MIXER_NOTES;
}

static struct voice *free_voice(struct mixer *mixer)
{
	for (size_t i = 0; i < MIXER_VOICES; i++)
		if (mixer->voice[i].clip == NULL)
			return &mixer->voice[i];
	return NULL;
}

static void end_voice(struct mixer *mixer, struct voice *voice, int64_t frame)
{
	leave_note(mixer, voice->clip, voice->started ? voice->start_frame : -1, frame);
	voice->clip = NULL;
}

static void hush_voices(struct mixer *mixer, int64_t now)
{
	for (size_t i = 0; i < MIXER_VOICES; i++) {
		struct voice *voice = &mixer->voice[i];
		if (voice->clip == NULL)
			continue;
		if (!voice->started)
			end_voice(mixer, voice, now);
		else if (voice->fade_left == NOT_FADING)
			voice->fade_left = MIXER_FADE_FRAMES;
	}
	atomic_store_explicit(&mixer->hushed_frame, now, memory_order_release);
}

static int duck_of(float gain)
{
	return (int)(gain * (float)MIXER_RISE_FRAMES + 0.5F);
}

/*
 * What cannot wait behind orders for which there is no room: the last duck.
 * Returns how many orders stand in the ring up to and with the last hush.
 */
static size_t look_ahead(struct mixer *mixer)
{
	struct order order;
	size_t drop = 0;
	for (size_t i = 0; ring_peek(&mixer->orders, i, &order); i++) {
		if (order.kind == ORDER_HUSH)
			drop = i + 1;
		if (order.kind == ORDER_DUCK)
			mixer->duck_to = duck_of(order.gain);
	}
	return drop;
}

static void begin_voice(struct voice *voice, const struct order *order)
{
	*voice = (struct voice){.clip = order->clip,
				.at_frame = order->at_frame,
				.gain = order->gain,
				.fade_left = NOT_FADING};
}

/* False: the order stays in the ring until a voice or a note is free. */
static bool take_order(struct mixer *mixer, const struct order *order, bool drop, int64_t now)
{
	if (order->kind != ORDER_PLAY)
		return true;
	if (!note_fits(mixer))
		return false;
	if (drop) {
		leave_note(mixer, order->clip, -1, now);
		return true;
	}
	struct voice *voice = free_voice(mixer);
	if (voice != NULL)
		begin_voice(voice, order);
	return voice != NULL;
}

/* A hush must not wait either: look for it first. */
static void take_orders(struct mixer *mixer, int64_t now)
{
	struct order order;
	size_t drop = look_ahead(mixer);
	if (drop > 0)
		hush_voices(mixer, now);
	while (ring_peek(&mixer->orders, 0, &order)) {
		if (!take_order(mixer, &order, drop > 0, now))
			return;
		(void)ring_read(&mixer->orders, &order);
		if (drop > 0)
			drop--;
	}
}

static float next_sample(struct voice *voice)
{
	float value = (float)voice->clip->sample[voice->position] * (voice->gain / 32768.0F);
	voice->position++;
	if (voice->fade_left == NOT_FADING)
		return value;
	value *= (float)voice->fade_left / (float)MIXER_FADE_FRAMES;
	voice->fade_left--;
	return value;
}

static bool is_over(const struct voice *voice)
{
	return voice->position >= voice->clip->frames || voice->fade_left == 0;
}

/* Add one voice to a block that begins at frame now. */
static void mix_voice(struct mixer *mixer, struct voice *voice, int64_t now, float *out,
		      size_t count)
{
	size_t i = 0;
	if (!voice->started) {
		if (voice->at_frame - now >= (int64_t)count)
			return;
		if (voice->at_frame > now)
			i = (size_t)(voice->at_frame - now);
		voice->started = true;
		voice->start_frame = now + (int64_t)i;
	}
	while (i < count && !is_over(voice))
		out[i++] += next_sample(voice);
	if (is_over(voice))
		end_voice(mixer, voice, now + (int64_t)i);
}

/* Whole steps of a frame, so that it takes the same frames whatever the blocks. */
static void duck(struct mixer *mixer, float *out, size_t count)
{
	enum { FALL = MIXER_RISE_FRAMES / MIXER_DUCK_FRAMES };
	if (mixer->duck == MIXER_RISE_FRAMES && mixer->duck_to == MIXER_RISE_FRAMES)
		return;
	for (size_t i = 0; i < count; i++) {
		if (mixer->duck < mixer->duck_to)
			mixer->duck++;
		else if (mixer->duck - mixer->duck_to > FALL)
			mixer->duck -= FALL;
		else
			mixer->duck = mixer->duck_to;
		out[i] *= (float)mixer->duck / (float)MIXER_RISE_FRAMES;
	}
}

static void clamp(float *out, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (out[i] > 1.0F)
			out[i] = 1.0F;
		else if (out[i] < -1.0F)
			out[i] = -1.0F;
	}
}

/* --- the tap ----------------------------------------------------------- */

static void keep(struct tap *tap, const float *made, size_t count)
{
	enum { PIECE = 64 };
	int16_t piece[PIECE];
	if (!atomic_load_explicit(&tap->wanted, memory_order_acquire)) {
		tap->owed = 0;
		return;
	}
	while (count > 0) {
		size_t n = count < PIECE ? count : PIECE;
		for (size_t i = 0; i < n; i++)
			piece[i] = clip_sample(made[i]);
		ring_write_owing(&tap->ring, piece, n, &tap->owed);
		made += n;
		count -= n;
	}
}

size_t mixer_tapped(struct mixer *mixer, int16_t *samples, size_t count)
{
	return ring_read_many(&mixer->tap.ring, samples, count);
}

/* The writer keeps off until the flag is up, so that the reader may empty the ring in peace. */
void mixer_tap(struct mixer *mixer)
{
	int16_t gone[64];
	while (mixer_tapped(mixer, gone, 64) > 0)
		;
	atomic_store_explicit(&mixer->tap.wanted, true, memory_order_release);
}

void mixer_untap(struct mixer *mixer)
{
	atomic_store_explicit(&mixer->tap.wanted, false, memory_order_release);
}

/* --- a block ----------------------------------------------------------- */

void mixer_pull(struct mixer *mixer, float *out, size_t count)
{
	int64_t now = atomic_load_explicit(&mixer->frames, memory_order_relaxed);
	memset(out, 0, count * sizeof *out);
	take_orders(mixer, now);
	for (size_t i = 0; i < MIXER_VOICES; i++)
		if (mixer->voice[i].clip != NULL)
			mix_voice(mixer, &mixer->voice[i], now, out, count);
	duck(mixer, out, count);
	clamp(out, count);
	keep(&mixer->tap, out, count);
	atomic_store_explicit(&mixer->frames, now + (int64_t)count, memory_order_release);
}
