/* SPDX-License-Identifier: GPL-3.0-or-later */
/* journal_line.c - one line of the journal: its checks, and the names of its values. */
#include "journal_line.h"

#include "fault.h"
#include "plain_text.h"

#include <assert.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <sys/random.h>

enum { DAY_S = 24 * 60 * 60, LAST_DAY = 2932896 /* 9999-12-31 */ };

/* --- names ------------------------------------------------------------- */

void uid_make(char uid[UID_BYTES])
{
	unsigned char bytes[(UID_BYTES - 1) / 2];
	struct timespec now;
	/* Without any randomness left the clock and this process are unlike enough. */
	if (getrandom(bytes, sizeof bytes, 0) != (ssize_t)sizeof bytes) {
		clock_gettime(CLOCK_REALTIME, &now);
		uint64_t odd[2] = {(uint64_t)now.tv_sec << 30 | (uint64_t)now.tv_nsec,
				   (uint64_t)getpid()};
		static_assert(sizeof odd == sizeof bytes, "a uid has 128 bits");
		memcpy(bytes, odd, sizeof bytes);
	}
	for (size_t i = 0; i < sizeof bytes; i++)
		snprintf(uid + 2 * i, 3, "%02x", bytes[i]);
}

const char *line_kind_name(enum line_kind kind)
{
	static const char *const names[LINE_KINDS] = {"session", "exercise", "check-in", "decision",
						      "resume",	 "end",	     "morning",	 "activity",
						      "mark",	 "setting"};
	return names[kind];
}

const char *line_source_name(enum line_source source)
{
	static const char *const names[LINE_SOURCES] = {"key", "voice", "file"};
	return names[source];
}

const char *line_belief_name(enum belief belief)
{
	static const char *const names[] = {"key", "echo", "yes", "silence"};
	static_assert(sizeof names / sizeof names[0] == BELIEF_SILENCE + 1, "a name for each");
	return names[belief];
}

const char *mark_kind_name(enum mark_kind kind)
{
	static const char *const names[MARKS] = {"review", "episode",	   "flare", "flare-over",
						 "advice", "acknowledged", "again", "seen"};
	return names[kind];
}

bool line_kind_from(const char *name, enum line_kind *kind)
{
	for (*kind = 0; *kind < LINE_KINDS; (*kind)++)
		if (strcmp(name, line_kind_name(*kind)) == 0)
			return true;
	return false;
}

bool line_source_from(const char *name, enum line_source *source)
{
	for (*source = 0; *source < LINE_SOURCES; (*source)++)
		if (strcmp(name, line_source_name(*source)) == 0)
			return true;
	return false;
}

bool mark_kind_from(const char *name, enum mark_kind *kind)
{
	for (*kind = 0; *kind < MARKS; (*kind)++)
		if (strcmp(name, mark_kind_name(*kind)) == 0)
			return true;
	return false;
}

bool line_belief_from(const char *name, enum belief *belief)
{
	for (*belief = 0; *belief <= BELIEF_SILENCE; (*belief)++)
		if (strcmp(name, line_belief_name(*belief)) == 0)
			return true;
	return false;
}

bool part_from(const char *name, enum part *part)
{
	for (*part = 0; *part < PARTS; (*part)++)
		if (strcmp(name, part_name(*part)) == 0)
			return true;
	return false;
}

bool kind_from(const char *name, enum kind *kind)
{
	for (*kind = 0; *kind < KINDS; (*kind)++)
		if (strcmp(name, kind_name(*kind)) == 0)
			return true;
	return false;
}

bool row_from(const char *name, enum row *row)
{
	for (*row = 0; *row < ROWS; (*row)++)
		if (strcmp(name, row_name(*row)) == 0)
			return true;
	return false;
}

bool question_from(const char *name, enum question *question)
{
	for (*question = 0; *question < QUESTIONS; (*question)++)
		if (strcmp(name, question_name(*question)) == 0)
			return true;
	return false;
}

bool session_result_from(const char *name, enum session_result *result)
{
	for (*result = 0; *result <= RESULT_LOST; (*result)++)
		if (strcmp(name, session_result_name(*result)) == 0)
			return true;
	return false;
}

