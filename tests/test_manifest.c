/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_manifest.c - lists of recordings, whole and damaged. */
#include "text_support.h"

#include "manifest.h"

#define HEAD "file\tlabel\tspeaker\tcorpus\tkind\n"

static bool read_text(struct desk *desk, const char *text, struct manifest *manifest)
{
	desk_put(desk, "a.wav", "x");
	desk_put(desk, "b.wav", "x");
	desk_forget(desk);
	return manifest_read(manifest, desk_put(desk, "m.tsv", text), NULL, &desk->remarks,
			     &desk->remarks);
}

static void a_recording_has_five_facts_and_its_line(void **state)
{
	struct desk *desk = *state;
	struct manifest m;
	char path[DESK_PATH_BYTES];
	assert_true(read_text(desk, HEAD "a.wav\tseven\tann\there\tcommand\n", &m));
	snprintf(path, sizeof path, "%s/a.wav", desk->folder);
	assert_int_equal(m.count, 1);
	assert_string_equal(m.list[0].path, path);
	assert_string_equal(m.list[0].label, "seven");
	assert_string_equal(m.list[0].speaker, "ann");
	assert_string_equal(m.list[0].corpus, "here");
	assert_true(m.list[0].command);
	assert_int_equal(m.list[0].line, 2);
	manifest_free(&m);
}

static void columns_may_stand_in_any_order_with_others_between(void **state)
{
	struct manifest m;
	assert_true(read_text(*state,
			      "kind\tspeaker\tseconds\tfile\tcorpus\tlabel\r\n"
			      "other\tbob\t1.0\tb.wav\tc\tgo\r\n",
			      &m));
	assert_int_equal(m.count, 1);
	assert_string_equal(m.list[0].label, "go");
	assert_string_equal(m.list[0].speaker, "bob");
	assert_false(m.list[0].command);
	manifest_free(&m);
}

static void a_missing_file_is_counted_and_told_with_its_line(void **state)
{
	struct desk *desk = *state;
	struct manifest m;
	assert_true(read_text(desk,
			      HEAD "a.wav\tone\tann\tc\tcommand\nnone.wav\ttwo\tann\tc\tcommand\n"
				   "\nb.wav\tsix\tann\tc\tcommand",
			      &m));
	assert_int_equal(m.count, 2);
	assert_int_equal(m.missing, 1);
	assert_string_equal(m.list[1].label, "six");
	assert_int_equal(m.list[1].line, 5);
	assert_true(desk_has(desk, true, 3, "none.wav"));
	manifest_free(&m);
}

static void refuse_text(struct desk *desk, const char *text, int line, const char *part)
{
	struct manifest m;
	assert_false(read_text(desk, text, &m));
	assert_true(desk_has(desk, false, line, part));
	assert_int_equal(m.count, 0);
	manifest_free(&m);
}

static void a_wrong_shape_is_told_with_its_line(void **state)
{
	refuse_text(*state, "file\tlabel\tspeaker\tkind\n", 1, "corpus");
	refuse_text(*state, "a.wav\tone\tann\tc\tcommand\n", 1, "first line");
	refuse_text(*state, HEAD "a.wav\tone\tann\tc\tcommand\na.wav one ann c command\n", 3,
		    "1 columns");
	refuse_text(*state, HEAD "a.wav\t\tann\tc\tcommand\n", 2, "\"label\" is empty");
	refuse_text(*state, HEAD "a.wav\tone\tann\tc\tword\n", 2, "\"word\"");
}

static void what_is_no_text_is_refused(void **state)
{
	struct desk *desk = *state;
	struct manifest m;
	desk_forget(desk);
	desk_put_bytes(desk, "m.tsv", HEAD "a\0b", sizeof HEAD + 3);
	assert_false(manifest_read(&m, desk->path, NULL, &desk->remarks, &desk->remarks));
	assert_true(desk_has(desk, false, 0, "NUL"));
	desk_forget(desk);
	assert_false(manifest_read(&m, desk->folder, NULL, &desk->remarks, &desk->remarks));
	assert_true(desk_has(desk, false, 0, "no ordinary file"));
	desk_forget(desk);
	desk_path(desk, "nowhere.tsv");
	assert_false(manifest_read(&m, desk->path, NULL, &desk->remarks, &desk->remarks));
	assert_int_equal(desk->remarks.errors, 1);
}

static void only_the_speakers_asked_for_are_read(void **state)
{
	struct desk *desk = *state;
	struct manifest m;
	char list[DESK_PATH_BYTES];
	desk_put(desk, "a.wav", "x");
	snprintf(list, sizeof list, "%s", desk_put(desk, "fold", "bob\nzoe\n"));
	desk_put(desk, "m.tsv",
		 HEAD "a.wav\tone\tann\tc\tcommand\na.wav\ttwo\tbob\tc\tcommand\n"
		      "a.wav\tsix\tann\tc\tcommand\n");
	desk_forget(desk);
	assert_true(manifest_read(&m, desk->path, list, &desk->remarks, &desk->remarks));
	assert_int_equal(m.count, 1);
	assert_string_equal(m.list[0].label, "two");
	assert_int_equal(m.left_out, 2);
	assert_true(desk_has(desk, true, 0, "zoe"));
	manifest_free(&m);
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, desk_setup, desk_teardown)
	const struct CMUnitTest tests[] = {
	    CASE(a_recording_has_five_facts_and_its_line),
	    CASE(columns_may_stand_in_any_order_with_others_between),
	    CASE(a_missing_file_is_counted_and_told_with_its_line),
	    CASE(a_wrong_shape_is_told_with_its_line),
	    CASE(what_is_no_text_is_refused),
	    CASE(only_the_speakers_asked_for_are_read),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
