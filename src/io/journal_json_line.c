/* SPDX-License-Identifier: GPL-3.0-or-later */
/* journal_json_line.c - one line of the journal as a JSON object, and back. */
#include "journal_json_line.h"

#include "journal_time.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>

/*
 * Goes over the members of one line, in either direction, so that what is
 * written and what is read cannot differ. After the first mistake nothing
 * more is looked at.
 */
struct pass {
	json_t *object;
	bool reading;
	size_t members; /* looked at */
	struct fault *why;
	bool wrong;
};

static void go_wrong(struct pass *pass, const char *key, const char *must)
{
	if (!pass->wrong)
		fault_set(pass->why, FAULT_INPUT, "\"%s\" must be %s", key, must);
	pass->wrong = true;
}

/* The value of a member that must be there. */
static const json_t *find(struct pass *pass, const char *key, const char *must)
{
	const json_t *value = json_object_get(pass->object, key);
	pass->members++;
	if (value == NULL)
		go_wrong(pass, key, must);
	return value;
}

static void give(struct pass *pass, const char *key, json_t *value)
{
	if (json_object_set_new(pass->object, key, value) != 0)
		go_wrong(pass, key, "valid UTF-8");
}

static void pass_long(struct pass *pass, const char *key, int64_t *value)
{
	if (!pass->reading) {
		give(pass, key, json_integer(*value));
		return;
	}
	const json_t *found = find(pass, key, "a whole number");
	if (found != NULL && !json_is_integer(found))
		go_wrong(pass, key, "a whole number");
	*value = json_integer_value(found);
}

static void pass_int(struct pass *pass, const char *key, int *value)
{
	int64_t number = *value;
	pass_long(pass, key, &number);
	if (number < INT_MIN || number > INT_MAX)
		go_wrong(pass, key, "a smaller number");
	else
		*value = (int)number;
}

static void pass_pain(struct pass *pass, const char *key, int *value)
{
	if (!pass->reading && *value == PAIN_UNKNOWN) {
		give(pass, key, json_null());
	} else if (pass->reading && json_is_null(json_object_get(pass->object, key))) {
		pass->members++;
		*value = PAIN_UNKNOWN;
	} else {
		pass_int(pass, key, value);
		/* that is what null stands for */
		if (pass->reading && *value < 0)
			go_wrong(pass, key, "null, or 0 and more");
	}
}

static void pass_bool(struct pass *pass, const char *key, bool *value)
{
	if (!pass->reading) {
		give(pass, key, json_boolean(*value));
		return;
	}
	const json_t *found = find(pass, key, "true or false");
	if (found != NULL && !json_is_boolean(found))
		go_wrong(pass, key, "true or false");
	*value = json_is_true(found);
}

static void pass_text(struct pass *pass, const char *key, char *text, size_t bytes)
{
	if (!pass->reading) {
		give(pass, key, json_string(text));
		return;
	}
	const json_t *found = find(pass, key, "a text");
	if (found != NULL && !json_is_string(found))
		go_wrong(pass, key, "a text");
	else if (found != NULL && json_string_length(found) >= bytes)
		go_wrong(pass, key, "shorter");
	else if (found != NULL)
		strcpy(text, json_string_value(found));
}

static void pass_day(struct pass *pass, const char *key, long *day)
{
	char text[DATE_BYTES] = "";
	if (!pass->reading)
		clock_date(*day, text);
	pass_text(pass, key, text, sizeof text);
	if (pass->reading && !clock_read_date(text, day))
		go_wrong(pass, key, "a day such as \"2027-01-15\"");
}

static void pass_stamp(struct pass *pass, struct stamp *stamp)
{
	char text[TIME_BYTES] = "";
	if (!pass->reading)
		journal_time_text(stamp, text);
	pass_text(pass, "at", text, sizeof text);
	if (pass->reading && !journal_time_read(text, stamp))
		go_wrong(pass, "at", "a time such as \"2027-01-15T08:00:00+01:00\"");
	pass_bool(pass, "doubtful", &stamp->doubtful);
}