/* --- checks ------------------------------------------------------------ */

bool line_is_of_session(enum line_kind kind)
{
	return kind <= LINE_END;
}

struct bounds {
	const char *what;
	int64_t value, least, most;
};

static bool check_bounds(const struct bounds *bounds, size_t count, struct fault *why)
{
	for (size_t i = 0; i < count; i++)
		if (bounds[i].value < bounds[i].least || bounds[i].value > bounds[i].most)
			return fault_set(why, FAULT_INPUT, "%s must be %lld to %lld (is %lld)",
					 bounds[i].what, (long long)bounds[i].least,
					 (long long)bounds[i].most, (long long)bounds[i].value);
	return true;
}

#define CHECK_ALL(list, why) check_bounds(list, sizeof(list) / sizeof(list)[0], why)

static bool check_plain(const char *what, const char *text, struct fault *why)
{
	return is_plain_text(text) ||
	       fault_set(why, FAULT_INPUT, "%s must be UTF-8 without control characters", what);
}

static bool check_text(const char *what, const char *text, struct fault *why)
{
	return text[0] != '\0' ? check_plain(what, text, why)
			       : fault_set(why, FAULT_INPUT, "%s is empty", what);
}

static bool check_uid(const char *uid, struct fault *why)
{
	if (strlen(uid) == UID_BYTES - 1 && strspn(uid, "0123456789abcdef") == UID_BYTES - 1)
		return true;
	return fault_set(why, FAULT_INPUT, "uid must be 32 digits of 0 to 9 and a to f");
}

/* Nothing before 1970, but its first hours are still 1969 in the west. */
static bool check_stamp(const struct line *line, struct fault *why)
{
	const int64_t last_s = (int64_t)LAST_DAY * DAY_S;
	int64_t local_s = line->at.utc_s + line->at.offset_s;
	const struct bounds bounds[] = {
	    {"at", line->at.utc_s, 0, last_s},
	    {"offset", line->at.offset_s, 1 - DAY_S, DAY_S - 1},
	    {"day", line->at.day, local_s < 0 ? -1 : local_s / DAY_S,
	     local_s < 0 ? -1 : local_s / DAY_S},
	    {"order", line->order_s, 0, last_s + DAY_S},
	};
	return CHECK_ALL(bounds, why);
}

static bool check_dose(const struct dose *dose, struct fault *why)
{
	const struct bounds bounds[] = {
	    {"sets", dose->sets, 0, 10},    {"reps", dose->reps, 0, 50},
	    {"out", dose->out_s, 0, 30},    {"pause", dose->pause_s, 0, 30},
	    {"hold", dose->hold_s, 0, 120}, {"back", dose->back_s, 0, 30},
	    {"rest", dose->rest_s, 0, 300}, {"minutes", dose->minutes, 0, 60},
	};
	return CHECK_ALL(bounds, why);
}

static bool check_exercise(const struct line *line, struct fault *why)
{
	const struct past_exercise *done = &line->exercise.done;
	const struct bounds bounds[] = {
	    {"at_ms", line->at_ms, 0, INT64_MAX},
	    {"place", line->exercise.place, 0, ROUTINE_EXERCISES - 1},
	    {"kind", (int64_t)done->kind, 0, KINDS - 1},
	    {"part", (int64_t)done->part, 0, PARTS - 1},
	    {"level", done->level, 0, 1000},
	    {"top", done->top, 0, 1000},
	    {"ease", done->ease, 0, EASE_MAX},
	    {"k", done->k, PAIN_UNKNOWN, 3},
	    {"done_reps", done->reps, 0, INT_MAX},
	    {"done_reps_right", done->reps_right, 0, INT_MAX},
	    {"done_seconds", done->seconds, 0, INT_MAX},
	    {"done_seconds_right", done->seconds_right, 0, INT_MAX},
	};
	return check_text("name", done->name, why) && CHECK_ALL(bounds, why) &&
	       check_dose(&done->planned, why);
}

