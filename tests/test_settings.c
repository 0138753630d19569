/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_settings.c - settings, right and wrong; the policy can only be tightened. */
#include "text_support.h"

#include "settings.h"

static bool read_text(struct desk *desk, const char *text, struct settings *settings)
{
	desk_forget(desk);
	*settings = settings_default();
	return settings_read(desk_put(desk, "easeback.ini", text), settings, &desk->remarks);
}

static bool read_key(struct desk *desk, const char *section, const char *key, const char *value,
		     struct settings *settings)
{
	char text[600];
	snprintf(text, sizeof(text), "[%s]\n%s = %s\n", section, key, value);
	return read_text(desk, text, settings);
}

static void the_defaults_are_those_promised(void **state)
{
	(void)state;
	struct settings settings = settings_default();
	assert_string_equal(settings.routine, "last");
	assert_string_equal(settings.voice, "calm");
	assert_string_equal(settings.output, "");
	assert_string_equal(settings.buttons, "");
	assert_int_equal(settings.one_button, ONE_BUTTON_AUTO);
	assert_int_equal(settings.latency_ms, 100);
	assert_int_equal(settings.wake_ms, WAKE_AUTO);
	assert_int_equal(settings.voice_percent, 100);
	assert_int_equal(settings.recordings_percent, 100);
	assert_int_equal(settings.night.from, settings.night.to);
	assert_int_equal(settings.night_db, -8);
	assert_int_equal(settings.tones_percent, 70);
	assert_true(settings.captions);
	assert_true(settings.ear);
	assert_string_equal(settings.ear_host, "");
	assert_int_equal(settings.policy.stop, 7);
	assert_int_equal(settings.conditions, 0);
	assert_string_equal(settings.emergency_number, "999");
	assert_string_equal(settings.urgent_number, "111");
}

/* Every key is read into a settings of other values, so that a missing one shows. */
static void the_shipped_file_says_every_default(void **state)
{
	struct desk *desk = *state;
	struct settings other;
	assert_true(
	    read_text(desk,
		      "[session]\nroutine = x\nvoice = x\ncaptions = no\n[sound]\noutput = x\n"
		      "latency = 99\nwake = 9\nkeep_awake = yes\nvoice = 9\nrecordings = 9\ntones = 9\nnight = 1:00-2:00\nnight_level = -9\n[tones]\nset = wood\nhalf = 300\n[ear]\near = wyoming://x:1\n"
		      "microphone = x\nvoices = x\nmodel = x\nstart_phrase = wake up\n[buttons]\n"
		      "device = x\none_button = yes\n[policy]\nsafe = "
		      "1\ngreen = 2\nskip = 5\n"
		      "stop = 6\ntries = 2\nconfirm = always\nanswer = 8\n[profile]\n"
		      "conditions = knee\ncleared_by = x\n[numbers]\nemergency = 1\n"
		      "urgent = 1\n",
		      &other));
	assert_true(settings_read(SOURCE_DIR "/config/easeback.ini", &other, &desk->remarks));
	assert_int_equal(desk->remarks.count, 0);

	struct settings standard = settings_default();
	assert_string_equal(other.routine, standard.routine);
	assert_string_equal(other.voice, standard.voice);
	assert_string_equal(other.output, standard.output);
	assert_string_equal(other.microphone, standard.microphone);
	assert_string_equal(other.voices, standard.voices);
	assert_string_equal(other.ear_model, standard.ear_model);
	assert_string_equal(other.ear_host, standard.ear_host);
	assert_int_equal(other.ear_port, standard.ear_port);
	assert_string_equal(other.cleared_by, standard.cleared_by);
	assert_string_equal(other.emergency_number, standard.emergency_number);
	assert_string_equal(other.urgent_number, standard.urgent_number);
	assert_string_equal(other.buttons, standard.buttons);
	assert_int_equal(other.one_button, standard.one_button);
	assert_int_equal(other.latency_ms, standard.latency_ms);
	assert_int_equal(other.wake_ms, standard.wake_ms);
	assert_int_equal(other.keep_awake, standard.keep_awake);
	assert_int_equal(other.voice_percent, standard.voice_percent);
	assert_int_equal(other.recordings_percent, standard.recordings_percent);
	assert_int_equal(other.tones_percent, standard.tones_percent);
	assert_memory_equal(&other.tones, &standard.tones, sizeof(other.tones));
	assert_int_equal(other.night.from, standard.night.from);
	assert_int_equal(other.night.to, standard.night.to);
	assert_int_equal(other.night_db, standard.night_db);
	assert_int_equal(other.captions, standard.captions);
	assert_int_equal(other.ear, standard.ear);
	assert_int_equal(other.conditions, standard.conditions);
	assert_memory_equal(&other.policy, &standard.policy, sizeof(other.policy));
}

