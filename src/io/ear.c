/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ear.c - the ear without its thread: sound in, decisions out. */
#include "listener.h"

#include "ear_comfort.h"
#include "ear_decode.h"
#include "ear_engine.h"
#include "ear_judge.h"
#include "ear_offset.h"
#include "ear_opinion.h"
#include "ear_over.h"
#include "ear_segment.h"
#include "ear_voice.h"
#include "fault.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

static const char *const debian_model = "/usr/share/pocketsphinx/model/en-us";

/* Only what was surely this person's answer tells how voice and microphone sound. */
static const float CERTAIN = 0.9F;

enum {
	PAD_FRAMES = 10,   /* kept on each side of the loud part */
	OVER_WORD = 60,	   /* about what a word over the coach takes */
	HALT_FRAMES = 25,  /* of silence end a word that halts, if it is clear */
	SHORT_FRAMES = 35, /* and a yes */
	HANG_FRAMES = 60,  /* of silence end an answer; phrases have shorter gaps */
	PHRASE_PAD = 3,	   /* and of a word inside a phrase */
	VOICED_LEAST = 2,  /* frames; whatever has fewer is noise */
	FRAMES_A_SECOND = EAR_HZ / SEGMENT_FRAME
};

struct ear {
	struct decoder *decoder;
	struct opinions *opinions;
	struct over *over;
	struct engine *engine; /* NULL: no second opinion */
	enum listen_context context;
	ear_sound *watch; /* NULL: nobody */
	void *watch_context;
	struct offset offset;
	int filled; /* samples of the frame that is being gathered */
	int16_t frame[SEGMENT_FRAME];
	struct segmenter segmenter;
};

struct ear *ear_open(const char *model, struct fault *why)
{
	struct ear *ear = calloc(1, sizeof *ear);
	if (ear == NULL) {
		fault_set(why, FAULT_SYSTEM, "there is not enough memory for the ear");
		return NULL;
	}
	ear->decoder = decoder_open(model != NULL ? model : debian_model, why);
	ear->opinions = ear->decoder != NULL ? opinion_open(why) : NULL;
	ear->over = ear->opinions != NULL ? over_open(why) : NULL;
	if (ear->over == NULL) {
		ear_close(ear);
		return NULL;
	}
	segment_init(&ear->segmenter, HANG_FRAMES);
	return ear;
}

bool ear_weights(struct ear *ear, const char *folder, struct fault *why)
{
	return opinion_read(ear->opinions, folder, why);
}

void ear_close(struct ear *ear)
{
	if (ear == NULL)
		return;
	decoder_close(ear->decoder);
	opinion_close(ear->opinions);
	over_close(ear->over);
	engine_close(ear->engine);
	free(ear);
}

void ear_consult(struct ear *ear, struct engine *engine)
{
	assert(ear->engine == NULL);
	ear->engine = engine;
}

void ear_know(struct ear *ear, const struct voiceprint *voiceprint)
{
	opinion_know(ear->opinions, voiceprint);
}

void ear_watch(struct ear *ear, ear_sound *watch, void *context)
{
	ear->watch = watch;
	ear->watch_context = context;
}

void ear_expire(struct ear *ear)
{
	engine_expire(ear->engine);
}

bool ear_news(struct ear *ear, char text[EAR_NEWS])
{
	return engine_news(ear->engine, text);
}

void ear_context(struct ear *ear, enum listen_context context)
{
	assert(context < LISTEN_CONTEXTS);
	ear->context = context;
}

void ear_reset(struct ear *ear)
{
	segment_reset(&ear->segmenter);
	over_reset(ear->over);
	engine_drop(ear->engine);
	ear->filled = 0;
}

void ear_forget(struct ear *ear)
{
	ear_reset(ear);
	decoder_forget(ear->decoder);
}

static double mean_square(const int16_t *samples)
{
	double sum = 0.0;
	for (int i = 0; i < SEGMENT_FRAME; i++)
		sum += (double)samples[i] * samples[i];
	return sum / SEGMENT_FRAME;
}

