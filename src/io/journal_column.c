/* SPDX-License-Identifier: GPL-3.0-or-later */
/* journal_column.c - what stands in a row of the journal's tables, made into values. */
#include "journal_column.h"

#include <limits.h>
#include <string.h>

int64_t take_number(struct column *column)
{
	return sqlite3_column_int64(column->statement, column->at++);
}

int take_int(struct column *column)
{
	int64_t number = take_number(column);
	return number > INT_MAX ? INT_MAX : number < INT_MIN ? INT_MIN : (int)number;
}

bool take_bool(struct column *column)
{
	return take_number(column) != 0;
}

int take_pain(struct column *column)
{
	if (sqlite3_column_type(column->statement, column->at) != SQLITE_NULL)
		return take_int(column);
	column->at++;
	return PAIN_UNKNOWN;
}

void take_text(struct column *column, char *text, size_t bytes)
{
	const unsigned char *from = sqlite3_column_text(column->statement, column->at++);
	size_t length = from != NULL ? strlen((const char *)from) : 0;
	if (length >= bytes)
		length = bytes - 1;
	if (length > 0)
		memcpy(text, from, length);
	text[length] = '\0';
}

struct stamp take_stamp(struct column *column)
{
	struct stamp stamp;
	stamp.utc_s = take_number(column);
	stamp.day = (long)take_number(column);
	stamp.offset_s = take_int(column);
	stamp.doubtful = take_bool(column);
	return stamp;
}

static struct dose take_dose(struct column *column)
{
	struct dose dose;
	dose.sets = take_int(column);
	dose.reps = take_int(column);
	dose.out_s = take_int(column);
	dose.pause_s = take_int(column);
	dose.hold_s = take_int(column);
	dose.back_s = take_int(column);
	dose.rest_s = take_int(column);
	dose.minutes = take_int(column);
	return dose;
}

void take_exercise(struct column *column, struct line *line)
{
	struct past_exercise *done = &line->exercise.done;
	char word[NAME_BYTES];
	line->exercise.place = take_int(column);
	line->at_ms = take_number(column);
	take_text(column, done->name, sizeof done->name);
	take_text(column, word, sizeof word);
	if (!kind_from(word, &done->kind))
		done->kind = KIND_MOBILISE;
	done->level = take_int(column);
	done->planned = take_dose(column);
	done->ease = take_int(column);
	done->k = take_pain(column);
	done->begun = take_bool(column);
	done->complete = take_bool(column);
	done->left = take_bool(column);
	done->sharp = take_bool(column);
	done->reps = take_int(column);
	done->reps_right = take_int(column);
	done->seconds = take_int(column);
	done->seconds_right = take_int(column);
	take_text(column, word, sizeof word);
	if (!part_from(word, &done->part))
		done->part = PART_MAIN;
	done->top = take_int(column);
}

void take_checkin(struct column *column, struct line *line)
{
	struct line_checkin *checkin = &line->checkin;
	char word[NAME_BYTES];
	line->at_ms = take_number(column);
	take_text(column, word, sizeof word);
	if (!question_from(word, &checkin->question))
		checkin->question = (enum question)0;
	checkin->exercise = take_int(column);
	checkin->set = take_int(column);
	checkin->heard = take_pain(column);
	checkin->accepted = take_pain(column);
	take_text(column, word, sizeof word);
	if (!line_belief_from(word, &checkin->belief))
		checkin->belief = BELIEF_SILENCE;
	checkin->changes = take_bool(column);
	take_text(column, word, sizeof word);
	if (!line_source_from(word, &checkin->source))
		checkin->source = BY_KEY;
	checkin->percent = take_int(column);
}

void take_decision(struct column *column, struct line *line)
{
	char word[NAME_BYTES];
	line->at_ms = take_number(column);
	take_text(column, word, sizeof word);
	if (!row_from(word, &line->decision.row))
		line->decision.row = ROW_NONE;
	line->decision.exercise = take_int(column);
	line->decision.value = take_int(column);
	line->decision.pain = take_pain(column);
}

void take_mark(struct column *column, struct line *line)
{
	char word[NAME_BYTES];
	take_text(column, line->uid, sizeof line->uid);
	line->at = take_stamp(column);
	line->order_s = take_number(column);
	take_text(column, word, sizeof word);
	if (!mark_kind_from(word, &line->mark.kind))
		line->mark.kind = MARK_REVIEW;
	take_text(column, word, sizeof word);
	if (!row_from(word, &line->mark.row))
		line->mark.row = ROW_NONE;
	take_text(column, line->mark.name, sizeof line->mark.name);
}

void take_activity(struct column *column, struct line *line)
{
	take_text(column, line->uid, sizeof line->uid);
	line->at = take_stamp(column);
	line->activity.day = (long)take_number(column);
	take_text(column, line->activity.name, sizeof line->activity.name);
	line->activity.minutes = take_int(column);
}
