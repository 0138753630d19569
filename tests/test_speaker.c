/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * test_speaker.c - words to sound.
 */
#include <math.h>
#include <poll.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "clip.h"
#include "fault.h"
#include "loudness.h"
#include "mailbox.h"
#include "speaker.h"

enum { PATIENCE_MS = 60000, LONG_BYTES = 1200 };

static struct speaker_voice calm(void)
{
	return (struct speaker_voice){.name = "en-us",
				      .speed = 160,
				      .pitch = 45,
				      .range = 40,
				      .gap = 1,
				      .level_db = -23,
				      .peak_db = -9};
}

static struct speaker *open_voice(const struct speaker_voice *voice)
{
	struct fault why;
	struct speaker *speaker = speaker_open(voice, &why);
	if (speaker == NULL)
		fail_msg("%s", why.text);
	return speaker;
}

static int set_up(void **state)
{
	struct speaker_voice voice = calm();
	struct fault why;
	*state = speaker_open(&voice, &why);
	return *state != NULL ? 0 : -1;
}

static int tear_down(void **state)
{
	speaker_close(*state);
	return 0;
}

static struct clip *say(struct speaker *speaker, const char *words)
{
	struct clip *clip = speaker_say_now(speaker, words);
	assert_non_null(clip);
	return clip;
}

static size_t frames_of(struct speaker *speaker, const char *words)
{
	struct clip *clip = say(speaker, words);
	size_t frames = clip->frames;
	free(clip);
	return frames;
}

/* FNV-1a over all samples and lengths. */
static uint64_t add_to_sum(uint64_t sum, const struct clip *clip)
{
	const unsigned char *bytes = (const unsigned char *)clip->sample;
	for (size_t i = 0; i < clip->frames * sizeof clip->sample[0]; i++)
		sum = (sum ^ bytes[i]) * 1099511628211U;
	return sum ^ clip->frames;
}

static uint64_t sum_of_a_session(void)
{
	static const char *const words[] = {"Hold.", "Five. Four. Three.", "Hold.", "Rest now."};
	struct speaker_voice voice = calm();
	struct speaker *speaker = open_voice(&voice);
	uint64_t sum = 14695981039346656037U;
	for (int i = 0; i < 4; i++) {
		struct clip *clip = say(speaker, words[i]);
		sum = add_to_sum(sum, clip);
		free(clip);
	}
	speaker_close(speaker);
	return sum;
}

/* eSpeak NG is not set up in this process yet when this runs: it must be the first test. */
static uint64_t sum_in_a_fresh_process(void)
{
	int ends[2], status;
	uint64_t sum = 0;
	assert_int_equal(pipe(ends), 0);
	pid_t child = fork();
	if (child == 0) {
		sum = sum_of_a_session();
		_exit(write(ends[1], &sum, sizeof sum) == (ssize_t)sizeof sum ? 0 : 1);
	}
	close(ends[1]);
	assert_int_equal(read(ends[0], &sum, sizeof sum), sizeof sum);
	close(ends[0]);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
	return sum;
}

static void fresh_processes_say_the_same_words_with_the_same_samples(void **state)
{
	(void)state;
	assert_true(sum_in_a_fresh_process() == sum_in_a_fresh_process());
}

/* --- here and now --- */

static void a_sentence_takes_about_as_long_as_a_person_takes(void **state)
{
	/* ten words at 160 a minute are 3.75 s */
	size_t frames = frames_of(*state, "Lie on your back and bend both of your knees.");
	assert_in_range(frames, 2 * SOUND_HZ, 5 * SOUND_HZ);
}

static void speech_has_the_level_of_the_voice(void **state)
{
	struct clip *clip = say(*state, "Breathe in through your nose.");
	struct loudness loudness;
	assert_true(loudness_measure(clip, &loudness));
	assert_float_equal(loudness.lufs, -23.0, 0.5);
	assert_true(loudness.peak_db < -8.9);
	free(clip);
}

static void every_word_begins_within_a_few_milliseconds(void **state)
{
	static const char *const words[] = {"Rest", "Go", "Stop", "Ten", "Push", "seven", "five"};
	for (int w = 0; w < 7; w++) {
		struct clip *clip = say(*state, words[w]);
		size_t i = 0;
		while (i < clip->frames && abs(clip->sample[i]) < 60)
			i++;
		assert_in_range(i, 0, 20 * FRAMES_PER_MS);
		free(clip);
	}
}

