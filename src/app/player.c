/* SPDX-License-Identifier: GPL-3.0-or-later */
/* player.c - the played person of scene.h: when an answer or an event is due. */
#include "scene.h"

enum {
	ANSWER_AFTER_MS = 1800, /* a person takes a breath before answering */
	RESUME_AFTER_MS = 20000 /* ... and longer before coming back to a coach that waits */
};

void player_init(struct player *player, const struct scene *scene)
{
	*player = (struct player){.scene = scene, .asked_ms = -1};
}

/* The next given answer; without any, every check-in is answered with 2. */
static struct intent next_answer(struct player *player)
{
	const struct scene *scene = player->scene;
	if (scene->answers < 0)
		return (struct intent){.kind = INTENT_NUMBER, .value = 2};
	if (player->next_answer < scene->answers)
		return scene->answer[player->next_answer++];
	return (struct intent){.kind = INTENT_NOTHING};
}

/* Kindly: yes to the notice, no to a warning sign, ready when waited for. */
static enum intent_kind kind_answer(const struct session *s)
{
	if (s->state == STATE_REST || s->question == QUESTION_READY)
		return INTENT_READY;
	if (s->question == QUESTION_SIGN || s->question == QUESTION_LEG)
		return INTENT_NO;
	return INTENT_YES;
}

static bool answer_question(struct player *player, const struct session *s, struct intent *intent)
{
	if (s->state == STATE_ASK && s->question == QUESTION_AWAY) {
		*intent = (struct intent){.kind = INTENT_NUMBER, .value = AWAY_TIME};
		return player->scene->automatic;
	}
	if (s->state == STATE_REST || !question_is_pain(s->question)) {
		*intent = (struct intent){.kind = kind_answer(s)};
		return player->scene->automatic;
	}
	/* A token is for the whole check-in: its reprompts stay unanswered too. */
	if (player->silent && s->tries > 1)
		return false;
	*intent = next_answer(player);
	player->silent = intent->kind == INTENT_NOTHING;
	return !player->silent;
}

static bool waits(const struct session *s)
{
	return (s->state == STATE_ASK && s->listening) || s->state == STATE_STANDBY ||
	       (s->state == STATE_REST && s->phase == PHASE_READY);
}

bool player_event(struct player *player, int64_t now_ms, struct scene_event *event)
{
	const struct scene *scene = player->scene;
	if (player->next_event == scene->events || scene->event[player->next_event].at_ms > now_ms)
		return false;
	*event = scene->event[player->next_event++];
	return true;
}

bool player_answer(struct player *player, const struct session *session, int64_t since_ms,
		   struct scene_event *answer)
{
	bool standby = session->state == STATE_STANDBY;
	if (!waits(session) || since_ms == player->asked_ms)
		return false;
	player->asked_ms = since_ms;
	*answer = (struct scene_event){.at_ms = since_ms + ANSWER_AFTER_MS, .kind = EVENT_INTENT};
	if (!standby)
		return answer_question(player, session, &answer->intent);
	answer->at_ms = since_ms + RESUME_AFTER_MS;
	answer->intent = next_answer(player);
	return answer->intent.kind != INTENT_NOTHING;
}
