/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_button_keys.c - what the keys of number pads, presenters and remotes mean. */
#include <linux/input-event-codes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "button_keys.h"
#include "intent.h"

static int press(unsigned code)
{
	unsigned held = 0;
	return button_key(&held, code, true);
}

static int press_with(unsigned holding, unsigned code)
{
	unsigned held = 0;
	assert_int_equal(button_key(&held, holding, true), 0);
	return button_key(&held, code, true);
}

static void assert_means(unsigned code, enum intent_kind kind)
{
	assert_int_equal(intent_from_key(press(code)).kind, kind);
}

/* The kernel's numbers of these keys do not rise with the digits. */
static void every_digit_of_a_number_pad_is_that_number(void **state)
{
	(void)state;
	static const unsigned pad[] = {KEY_KP0, KEY_KP1, KEY_KP2, KEY_KP3, KEY_KP4,
				       KEY_KP5, KEY_KP6, KEY_KP7, KEY_KP8, KEY_KP9};
	static const unsigned row[] = {KEY_0, KEY_1, KEY_2, KEY_3, KEY_4,
				       KEY_5, KEY_6, KEY_7, KEY_8, KEY_9};
	for (int n = 0; n <= 9; n++) {
		const unsigned codes[] = {pad[n], row[n], KEY_NUMERIC_0 + (unsigned)n};
		for (int i = 0; i < 3; i++) {
			struct intent intent = intent_from_key(press(codes[i]));
			assert_int_equal(intent.kind, INTENT_NUMBER);
			assert_int_equal(intent.value, n);
			assert_int_equal(intent.source, SOURCE_KEY);
		}
	}
}

static void the_star_is_ten(void **state)
{
	(void)state;
	assert_int_equal(intent_from_key(press(KEY_KPASTERISK)).value, 10);
	assert_int_equal(intent_from_key(press(KEY_NUMERIC_STAR)).value, 10);
	assert_int_equal(intent_from_key(press_with(KEY_RIGHTSHIFT, KEY_8)).value, 10);
}

static void a_number_pad_has_all_it_takes(void **state)
{
	(void)state;
	assert_means(KEY_KPENTER, INTENT_READY);
	assert_means(KEY_KPPLUS, INTENT_YES);
	assert_means(KEY_KPMINUS, INTENT_NO);
	assert_means(KEY_KPSLASH, INTENT_PAUSE);
	assert_means(KEY_KPDOT, INTENT_STOP);
	assert_means(KEY_KPCOMMA, INTENT_STOP);
	assert_means(KEY_BACKSPACE, INTENT_CHANGE);
	assert_means(KEY_NUMLOCK, INTENT_NOTHING);
}

static void a_presenter_goes_on_repeats_pauses_and_stops(void **state)
{
	(void)state;
	assert_means(KEY_PAGEDOWN, INTENT_READY);
	assert_means(KEY_PAGEUP, INTENT_REPEAT);
	assert_means(KEY_F5, INTENT_PAUSE);
	assert_means(KEY_ESC, INTENT_PAUSE);
	assert_int_equal(intent_from_key(press_with(KEY_LEFTSHIFT, KEY_F5)).kind, INTENT_PAUSE);
	assert_means(KEY_DOT, INTENT_STOP);
	assert_means(KEY_B, INTENT_STOP);
}

static void a_remote_control_pauses_and_stops(void **state)
{
	(void)state;
	assert_means(KEY_PLAYPAUSE, INTENT_PAUSE);
	assert_means(KEY_STOPCD, INTENT_STOP);
	assert_means(KEY_NEXTSONG, INTENT_READY);
	assert_means(KEY_OK, INTENT_READY);
	assert_means(KEY_VOLUMEUP, INTENT_LOUDER);
	assert_means(KEY_VOLUMEDOWN, INTENT_QUIETER);
}

