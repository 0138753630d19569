/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * test_wav.c - reading recordings and writing renderings.
 *
 * The WAV files to read are put together here byte by byte, not by the
 * library that reads them.
 */
#include <math.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "clip.h"
#include "fault.h"
#include "wav.h"
#include "wav_support.h"

enum { PATH_BYTES = 200, TONE_FRAMES = 48000 };

struct place {
	char *folder;
	char path[8][PATH_BYTES];
	int paths;
};

static int set_up(void **state)
{
	struct place *place = calloc(1, sizeof *place);
	if (place == NULL)
		return -1;
	*state = place;
	place->folder = strdup("/tmp/test_wav.XXXXXX");
	return place->folder != NULL && mkdtemp(place->folder) != NULL ? 0 : -1;
}

static int tear_down(void **state)
{
	struct place *place = *state;
	for (int i = 0; i < place->paths; i++)
		remove(place->path[i]);
	int left = rmdir(place->folder);
	free(place->folder);
	free(place);
	return left;
}

/* A path in the test's own folder, removed at its end. */
static const char *path_to(void **state, const char *name)
{
	struct place *place = *state;
	assert_true(place->paths < 8);
	char *path = place->path[place->paths++];
	snprintf(path, PATH_BYTES, "%s/%s", place->folder, name);
	return path;
}

static int crossings(const int16_t *samples, size_t count)
{
	int found = 0;
	for (size_t i = 1; i < count; i++)
		found += (samples[i - 1] < 0) != (samples[i] < 0);
	return found;
}

static int peak(const int16_t *samples, size_t count)
{
	int most = 0;
	for (size_t i = 0; i < count; i++)
		if (abs(samples[i]) > most)
			most = abs(samples[i]);
	return most;
}

static void expect_no_clip(const char *path, const char *words)
{
	struct fault why = {0};
	assert_null(wav_read_clip(path, &why));
	assert_int_equal(why.code, FAULT_INPUT);
	assert_non_null(strstr(why.text, path));
	if (strstr(why.text, words) == NULL)
		fail_msg("\"%s\" does not say \"%s\"", why.text, words);
}

static bool write_tone(const char *path, size_t frames, struct fault *why)
{
	struct wav_writer *writer = wav_open(path, why);
	bool sound = writer != NULL;
	float block[1000];
	for (size_t at = 0; sound && at < frames; at += 1000) {
		for (size_t i = 0; i < 1000; i++)
			block[i] = (float)(0.5 * sin(2 * pi * 440 * (double)(at + i) / 48000));
		sound = wav_write(writer, block, 1000, why);
	}
	struct fault ignored;
	return wav_close(writer, sound ? why : &ignored) && sound;
}

/* --- reading --- */

static void our_own_rate_is_read_sample_for_sample(void **state)
{
	struct fault why;
	const char *path = path_to(state, "own.wav");
	int level = 12000;
	put_wav(path, 48000, 1, 4800, 440, &level);
	struct clip *clip = wav_read_clip(path, &why);
	assert_non_null(clip);
	assert_int_equal(clip->frames, 4800);
	for (size_t i = 0; i < 4800; i++)
		assert_int_equal(clip->sample[i],
				 lround(12000 * sin(2 * pi * 440 * (double)i / 48000)));
	free(clip);
}

static void stereo_at_8_khz_is_read_with_its_length_pitch_and_mean(void **state)
{
	struct fault why;
	const char *path = path_to(state, "telephone.wav");
	int levels[] = {20000, 10000};
	put_wav(path, 8000, 2, 16000, 440, levels);
	struct clip *clip = wav_read_clip(path, &why);
	assert_non_null(clip);
	assert_int_equal(clip->frames, 96000);
	/* two seconds of 440 waves with two crossings each */
	assert_in_range(crossings(clip->sample, clip->frames), 1756, 1764);
	assert_in_range(peak(clip->sample + 4800, 86400), 14850, 15150);
	free(clip);
}

static void a_file_is_read_at_the_rate_asked_for(void **state)
{
	struct fault why;
	size_t frames;
	const char *path = path_to(state, "cd.wav");
	int levels[] = {10000, 10000};
	put_wav(path, 44100, 2, 44100, 1000, levels);
	short *mono = wav_read_mono(path, 16000, 60, &frames, &why);
	assert_non_null(mono);
	assert_int_equal(frames, 16000);
	assert_in_range(crossings(mono, frames), 1996, 2004);
	free(mono);
}

