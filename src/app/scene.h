/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * scene.h - a played person: answers given beforehand, and scenes with timed events.
 *
 * A scene file has a line for each thing, times in seconds from the start:
 *
 *   # comment
 *   start first-run | signs-due | locked | flare | severe | last N
 *   start stopped-twice | away | morning | not-better | one-button | advice ROW
 *   start resume N        cut off at the Nth exercise; "sets 1", "ease 1", "left M", "gentle"
 *                         behind it
 *   plan NAME level N     that exercise is planned at this level; dashes for its blanks
 *   plan NAME short       ... is known already; "plan NAME rests": it is left out today
 *   plan learn            one slow repetition of each
 *   answers 2 3 - 6@70    one for each check-in; "-" is silence, "6@70" is spoken and
 *                         believed at 70 %
 *   auto off              nobody answers "ready" and yes-or-no questions
 *   30.5 key 7            any key of the keypad, "space" or "enter"
 *   31 hear seven         spoken; lost when the ear is shut, "unclear" is a doubt
 *   31 hear seven@70      ... and believed at 70 %
 *   35 voice              somebody speaks over the coach and goes on
 *   40 lost               the sound device goes away, "mended": it is back
 *   50 quit               Ctrl-C
 *   expect TEXT           for tests: a later line of the transcript holds TEXT
 *   never TEXT            for tests: no line of the transcript holds TEXT
 */
#ifndef APP_SCENE_H
#define APP_SCENE_H

#include "event.h"
#include "fault.h"
#include "ini_file.h"
#include "session.h"

#include <stdbool.h>
#include <stdint.h>

enum { SCENE_PLANS = 24 };
enum { SCENE_EVENTS = 200, SCENE_ANSWERS = 100, SCENE_EXPECTS = 100, EXPECT_BYTES = 160 };

struct scene_event {
	int64_t at_ms;
	enum event_kind kind;
	struct intent intent;
};

struct expectation {
	bool never;
	int line;
	char text[EXPECT_BYTES];
};

/* What a scene says of the plan for one exercise. */
struct scene_plan {
	char name[NAME_BYTES]; /* empty: to learn them all */
	int line;
	int level; /* 0 where it is not said */
	bool known, rests;
};

struct scene {
	struct session_start start;
	int plans;
	struct scene_plan plan[SCENE_PLANS];
	bool automatic; /* ready and yes-or-no questions are answered kindly */
	int events;
	struct scene_event event[SCENE_EVENTS];
	int answers;			     /* -1: every check-in is answered with 2 */
	struct intent answer[SCENE_ANSWERS]; /* INTENT_NOTHING is silence */
	int expects;
	struct expectation expect[SCENE_EXPECTS];
};

/* Nobody does anything but answer every check-in with 2. */
void scene_init(struct scene *scene);

/* Read "2 3@70 - 6"; false and a remark that names the word when one is no answer. */
bool scene_answers(struct scene *scene, const char *words, int line, struct remarks *remarks);

/* Read a scene file over scene_init; false when there was an error, all are in remarks. */
bool scene_read(struct scene *scene, const char *path, struct remarks *remarks);

/* Read what stands behind "start" or "plan"; false when it is none of what is listed above. */
bool scene_start(struct scene *scene, const char *what);
bool scene_plan(struct scene *scene, const char *what, int line);

/* The plan that the scene wants of this routine; false and why when it has no such exercise. */
bool scene_session_plan(const struct scene *scene, const struct routine *routine,
			struct session_plan *plan, struct fault *why);

/* How far a scene has been played. */
struct player {
	const struct scene *scene;
	int next_event, next_answer;
	int64_t asked_ms; /* when the ear was opened that was answered last, or -1 */
	bool silent;	  /* this check-in's token was "-" */
};

void player_init(struct player *player, const struct scene *scene);

/* The next timed event that is due by now; call again until false. */
bool player_event(struct player *player, int64_t now_ms, struct scene_event *event);

/*
 * The answer to the question for which the ear was opened at since_ms, and when
 * it comes; false when there is none, or it was given already.
 */
bool player_answer(struct player *player, const struct session *session, int64_t since_ms,
		   struct scene_event *answer);

#endif
