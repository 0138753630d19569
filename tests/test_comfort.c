/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_comfort.c - louder, quieter, slower, and the words that stay as loud as by day. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "comfort.h"

static const struct comfort usual = {
    .percent = {[COMFORT_VOICE] = 100, [COMFORT_RECORDING] = 50, [COMFORT_TONE] = 70}};

static double db(const struct comfort *comfort, enum comfort_kind kind, enum cue cue)
{
	return 20.0 * log10((double)comfort_gain(comfort, kind, cue));
}

static void each_kind_has_a_volume_of_its_own(void **state)
{
	(void)state;
	assert_float_equal(comfort_gain(&usual, COMFORT_VOICE, CUE_NEXT), 1.0, 1e-6);
	assert_float_equal(comfort_gain(&usual, COMFORT_RECORDING, CUE_NEXT), 0.5, 1e-6);
	assert_float_equal(comfort_gain(&usual, COMFORT_TONE, CUES), 0.7, 1e-6);
}

static void louder_and_quieter_go_in_steps_of_three_decibels_to_their_limits(void **state)
{
	(void)state;
	struct comfort comfort = usual;
	assert_true(comfort_adjust(&comfort, INTENT_LOUDER));
	assert_float_equal(db(&comfort, COMFORT_VOICE, CUE_NEXT), 3.0, 0.01);
	assert_true(comfort_adjust(&comfort, INTENT_LOUDER));
	assert_false(comfort_adjust(&comfort, INTENT_LOUDER));
	assert_float_equal(db(&comfort, COMFORT_VOICE, CUE_NEXT), 6.0, 0.01);
	for (int i = 0; i < 8; i++)
		assert_true(comfort_adjust(&comfort, INTENT_QUIETER));
	assert_false(comfort_adjust(&comfort, INTENT_QUIETER));
	assert_float_equal(db(&comfort, COMFORT_VOICE, CUE_NEXT), -18.0, 0.01);
	/* and the first "louder" is heard again */
	assert_true(comfort_adjust(&comfort, INTENT_LOUDER));
	assert_float_equal(db(&comfort, COMFORT_VOICE, CUE_NEXT), -15.0, 0.01);
}

static void the_night_lowers_all_and_goes_no_lower_than_can_be_understood(void **state)
{
	(void)state;
	struct comfort comfort = usual;
	comfort.night_db = -8;
	assert_float_equal(db(&comfort, COMFORT_VOICE, CUE_NEXT), -8.0, 0.01);
	for (int i = 0; i < 20; i++)
		comfort_adjust(&comfort, INTENT_QUIETER);
	assert_float_equal(db(&comfort, COMFORT_VOICE, CUE_NEXT), -18.0, 0.01);
}

static void words_that_may_save_a_life_are_as_loud_as_by_day_or_louder(void **state)
{
	(void)state;
	struct comfort comfort = usual;
	comfort.night_db = -8;
	comfort.person_db = -9;
	assert_float_equal(db(&comfort, COMFORT_VOICE, CUE_EMERGENCY), 0.0, 0.01);
	assert_float_equal(db(&comfort, COMFORT_VOICE, CUE_LEG_READ), 0.0, 0.01);
	assert_true(db(&comfort, COMFORT_VOICE, CUE_NEXT) < -10.0);
	comfort.night_db = 0;
	comfort.person_db = 6;
	assert_float_equal(db(&comfort, COMFORT_VOICE, CUE_EMERGENCY), 6.0, 0.01);
}

static void slower_is_slower_twice_and_never_faster_than_the_voice(void **state)
{
	(void)state;
	struct comfort comfort = usual;
	assert_int_equal(comfort_speed_percent(&comfort), 100);
	assert_false(comfort_adjust(&comfort, INTENT_FASTER));
	assert_true(comfort_adjust(&comfort, INTENT_SLOWER));
	int once = comfort_speed_percent(&comfort);
	assert_true(once < 90);
	assert_true(comfort_adjust(&comfort, INTENT_SLOWER));
	assert_true(comfort_speed_percent(&comfort) < once);
	assert_false(comfort_adjust(&comfort, INTENT_SLOWER));
	assert_true(comfort_adjust(&comfort, INTENT_FASTER));
	assert_int_equal(comfort_speed_percent(&comfort), once);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(each_kind_has_a_volume_of_its_own),
	    cmocka_unit_test(louder_and_quieter_go_in_steps_of_three_decibels_to_their_limits),
	    cmocka_unit_test(the_night_lowers_all_and_goes_no_lower_than_can_be_understood),
	    cmocka_unit_test(words_that_may_save_a_life_are_as_loud_as_by_day_or_louder),
	    cmocka_unit_test(slower_is_slower_twice_and_never_faster_than_the_voice),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