/* A word that stands for a value; read tells whether it is one. */
#define PASS_NAME(pass, key, value, name_of, value_of)                                             \
	do {                                                                                       \
		char word[NAME_BYTES] = "";                                                        \
		if (!(pass)->reading)                                                              \
			snprintf(word, sizeof word, "%s", name_of(*(value)));                      \
		pass_text(pass, key, word, sizeof word);                                           \
		if ((pass)->reading && !value_of(word, value))                                     \
			go_wrong(pass, key, "a word that this version knows");                     \
	} while (false)

/* --- the lines --------------------------------------------------------- */

static void pass_session(struct pass *pass, struct line *line)
{
	pass_text(pass, "uid", line->uid, sizeof line->uid);
	pass_stamp(pass, &line->at);
	pass_long(pass, "order", &line->order_s);
	pass_text(pass, "routine", line->session.routine, sizeof line->session.routine);
	pass_text(pass, "title", line->session.title, sizeof line->session.title);
	pass_text(pass, "version", line->session.version, sizeof line->session.version);
	pass_pain(pass, "start_pain", &line->session.start_pain);
}

static void pass_dose(struct pass *pass, struct dose *dose)
{
	pass_int(pass, "sets", &dose->sets);
	pass_int(pass, "reps", &dose->reps);
	pass_int(pass, "out_s", &dose->out_s);
	pass_int(pass, "pause_s", &dose->pause_s);
	pass_int(pass, "hold_s", &dose->hold_s);
	pass_int(pass, "back_s", &dose->back_s);
	pass_int(pass, "rest_s", &dose->rest_s);
	pass_int(pass, "minutes", &dose->minutes);
}

static void pass_past(struct pass *pass, struct past_exercise *done)
{
	pass_text(pass, "name", done->name, sizeof done->name);
	PASS_NAME(pass, "kind", &done->kind, kind_name, kind_from);
	PASS_NAME(pass, "part", &done->part, part_name, part_from);
	pass_int(pass, "level", &done->level);
	pass_int(pass, "top", &done->top);
	pass_dose(pass, &done->planned);
	pass_int(pass, "ease", &done->ease);
	pass_pain(pass, "k", &done->k);
	pass_bool(pass, "begun", &done->begun);
	pass_bool(pass, "complete", &done->complete);
	pass_bool(pass, "left", &done->left);
	pass_bool(pass, "sharp", &done->sharp);
	pass_int(pass, "done_reps", &done->reps);
	pass_int(pass, "done_reps_right", &done->reps_right);
	pass_int(pass, "done_s", &done->seconds);
	pass_int(pass, "done_s_right", &done->seconds_right);
}

static void pass_exercise(struct pass *pass, struct line *line)
{
	pass_text(pass, "uid", line->uid, sizeof line->uid);
	pass_int(pass, "place", &line->exercise.place);
	pass_long(pass, "at_ms", &line->at_ms);
	pass_past(pass, &line->exercise.done);
}

static void pass_checkin(struct pass *pass, struct line *line)
{
	struct line_checkin *checkin = &line->checkin;
	pass_text(pass, "uid", line->uid, sizeof line->uid);
	pass_long(pass, "at_ms", &line->at_ms);
	PASS_NAME(pass, "question", &checkin->question, question_name, question_from);
	pass_int(pass, "exercise", &checkin->exercise);
	pass_int(pass, "set", &checkin->set);
	pass_pain(pass, "heard", &checkin->heard);
	pass_pain(pass, "accepted", &checkin->accepted);
	PASS_NAME(pass, "belief", &checkin->belief, line_belief_name, line_belief_from);
	pass_bool(pass, "changes", &checkin->changes);
	PASS_NAME(pass, "by", &checkin->source, line_source_name, line_source_from);
	pass_int(pass, "percent", &checkin->percent);
}

static void pass_decision(struct pass *pass, struct line *line)
{
	pass_text(pass, "uid", line->uid, sizeof line->uid);
	pass_long(pass, "at_ms", &line->at_ms);
	PASS_NAME(pass, "row", &line->decision.row, row_name, row_from);
	pass_int(pass, "exercise", &line->decision.exercise);
	pass_int(pass, "value", &line->decision.value);
	pass_pain(pass, "pain", &line->decision.pain);
}

static void pass_resume(struct pass *pass, struct line *line)
{
	pass_text(pass, "uid", line->uid, sizeof line->uid);
	pass_stamp(pass, &line->at);
	pass_int(pass, "exercise", &line->goes_on);
}

