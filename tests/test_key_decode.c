/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * test_key_decode.c - the bytes of a terminal, made into keys.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "key_decode.h"
#include "keys.h"

enum { ALONE_MS = 1000, TOGETHER_MS = 1 };

/* The keys in the bytes, each byte gap_ms after the one before. */
static void decode(const char *bytes, int gap_ms, char found[32])
{
	struct key_decoder decoder = {.stage = KEY_PLAIN};
	int64_t now_ms = 1000000;
	size_t count = 0;

	for (const char *byte = bytes; *byte; byte++) {
		int key = key_decode(&decoder, (unsigned char)*byte, now_ms += gap_ms);

		if (key != KEYS_NONE && count < 31)
			found[count++] = (char)key;
	}
	found[count] = '\0';
}

static void assert_keys(const char *bytes, const char *expected)
{
	char found[32];

	decode(bytes, TOGETHER_MS, found);
	assert_string_equal(found, expected);
}

static void every_plain_key_is_itself(void **state)
{
	(void)state;
	assert_keys("0123456789*x yn", "0123456789*x yn");
	assert_keys("rsqkeh!lctm?\n", "rsqkeh!lctm?\n");
}

static void both_sorts_of_enter_are_one(void **state)
{
	(void)state;
	assert_keys("\r3\n", "\n3\n");
}

static void arrows_and_function_keys_are_swallowed_whole(void **state)
{
	(void)state;
	assert_keys("\033[A5", "5");	 /* up */
	assert_keys("\033[1;5C6", "6");	 /* right, with Ctrl */
	assert_keys("\033[3~7", "7");	 /* delete */
	assert_keys("\033[[A8", "8");	 /* F1 on the Linux console */
	assert_keys("\033OP9", "9");	 /* F1 elsewhere */
	assert_keys("\033\033[D4", "4"); /* left, with Alt */
	assert_keys("\033[200~1", "1");	 /* a paste begins */
	assert_keys("\033s2", "2");	 /* Alt and s is no stop */
}

static void reports_of_the_terminal_are_swallowed_whole(void **state)
{
	(void)state;
	assert_keys("\033]0;stop 10\0073", "3");
	assert_keys("\033P1$r0m\033\\4", "4");
}

static void a_number_pad_in_application_mode_gives_its_keys(void **state)
{
	(void)state;
	assert_keys("\033Op\033Oq\033Or\033Os\033Ot\033Ou\033Ov\033Ow\033Ox\033Oy", "0123456789");
	assert_keys("\033Oj\033OM\033Om", "*\n-");
}

static void the_escape_key_alone_takes_no_other_key_with_it(void **state)
{
	char found[32];

	(void)state;
	decode("\033s\033[5", ALONE_MS, found);
	assert_string_equal(found, "s[5");
}

static void a_sequence_cut_by_a_control_key_gives_that_key(void **state)
{
	(void)state;
	assert_keys("\033[1\n5", "\n5");
	assert_keys("\033O\n5", "\n5");
}

static void letters_beyond_ascii_are_swallowed_whole(void **state)
{
	(void)state;
	assert_keys("\303\2511", "1");	       /* e with an accent */
	assert_keys("\342\202\2542", "2");     /* euro */
	assert_keys("\360\237\231\2023", "3"); /* a smile */
	assert_keys("\377\2514", "4");	       /* none at all */
}

static void a_broken_letter_leaves_the_next_key_alone(void **state)
{
	(void)state;
	assert_keys("\342\202s", "s");
	assert_keys("\3607", "7");
}

static void a_sequence_in_two_reads_is_swallowed_whole(void **state)
{
	struct key_decoder decoder = {.stage = KEY_PLAIN};

	(void)state;
	assert_int_equal(key_decode(&decoder, 0x1b, 5000), KEYS_NONE);
	assert_int_equal(key_decode(&decoder, '[', 5090), KEYS_NONE);
	assert_int_equal(key_decode(&decoder, 'B', 5180), KEYS_NONE);
	assert_int_equal(key_decode(&decoder, '2', 5181), '2');
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(every_plain_key_is_itself),
	    cmocka_unit_test(both_sorts_of_enter_are_one),
	    cmocka_unit_test(arrows_and_function_keys_are_swallowed_whole),
	    cmocka_unit_test(reports_of_the_terminal_are_swallowed_whole),
	    cmocka_unit_test(a_number_pad_in_application_mode_gives_its_keys),
	    cmocka_unit_test(the_escape_key_alone_takes_no_other_key_with_it),
	    cmocka_unit_test(a_sequence_cut_by_a_control_key_gives_that_key),
	    cmocka_unit_test(letters_beyond_ascii_are_swallowed_whole),
	    cmocka_unit_test(a_broken_letter_leaves_the_next_key_alone),
	    cmocka_unit_test(a_sequence_in_two_reads_is_swallowed_whole),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
