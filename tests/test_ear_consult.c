/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_ear_consult.c - the whole ear, with spoken words and a speech server beside it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <string.h>

#include <cmocka.h>

#include "ear_engine.h"
#include "fault.h"
#include "policy.h"
#include "spoken.h"
#include "wyoming_support.h"

struct heard {
	int count;
	struct hearing last;
};

static void keep(void *context, const struct hearing *hearing)
{
	struct heard *heard = context;
	heard->count++;
	heard->last = *hearing;
}

static struct ear *open_ear(struct server *server)
{
	struct fault why;
	struct ear *ear = ear_open(NULL, &why);
	struct engine *engine = engine_open("127.0.0.1", server_port(server), &why);
	assert_non_null(ear);
	assert_non_null(engine);
	ear_consult(ear, engine);
	return ear;
}

static struct heard hear(struct ear *ear, struct sound sound, enum listen_context context)
{
	struct heard heard = {.count = 0};
	ear_context(ear, context);
	ear_feed(ear, sound.sample, sound.count, keep, &heard);
	ear_flush(ear, keep, &heard);
	sound_free(&sound);
	return heard;
}

static struct hearing hear_words(struct ear *ear, const char *words, enum listen_context context)
{
	struct heard heard = hear(ear, spoken("rms", words), context);
	assert_int_equal(heard.count, 1);
	return heard.last;
}

static void a_server_that_agrees_makes_the_ear_surer(void **state)
{
	struct server *server = serve(SERVER_WELL, "Three.");
	struct ear *ear = open_ear(server);
	struct hearing hearing = hear_words(ear, "three", LISTEN_NUMBER);
	(void)state;
	assert_true(hearing.take);
	assert_int_equal(hearing.intent.value, 3);
	assert_true(hearing.confidence >= 0.9F);
	assert_true(hearing.intent.percent >= SURE_PERCENT);
	/* what was sent is the word, and not much more */
	assert_true(server_samples(server) > EAR_HZ / 5);
	assert_true(server_samples(server) < EAR_HZ);
	assert_true(server_is_content(server));
	ear_close(ear);
	server_stop(server);
}

static void a_server_that_contradicts_makes_it_doubt(void **state)
{
	struct server *server = serve(SERVER_WELL, "Two.");
	struct ear *ear = open_ear(server);
	(void)state;
	assert_false(hear_words(ear, "seven", LISTEN_NUMBER).take);
	ear_close(ear);
	server_stop(server);
}

static void a_stop_that_only_the_server_hears_is_one(void **state)
{
	struct server *server = serve(SERVER_WELL, "Stop!");
	struct ear *ear = open_ear(server);
	struct hearing hearing = hear_words(ear, "seven", LISTEN_NUMBER);
	(void)state;
	assert_true(hearing.take);
	assert_int_equal(hearing.intent.kind, INTENT_STOP);
	ear_close(ear);
	server_stop(server);
}

static void a_stop_that_the_ear_hears_is_not_put_in_question(void **state)
{
	struct server *server = serve(SERVER_WELL, "Two.");
	struct ear *ear = open_ear(server);
	struct hearing hearing = hear_words(ear, "stop", LISTEN_NUMBER);
	(void)state;
	assert_true(hearing.take);
	assert_int_equal(hearing.intent.kind, INTENT_STOP);
	ear_close(ear);
	server_stop(server);
}

/* As soon as without a server: a quarter of a second behind the word, not six tenths. */
static void a_stop_waits_for_no_server(void **state)
{
	struct heard heard = {.count = 0};
	struct server *server = serve(SERVER_MUTE, "");
	struct ear *ear = open_ear(server);
	struct sound sound = spoken("rms", "stop");
	size_t fed = 0;
	(void)state;
	ear_context(ear, LISTEN_ANY);
	for (; fed + 160 <= sound.count && heard.count == 0; fed += 160)
		ear_feed(ear, sound.sample + fed, 160, keep, &heard);
	assert_int_equal(heard.count, 1);
	assert_int_equal(heard.last.intent.kind, INTENT_STOP);
	assert_true((double)fed / EAR_HZ - heard.last.end_s < 0.35);
	assert_int_equal(server_questions(server), 0);
	sound_free(&sound);
	ear_close(ear);
	server_stop(server);
}

