/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_button_list.c - devices with keys, found by name, in a /sys and a /dev made up here. */
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "button_list.h"

static void put(const char *root, const char *path, const char *text)
{
	char whole[400];
	snprintf(whole, sizeof whole, "%s/%s", root, path);
	for (char *c = whole + 1; *c != '\0'; c++)
		if (*c == '/') {
			*c = '\0';
			mkdir(whole, 0700);
			*c = '/';
		}
	FILE *file = fopen(whole, "w");
	assert_non_null(file);
	fputs(text, file);
	fclose(file);
}

static void put_device(const char *root, int number, const char *name, const char *keys)
{
	char path[200];
	snprintf(path, sizeof path, "dev/input/event%d", number);
	put(root, path, "");
	snprintf(path, sizeof path, "sys/class/input/event%d/device/name", number);
	put(root, path, name);
	snprintf(path, sizeof path, "sys/class/input/event%d/device/capabilities/key", number);
	put(root, path, keys);
}

static int set_up(void **state)
{
	static char root[64];
	snprintf(root, sizeof root, "/tmp/easeback-buttons-XXXXXX");
	*state = mkdtemp(root);
	return *state != NULL ? 0 : -1;
}

static int tear_down(void **state)
{
	char command[100];
	snprintf(command, sizeof command, "rm -rf '%s'", (const char *)*state);
	return system(command) == 0 ? 0 : -1;
}

static void where_there_is_no_device_none_is_listed(void **state)
{
	struct button_node list[BUTTON_NODES];
	assert_int_equal(button_list(*state, list), 0);
}

static void devices_with_keys_are_listed_by_number(void **state)
{
	struct button_node list[BUTTON_NODES];
	put_device(*state, 10, "gpio_button@11\n", "10000000\n");
	put_device(*state, 2, "SIGMACHIP USB Keyboard\n", "1000000000007 ff9f207ac14057ff 0\n");
	put_device(*state, 3, "vc4-hdmi HDMI Jack\n", "0\n");
	put_device(*state, 7, "tilt\n", "0 0 0\n");
	assert_int_equal(button_list(*state, list), 2);
	assert_int_equal(list[0].number, 2);
	assert_string_equal(list[0].name, "SIGMACHIP USB Keyboard");
	assert_true(list[0].readable);
	assert_int_equal(list[1].number, 10);
	assert_string_equal(list[1].name, "gpio_button@11");
}

static void a_device_that_may_not_be_read_is_listed_as_such(void **state)
{
	struct button_node list[BUTTON_NODES];
	char path[200];
	if (geteuid() == 0) {
		print_message("skipped: root may read everything\n");
		skip();
	}
	put_device(*state, 2, "pad\n", "1\n");
	snprintf(path, sizeof path, "%s/dev/input/event2", (const char *)*state);
	assert_int_equal(chmod(path, 0), 0);
	assert_int_equal(button_list(*state, list), 1);
	assert_false(list[0].readable);
}

static void a_device_that_the_kernel_is_still_making_is_not_listed(void **state)
{
	struct button_node list[BUTTON_NODES];
	put(*state, "dev/input/event4", "");
	assert_int_equal(button_list(*state, list), 0);
}

static void more_devices_than_anybody_has_do_no_harm(void **state)
{
	struct button_node list[BUTTON_NODES];
	for (int i = 0; i < BUTTON_NODES + 5; i++)
		put_device(*state, i, "pad\n", "1\n");
	assert_int_equal(button_list(*state, list), BUTTON_NODES);
}

static void a_part_of_a_name_fits_in_either_case(void **state)
{
	(void)state;
	assert_true(button_name_fits("usb key", "SIGMACHIP USB Keyboard"));
	assert_true(button_name_fits("Keyboard", "SIGMACHIP USB Keyboard"));
	assert_true(button_name_fits("SIGMACHIP USB Keyboard", "SIGMACHIP USB Keyboard"));
	assert_false(button_name_fits("SIGMACHIP USB Keyboards", "SIGMACHIP USB Keyboard"));
	assert_false(button_name_fits("mouse", "SIGMACHIP USB Keyboard"));
}

static void of_several_names_any_fits(void **state)
{
	(void)state;
	assert_true(button_name_fits("R400, shutter", "AB Shutter3"));
	assert_true(button_name_fits("R400 , shutter", "Logitech R400"));
	assert_true(button_name_fits("gpio,R400", "Logitech R400"));
	assert_false(button_name_fits("R400, shutter", "gpio_button@11"));
}

static void nothing_named_fits_nothing(void **state)
{
	(void)state;
	assert_false(button_name_fits("", "pad"));
	assert_false(button_name_fits(" ", "pad"));
	assert_false(button_name_fits(",", "pad"));
	assert_false(button_name_fits(" , ,,", "pad"));
	assert_false(button_name_fits("x", ""));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(where_there_is_no_device_none_is_listed, set_up,
					    tear_down),
	    cmocka_unit_test_setup_teardown(devices_with_keys_are_listed_by_number, set_up,
					    tear_down),
	    cmocka_unit_test_setup_teardown(a_device_that_may_not_be_read_is_listed_as_such, set_up,
					    tear_down),
	    cmocka_unit_test_setup_teardown(a_device_that_the_kernel_is_still_making_is_not_listed,
					    set_up, tear_down),
	    cmocka_unit_test_setup_teardown(more_devices_than_anybody_has_do_no_harm, set_up,
					    tear_down),
	    cmocka_unit_test(a_part_of_a_name_fits_in_either_case),
	    cmocka_unit_test(of_several_names_any_fits),
	    cmocka_unit_test(nothing_named_fits_nothing),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