static void an_empty_file_changes_nothing(void **state)
{
	struct settings settings;
	assert_true(read_text(*state, "", &settings));
	assert_errors(*state, 0);
	assert_int_equal(settings.latency_ms, 100);
}

static void texts_and_names_are_kept(void **state)
{
	struct settings settings;
	assert_true(read_text(*state,
			      "[session]\nroutine = full-back\nvoice = my-voice\n[sound]\n"
			      "output = USB; 2\n[ear]\nmicrophone = Webcam #1\nmodel = /opt/ear\n"
			      "[profile]\nconditions = injury, osteoporosis,knee\n"
			      "cleared_by = my physiotherapist\n[numbers]\nemergency = 112\n"
			      "urgent = +44 (0)20-111\n",
			      &settings));
	assert_string_equal(settings.routine, "full-back");
	assert_string_equal(settings.voice, "my-voice");
	assert_string_equal(settings.output, "USB; 2");
	assert_string_equal(settings.microphone, "Webcam #1");
	assert_string_equal(settings.ear_model, "/opt/ear");
	assert_int_equal(settings.conditions,
			 CONDITION_INJURY | CONDITION_OSTEOPOROSIS | CONDITION_KNEE);
	assert_string_equal(settings.cleared_by, "my physiotherapist");
	assert_string_equal(settings.emergency_number, "112");
	assert_string_equal(settings.urgent_number, "+44 (0)20-111");
}

static void every_condition_has_its_name(void **state)
{
	static const char *const names[] = {"osteoporosis", "disc",  "knee",	"wrist",
					    "shoulder",	    "heart", "surgery", "injury"};
	static const unsigned bits[] = {CONDITION_OSTEOPOROSIS, CONDITION_DISC,	    CONDITION_KNEE,
					CONDITION_WRIST,	CONDITION_SHOULDER, CONDITION_HEART,
					CONDITION_SURGERY,	CONDITION_INJURY};
	struct settings settings;
	for (int i = 0; i < 8; i++) {
		assert_true(read_key(*state, "profile", "conditions", names[i], &settings));
		assert_int_equal(settings.conditions, bits[i]);
	}
	assert_false(read_key(*state, "profile", "conditions", "kneee", &settings));
	assert_error(*state, 2, "did you mean \"knee\"?");
}

static void every_number_has_its_range(void **state)
{
	static const struct {
		const char *section, *key;
		int low, high;
	} keys[] = {
	    {"sound", "latency", 40, 500}, {"sound", "wake", 0, 3000}, {"sound", "voice", 0, 100},
	    {"sound", "tones", 0, 100},	   {"policy", "safe", 0, 2},   {"policy", "green", 2, 3},
	    {"policy", "skip", 4, 6},	   {"policy", "stop", 6, 7},   {"policy", "tries", 1, 3},
	    {"policy", "answer", 7, 15},
	};
	struct settings settings;
	char value[20];
	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
		int tried[4] = {keys[i].low, keys[i].high, keys[i].low - 1, keys[i].high + 1};
		for (int j = 0; j < 4; j++) {
			snprintf(value, sizeof(value), "%d", tried[j]);
			if (read_key(*state, keys[i].section, keys[i].key, value, &settings) !=
			    (j < 2))
				fail_msg("wrong about %s = %s", keys[i].key, value);
		}
		snprintf(value, sizeof(value), "%d x", keys[i].high);
		assert_false(read_key(*state, keys[i].section, keys[i].key, value, &settings));
		assert_error(*state, 2, "must be a whole number");
	}
}

static void a_looser_policy_is_refused_with_the_published_value(void **state)
{
	static const struct {
		const char *key, *value, *part;
	} looser[] = {
	    {"safe", "3", "safe = 3 is looser than the published 2"},
	    {"green", "4", "green = 4 is looser than the published 3"},
	    {"skip", "7", "skip = 7 is looser than the published 6"},
	    {"stop", "8", "stop = 8 is looser than the published 7"},
	    {"stop", "10", "stop = 10 is looser than the published 7"},
	    {"tries", "4", "tries = 4 is looser than the published 3"},
	    {"answer", "6", "answer = 6 is looser than the published 7"},
	};
	struct settings settings;
	for (size_t i = 0; i < sizeof(looser) / sizeof(looser[0]); i++) {
		assert_false(read_key(*state, "policy", looser[i].key, looser[i].value, &settings));
		assert_errors(*state, 1);
		assert_error(*state, 2, looser[i].part);
		assert_error(*state, 2, "settings may only tighten");
		assert_int_equal(settings.policy.stop, 7);
	}
}