static void pass_end(struct pass *pass, struct line *line)
{
	pass_text(pass, "uid", line->uid, sizeof line->uid);
	pass_stamp(pass, &line->at);
	PASS_NAME(pass, "result", &line->result, session_result_name, session_result_from);
}

static void pass_morning(struct pass *pass, struct line *line)
{
	pass_stamp(pass, &line->at);
	pass_day(pass, "day", &line->morning.day);
	pass_int(pass, "pain", &line->morning.pain);
}

static void pass_activity(struct pass *pass, struct line *line)
{
	pass_text(pass, "uid", line->uid, sizeof line->uid);
	pass_stamp(pass, &line->at);
	pass_day(pass, "day", &line->activity.day);
	pass_text(pass, "name", line->activity.name, sizeof line->activity.name);
	pass_int(pass, "minutes", &line->activity.minutes);
}

static void pass_mark(struct pass *pass, struct line *line)
{
	pass_text(pass, "uid", line->uid, sizeof line->uid);
	pass_stamp(pass, &line->at);
	pass_long(pass, "order", &line->order_s);
	PASS_NAME(pass, "mark", &line->mark.kind, mark_kind_name, mark_kind_from);
	PASS_NAME(pass, "row", &line->mark.row, row_name, row_from);
	pass_text(pass, "name", line->mark.name, sizeof line->mark.name);
}

static void pass_setting(struct pass *pass, struct line *line)
{
	pass_stamp(pass, &line->at);
	pass_text(pass, "key", line->setting.key, sizeof line->setting.key);
	pass_text(pass, "value", line->setting.value, sizeof line->setting.value);
}

static void pass_line(struct pass *pass, struct line *line)
{
	static void (*const passes[LINE_KINDS])(struct pass *, struct line *) = {
	    [LINE_SESSION] = pass_session, [LINE_EXERCISE] = pass_exercise,
	    [LINE_CHECKIN] = pass_checkin, [LINE_DECISION] = pass_decision,
	    [LINE_RESUME] = pass_resume,   [LINE_END] = pass_end,
	    [LINE_MORNING] = pass_morning, [LINE_ACTIVITY] = pass_activity,
	    [LINE_MARK] = pass_mark,	   [LINE_SETTING] = pass_setting,
	};
	PASS_NAME(pass, "line", &line->kind, line_kind_name, line_kind_from);
	if (!pass->wrong)
		passes[line->kind](pass, line);
}

bool line_to_json(const struct line *line, json_t *object, struct fault *why)
{
	struct line copy = *line;
	struct pass pass = {.object = object, .why = why};
	pass_line(&pass, &copy);
	return !pass.wrong;
}

bool line_from_json(json_t *object, struct line *line, struct fault *why)
{
	struct pass pass = {.object = object, .reading = true, .why = why};
	memset(line, 0, sizeof *line);
	pass_line(&pass, line);
	if (pass.wrong || pass.members == json_object_size(object))
		return !pass.wrong;
	return fault_set(why, FAULT_INPUT, "it has a member that this version does not know");
}

static json_t *exercises_of(const struct past_session *past, struct fault *why)
{
	json_t *list = json_array();
	for (int i = 0; i < past->count; i++) {
		struct past_exercise copy = past->exercise[i];
		struct pass pass = {.object = json_object(), .why = why};
		pass_past(&pass, &copy);
		json_array_append_new(list, pass.object);
	}
	return list;
}

void entry_to_json(const struct journal_entry *entry, json_t *object)
{
	struct fault why;
	struct journal_entry copy = *entry;
	struct pass pass = {.object = object, .why = &why};
	copy.began.doubtful = entry->past.doubtful;
	pass_text(&pass, "uid", copy.uid, sizeof copy.uid);
	pass_stamp(&pass, &copy.began);
	pass_text(&pass, "routine", copy.about.routine, sizeof copy.about.routine);
	pass_text(&pass, "title", copy.about.title, sizeof copy.about.title);
	give(&pass, "result",
	     entry->past.ended ? json_string(session_result_name(entry->past.result))
			       : json_null());
	pass_pain(&pass, "start_pain", &copy.past.start_pain);
	pass_pain(&pass, "morning", &copy.past.morning);
	give(&pass, "exercises", exercises_of(&entry->past, &why));
}
