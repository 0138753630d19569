/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * test_keys.c - the keyboard, on a pseudo terminal and on pipes.
 */
#define _XOPEN_SOURCE 700

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include "fault.h"
#include "keys.h"

struct stage {
	int before; /* the true standard input */
	int far;    /* the end that a person would have */
	int near;   /* what standard input is */
};

static int set_up(void **state)
{
	struct stage *stage = calloc(1, sizeof(*stage));

	assert_non_null(stage);
	stage->before = fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 10);
	stage->far = stage->near = -1;
	*state = stage;
	return 0;
}

static int tear_down(void **state)
{
	struct stage *stage = *state;

	if (stage->before >= 0)
		dup2(stage->before, STDIN_FILENO);
	close(stage->before);
	if (stage->far >= 0)
		close(stage->far);
	if (stage->near >= 0)
		close(stage->near);
	free(stage);
	return 0;
}

static void use_terminal(struct stage *stage)
{
	stage->far = posix_openpt(O_RDWR | O_NOCTTY);
	if (stage->far < 0) {
		print_message("skipped: there are no pseudo terminals here (/dev/pts)\n");
		skip();
	}
	assert_int_equal(grantpt(stage->far), 0);
	assert_int_equal(unlockpt(stage->far), 0);
	stage->near = open(ptsname(stage->far), O_RDWR | O_NOCTTY);
	assert_true(stage->near >= 0);
	dup2(stage->near, STDIN_FILENO);
}

static void use_pipe(struct stage *stage)
{
	int ends[2];

	assert_int_equal(pipe(ends), 0);
	stage->far = ends[1];
	dup2(ends[0], STDIN_FILENO);
	close(ends[0]);
}

static void use_file(struct stage *stage, const char *path)
{
	stage->near = open(path, O_RDONLY);
	assert_true(stage->near >= 0);
	dup2(stage->near, STDIN_FILENO);
}

static void press(const struct stage *stage, const char *keys)
{
	assert_int_equal(write(stage->far, keys, strlen(keys)), strlen(keys));
}

/* A terminal hands its bytes over in its own time. */
static int await_key(struct keys *keys)
{
	struct pollfd input = {.fd = keys_fd(keys), .events = POLLIN};
	int key = keys_next(keys);

	while (key == KEYS_NONE && poll(&input, 1, 5000) == 1)
		key = keys_next(keys);
	return key;
}

static struct keys *open_keys(void)
{
	struct fault why = {FAULT_NONE, ""};
	struct keys *keys = keys_open(&why);

	assert_non_null(keys);
	assert_int_equal(why.code, FAULT_NONE);
	return keys;
}

static void assert_refused(const char *reason)
{
	struct fault why = {FAULT_NONE, ""};

	assert_null(keys_open(&why));
	assert_int_equal(why.code, FAULT_DEVICE);
	assert_non_null(strstr(why.text, "nobody can press a key"));
	assert_non_null(strstr(why.text, reason));
}

static void assert_same_settings(const struct termios *a, const struct termios *b)
{
	assert_int_equal(a->c_iflag, b->c_iflag);
	assert_int_equal(a->c_oflag, b->c_oflag);
	assert_int_equal(a->c_lflag, b->c_lflag);
	assert_memory_equal(a->c_cc, b->c_cc, sizeof(a->c_cc));
}

static void a_terminal_gives_each_key_without_enter(void **state)
{
	use_terminal(*state);
	struct keys *keys = open_keys();

	assert_int_equal(keys_next(keys), KEYS_NONE);
	press(*state, "4s");
	assert_int_equal(await_key(keys), '4');
	assert_int_equal(await_key(keys), 's');
	assert_int_equal(keys_next(keys), KEYS_NONE);
	keys_close(keys);
}

static void keys_are_not_echoed_and_ctrl_c_still_signals(void **state)
{
	struct termios now;

	use_terminal(*state);
	struct keys *keys = open_keys();
	assert_int_equal(tcgetattr(STDIN_FILENO, &now), 0);

	assert_false(now.c_lflag & ECHO);
	assert_false(now.c_lflag & ICANON);
	assert_true(now.c_lflag & ISIG);
	assert_int_equal(now.c_cc[VINTR], 3);
	keys_close(keys);
}

static void closing_puts_the_terminal_back(void **state)
{
	struct termios before, after;

	use_terminal(*state);
	assert_int_equal(tcgetattr(STDIN_FILENO, &before), 0);
	keys_close(open_keys());
	assert_int_equal(tcgetattr(STDIN_FILENO, &after), 0);

	assert_true(before.c_lflag & ICANON);
	assert_same_settings(&before, &after);
}

static void what_was_typed_before_answers_nothing(void **state)
{
	struct pollfd input = {.fd = STDIN_FILENO, .events = POLLIN};

	use_terminal(*state);
	press(*state, "y\n");
	assert_int_equal(poll(&input, 1, 5000), 1);
	struct keys *keys = open_keys();

	assert_int_equal(keys_next(keys), KEYS_NONE);
	keys_close(keys);
}