static void no_more_seconds_are_read_than_asked_for(void **state)
{
	struct fault why;
	size_t frames;
	const char *path = path_to(state, "long.wav");
	int level = 10000;
	put_wav(path, 8000, 1, 24000, 100, &level);
	short *mono = wav_read_mono(path, 16000, 2, &frames, &why);
	assert_non_null(mono);
	assert_int_equal(frames, 32000);
	free(mono);
}

static void a_recording_may_last_sixty_seconds_and_no_more(void **state)
{
	struct fault why;
	const char *just = path_to(state, "just.wav"), *over = path_to(state, "over.wav");
	int level = 1000;
	put_wav(just, 8000, 1, 60 * 8000, 100, &level);
	put_wav(over, 8000, 1, 60 * 8000 + 1, 100, &level);
	struct clip *clip = wav_read_clip(just, &why);
	assert_non_null(clip);
	free(clip);
	expect_no_clip(over, "60 s");
}

static void what_is_no_sound_file_is_refused_with_its_reason(void **state)
{
	static const char text[] = "[voice]\nname = en\n";
	const char *empty = path_to(state, "empty.wav"), *words = path_to(state, "words.wav");
	const char *head = path_to(state, "head.wav"), *folder = path_to(state, "folder.wav");
	int level = 0;
	put_file(empty, "", 0);
	put_file(words, text, sizeof text - 1);
	put_wav(head, 48000, 1, 0, 1, &level);
	assert_int_equal(mkdir(folder, 0700), 0);
	expect_no_clip(empty, "empty");
	expect_no_clip(words, "not a sound file");
	expect_no_clip(head, "no sound");
	expect_no_clip(folder, "folder");
	expect_no_clip("/nowhere/at/all.wav", "No such file");
	expect_no_clip("/dev/null", "not an ordinary file");
}

static void a_rate_beyond_all_sense_is_refused(void **state)
{
	const char *path = path_to(state, "slow.wav");
	int level = 1000;
	put_wav(path, 100, 1, 1000, 10, &level);
	expect_no_clip(path, "8000 to 192000");
}

static void a_file_that_breaks_off_is_refused_not_half_read(void **state)
{
	struct fault why;
	size_t count;
	const char *path = path_to(state, "cut.flac");
	assert_true(write_tone(path, TONE_FRAMES, &why));
	unsigned char *bytes = get_file(path, &count);
	put_file(path, bytes, count / 2);
	free(bytes);
	expect_no_clip(path, "damaged");
}

/* --- writing --- */

static void a_rendering_is_a_plain_wav_of_16_bits(void **state)
{
	struct fault why;
	size_t count;
	unsigned char head[44];
	const char *path = path_to(state, "plain.wav");
	assert_true(write_tone(path, TONE_FRAMES, &why));
	unsigned char *bytes = get_file(path, &count);
	put_head(head, 48000, 1, TONE_FRAMES * 2);
	assert_int_equal(count, 44 + TONE_FRAMES * 2);
	assert_memory_equal(bytes, head, sizeof head);
	/* half of full scale at a quarter of a 440 Hz wave, 27.27 frames in */
	int16_t high = (int16_t)(bytes[44 + 54] | bytes[44 + 55] << 8);
	assert_in_range(high, 16370, 16384);
	free(bytes);
}

static void two_equal_renderings_are_byte_for_byte_equal(void **state)
{
	static const char *const names[][2] = {{"a.wav", "b.wav"}, {"a.flac", "b.flac"}};
	struct fault why;
	for (int i = 0; i < 2; i++) {
		size_t first_count, second_count;
		const char *a = path_to(state, names[i][0]), *b = path_to(state, names[i][1]);
		assert_true(write_tone(a, TONE_FRAMES, &why));
		assert_true(write_tone(b, TONE_FRAMES, &why));
		unsigned char *first = get_file(a, &first_count);
		unsigned char *second = get_file(b, &second_count);
		assert_int_equal(first_count, second_count);
		assert_memory_equal(first, second, first_count);
		free(first);
		free(second);
	}
}

static void every_ending_can_be_written_and_read_again(void **state)
{
	static const char *const names[] = {"a.wav", "a.FLAC", "a.ogg", "a.Oga"};
	struct fault why;
	for (int i = 0; i < 4; i++) {
		const char *path = path_to(state, names[i]);
		assert_true(write_tone(path, TONE_FRAMES, &why));
		struct clip *clip = wav_read_clip(path, &why);
		assert_non_null(clip);
		assert_int_equal(clip->frames, TONE_FRAMES);
		assert_in_range(crossings(clip->sample, clip->frames), 876, 884);
		assert_in_range(peak(clip->sample, clip->frames), 15700, 17000);
		free(clip);
	}
}