static void a_slower_voice_takes_longer(void **state)
{
	struct speaker_voice voice = calm();
	size_t frames[2];
	(void)state;
	for (int i = 0; i < 2; i++) {
		voice.speed = i == 0 ? 180 : 140;
		struct speaker *speaker = open_voice(&voice);
		frames[i] = frames_of(speaker, "Tighten your belly and hold it there.");
		speaker_close(speaker);
	}
	assert_true(frames[1] > frames[0] * 115 / 100);
}

static void another_variant_sounds_different(void **state)
{
	struct speaker_voice voice = calm();
	struct clip *clip[2];
	(void)state;
	for (int i = 0; i < 2; i++) {
		strcpy(voice.name, i == 0 ? "en-us" : "en-us+f3");
		struct speaker *speaker = open_voice(&voice);
		clip[i] = say(speaker, "Hold.");
		speaker_close(speaker);
	}
	assert_true(add_to_sum(0, clip[0]) != add_to_sum(0, clip[1]));
	free(clip[0]);
	free(clip[1]);
}

static void without_words_there_is_no_clip(void **state)
{
	static const char *const nothing[] = {"", " ", "\n\t", ".", " . ", "\x01"};
	for (int i = 0; i < 6; i++)
		assert_null(speaker_say_now(*state, nothing[i]));
}

static void markup_and_phonemes_are_read_out_not_obeyed(void **state)
{
	size_t plain = frames_of(*state, "hello");
	assert_true(frames_of(*state, "<b>hello</b>") > 2 * plain);
	assert_true(frames_of(*state, "[[h@l'oU]]") > 2 * plain);
}

/* Control-A with a number and a letter would change the speed, were it let through. */
static void control_characters_change_nothing_for_later_words(void **state)
{
	size_t before = frames_of(*state, "One two three four five.");
	(void)frames_of(*state, "\001400Sone two");
	size_t after = frames_of(*state, "One two three four five.");
	assert_in_range(after, before - SOUND_HZ / 20, before + SOUND_HZ / 20);
}

static void broken_letters_do_no_harm(void **state)
{
	assert_true(frames_of(*state, "caf\xc3\xa9 \xff\xfe good") > 0);
}

static void expect_no_voice(const char *name, const char *part)
{
	struct speaker_voice voice = calm();
	struct fault why = {0};
	snprintf(voice.name, sizeof voice.name, "%s", name);
	assert_null(speaker_open(&voice, &why));
	assert_int_equal(why.code, FAULT_VOICE);
	if (strstr(why.text, part) == NULL)
		fail_msg("\"%s\" does not say %s", why.text, part);
}

static void an_unknown_voice_is_named_with_how_to_find_one(void **state)
{
	(void)state;
	expect_no_voice("klingonish", "\"klingonish\"");
	expect_no_voice("klingonish", "espeak-ng --voices");
	expect_no_voice("", "\"\"");
	expect_no_voice("../../etc/passwd", "passwd");
	expect_no_voice("en-us+nobody", "\"+nobody\"");
	expect_no_voice("en-us+", "\"+\"");
}

static void the_library_tells_its_version(void **state)
{
	(void)state;
	assert_in_range(speaker_version()[0], '1', '9');
}

/* --- in its thread --- */

struct desk {
	struct mailbox *mailbox;
	struct speaker *speaker;
};

static int set_up_desk(void **state)
{
	struct desk *desk = calloc(1, sizeof *desk);
	struct fault why;
	struct speaker_voice voice = calm();
	if (desk == NULL)
		return -1;
	*state = desk;
	desk->mailbox = mailbox_open(&why);
	desk->speaker = speaker_open(&voice, &why);
	return desk->mailbox != NULL && desk->speaker != NULL &&
		       speaker_start(desk->speaker, desk->mailbox, &why)
		   ? 0
		   : -1;
}

static int tear_down_desk(void **state)
{
	struct desk *desk = *state;
	speaker_close(desk->speaker);
	mailbox_close(desk->mailbox);
	free(desk);
	return 0;
}

static struct letter next_letter(struct desk *desk)
{
	struct pollfd look = {.fd = mailbox_fd(desk->mailbox), .events = POLLIN};
	struct letter letter;
	assert_int_equal(poll(&look, 1, PATIENCE_MS), 1);
	assert_true(mailbox_take(desk->mailbox, &letter));
	assert_int_equal(letter.kind, LETTER_CLIP);
	return letter;
}