static bool check_checkin(const struct line *line, struct fault *why)
{
	const struct line_checkin *checkin = &line->checkin;
	const struct bounds bounds[] = {
	    {"at_ms", line->at_ms, 0, INT64_MAX},
	    {"question", (int64_t)checkin->question, 0, QUESTIONS - 1},
	    {"exercise", checkin->exercise, -1, ROUTINE_EXERCISES - 1},
	    {"set", checkin->set, 0, 10},
	    {"heard", checkin->heard, PAIN_UNKNOWN, PAIN_MAX},
	    {"accepted", checkin->accepted, PAIN_UNKNOWN, PAIN_MAX},
	    {"belief", (int64_t)checkin->belief, 0, BELIEF_SILENCE},
	    {"source", (int64_t)checkin->source, 0, LINE_SOURCES - 1},
	    {"percent", checkin->percent, 0, 100},
	};
	return CHECK_ALL(bounds, why);
}

static bool check_decision(const struct line *line, struct fault *why)
{
	const struct line_decision *decision = &line->decision;
	const struct bounds bounds[] = {
	    {"at_ms", line->at_ms, 0, INT64_MAX},
	    {"row", (int64_t)decision->row, 0, ROWS - 1},
	    {"exercise", decision->exercise, -1, ROUTINE_EXERCISES - 1},
	    {"value", decision->value, -1, 1000},
	    {"pain", decision->pain, PAIN_UNKNOWN, PAIN_MAX},
	};
	return CHECK_ALL(bounds, why);
}

static bool check_session(const struct line *line, struct fault *why)
{
	const struct bounds bounds[] = {
	    {"start_pain", line->session.start_pain, PAIN_UNKNOWN, PAIN_MAX}};
	return check_text("routine", line->session.routine, why) &&
	       check_text("title", line->session.title, why) &&
	       check_text("version", line->session.version, why) && CHECK_ALL(bounds, why);
}

static bool check_activity(const struct line *line, struct fault *why)
{
	const struct bounds bounds[] = {{"day", line->activity.day, 0, LAST_DAY},
					{"minutes", line->activity.minutes, 1, MINUTES_MAX}};
	return check_text("name", line->activity.name, why) && CHECK_ALL(bounds, why);
}

static bool check_small(const struct line *line, struct fault *why)
{
	struct bounds bounds[2] = {{"", 0, 0, 0}, {"", 0, 0, 0}};
	if (line->kind == LINE_RESUME)
		bounds[0] = (struct bounds){"exercise", line->goes_on, -1, ROUTINE_EXERCISES - 1};
	else if (line->kind == LINE_END)
		bounds[0] = (struct bounds){"result", (int64_t)line->result, 0, RESULT_LOST};
	else if (line->kind == LINE_MARK) {
		bounds[0] = (struct bounds){"mark", (int64_t)line->mark.kind, 0, MARKS - 1};
		bounds[1] = (struct bounds){"row", (int64_t)line->mark.row, 0, ROWS - 1};
	} else {
		bounds[0] = (struct bounds){"day", line->morning.day, 0, LAST_DAY};
		bounds[1] = (struct bounds){"pain", line->morning.pain, 0, PAIN_MAX};
	}
	bool plain = line->kind != LINE_MARK || check_plain("name", line->mark.name, why);
	return plain && CHECK_ALL(bounds, why);
}

static bool check_rest(const struct line *line, struct fault *why)
{
	switch (line->kind) {
	case LINE_SESSION:
		return check_session(line, why);
	case LINE_EXERCISE:
		return check_exercise(line, why);
	case LINE_CHECKIN:
		return check_checkin(line, why);
	case LINE_DECISION:
		return check_decision(line, why);
	case LINE_ACTIVITY:
		return check_activity(line, why);
	case LINE_SETTING:
		return check_text("key", line->setting.key, why) &&
		       check_plain("value", line->setting.value, why);
	case LINE_RESUME:
	case LINE_END:
	case LINE_MORNING:
	case LINE_MARK:
		return check_small(line, why);
	case LINE_KINDS:
		break;
	}
	return fault_set(why, FAULT_INPUT, "a line of this kind is unknown");
}

bool line_check(const struct line *line, struct fault *why)
{
	bool named = line->kind != LINE_MORNING && line->kind != LINE_SETTING;
	return (!named || check_uid(line->uid, why)) && check_stamp(line, why) &&
	       check_rest(line, why);
}