static void flac_and_ogg_are_what_they_say(void **state)
{
	struct fault why;
	size_t count;
	const char *flac = path_to(state, "a.flac"), *ogg = path_to(state, "a.ogg");
	assert_true(write_tone(flac, TONE_FRAMES, &why));
	assert_true(write_tone(ogg, TONE_FRAMES, &why));
	unsigned char *bytes = get_file(flac, &count);
	assert_memory_equal(bytes, "fLaC", 4);
	free(bytes);
	bytes = get_file(ogg, &count);
	assert_memory_equal(bytes, "OggS", 4);
	free(bytes);
}

static void other_endings_are_refused_with_those_we_have(void **state)
{
	static const char *const names[] = {"a.mp3", "a", "", ".wav", "wav", "a.wav.txt"};
	struct fault why = {0};
	(void)state;
	for (int i = 0; i < 6; i++) {
		assert_false(wav_check_ending(names[i], &why));
		assert_int_equal(why.code, FAULT_INPUT);
		assert_non_null(strstr(why.text, ".wav, .flac, .ogg or .oga"));
		assert_null(wav_open(names[i], &why));
	}
	assert_true(wav_check_ending("A.WaV", &why));
}

static void a_place_that_cannot_be_written_is_named(void **state)
{
	struct fault why = {0};
	(void)state;
	assert_null(wav_open("/nowhere/at/all.wav", &why));
	assert_non_null(strstr(why.text, "/nowhere/at/all.wav"));
	assert_non_null(strstr(why.text, "No such file"));
	assert_true(wav_close(NULL, &why));
}

/* A limit on the size of files fails as a full disk does. */
static bool is_noticed(const char *path)
{
	struct fault why = {0};
	struct rlimit small = {.rlim_cur = 2000, .rlim_max = 2000};
	signal(SIGXFSZ, SIG_IGN);
	setrlimit(RLIMIT_FSIZE, &small);
	return !write_tone(path, 10 * TONE_FRAMES, &why) && strstr(why.text, path) != NULL;
}

/* In a process of its own: libsndfile does not free its Vorbis encoder after a failure. */
static void a_full_disk_is_noticed_whatever_the_format(void **state)
{
	static const char *const names[] = {"a.wav", "a.flac", "a.ogg"};
	for (int i = 0; i < 3; i++) {
		const char *path = path_to(state, names[i]);
		int status;
		pid_t child = fork();
		if (child == 0)
			_exit(is_noticed(path) ? 0 : 1);
		assert_int_equal(waitpid(child, &status, 0), child);
		assert_int_equal(status, 0);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(our_own_rate_is_read_sample_for_sample, set_up,
					    tear_down),
	    cmocka_unit_test_setup_teardown(stereo_at_8_khz_is_read_with_its_length_pitch_and_mean,
					    set_up, tear_down),
	    cmocka_unit_test_setup_teardown(a_file_is_read_at_the_rate_asked_for, set_up,
					    tear_down),
	    cmocka_unit_test_setup_teardown(no_more_seconds_are_read_than_asked_for, set_up,
					    tear_down),
	    cmocka_unit_test_setup_teardown(a_recording_may_last_sixty_seconds_and_no_more, set_up,
					    tear_down),
	    cmocka_unit_test_setup_teardown(what_is_no_sound_file_is_refused_with_its_reason,
					    set_up, tear_down),
	    cmocka_unit_test_setup_teardown(a_rate_beyond_all_sense_is_refused, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(a_file_that_breaks_off_is_refused_not_half_read, set_up,
					    tear_down),
	    cmocka_unit_test_setup_teardown(a_rendering_is_a_plain_wav_of_16_bits, set_up,
					    tear_down),
	    cmocka_unit_test_setup_teardown(two_equal_renderings_are_byte_for_byte_equal, set_up,
					    tear_down),
	    cmocka_unit_test_setup_teardown(every_ending_can_be_written_and_read_again, set_up,
					    tear_down),
	    cmocka_unit_test_setup_teardown(flac_and_ogg_are_what_they_say, set_up, tear_down),
	    cmocka_unit_test(other_endings_are_refused_with_those_we_have),
	    cmocka_unit_test(a_place_that_cannot_be_written_is_named),
	    cmocka_unit_test_setup_teardown(a_full_disk_is_noticed_whatever_the_format, set_up,
					    tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
