/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_voiceprint_file.c - voices on disk, and damage to them. */
#include "text_support.h"

#include "fault.h"
#include "voiceprint_file.h"

enum { MOST = 1 << 16 };

static struct take some_take(const char *word, int frames, int seed)
{
	struct take take = {.frames = frames};
	memcpy(take.word, word, strlen(word));
	for (int c = 0; c < TAKE_CEPSTRA; c++)
		take.mean[c] = (int16_t)(c * 111 - 500 + seed);
	for (int i = 0; i < frames; i++)
		for (int c = 0; c < TAKE_CEPSTRA; c++)
			take.cepstra[i][c] =
			    (int16_t)((i * 977 + c * 3131 + seed * 77) % 4001 - 2000);
	return take;
}

static struct person *some_person(const char *name)
{
	struct person *person = person_new(name);
	struct take first = some_take("four", 33, 1), second = some_take("no pain", 140, 2);
	assert_non_null(person);
	assert_true(person_add(person, &first));
	assert_true(person_add(person, &second));
	return person;
}

static void put_person(struct desk *desk, const char *name)
{
	struct fault why;
	struct person *person = some_person(name);
	if (!person_write(desk->folder, person, &why))
		fail_msg("%s", why.text);
	free(person);
}

static size_t get_bytes(struct desk *desk, const char *name, unsigned char *bytes)
{
	FILE *file = fopen(desk_path(desk, name), "rb");
	assert_non_null(file);
	size_t count = fread(bytes, 1, MOST, file);
	fclose(file);
	return count;
}

static void put_bytes(struct desk *desk, const char *name, const unsigned char *bytes, size_t count)
{
	FILE *file = fopen(desk_path(desk, name), "wb");
	assert_non_null(file);
	assert_int_equal(fwrite(bytes, 1, count, file), count);
	fclose(file);
}

static void assert_refused(struct desk *desk, const char *name, const char *reason)
{
	struct fault why;
	const char *path = desk_path(desk, name);
	assert_null(person_read(path, &why));
	assert_int_equal(why.code, FAULT_INPUT);
	assert_non_null(strstr(why.text, name));
	if (strstr(why.text, reason) == NULL)
		fail_msg("\"%s\" does not say \"%s\"", why.text, reason);
}

/* CRC-32 by its table-free definition, most significant bit first on reflected bytes. */
static unsigned reflect(unsigned value, int bits)
{
	unsigned out = 0;
	for (int i = 0; i < bits; i++)
		if (value >> i & 1)
			out |= 1U << (bits - 1 - i);
	return out;
}

static unsigned crc32_of(const unsigned char *bytes, size_t count)
{
	unsigned crc = 0xFFFFFFFFU;
	for (size_t i = 0; i < count; i++) {
		crc ^= reflect(bytes[i], 8) << 24;
		for (int k = 0; k < 8; k++)
			crc = crc & 0x80000000U ? crc << 1 ^ 0x04C11DB7U : crc << 1;
	}
	return reflect(crc, 32) ^ 0xFFFFFFFFU;
}

static void seal(unsigned char *bytes, size_t count)
{
	unsigned sum = crc32_of(bytes, count - 4);
	for (size_t i = 0; i < 4; i++)
		bytes[count - 4 + i] = (unsigned char)(sum >> (8 * i));
}

static void what_is_written_is_read_again(void **state)
{
	struct desk *desk = *state;
	struct fault why;
	put_person(desk, "ann");
	struct person *back = person_read(desk_path(desk, "ann.voice"), &why);
	struct person *person = some_person("ann");
	assert_non_null(back);
	assert_string_equal(back->name, "ann");
	assert_int_equal(back->count, 2);
	assert_string_equal(back->take[1].word, "no pain");
	assert_int_equal(back->take[1].frames, 140);
	for (int i = 0; i < 2; i++)
		assert_memory_equal(back->take[i].cepstra, person->take[i].cepstra,
				    sizeof person->take[i].cepstra);
	assert_memory_equal(back->take[1].mean, person->take[1].mean, sizeof person->take[1].mean);
	free(back);
	free(person);
}

/* 12 of head, 20 + (1 + 33) * 32 and 20 + (1 + 140) * 32 of takes, 4 of sum. */
static void the_file_is_as_long_as_its_header_says_and_only_for_this_person(void **state)
{
	struct desk *desk = *state;
	unsigned char bytes[MOST];
	struct stat about;
	put_person(desk, "ann");
	assert_int_equal(get_bytes(desk, "ann.voice", bytes), 12 + 20 + 1088 + 20 + 4512 + 4);
	assert_memory_equal(bytes, "easevoi1\2\0\0\0four\0", 17);
	assert_int_equal(stat(desk_path(desk, "ann.voice"), &about), 0);
	assert_int_equal(about.st_mode & 0777, 0600);
	assert_int_equal(access(desk_path(desk, "ann.voice.new"), F_OK), -1);
}