static void a_stricter_policy_is_taken(void **state)
{
	struct settings settings;
	assert_true(read_text(*state,
			      "[policy]\nsafe = 0\ngreen = 1\nskip = 4\nstop = 5\ntries = 1\n"
			      "confirm = always\nanswer = 15\n",
			      &settings));
	const struct policy strict = {0, 1, 4, 5, 1, CONFIRM_ALWAYS, 15000, MODE_NORMAL};
	assert_memory_equal(&settings.policy, &strict, sizeof(strict));
}

static void a_policy_out_of_order_is_refused(void **state)
{
	struct settings settings;
	assert_false(read_text(*state, "[policy]\nsafe = 2\ngreen = 1\n", &settings));
	assert_error(*state, 3, "breaks the order");
	assert_false(read_text(*state, "[policy]\nstop = 5\n", &settings));
	assert_error(*state, 2, "they are 2, 3, 6 and 5");
	assert_true(read_text(*state, "[policy]\nstop = 5\nskip = 5\n", &settings));
}

static void a_number_to_call_has_digits(void **state)
{
	static const char *const wrong[] = {"", "nine", "99a", "+", "112; or 999"};
	struct settings settings;
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		assert_false(read_key(*state, "numbers", "emergency", wrong[i], &settings));
		assert_error(*state, 2, "must be a telephone number");
	}
	assert_true(read_key(*state, "numbers", "urgent", "12345678901234567890123", &settings));
	assert_false(read_key(*state, "numbers", "urgent", "123456789012345678901234", &settings));
	assert_error(*state, 2, "at most 23 fit");
}

static void names_may_not_be_empty_and_words_have_choices(void **state)
{
	struct settings settings;
	assert_false(read_key(*state, "session", "routine", "", &settings));
	assert_error(*state, 2, "routine is empty");
	assert_false(read_key(*state, "session", "captions", "on", &settings));
	assert_false(read_key(*state, "policy", "confirm", "allways", &settings));
	assert_error(*state, 2, "did you mean \"always\"?");
}

static void older_files_say_enabled(void **state)
{
	struct settings settings;
	assert_true(read_key(*state, "ear", "enabled", "no", &settings));
	assert_false(settings.ear);
	assert_true(read_key(*state, "ear", "enabled", "yes", &settings));
	assert_true(settings.ear);
	assert_false(read_text(*state, "[ear]\nenabled = no\near = wyoming://host:1\n", &settings));
	assert_error(*state, 2, "older name of ear");
	assert_false(read_text(*state, "[ear]\near = yes\nenabled = no\n", &settings));
	assert_error(*state, 3, "older name of ear");
}

static void the_ear_may_have_a_server_beside_it(void **state)
{
	static const struct {
		const char *value, *host;
		int port;
	} right[] = {
	    {"wyoming://192.168.1.20:10300", "192.168.1.20", 10300},
	    {"wyoming://homeassistant.local:1", "homeassistant.local", 1},
	    {"wyoming://big_box-2:65535", "big_box-2", 65535},
	    {"wyoming://[::1]:10300", "::1", 10300},
	    {"wyoming://[fe80::1%eth0]:00080", "fe80::1%eth0", 80},
	};
	struct settings settings;
	for (size_t i = 0; i < sizeof(right) / sizeof(right[0]); i++) {
		assert_true(read_key(*state, "ear", "ear", right[i].value, &settings));
		assert_true(settings.ear);
		assert_string_equal(settings.ear_host, right[i].host);
		assert_int_equal(settings.ear_port, right[i].port);
	}
	assert_true(read_key(*state, "ear", "ear", "no", &settings));
	assert_false(settings.ear);
	assert_true(read_key(*state, "ear", "ear", "yes", &settings));
	assert_true(settings.ear);
	assert_string_equal(settings.ear_host, "");
}

static void a_server_that_cannot_be_one_is_refused(void **state)
{
	static const char *const wrong[] = {
	    "wyoming://",
	    "wyoming://host",
	    "wyoming://host:",
	    "wyoming://:10300",
	    "wyoming://host:0",
	    "wyoming://host:65536",
	    "wyoming://host:99999",
	    "wyoming://host:4294967297",
	    "wyoming://host:-1",
	    "wyoming://host:80x",
	    "wyoming://host:1/path",
	    "wyoming://a host:1",
	    "wyoming://user@host:1",
	    "wyoming://::1:10300",
	    "wyoming://[::1:10300",
	    "wyoming://[]:1",
	    "wyoming://host:port",
	};
	char value[200] = "wyoming://";
	struct settings settings;
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		if (read_key(*state, "ear", "ear", wrong[i], &settings))
			fail_msg("taken: %s", wrong[i]);
		assert_error(*state, 2, "a host and a port from 1 to 65535");
		assert_string_equal(settings.ear_host, "");
	}
	memset(value + 10, 'x', 128);
	strcpy(value + 138, ":1");
	assert_false(read_key(*state, "ear", "ear", value, &settings));
	assert_true(
	    read_key(*state, "ear", "ear", strcat(strcpy(value, "wyoming://"), "h:1"), &settings));
	assert_false(read_key(*state, "ear", "ear", "maybe", &settings));
	assert_error(*state, 2, "wyoming://host:port");
	assert_false(read_key(*state, "ear", "ear", "http://host:1", &settings));
}

