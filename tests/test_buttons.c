/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * test_buttons.c - the thread that reads number pads and buttons, where there is none.
 *
 * Real devices and real events are the business of buttons.sh.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "buttons.h"
#include "fault.h"
#include "mailbox.h"

static const struct buttons_wish wish = {.names = "no device of this name, nor of this",
					 .grab = BUTTON_GRABBED};

static int64_t now_ms(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void a_name_that_no_device_has_is_said_and_looked_for(void **state)
{
	(void)state;
	struct fault why;
	struct letter letter;
	struct mailbox *mailbox = mailbox_open(&why);
	assert_non_null(mailbox);
	struct buttons *buttons = buttons_open(&wish, mailbox, &why);
	assert_non_null(buttons);
	assert_false(buttons_had_numbers(buttons));
	assert_int_equal(why.code, FAULT_DEVICE);
	assert_non_null(strstr(why.text, wish.names));
	/* Long enough for it to look again twice: what was said is not said once more. */
	nanosleep(&(struct timespec){.tv_sec = 2, .tv_nsec = 200000000}, NULL);
	assert_false(mailbox_take(mailbox, &letter));
	buttons_close(buttons);
	mailbox_close(mailbox);
}

static void it_ends_at_once(void **state)
{
	(void)state;
	struct fault why;
	struct mailbox *mailbox = mailbox_open(&why);
	assert_non_null(mailbox);
	int64_t longest = 0;
	for (int i = 0; i < 50; i++) {
		struct buttons *buttons = buttons_open(&wish, mailbox, &why);
		assert_non_null(buttons);
		int64_t from = now_ms();
		buttons_close(buttons);
		longest = now_ms() - from > longest ? now_ms() - from : longest;
	}
	/* Had it slept until its next look, each would have taken a second. */
	assert_true(longest < 900);
	mailbox_close(mailbox);
}

static void nothing_is_closed_without_harm(void **state)
{
	(void)state;
	buttons_close(NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_name_that_no_device_has_is_said_and_looked_for),
	    cmocka_unit_test(it_ends_at_once),
	    cmocka_unit_test(nothing_is_closed_without_harm),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
