/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_voice_file.c - voices, the voices they are like, and recordings. */
#include "text_support.h"

#include "voice_file.h"

enum { VOICE_TEXT_BYTES = 20000 };

struct booth {
	struct desk desk;
	struct voice_file voice;
	char text[VOICE_TEXT_BYTES]; /* of a complete voice, without recordings */
};

static void add(struct booth *booth, const char *text)
{
	assert_true(strlen(booth->text) + strlen(text) < VOICE_TEXT_BYTES);
	strcat(booth->text, text);
}

/* Six lines of [voice], [words] in the seventh, then each cue: "greeting = The greeting." */
static int booth_setup(void **state)
{
	void *made = NULL;
	desk_setup(&made);
	struct booth *booth = calloc(1, sizeof(*booth));
	assert_non_null(booth);
	booth->desk = *(struct desk *)made;
	free(made);
	add(booth, "[voice]\ntitle = Test\nespeak = en-gb\nspeed = 150\npitch = 30\nlevel = -23\n"
		   "[words]\n");
	for (unsigned i = 0; i < CUES; i++) {
		char line[120];
		enum cue cue = (enum cue)i;
		bool number = cue == CUE_HEARD || cue == CUE_COUNTED || cue == CUE_NUMBER;
		const char *more = cue == CUE_EMERGENCY ? " {emergency}" : number ? " {n}" : "";
		snprintf(line, sizeof(line), "%s = The %s%s.\n", cue_name(cue), cue_name(cue),
			 more);
		if (!cue_is_exercise_text(cue))
			add(booth, line);
	}
	*state = booth;
	return 0;
}

/* Read the complete voice with more text behind it. */
static bool read_with(struct booth *booth, const char *more)
{
	char text[VOICE_TEXT_BYTES + 2000];
	snprintf(text, sizeof(text), "%s%s", booth->text, more);
	desk_forget(&booth->desk);
	return voice_read(desk_put(&booth->desk, "test.ini", text), NULL, &booth->voice,
			  &booth->desk.remarks);
}

static bool read_alone(struct booth *booth, const char *text, const char *shipped)
{
	desk_forget(&booth->desk);
	return voice_read(desk_put(&booth->desk, "mine.ini", text), shipped, &booth->voice,
			  &booth->desk.remarks);
}

static int count_lines(const char *text)
{
	int lines = 0;
	for (; *text; text++)
		lines += *text == '\n';
	return lines;
}

/* A sound of half a second, 8 kHz, two channels of 16 bit. */
static void put_sound(struct booth *booth, const char *name)
{
	static const unsigned char head[44] = {
	    'R', 'I', 'F', 'F', 0xa4, 0x3e, 0,	 0,   'W', 'A',	 'V',  'E',  'f', 'm', 't',
	    ' ', 16,  0,   0,	0,    1,    0,	 2,   0,   0x40, 0x1f, 0,    0,	  0,   0x7d,
	    0,	 0,   4,   0,	16,   0,    'd', 'a', 't', 'a',	 0x80, 0x3e, 0,	  0};
	char bytes[44 + 16000];
	memcpy(bytes, head, 44);
	for (int i = 0; i < 16000; i++)
		bytes[44 + i] = (char)(i * 7 % 50);
	desk_put_bytes(&booth->desk, name, bytes, sizeof(bytes));
}

static void a_voice_must_name_the_number_it_asks_back(void **state)
{
	struct booth *booth = *state;
	assert_false(read_alone(
	    booth, "[voice]\nlike = test\nespeak = en\n[words]\nheard = Is that so?\n", NULL));
	assert_true(desk_has(&booth->desk, false, 5, "heard must say {n}"));
}

static void a_complete_voice_is_taken(void **state)
{
	struct booth *booth = *state;
	assert_true(read_with(booth, ""));
	assert_int_equal(booth->desk.remarks.count, 0);
	assert_string_equal(booth->voice.title, "Test");
	assert_string_equal(booth->voice.speaker.name, "en-gb");
	assert_int_equal(booth->voice.speaker.speed, 150);
	assert_int_equal(booth->voice.speaker.pitch, 30);
	assert_int_equal(booth->voice.speaker.level_db, -23);
	assert_string_equal(booth->voice.wording.text[CUE_GREETING], "The greeting.");
	assert_string_equal(booth->voice.wording.text[CUE_GOODBYE], "The goodbye.");
	assert_int_equal(booth->voice.recordings, 0);
}

static void the_shipped_voices_are_without_mistakes(void **state)
{
	struct booth *booth = *state;
	assert_true(
	    voice_read(SOURCE_DIR "/voices/calm.ini", NULL, &booth->voice, &booth->desk.remarks));
	assert_true(
	    voice_read(SOURCE_DIR "/voices/brisk.ini", NULL, &booth->voice, &booth->desk.remarks));
	assert_int_equal(booth->desk.remarks.count, 0);
}