/* The same decision as without a server, and less than a second later. */
static void a_server_that_hangs_changes_nothing(void **state)
{
	struct fault why;
	struct ear *alone = ear_open(NULL, &why);
	struct server *server = serve(SERVER_MUTE, "");
	struct ear *ear = open_ear(server);
	(void)state;
	assert_non_null(alone);
	int64_t start = now_ms();
	struct hearing own = hear_words(alone, "three", LISTEN_NUMBER);
	int64_t alone_ms = now_ms() - start;
	start = now_ms();
	struct hearing hearing = hear_words(ear, "three", LISTEN_NUMBER);
	assert_true(now_ms() - start >= ENGINE_PATIENCE_MS);
	assert_true(now_ms() - start < ENGINE_PATIENCE_MS + alone_ms + SLACK_MS);
	assert_int_equal(server_questions(server), 1);
	assert_memory_equal(&hearing.intent, &own.intent, sizeof own.intent);
	assert_true(hearing.take == own.take && hearing.confidence == own.confidence);
	ear_close(ear);
	ear_close(alone);
	server_stop(server);
}

static void a_beep_and_a_hiss_are_not_sent(void **state)
{
	struct server *server = serve(SERVER_WELL, "Seven.");
	struct ear *ear = open_ear(server);
	(void)state;
	assert_int_equal(hear(ear, beep(880, 200, 8000), LISTEN_NUMBER).count, 0);
	assert_int_equal(hear(ear, hiss(3.0, 400), LISTEN_NUMBER).count, 0);
	assert_int_equal(server_connections(server), 0);
	ear_close(ear);
	server_stop(server);
}

static void forgetting_the_utterance_forgets_its_question(void **state)
{
	struct heard heard = {.count = 0};
	struct server *server = serve(SERVER_MUTE, "");
	struct ear *ear = open_ear(server);
	struct sound sound = spoken("rms", "three");
	(void)state;
	ear_context(ear, LISTEN_NUMBER);
	ear_feed(ear, sound.sample, sound.count, keep, &heard);
	sound_free(&sound);
	/* on a slow machine the patience is over by now, and there is nothing left to forget */
	int before = heard.count;
	ear_reset(ear);
	ear_flush(ear, keep, &heard);
	assert_int_equal(heard.count, before);
	ear_close(ear);
	server_stop(server);
}

static void its_fault_is_news(void **state)
{
	char news[EAR_NEWS];
	struct server *server = serve(SERVER_RAW, "HTTP/1.0 404 Not Found\r\n\r\n");
	struct ear *ear = open_ear(server);
	(void)state;
	assert_false(ear_news(ear, news));
	assert_true(hear_words(ear, "three", LISTEN_NUMBER).take);
	assert_true(ear_news(ear, news));
	assert_non_null(strstr(news, "cannot be read"));
	assert_false(ear_news(ear, news));
	ear_close(ear);
	server_stop(server);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_server_that_agrees_makes_the_ear_surer),
	    cmocka_unit_test(a_server_that_contradicts_makes_it_doubt),
	    cmocka_unit_test(a_stop_that_only_the_server_hears_is_one),
	    cmocka_unit_test(a_stop_that_the_ear_hears_is_not_put_in_question),
	    cmocka_unit_test(a_stop_waits_for_no_server),
	    cmocka_unit_test(a_server_that_hangs_changes_nothing),
	    cmocka_unit_test(a_beep_and_a_hiss_are_not_sent),
	    cmocka_unit_test(forgetting_the_utterance_forgets_its_question),
	    cmocka_unit_test(its_fault_is_news),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
