/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * test_echo_speech.c - is a person told from the coach? eSpeak NG is the coach, flite the person;
 * the room is made of arithmetic.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "clip.h"
#include "echo.h"
#include "fault.h"
#include "room.h"
#include "speaker.h"
#include "spoken.h"
#include "stage.h"

enum {
	SECOND = ROOM_HZ,
	FRAMES_A_SECOND = ROOM_HZ / ECHO_FRAME,
	LEARNT = 8, /* seconds of the coach before somebody speaks */
	THINNED = SOUND_HZ / ROOM_HZ
};

static const char says[] =
    "Lie on your back with your knees bent and your feet flat on the floor. Lift your hips until "
    "your body is straight from your shoulders to your knees, hold, and come down slowly. Keep "
    "breathing all the time. Ten times, two sets, with a rest of thirty seconds. Now the next "
    "exercise, the bird dog, on your hands and knees.";

static struct sound coach;

static int let_the_coach_speak(void **state)
{
	(void)state;
	const struct speaker_voice voice = {.name = "en-gb-x-rp",
					    .speed = 155,
					    .pitch = 42,
					    .range = 45,
					    .gap = 2,
					    .level_db = -23, .peak_db = -9};
	struct fault why;
	struct speaker *speaker = speaker_open(&voice, &why);
	assert_non_null(speaker);
	struct clip *clip = speaker_say_now(speaker, says);
	assert_non_null(clip);
	coach = (struct sound){.count = clip->frames / THINNED};
	coach.sample = calloc(coach.count, sizeof *coach.sample);
	assert_non_null(coach.sample);
	for (size_t i = 0; i < coach.count; i++) {
		const int16_t *from = clip->sample + i * THINNED;
		coach.sample[i] = (int16_t)((from[0] + from[1] + from[2]) / THINNED);
	}
	free(clip);
	speaker_close(speaker);
	return coach.count > (LEARNT + 4) * SECOND ? 0 : -1;
}

static int let_it_go(void **state)
{
	(void)state;
	sound_free(&coach);
	return 0;
}

static struct stage_plan plan_of_room(int room)
{
	return (struct stage_plan){.seed = (uint32_t)(20 + room),
				   .echo_db = -34 + room,
				   .noise_db = -75,
				   .delay_ms = 20 + 40 * room,
				   .drift_ppm = 50 * room - 120,
				   .drive = 0.1 * room};
}

static void play(struct stage *stage)
{
	struct fault why;
	struct echo *echo = echo_open(&why);
	assert_non_null(echo);
	stage_mix(stage);
	stage_run(stage, echo, ECHO_FRAME);
	echo_close(echo);
}

static bool noticed(const struct stage *stage, size_t from_s, size_t frames)
{
	for (size_t f = 0; f < frames; f++)
		if (stage->report[from_s * FRAMES_A_SECOND + f].near_voice)
			return true;
	return false;
}

/* Of ten rooms. */
static int rooms_noticing(const char *voice, const char *word, double above_db)
{
	int rooms = 0;
	struct sound person = spoken(voice, word);
	size_t from, to;
	clip_loud_part(person.sample, person.count, &from, &to);
	for (int room = 0; room < 10; room++) {
		struct stage stage;
		struct stage_plan plan = plan_of_room(room);
		stage_set(&stage, &plan, coach.sample, (LEARNT + 3) * SECOND);
		stage_person(&stage, person.sample + from, to - from, LEARNT * SECOND, above_db);
		play(&stage);
		rooms += noticed(&stage, LEARNT, FRAMES_A_SECOND / 2);
		stage_clear(&stage);
	}
	sound_free(&person);
	return rooms;
}

static void the_coach_alone_is_no_voice(void **state)
{
	(void)state;
	for (int room = 0; room < 10; room++) {
		struct stage stage;
		struct stage_plan plan = plan_of_room(room);
		stage_set(&stage, &plan, coach.sample, coach.count);
		play(&stage);
		assert_false(noticed(&stage, 0, stage.count / ECHO_FRAME));
		stage_clear(&stage);
	}
}

static void a_person_as_loud_as_the_coach_is_noticed(void **state)
{
	(void)state;
	assert_true(rooms_noticing("rms", "stop", 0) >= 9);
	assert_true(rooms_noticing("slt", "five", 0) >= 9);
}

static void a_person_half_as_loud_is_noticed_mostly(void **state)
{
	(void)state;
	assert_true(rooms_noticing("awb", "pause", -6) >= 7);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(the_coach_alone_is_no_voice),
	    cmocka_unit_test(a_person_as_loud_as_the_coach_is_noticed),
	    cmocka_unit_test(a_person_half_as_loud_is_noticed_mostly),
	};
	return cmocka_run_group_tests(tests, let_the_coach_speak, let_it_go);
}
