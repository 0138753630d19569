/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_scene.c - reading scenes and answers, and when a played person answers. */
#include "scene.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

/* A scene read from bytes; remarks stay for the test to look at. */
struct desk {
	struct scene scene;
	struct remarks remarks;
	bool good;
};

static struct desk *read_bytes(const char *bytes, size_t count)
{
	char path[] = "/tmp/scene.XXXXXX";
	int file = mkstemp(path);
	struct desk *desk = calloc(1, sizeof *desk);
	assert_true(file >= 0);
	assert_non_null(desk);
	assert_int_equal(write(file, bytes, count), count);
	close(file);
	scene_init(&desk->scene);
	desk->good = scene_read(&desk->scene, path, &desk->remarks);
	unlink(path);
	return desk;
}

static struct desk *read_words(const char *words)
{
	return read_bytes(words, strlen(words));
}

static void events_answers_and_starts_are_read(void **state)
{
	(void)state;
	struct desk *desk = read_words("\xef\xbb\xbf# a comment\r\nstart last 4\r\n\r\n"
				       "answers 2 - sharp\n1.5 key 7\n2 hear how long\n3 lost\n");
	assert_true(desk->good);
	assert_int_equal(desk->scene.start.last_start_pain, 4);
	assert_int_equal(desk->scene.answers, 3);
	assert_int_equal(desk->scene.answer[1].kind, INTENT_NOTHING);
	assert_int_equal(desk->scene.answer[2].kind, INTENT_SHARP);
	assert_int_equal(desk->scene.events, 3);
	assert_int_equal(desk->scene.event[0].at_ms, 1500);
	assert_int_equal(desk->scene.event[0].intent.value, 7);
	assert_int_equal(desk->scene.event[1].intent.kind, INTENT_HOW_LONG);
	assert_int_equal(desk->scene.event[1].intent.source, SOURCE_VOICE);
	assert_int_equal(desk->scene.event[2].kind, EVENT_LOST);
	free(desk);
}

static void a_mark_says_how_far_spoken_words_are_believed(void **state)
{
	(void)state;
	struct desk *desk = read_words("answers 2 4@70 six@0\n1 hear seven\n2 hear about a 4@89\n"
				       "3 hear oh\n4 hear oh@99\n5 voice\n");
	assert_true(desk->good);
	const struct intent *answer = desk->scene.answer;
	assert_int_equal(answer[0].source, SOURCE_KEY);
	assert_int_equal(answer[1].source, SOURCE_VOICE);
	assert_int_equal(answer[1].value, 4);
	assert_int_equal(answer[1].percent, 70);
	assert_int_equal(answer[2].percent, 0);
	const struct scene_event *event = desk->scene.event;
	assert_int_equal(event[0].intent.percent, 100);
	assert_int_equal(event[1].intent.percent, 89);
	assert_int_equal(event[1].intent.value, 4);
	assert_int_equal(event[2].intent.percent, event[3].intent.percent);
	assert_true(event[2].intent.percent < 90);
	assert_int_equal(event[4].kind, EVENT_VOICE);
	free(desk);
}

static void a_mark_that_is_no_percent_is_refused(void **state)
{
	(void)state;
	struct desk *desk = read_words("1 hear four@\n2 hear four@101\n3 hear four@-1\n"
				       "4 hear four@ 7\n5 hear four@7x\n6 hear @70\n7 voice 3\n");
	assert_false(desk->good);
	assert_int_equal(desk->remarks.errors, 7);
	assert_int_equal(desk->scene.events, 0);
	free(desk);
}

static void every_mistake_is_named_with_its_line(void **state)
{
	(void)state;
	struct desk *desk = read_words("answers 2 eleven\n5 key 7\n4 key 7\n6 sing\nstart late\n"
				       "hello\n7 hear no idea\n");
	static const int lines[] = {1, 3, 4, 5, 6, 7};
	assert_false(desk->good);
	assert_int_equal(desk->remarks.errors, 6);
	for (int i = 0; i < 6; i++)
		assert_int_equal(desk->remarks.list[i].line, lines[i]);
	free(desk);
}

static void a_nul_byte_is_never_half_read(void **state)
{
	(void)state;
	struct desk *desk = read_bytes("1 key 7\n\0\n2 key 8\n", 18);
	assert_false(desk->good);
	assert_int_equal(desk->scene.events, 0);
	free(desk);
}

static void a_long_line_is_named(void **state)
{
	(void)state;
	char *words = malloc(100001);
	assert_non_null(words);
	memset(words, 'x', 100000);
	words[100000] = '\0';
	struct desk *desk = read_words(words);
	assert_false(desk->good);
	assert_int_equal(desk->remarks.errors, 1);
	free(desk);
	free(words);
}

static void a_folder_and_a_missing_file_are_refused(void **state)
{
	(void)state;
	struct desk *desk = calloc(1, sizeof *desk);
	assert_non_null(desk);
	scene_init(&desk->scene);
	assert_false(scene_read(&desk->scene, "/tmp", &desk->remarks));
	assert_false(scene_read(&desk->scene, "/tmp/there/is/none", &desk->remarks));
	assert_int_equal(desk->remarks.errors, 2);
	free(desk);
}

static void silence_holds_for_the_whole_check_in(void **state)
{
	(void)state;
	struct desk *desk = read_words("answers - 5\n");
	struct session session = {.state = STATE_ASK, .question = QUESTION_EXERCISE, .tries = 1};
	struct scene_event answer;
	struct player player;
	session.listening = true;
	player_init(&player, &desk->scene);
	assert_false(player_answer(&player, &session, 1000, &answer));
	session.tries = 2;
	assert_false(player_answer(&player, &session, 9000, &answer));
	session.state = STATE_STANDBY;
	assert_true(player_answer(&player, &session, 20000, &answer));
	assert_int_equal(answer.intent.value, 5);
	assert_true(answer.at_ms > 20000);
	free(desk);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(events_answers_and_starts_are_read),
	    cmocka_unit_test(a_mark_says_how_far_spoken_words_are_believed),
	    cmocka_unit_test(a_mark_that_is_no_percent_is_refused),
	    cmocka_unit_test(every_mistake_is_named_with_its_line),
	    cmocka_unit_test(a_nul_byte_is_never_half_read),
	    cmocka_unit_test(a_long_line_is_named),
	    cmocka_unit_test(a_folder_and_a_missing_file_are_refused),
	    cmocka_unit_test(silence_holds_for_the_whole_check_in),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