/* What every letter means is the business of one table; here it only must be that letter. */
static void letters_are_those_of_the_table_of_keys(void **state)
{
	(void)state;
	static const struct {
		unsigned code;
		int letter;
	} letters[] = {
	    {KEY_A, 'a'}, {KEY_B, 'b'}, {KEY_C, 'c'}, {KEY_D, 'd'}, {KEY_E, 'e'}, {KEY_F, 'f'},
	    {KEY_G, 'g'}, {KEY_H, 'h'}, {KEY_I, 'i'}, {KEY_J, 'j'}, {KEY_K, 'k'}, {KEY_L, 'l'},
	    {KEY_M, 'm'}, {KEY_N, 'n'}, {KEY_O, 'o'}, {KEY_P, 'p'}, {KEY_Q, 'q'}, {KEY_R, 'r'},
	    {KEY_S, 's'}, {KEY_T, 't'}, {KEY_U, 'u'}, {KEY_V, 'v'}, {KEY_W, 'w'}, {KEY_X, 'x'},
	    {KEY_Y, 'y'}, {KEY_Z, 'z'},
	};
	for (size_t i = 0; i < sizeof letters / sizeof letters[0]; i++) {
		if (intent_from_key(letters[i].letter).kind == INTENT_NOTHING)
			continue;
		assert_int_equal(press(letters[i].code), letters[i].letter);
		assert_int_equal(press_with(KEY_LEFTSHIFT, letters[i].code), letters[i].letter);
	}
}

static void with_shift_a_one_is_sharp_and_never_a_one(void **state)
{
	(void)state;
	assert_int_equal(intent_from_key(press_with(KEY_LEFTSHIFT, KEY_1)).kind, INTENT_SHARP);
	static const unsigned others[] = {KEY_2, KEY_3, KEY_4, KEY_5, KEY_6, KEY_7, KEY_9, KEY_0};
	for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
		assert_int_equal(press_with(KEY_LEFTSHIFT, others[i]), 0);
}

static void shift_ends_when_it_is_let_go(void **state)
{
	(void)state;
	unsigned held = 0;
	button_key(&held, KEY_LEFTSHIFT, true);
	button_key(&held, KEY_RIGHTSHIFT, true);
	button_key(&held, KEY_LEFTSHIFT, false);
	assert_int_equal(button_key(&held, KEY_1, true), '!');
	button_key(&held, KEY_RIGHTSHIFT, false);
	assert_int_equal(button_key(&held, KEY_1, true), '1');
}

static void with_control_and_the_like_no_key_answers_but_control_c_stops(void **state)
{
	(void)state;
	static const unsigned holding[] = {KEY_LEFTCTRL, KEY_RIGHTCTRL, KEY_LEFTALT,
					   KEY_RIGHTALT, KEY_LEFTMETA,	KEY_RIGHTMETA};
	for (size_t i = 0; i < sizeof holding / sizeof holding[0]; i++)
		for (unsigned code = 1; code <= KEY_MAX; code++)
			if (!(i < 2 && code == KEY_C))
				assert_int_equal(press_with(holding[i], code), 0);
	assert_int_equal(intent_from_key(press_with(KEY_LEFTCTRL, KEY_C)).kind, INTENT_STOP);
}

static void letting_go_means_nothing(void **state)
{
	(void)state;
	unsigned held = 0;
	for (unsigned code = 0; code <= KEY_MAX; code++)
		assert_int_equal(button_key(&held, code, false), 0);
}

/* Nothing that lies on a desk says zero, or that it hurts less, by an odd key. */
static void only_digits_are_numbers(void **state)
{
	(void)state;
	int numbers = 0;
	for (unsigned code = 0; code <= KEY_MAX; code++)
		numbers += intent_from_key(press(code)).kind == INTENT_NUMBER;
	assert_int_equal(numbers, 3 * 10 + 2 + 1); /* three rows, two stars, the letter x */
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(every_digit_of_a_number_pad_is_that_number),
	    cmocka_unit_test(the_star_is_ten),
	    cmocka_unit_test(a_number_pad_has_all_it_takes),
	    cmocka_unit_test(a_presenter_goes_on_repeats_pauses_and_stops),
	    cmocka_unit_test(a_remote_control_pauses_and_stops),
	    cmocka_unit_test(letters_are_those_of_the_table_of_keys),
	    cmocka_unit_test(with_shift_a_one_is_sharp_and_never_a_one),
	    cmocka_unit_test(shift_ends_when_it_is_let_go),
	    cmocka_unit_test(with_control_and_the_like_no_key_answers_but_control_c_stops),
	    cmocka_unit_test(letting_go_means_nothing),
	    cmocka_unit_test(only_digits_are_numbers),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