static void unknown_sections_and_keys_name_the_nearest(void **state)
{
	struct settings settings;
	assert_false(read_text(
	    *state, "[sesion]\nroutine = x\n[sound]\nlatncy = 5\n[ear]\nfoobar = 1\n", &settings));
	assert_errors(*state, 3);
	assert_error(*state, 1, "did you mean \"session\"?");
	assert_error(*state, 4, "did you mean \"latency\"?");
	assert_error(*state, 6, "there are ear, enabled, microphone, voices, model");
}

static void every_mistake_is_told_and_nothing_is_taken(void **state)
{
	struct settings settings;
	assert_false(read_text(*state,
			       "[sound]\nlatency = 50\nwake = -1\n[policy]\nstop = 9\n"
			       "safe = x\n[numbers]\nurgent = ?\nurgent = 1\n",
			       &settings));
	assert_errors(*state, 5);
	for (int line = 3; line <= 9; line++)
		if (line != 4 && line != 7)
			assert_error(*state, line, "");
	assert_int_equal(settings.latency_ms, 100);
	assert_int_equal(settings.wake_ms, WAKE_AUTO);
}

static void the_lead_is_a_number_or_left_to_the_device(void **state)
{
	struct settings settings;
	assert_true(read_text(*state, "[sound]\nwake = 1500\n", &settings));
	assert_int_equal(settings.wake_ms, 1500);
	assert_true(read_text(*state, "[sound]\nwake = auto\n", &settings));
	assert_int_equal(settings.wake_ms, WAKE_AUTO);
	assert_false(read_text(*state, "[sound]\nwake = often\n", &settings));
	assert_error(*state, 2, "");
}

static void a_missing_file_is_told(void **state)
{
	struct desk *desk = *state;
	struct settings settings = settings_default();
	assert_false(settings_read(desk_path(desk, "none.ini"), &settings, &desk->remarks));
	assert_errors(desk, 1);
}

#define AT_DESK(test) cmocka_unit_test_setup_teardown(test, desk_setup, desk_teardown)

static void a_phrase_that_cannot_be_heard_is_told_with_its_line(void **state)
{
	struct desk *desk = *state;
	struct settings settings = settings_default();
	assert_true(read_text(desk, "[ear]\nstart_phrase = Hello, coach!\n", &settings));
	assert_string_equal(settings.start_phrase, "Hello, coach!");
	assert_false(read_text(desk, "[ear]\n\nstart_phrase = coach xyzzyq\n", &settings));
	assert_error(desk, 3, "xyzzyq");
	assert_false(read_text(desk, "[ear]\nstart_phrase = go\n", &settings));
	assert_error(desk, 2, "too short");
	assert_false(read_text(desk, "[ear]\nstart_phrase = a b c d e f g\n", &settings));
	assert_error(desk, 2, "one to six words");
	assert_string_equal(settings.start_phrase, "coach start");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(the_defaults_are_those_promised),
	    AT_DESK(the_shipped_file_says_every_default),
	    AT_DESK(an_empty_file_changes_nothing),
	    AT_DESK(the_lead_is_a_number_or_left_to_the_device),
	    AT_DESK(texts_and_names_are_kept),
	    AT_DESK(every_condition_has_its_name),
	    AT_DESK(every_number_has_its_range),
	    AT_DESK(a_looser_policy_is_refused_with_the_published_value),
	    AT_DESK(a_stricter_policy_is_taken),
	    AT_DESK(a_policy_out_of_order_is_refused),
	    AT_DESK(a_number_to_call_has_digits),
	    AT_DESK(names_may_not_be_empty_and_words_have_choices),
	    AT_DESK(older_files_say_enabled),
	    AT_DESK(the_ear_may_have_a_server_beside_it),
	    AT_DESK(a_server_that_cannot_be_one_is_refused),
	    AT_DESK(unknown_sections_and_keys_name_the_nearest),
	    AT_DESK(every_mistake_is_told_and_nothing_is_taken),
	    AT_DESK(a_missing_file_is_told),
	    AT_DESK(a_phrase_that_cannot_be_heard_is_told_with_its_line),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