static void every_missing_cue_is_told(void **state)
{
	/* All cues but the four that speak the exercise's words. */
	assert_false(read_alone(*state, "[voice]\ntitle = A\nespeak = en\n", NULL));
	assert_errors(*state, CUES - 4);
	assert_error(*state, 0, "[words] has nothing for start-green");
	assert_error(*state, 0, "[words] has nothing for goodbye");
}

static void a_voice_needs_a_title_and_a_speaker(void **state)
{
	assert_false(read_alone(*state, "", NULL));
	assert_errors(*state, CUES - 4 + 2);
	assert_error(*state, 0, "needs a title");
	assert_error(*state, 0, "needs espeak");
}

static void numbers_of_a_voice_have_their_ranges(void **state)
{
	static const struct {
		const char *key;
		int low, high;
	} keys[] = {{"speed", 140, 180},
		    {"pitch", 0, 99},
		    {"range", 0, 99},
		    {"gap", 0, 20},
		    {"level", -40, -16}};
	char text[100];
	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
		int tried[4] = {keys[i].low, keys[i].high, keys[i].low - 1, keys[i].high + 1};
		for (int j = 0; j < 4; j++) {
			snprintf(text, sizeof(text), "[voice]\n%s = %d\n", keys[i].key, tried[j]);
			read_alone(*state, text, NULL);
			assert_int_equal(desk_has(*state, false, 2, keys[i].key), j >= 2);
		}
	}
}

static void wrong_words_are_told_with_their_lines(void **state)
{
	struct booth *booth = *state;
	assert_false(read_alone(booth,
				"[voice]\nspeeed = 150\n[words]\ngreting = Hello\n"
				"setup = Sit.\nheard = I heard {x}.\nskip =\n[wrods]\n",
				NULL));
	assert_error(*state, 2, "there is no key \"speeed\"; did you mean \"speed\"?");
	assert_error(*state, 4, "there is no cue \"greting\"; did you mean \"greeting\"?");
	assert_error(*state, 5, "setup speaks the words of the exercise");
	assert_error(*state, 6, "heard: it holds an unknown placeholder");
	assert_error(*state, 7, "skip has no words");
	assert_error(*state, 8, "did you mean \"words\"?");
}

static void a_voice_like_another_changes_only_what_it_says(void **state)
{
	struct booth *booth = *state;
	desk_put(&booth->desk, "base.ini", booth->text);
	assert_true(read_alone(booth,
			       "[words]\nskip = We skip it.\n[voice]\ntitle = Mine\nlike = base\n"
			       "speed = 170\n",
			       NULL));
	assert_string_equal(booth->voice.title, "Mine");
	assert_string_equal(booth->voice.speaker.name, "en-gb");
	assert_int_equal(booth->voice.speaker.speed, 170);
	assert_int_equal(booth->voice.speaker.pitch, 30);
	assert_string_equal(booth->voice.wording.text[CUE_SKIP], "We skip it.");
	assert_string_equal(booth->voice.wording.text[CUE_GREETING], "The greeting.");
}

static void a_voice_can_be_like_a_shipped_one(void **state)
{
	struct booth *booth = *state;
	const char *text = "[voice]\ntitle = Mine\nlike = calm\n";
	assert_true(read_alone(booth, text, SOURCE_DIR "/voices"));
	assert_false(read_alone(booth, text, NULL));
	assert_error(*state, 3, "there is no voice calm.ini");
}

static void mistakes_of_the_other_voice_are_told_at_like(void **state)
{
	struct booth *booth = *state;
	add(booth, "greting = Hello\n");
	int line = count_lines(booth->text);
	char part[60];
	snprintf(part, sizeof(part), "base.ini:%d: there is no cue \"greting\"", line);
	desk_put(&booth->desk, "base.ini", booth->text);
	assert_false(read_alone(booth, "[voice]\nlike = base\n", NULL));
	assert_errors(*state, 1);
	assert_error(*state, 2, part);
}

static void voices_in_a_circle_are_told(void **state)
{
	struct booth *booth = *state;
	desk_put(&booth->desk, "a.ini", "[voice]\nlike = mine\n");
	assert_false(read_alone(booth, "[voice]\nlike = a\n", NULL));
	assert_error(*state, 2, "perhaps in a circle");
	assert_false(read_alone(booth, "[voice]\nlike = ../mine\n", NULL));
	assert_error(*state, 2, "without folder and ending");
	assert_false(read_alone(booth, "[voice]\nlike =\n", NULL));
	assert_error(*state, 2, "without folder and ending");
}

static void four_voices_may_stand_in_a_row_and_not_five(void **state)
{
	struct booth *booth = *state;
	char name[20], text[60];
	desk_put(&booth->desk, "v0.ini", booth->text);
	for (int i = 1; i <= 4; i++) {
		snprintf(name, sizeof(name), "v%d.ini", i);
		snprintf(text, sizeof(text), "[voice]\nlike = v%d\n", i - 1);
		desk_put(&booth->desk, name, text);
	}
	assert_true(read_alone(booth, "[voice]\nlike = v3\n", NULL));
	assert_false(read_alone(booth, "[voice]\nlike = v4\n", NULL));
	assert_error(*state, 2, "more than 4 voices");
}