/* Power of the frames that stand out, so that pauses within an answer do not count. */
static double loud_power(const struct segmenter *s)
{
	double sum = 0.0;
	int count = 0;
	for (int i = s->first; i < s->end; i++)
		if (s->level_db[i] > s->threshold_db) {
			sum += mean_square(s->sample + (size_t)i * SEGMENT_FRAME);
			count++;
		}
	return count > 0 ? sum / count : 0.0;
}

static double seconds(const struct segmenter *s, int frame)
{
	return (double)(s->dropped + frame) / FRAMES_A_SECOND;
}

/* "Louder": looked for only where nothing else may be meant, and while the coach is silent. */
static struct verdict or_comfort(struct ear *ear, const struct sound_view *view,
				 const struct decoded *decoded, struct verdict verdict)
{
	struct opinion whole;
	struct decoded comfort;
	if (verdict.take || decoded == NULL || ear->context == LISTEN_OVER)
		return verdict;
	opinion_form(ear->opinions, view, 0, view->frames, ear->context, NULL, &whole);
	if (!ear_comfort_may_be(&whole, &verdict, decoded) ||
	    !decoder_run_comfort(ear->decoder, ear->context, decoded, &comfort))
		return verdict;
	struct verdict found = ear_comfort_judge(&comfort);
	return found.take ? found : verdict;
}

/* Inside a phrase only its value is looked at. */
static struct verdict weigh(struct ear *ear, const struct decoded *decoded, int voiced)
{
	struct sound_view view = decoder_view(ear->decoder);
	struct opinion opinion;
	if (ear->watch != NULL)
		ear->watch(ear->watch_context, &view);
	int from = 0, end = view.frames;
	if (decoded != NULL && decoded->phrase) {
		from = decoded->word_first > PHRASE_PAD ? decoded->word_first - PHRASE_PAD : 0;
		end = decoded->word_end + PHRASE_PAD;
		end = end < view.frames ? end : view.frames;
		from = from < end ? from : 0;
	}
	opinion_form(ear->opinions, &view, from, end, ear->context, decoded, &opinion);
	struct verdict verdict = judge(&opinion, decoded, view.frames, voiced);
	return or_comfort(ear, &view, decoded, verdict);
}

/* The vocabulary's best guess for the utterance; false when it is no speech. engine: NULL, or who
 * is asked as well. */
static bool understand(struct ear *ear, struct engine *engine, struct hearing *hearing)
{
	const struct segmenter *s = &ear->segmenter;
	int first = s->first > PAD_FRAMES ? s->first - PAD_FRAMES : 0;
	int end = s->end + PAD_FRAMES < s->frames ? s->end + PAD_FRAMES : s->frames;
	struct decoded decoded;
	int voiced = voice_frames(s);
	if (voiced < VOICED_LEAST || voice_is_beep(s))
		return false;
	const int16_t *samples = s->sample + (size_t)first * SEGMENT_FRAME;
	size_t count = (size_t)(end - first) * SEGMENT_FRAME;
	engine_ask(engine, samples, count, ear->context);
	if (!decoder_take(ear->decoder, samples, count, loud_power(s)))
		return false;
	bool found = decoder_run(ear->decoder, ear->context, &decoded);
	struct verdict verdict = weigh(ear, found ? &decoded : NULL, voiced);
	if (verdict.intent.kind == INTENT_UNCLEAR)
		return false;
	hearing->start_s = seconds(s, s->first);
	hearing->end_s = seconds(s, s->end);
	hearing->guess = verdict.intent;
	hearing->confidence = verdict.confidence;
	hearing->take = verdict.take;
	hearing->intent = verdict.intent;
	if (!verdict.take)
		hearing->intent = (struct intent){.kind = INTENT_UNCLEAR, .source = SOURCE_VOICE};
	return true;
}

/* A decision that was held back until the server has answered. */
static void settle(struct ear *ear, bool wait, ear_decision *decide, void *context)
{
	struct hearing hearing;
	if (engine_decide(ear->engine, wait, &hearing))
		decide(context, &hearing);
}