/* About 40 seconds of speech: a job that is still at hand when main turns to it. */
static void make_long_words(char *words)
{
	words[0] = '\0';
	while (strlen(words) + 30 < LONG_BYTES / 2)
		strcat(words, "and breathe out once more ");
}

static void clips_come_in_the_order_asked(void **state)
{
	struct desk *desk = *state;
	for (int id = 1; id <= 20; id++)
		assert_true(speaker_ask(desk->speaker, id, id % 2 == 1 ? "a longer one" : "go"));
	for (int id = 1; id <= 20; id++) {
		struct letter letter = next_letter(desk);
		assert_int_equal(letter.id, id);
		assert_non_null(letter.clip);
		free(letter.clip);
	}
}

static void what_cannot_be_spoken_comes_back_without_a_clip(void **state)
{
	struct desk *desk = *state;
	assert_true(speaker_ask(desk->speaker, 7, " "));
	struct letter letter = next_letter(desk);
	assert_int_equal(letter.id, 7);
	assert_null(letter.clip);
}

static void expect_letter(struct desk *desk, int id)
{
	struct letter letter = next_letter(desk);
	assert_int_equal(letter.id, id);
	assert_non_null(letter.clip);
	free(letter.clip);
}

static void after_a_hush_only_new_words_come(void **state)
{
	struct desk *desk = *state;
	struct letter letter;
	char words[LONG_BYTES];
	make_long_words(words);
	/* some rounds, since the hush may find the long words begun or not begun yet */
	for (int id = 0; id < 50; id += 5) {
		assert_true(speaker_ask(desk->speaker, id, "go"));
		assert_true(speaker_ask(desk->speaker, id + 1, words));
		assert_true(speaker_ask(desk->speaker, id + 2, words));
		expect_letter(desk, id);
		poll(NULL, 0, id / 10);
		speaker_hush(desk->speaker);
		while (mailbox_take(desk->mailbox, &letter))
			free(letter.clip);
		assert_true(speaker_ask(desk->speaker, id + 3, "stop"));
		expect_letter(desk, id + 3);
	}
	assert_false(mailbox_take(desk->mailbox, &letter));
}

static void a_full_queue_says_so_and_closing_does_not_wait_for_it(void **state)
{
	struct desk *desk = *state;
	int asked = 0;
	/* nobody empties the mailbox, so that the speaker stands still in the end */
	while (asked < 10000 && speaker_ask(desk->speaker, asked, "go"))
		asked++;
	assert_in_range(asked, 100, 9999);
}

static void closing_nothing_is_no_harm(void **state)
{
	(void)state;
	speaker_close(NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(fresh_processes_say_the_same_words_with_the_same_samples),
	    cmocka_unit_test_setup_teardown(a_sentence_takes_about_as_long_as_a_person_takes,
					    set_up, tear_down),
	    cmocka_unit_test_setup_teardown(speech_has_the_level_of_the_voice, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(every_word_begins_within_a_few_milliseconds, set_up,
					    tear_down),
	    cmocka_unit_test(a_slower_voice_takes_longer),
	    cmocka_unit_test(another_variant_sounds_different),
	    cmocka_unit_test_setup_teardown(without_words_there_is_no_clip, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(markup_and_phonemes_are_read_out_not_obeyed, set_up,
					    tear_down),
	    cmocka_unit_test_setup_teardown(control_characters_change_nothing_for_later_words,
					    set_up, tear_down),
	    cmocka_unit_test_setup_teardown(broken_letters_do_no_harm, set_up, tear_down),
	    cmocka_unit_test(an_unknown_voice_is_named_with_how_to_find_one),
	    cmocka_unit_test(the_library_tells_its_version),
	    cmocka_unit_test_setup_teardown(clips_come_in_the_order_asked, set_up_desk,
					    tear_down_desk),
	    cmocka_unit_test_setup_teardown(what_cannot_be_spoken_comes_back_without_a_clip,
					    set_up_desk, tear_down_desk),
	    cmocka_unit_test_setup_teardown(after_a_hush_only_new_words_come, set_up_desk,
					    tear_down_desk),
	    cmocka_unit_test_setup_teardown(a_full_queue_says_so_and_closing_does_not_wait_for_it,
					    set_up_desk, tear_down_desk),
	    cmocka_unit_test(closing_nothing_is_no_harm),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