static void the_check_sum_is_the_one_of_zip_and_png(void **state)
{
	struct desk *desk = *state;
	unsigned char bytes[MOST];
	assert_int_equal(crc32_of((const unsigned char *)"123456789", 9), 0xCBF43926U);
	put_person(desk, "ann");
	size_t count = get_bytes(desk, "ann.voice", bytes);
	unsigned char sum[4];
	memcpy(sum, bytes + count - 4, 4);
	seal(bytes, count);
	assert_memory_equal(sum, bytes + count - 4, 4);
}

static void a_folder_on_the_way_is_made_for_this_person_alone(void **state)
{
	struct desk *desk = *state;
	struct fault why;
	struct stat about;
	char folder[DESK_PATH_BYTES];
	snprintf(folder, sizeof folder, "%.250s/a/b", desk->folder);
	struct person *person = some_person("ann");
	assert_true(person_write(folder, person, &why));
	assert_int_equal(stat(folder, &about), 0);
	assert_int_equal(about.st_mode & 0777, 0700);
	free(person);
}

static void a_file_cut_short_anywhere_is_refused(void **state)
{
	struct desk *desk = *state;
	unsigned char bytes[MOST];
	put_person(desk, "ann");
	size_t count = get_bytes(desk, "ann.voice", bytes);
	for (size_t kept = 0; kept < count; kept += kept < 40 || kept + 40 > count ? 1 : 97) {
		put_bytes(desk, "ann.voice", bytes, kept);
		assert_refused(desk, "ann.voice", "");
	}
}

static void a_changed_bit_anywhere_is_noticed(void **state)
{
	struct desk *desk = *state;
	unsigned char bytes[MOST];
	put_person(desk, "ann");
	size_t count = get_bytes(desk, "ann.voice", bytes);
	for (size_t i = 0; i < count; i += i < 40 ? 1 : 131) {
		bytes[i] ^= 0x10;
		put_bytes(desk, "ann.voice", bytes, count);
		assert_refused(desk, "ann.voice", "");
		bytes[i] ^= 0x10;
	}
}

/* One number of the file replaced, and the sum made right again. */
static void assert_lie_refused(struct desk *desk, size_t at, const void *lie, size_t length)
{
	unsigned char bytes[MOST];
	put_person(desk, "ann");
	size_t count = get_bytes(desk, "ann.voice", bytes);
	memcpy(bytes + at, lie, length);
	seal(bytes, count);
	put_bytes(desk, "ann.voice", bytes, count);
	assert_refused(desk, "ann.voice", "damaged");
}

static void numbers_that_lie_are_refused_though_the_sum_is_right(void **state)
{
	assert_lie_refused(*state, 8, "\0\0\0\0", 4);
	assert_lie_refused(*state, 8, "\1\0\0\0", 4);
	assert_lie_refused(*state, 8, "\3\0\0\0", 4);
	assert_lie_refused(*state, 8, "\377\377\377\377", 4);
	assert_lie_refused(*state, 12, "abcdefghijklmnop", 16);
	assert_lie_refused(*state, 12, "\0", 1);
	assert_lie_refused(*state, 12, "F", 1);
	assert_lie_refused(*state, 12, "\033", 1);
	assert_lie_refused(*state, 28, "\11\0\0\0", 4);
	assert_lie_refused(*state, 28, "\40\0\0\0", 4);
	assert_lie_refused(*state, 28, "\377\377\377\177", 4);
}

static void what_is_no_voice_is_told_apart_from_another_version(void **state)
{
	struct desk *desk = *state;
	desk_put(desk, "ann.voice", "[voice]\nlike = calm\n");
	assert_refused(desk, "ann.voice", "is no voice");
	desk_put(desk, "ann.voice", "easevoi2 and more");
	assert_refused(desk, "ann.voice", "another version");
	desk_put(desk, "ann.voice", "");
	assert_refused(desk, "ann.voice", "empty");
	assert_refused(desk, "bob.voice", "No such file");
	put_person(desk, "ann");
	assert_int_equal(mkdir(desk_path(desk, "dir.voice"), 0700), 0);
	assert_refused(desk, "dir.voice", "no ordinary file");
}