/* A halt that was heard whole must not be heard once more by what looks at the last second. */
static void hear_once(struct ear *ear, const struct hearing *hearing)
{
	if (hearing->take && intent_fits(hearing->intent.kind, LISTEN_OVER))
		over_reset(ear->over);
}

static void decide_utterance(struct ear *ear, ear_decision *decide, void *context)
{
	struct hearing hearing;
	settle(ear, true, decide, context);
	if (!understand(ear, ear->engine, &hearing)) {
		engine_drop(ear->engine);
		return;
	}
	hear_once(ear, &hearing);
	if (hearing.confidence >= CERTAIN)
		decoder_adapt(ear->decoder);
	if (!engine_holds(ear->engine, &hearing))
		decide(context, &hearing);
}

/* What was said over the coach, or what halts it, waits for no silence behind it. */
static void tell_halt(struct ear *ear, const struct overheard *heard, ear_decision *decide,
		      void *context)
{
	int frames = ear->segmenter.frames;
	struct hearing hearing = {.start_s = seconds(&ear->segmenter, frames - OVER_WORD),
				  .end_s = seconds(&ear->segmenter, frames),
				  .intent = heard->intent,
				  .guess = heard->intent,
				  .confidence = heard->confidence,
				  .take = true};
	segment_reset(&ear->segmenter);
	decide(context, &hearing);
}

/* So long a silence is enough behind this word; numbers go on: "four ... or five". */
static int silence_needed(enum intent_kind kind)
{
	if (intent_fits(kind, LISTEN_OVER))
		return HALT_FRAMES;
	return kind == INTENT_YES || kind == INTENT_READY ? SHORT_FRAMES : HANG_FRAMES;
}

/* With a server only a halt is: it waits for no second opinion. */
static bool may_be_early(const struct ear *ear)
{
	int quiet = ear->segmenter.quiet;
	return quiet == HALT_FRAMES || (quiet == SHORT_FRAMES && ear->engine == NULL);
}

/* Somebody may just pause for breath: only a clear word that nothing follows is taken early. */
static void look_early(struct ear *ear, ear_decision *decide, void *context)
{
	struct hearing hearing;
	const struct segmenter *s = &ear->segmenter;
	if (!may_be_early(ear) || s->end - s->first < SEGMENT_SHORTEST ||
	    !understand(ear, NULL, &hearing) || !hearing.take || hearing.confidence < CERTAIN ||
	    silence_needed(hearing.intent.kind) > s->quiet)
		return;
	segment_reset(&ear->segmenter);
	engine_drop(ear->engine);
	hear_once(ear, &hearing);
	decoder_adapt(ear->decoder);
	decide(context, &hearing);
}

/* What does not end is talk or noise, and neither is an answer. */
static void push_frame(struct ear *ear, ear_decision *decide, void *context)
{
	struct overheard heard;
	enum segment_state state = segment_push(&ear->segmenter, ear->frame);
	if (state == SEGMENT_ENDED)
		decide_utterance(ear, decide, context);
	else if (state == SEGMENT_SPEECH)
		look_early(ear, decide, context);
	if (over_push(ear->over, ear->decoder, ear->frame, ear->context == LISTEN_OVER, &heard))
		tell_halt(ear, &heard, decide, context);
	settle(ear, false, decide, context);
}

void ear_feed(struct ear *ear, const int16_t *samples, size_t count, ear_decision *decide,
	      void *context)
{
	while (count > 0) {
		size_t room = (size_t)(SEGMENT_FRAME - ear->filled);
		size_t part = count < room ? count : room;
		memcpy(ear->frame + ear->filled, samples, part * sizeof *samples);
		offset_take_off(&ear->offset, ear->frame + ear->filled, part);
		ear->filled += (int)part;
		samples += part;
		count -= part;
		if (ear->filled < SEGMENT_FRAME)
			return;
		ear->filled = 0;
		push_frame(ear, decide, context);
	}
}

void ear_flush(struct ear *ear, ear_decision *decide, void *context)
{
	if (segment_flush(&ear->segmenter) == SEGMENT_ENDED)
		decide_utterance(ear, decide, context);
	settle(ear, true, decide, context);
	ear_reset(ear);
	ear->offset = (struct offset){.begun = false};
}
