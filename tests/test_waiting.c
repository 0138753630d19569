/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_waiting.c - what a process learns of another one that waits or leads a session. */
#include "session_lock.h"
#include "text_support.h"
#include "waiting.h"

#include <signal.h>
#include <sys/wait.h>

/* The other process: it does what it is told, one letter at a time, and says when it is done. */
struct other {
	pid_t process;
	int orders, done;
};

static void obey(const char *path, int orders, int done)
{
	struct waiting_sign sign;
	struct session_lock lock;
	struct fault why;
	char order;
	bool good = waiting_sign_open(&sign, path, &why);
	while (good && read(orders, &order, 1) == 1) {
		if (order == 'l')
			good = session_lock_take(&lock, path, &why);
		else if (order == 'd')
			session_lock_drop(&lock);
		else if (order == 'c')
			waiting_sign_close(&sign);
		else
			waiting_sign_set(&sign,
					 (struct waiting_for){order == 'w' || order == 'b',
							      order == 'k' || order == 'b'});
		good = good && write(done, &order, 1) == 1;
	}
	_exit(0);
}

static struct other another(const char *path)
{
	struct other other;
	int orders[2], done[2];
	assert_int_equal(pipe(orders), 0);
	assert_int_equal(pipe(done), 0);
	other = (struct other){.process = fork(), .orders = orders[1], .done = done[0]};
	assert_true(other.process >= 0);
	if (other.process == 0) {
		close(orders[1]); /* so that it ends with this one */
		obey(path, orders[0], done[1]);
	}
	close(orders[0]);
	close(done[1]);
	return other;
}

static void tell(const struct other *other, char order)
{
	char answer = 0;
	assert_int_equal(write(other->orders, &order, 1), 1);
	assert_int_equal(read(other->done, &answer, 1), 1);
	assert_int_equal(answer, order);
}

static void ends(struct other *other)
{
	kill(other->process, SIGKILL);
	assert_int_equal(waitpid(other->process, NULL, 0), other->process);
	close(other->orders);
	close(other->done);
}

static void assert_waits(const char *path, bool words, bool keys)
{
	struct waiting_for found = waiting_look(path);
	assert_int_equal(found.words, words);
	assert_int_equal(found.keys, keys);
}

static void it_is_seen_what_somebody_waits_for(void **state)
{
	const char *path = desk_path(*state, "data/waiting.lock");
	struct other other = another(path);
	tell(&other, 'w');
	assert_waits(path, true, false);
	tell(&other, 'k');
	assert_waits(path, false, true);
	tell(&other, 'b');
	assert_waits(path, true, true);
	tell(&other, 'n');
	assert_waits(path, false, false);
	tell(&other, 'b');
	tell(&other, 'c');
	assert_waits(path, false, false);
	ends(&other);
}

static void nobody_waits_where_nobody_ever_did(void **state)
{
	const char *path = desk_path(*state, "nowhere/waiting.lock");
	assert_waits(path, false, false);
	assert_int_not_equal(access(path, F_OK), 0);
}

static void whoever_died_waits_no_more(void **state)
{
	const char *path = desk_path(*state, "data/waiting.lock");
	struct other other = another(path);
	tell(&other, 'b');
	assert_waits(path, true, true);
	ends(&other);
	assert_waits(path, false, false);
}

static void a_sign_that_finds_no_place_is_told_and_harms_nothing(void **state)
{
	struct waiting_sign sign;
	struct fault why;
	FILE *file = fopen(desk_path(*state, "file"), "w");
	assert_non_null(file);
	fclose(file);
	assert_false(waiting_sign_open(&sign, desk_path(*state, "file/waiting.lock"), &why));
	assert_true(why.text[0] != '\0');
	waiting_sign_set(&sign, (struct waiting_for){true, true});
	waiting_sign_close(&sign);
}

static void a_session_elsewhere_is_seen_and_not_disturbed(void **state)
{
	struct session_lock lock;
	struct fault why;
	const char *path = desk_path(*state, "data/session.lock");
	assert_false(session_lock_is_held(path));
	struct other other = another(path);
	tell(&other, 'l');
	assert_true(session_lock_is_held(path));
	assert_false(session_lock_take(&lock, path, &why));
	tell(&other, 'd');
	assert_false(session_lock_is_held(path));
	assert_true(session_lock_take(&lock, path, &why));
	session_lock_drop(&lock);
	ends(&other);
}

#define AT_DESK(test) cmocka_unit_test_setup_teardown(test, desk_setup, desk_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    AT_DESK(it_is_seen_what_somebody_waits_for),
	    AT_DESK(nobody_waits_where_nobody_ever_did),
	    AT_DESK(whoever_died_waits_no_more),
	    AT_DESK(a_sign_that_finds_no_place_is_told_and_harms_nothing),
	    AT_DESK(a_session_elsewhere_is_seen_and_not_disturbed),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