static void a_file_that_never_ends_is_refused(void **state)
{
	struct desk *desk = *state;
	struct fault why;
	char path[DESK_PATH_BYTES];
	snprintf(path, sizeof path, "%s", desk_path(desk, "big.voice"));
	FILE *file = fopen(path, "wb");
	assert_non_null(file);
	fputs("easevoi1", file);
	assert_int_equal(fseek(file, 40000000, SEEK_SET), 0);
	fputc('x', file);
	fclose(file);
	assert_null(person_read(path, &why));
	assert_non_null(strstr(why.text, "too large"));
}

static void everybody_is_read_and_the_damaged_are_left_out_with_a_warning(void **state)
{
	struct desk *desk = *state;
	put_person(desk, "bob");
	put_person(desk, "ann");
	desk_put(desk, "cy.voice", "rubbish");
	desk_put(desk, "notes.txt", "easevoi1");
	desk_put(desk, "ann.voice.new", "half");
	struct voiceprint *house = voiceprint_read(desk->folder, NULL, &desk->remarks);
	assert_non_null(house);
	assert_int_equal(house->count, 2);
	assert_string_equal(house->person[0]->name, "ann");
	assert_string_equal(house->person[1]->name, "bob");
	assert_int_equal(desk->remarks.count, 1);
	assert_int_equal(desk->remarks.errors, 0);
	assert_non_null(strstr(desk->remarks.list[0].text, "cy.voice"));
	voiceprint_free(house);
}

static void one_person_alone_can_be_asked_for(void **state)
{
	struct desk *desk = *state;
	put_person(desk, "bob");
	put_person(desk, "ann");
	struct voiceprint *house = voiceprint_read(desk->folder, "bob", &desk->remarks);
	assert_non_null(house);
	assert_int_equal(house->count, 1);
	assert_string_equal(house->person[0]->name, "bob");
	voiceprint_free(house);
	assert_null(voiceprint_read(desk->folder, "cy", &desk->remarks));
	assert_int_equal(desk->remarks.count, 1);
}

static void no_folder_is_nobody_without_a_word(void **state)
{
	struct desk *desk = *state;
	assert_null(voiceprint_read(desk_path(desk, "none"), NULL, &desk->remarks));
	assert_null(voiceprint_read(desk->folder, NULL, &desk->remarks));
	assert_int_equal(desk->remarks.count, 0);
}

static void who_is_deleted_is_gone(void **state)
{
	struct desk *desk = *state;
	struct fault why;
	put_person(desk, "ann");
	assert_true(person_delete(desk->folder, "ann", &why));
	assert_int_equal(access(desk_path(desk, "ann.voice"), F_OK), -1);
	assert_false(person_delete(desk->folder, "ann", &why));
	assert_non_null(strstr(why.text, "ann.voice"));
}

static void where_nothing_can_be_written_what_was_there_stays(void **state)
{
	struct desk *desk = *state;
	struct fault why;
	char folder[DESK_PATH_BYTES];
	put_person(desk, "ann");
	snprintf(folder, sizeof folder, "%.250s/ann.voice", desk->folder);
	struct person *person = some_person("bob");
	assert_false(person_write(folder, person, &why));
	assert_non_null(strstr(why.text, "ann.voice"));
	free(person);
	person = person_read(desk_path(desk, "ann.voice"), &why);
	assert_non_null(person);
	free(person);
}

#define DESK_TEST(test) cmocka_unit_test_setup_teardown(test, desk_setup, desk_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    DESK_TEST(what_is_written_is_read_again),
	    DESK_TEST(the_file_is_as_long_as_its_header_says_and_only_for_this_person),
	    DESK_TEST(the_check_sum_is_the_one_of_zip_and_png),
	    DESK_TEST(a_folder_on_the_way_is_made_for_this_person_alone),
	    DESK_TEST(a_file_cut_short_anywhere_is_refused),
	    DESK_TEST(a_changed_bit_anywhere_is_noticed),
	    DESK_TEST(numbers_that_lie_are_refused_though_the_sum_is_right),
	    DESK_TEST(what_is_no_voice_is_told_apart_from_another_version),
	    DESK_TEST(a_file_that_never_ends_is_refused),
	    DESK_TEST(everybody_is_read_and_the_damaged_are_left_out_with_a_warning),
	    DESK_TEST(one_person_alone_can_be_asked_for),
	    DESK_TEST(no_folder_is_nobody_without_a_word),
	    DESK_TEST(who_is_deleted_is_gone),
	    DESK_TEST(where_nothing_can_be_written_what_was_there_stays),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