static void recordings_are_found_by_their_keys(void **state)
{
	struct booth *booth = *state;
	char expected[DESK_PATH_BYTES];
	put_sound(booth, "hello.wav");
	assert_true(read_with(booth, "[recordings]\ngreeting = hello.wav\nnumber/3 = hello.wav\n"
				     "child's pose/setup = hello.wav\nbridge/easier-way = "
				     "hello.wav\nbridge/name = hello.wav\n"));
	assert_int_equal(booth->voice.recordings, 5);
	snprintf(expected, sizeof(expected), "%s/hello.wav", booth->desk.folder);
	assert_string_equal(voice_recording(&booth->voice, "greeting"), expected);
	assert_string_equal(voice_recording(&booth->voice, "number/3"), expected);
	assert_string_equal(voice_recording(&booth->voice, "child's pose/setup"), expected);
	assert_null(voice_recording(&booth->voice, "number/4"));
	assert_null(voice_recording(&booth->voice, "greet"));
}

static void wrong_recording_keys_are_told(void **state)
{
	struct booth *booth = *state;
	int line = count_lines(booth->text) + 1;
	put_sound(booth, "a.wav");
	assert_false(read_with(booth, "[recordings]\ngreting = a.wav\nnumbr/3 = a.wav\n"
				      "bridge/setpu = a.wav\nmove = a.wav\n/setup = a.wav\n"
				      "number/03 = a.wav\nnumber/12345 = a.wav\n"));
	assert_errors(*state, 7);
	assert_error(*state, line + 1, "did you mean \"greeting\"?");
	assert_error(*state, line + 2, "there is no cue \"numbr\"");
	assert_error(*state, line + 3, "did you mean \"setup\"?");
	assert_error(*state, line + 4, "such as bridge/move");
	assert_error(*state, line + 5, "1 to 47 bytes");
	assert_int_equal(booth->voice.recordings, 0);
}

static void missing_and_unsound_recordings_are_told(void **state)
{
	struct booth *booth = *state;
	int line = count_lines(booth->text) + 1;
	desk_put(&booth->desk, "text.wav", "This is no sound.\n");
	assert_false(read_with(booth, "[recordings]\ngreeting = none.wav\nskip = text.wav\n"
				      "ease =\nleave = .\n"));
	assert_errors(*state, 4);
	for (int i = 1; i <= 4; i++)
		assert_error(*state, line + i, "");
	assert_error(*state, line + 1, "none.wav");
	assert_error(*state, line + 2, "text.wav");
	assert_int_equal(booth->voice.recordings, 0);
}

static void a_recording_of_words_that_vary_is_warned_of(void **state)
{
	struct booth *booth = *state;
	put_sound(booth, "a.wav");
	add(booth, "[recordings]\ngo-on = a.wav\n");
	char *words = strstr(booth->text, "The go-on.");
	memcpy(words, "I got {n}.", 10);
	assert_true(read_with(booth, ""));
	assert_warning(*state, count_lines(booth->text), "go-on has a number or a name in it");
}

static void new_words_silence_an_old_recording(void **state)
{
	struct booth *booth = *state;
	put_sound(booth, "a.wav");
	add(booth, "[recordings]\nskip = a.wav\nease = a.wav\nease-rise = a.wav\n");
	desk_put(&booth->desk, "base.ini", booth->text);
	assert_true(read_alone(
	    booth, "[voice]\nlike = base\n[words]\nskip = We skip it.\nease = Smaller.\n", NULL));
	assert_null(voice_recording(&booth->voice, "skip"));
	assert_null(voice_recording(&booth->voice, "ease"));
	assert_non_null(voice_recording(&booth->voice, "ease-rise"));
}

#define IN_BOOTH(test) cmocka_unit_test_setup_teardown(test, booth_setup, desk_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    IN_BOOTH(a_complete_voice_is_taken),
	    IN_BOOTH(a_voice_must_name_the_number_it_asks_back),
	    IN_BOOTH(the_shipped_voices_are_without_mistakes),
	    IN_BOOTH(every_missing_cue_is_told),
	    IN_BOOTH(a_voice_needs_a_title_and_a_speaker),
	    IN_BOOTH(numbers_of_a_voice_have_their_ranges),
	    IN_BOOTH(wrong_words_are_told_with_their_lines),
	    IN_BOOTH(a_voice_like_another_changes_only_what_it_says),
	    IN_BOOTH(a_voice_can_be_like_a_shipped_one),
	    IN_BOOTH(mistakes_of_the_other_voice_are_told_at_like),
	    IN_BOOTH(voices_in_a_circle_are_told),
	    IN_BOOTH(four_voices_may_stand_in_a_row_and_not_five),
	    IN_BOOTH(recordings_are_found_by_their_keys),
	    IN_BOOTH(wrong_recording_keys_are_told),
	    IN_BOOTH(missing_and_unsound_recordings_are_told),
	    IN_BOOTH(a_recording_of_words_that_vary_is_warned_of),
	    IN_BOOTH(new_words_silence_an_old_recording),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