static void enter_on_a_terminal_is_one_new_line(void **state)
{
	use_terminal(*state);
	struct keys *keys = open_keys();

	press(*state, "\r");
	assert_int_equal(await_key(keys), '\n');
	assert_int_equal(keys_next(keys), KEYS_NONE);
	keys_close(keys);
}

static void a_terminal_that_hangs_up_gives_the_end(void **state)
{
	struct stage *stage = *state;

	use_terminal(stage);
	struct keys *keys = open_keys();
	close(stage->far);
	stage->far = -1;

	assert_int_equal(keys_next(keys), KEYS_END);
	assert_int_equal(keys_fd(keys), -1);
	keys_close(keys);
}

/* In a child, since a terminal belongs to a whole session of processes. */
static int open_in_background(const char *terminal)
{
	struct fault why;
	struct keys *keys;
	int fd, status = 1;
	pid_t child;

	setsid();
	fd = open(terminal, O_RDWR);
	if (fd < 0 || ioctl(fd, TIOCSCTTY, 0) != 0)
		return 2;
	child = fork();
	if (child == 0) {
		setpgid(0, 0);
		dup2(fd, STDIN_FILENO);
		keys = keys_open(&why);
		keys_close(keys);
		_exit(keys || !strstr(why.text, "in the background"));
	}
	waitpid(child, &status, WUNTRACED);
	if (WIFSTOPPED(status))
		kill(child, SIGKILL);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 3;
}

static void in_the_background_it_refuses_and_is_not_stopped(void **state)
{
	struct stage *stage = *state;
	int status;
	pid_t child;

	use_terminal(stage);
	child = fork();
	if (child == 0)
		_exit(open_in_background(ptsname(stage->far)));
	assert_int_equal(waitpid(child, &status, 0), child);

	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0);
}

static void a_pipe_gives_its_keys_and_then_the_end(void **state)
{
	struct stage *stage = *state;

	use_pipe(stage);
	struct keys *keys = open_keys();
	assert_int_equal(keys_next(keys), KEYS_NONE);
	press(stage, "1 *");
	close(stage->far);
	stage->far = -1;

	assert_int_equal(keys_next(keys), '1');
	assert_int_equal(keys_next(keys), ' ');
	assert_int_equal(keys_next(keys), '*');
	assert_int_equal(keys_next(keys), KEYS_END);
	assert_int_equal(keys_next(keys), KEYS_END);
	keys_close(keys);
}

static void more_keys_than_one_read_takes_all_come(void **state)
{
	char many[301];

	memset(many, '7', sizeof(many) - 1);
	many[sizeof(many) - 1] = '\0';
	use_pipe(*state);
	struct keys *keys = open_keys();
	press(*state, many);

	for (int i = 0; i < 300; i++)
		assert_int_equal(keys_next(keys), '7');
	assert_int_equal(keys_next(keys), KEYS_NONE);
	keys_close(keys);
}

static void a_pipe_without_a_writer_is_nobody(void **state)
{
	struct stage *stage = *state;

	use_pipe(stage);
	close(stage->far);
	stage->far = -1;
	assert_refused("nobody writes");
}

static void the_null_device_is_nobody(void **state)
{
	use_file(*state, "/dev/null");
	assert_refused("no terminal and no pipe");
}

static void a_file_is_nobody(void **state)
{
	use_file(*state, __FILE__);
	assert_refused("no terminal and no pipe");
}

static void a_closed_standard_input_is_nobody(void **state)
{
	(void)state;
	close(STDIN_FILENO);
	assert_refused("closed");
}

static void closing_nothing_is_harmless(void **state)
{
	(void)state;
	keys_close(NULL);
}

#define ON_STAGE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    ON_STAGE(a_terminal_gives_each_key_without_enter),
	    ON_STAGE(keys_are_not_echoed_and_ctrl_c_still_signals),
	    ON_STAGE(closing_puts_the_terminal_back),
	    ON_STAGE(what_was_typed_before_answers_nothing),
	    ON_STAGE(enter_on_a_terminal_is_one_new_line),
	    ON_STAGE(a_terminal_that_hangs_up_gives_the_end),
	    ON_STAGE(in_the_background_it_refuses_and_is_not_stopped),
	    ON_STAGE(a_pipe_gives_its_keys_and_then_the_end),
	    ON_STAGE(more_keys_than_one_read_takes_all_come),
	    ON_STAGE(a_pipe_without_a_writer_is_nobody),
	    ON_STAGE(the_null_device_is_nobody),
	    ON_STAGE(a_file_is_nobody),
	    ON_STAGE(a_closed_standard_input_is_nobody),
	    cmocka_unit_test(closing_nothing_is_harmless),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
