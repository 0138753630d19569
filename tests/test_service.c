/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_service.c - what systemd is told, read at the other end of its socket. */
#include "service.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cmocka.h>

static char folder[] = "/tmp/easeback-service.XXXXXX";
static struct sockaddr_un address = {.sun_family = AF_UNIX};
static int manager = -1;

static int begin(void **state)
{
	(void)state;
	if (mkdtemp(folder) == NULL)
		return -1;
	snprintf(address.sun_path, sizeof address.sun_path, "%s/notify", folder);
	manager = socket(AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK, 0);
	return manager < 0 ? -1 : bind(manager, (struct sockaddr *)&address, sizeof address);
}

static int end(void **state)
{
	(void)state;
	close(manager);
	unlink(address.sun_path);
	return rmdir(folder);
}

/* The next letter, or "" when there is none. */
static const char *received(void)
{
	static char letter[1000];
	ssize_t n = recv(manager, letter, sizeof letter - 1, 0);
	letter[n > 0 ? n : 0] = '\0';
	return letter;
}

static void without_systemd_nothing_is_told(void **state)
{
	(void)state;
	unsetenv("NOTIFY_SOCKET");
	assert_false(service_is_one());
	service_tell("waiting");
	assert_string_equal(received(), "");
}

static void systemd_is_told_that_it_is_ready_and_what_it_does(void **state)
{
	(void)state;
	setenv("NOTIFY_SOCKET", address.sun_path, 1);
	assert_true(service_is_one());
	service_tell("Waiting for \"%s\"", "coach start");
	assert_string_equal(received(), "READY=1\nSTATUS=Waiting for \"coach start\"");
}

static void a_systemd_that_went_holds_up_nothing(void **state)
{
	(void)state;
	setenv("NOTIFY_SOCKET", "/nonexistent/notify", 1);
	service_tell("waiting");
	assert_string_equal(received(), "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(without_systemd_nothing_is_told),
	    cmocka_unit_test(systemd_is_told_that_it_is_ready_and_what_it_does),
	    cmocka_unit_test(a_systemd_that_went_holds_up_nothing),
	};
	return cmocka_run_group_tests(tests, begin, end);
}
