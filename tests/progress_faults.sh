#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# progress_faults.sh SOURCES FOLDER COMPILER - do the tests of progress catch what they are for?
#
# Each fault is seeded on purpose into a copy of one file of the core; the test
# named beside it must then fail, by the test function named. A fault that is
# not caught, or whose change does not apply any more, fails this one.
set -u

sources=$1
folder=$2
compiler=$3
caught=0
missed=0

mkdir -p "$folder/core"
trap 'rm -rf "$folder"' EXIT

compile()
{
	"$compiler" -std=c11 -O1 -D_POSIX_C_SOURCE=200809L -D_DEFAULT_SOURCE -I"$sources/src/core" \
		-I"$sources/tests" -c "$@"
}

for file in plan policy progress progress_advice progress_flare progress_known progress_level \
	progress_pain progress_today routine; do
	compile "$sources/src/core/$file.c" -o "$folder/core/$file.o" || exit 1
done
for file in progress_support test_plan test_policy_quota test_progress test_progress_advice \
	test_progress_dose test_progress_flare test_progress_level test_progress_many \
	test_progress_time test_progress_walk test_progress_years; do
	compile "$sources/tests/$file.c" -o "$folder/$file.o" || exit 1
done

# fault NAME TEST FUNCTION FILE SED: seeds it, runs the test, and looks which function failed.
fault()
{
	from=$sources/src/core/$4.c
	sed "$5" "$from" >"$folder/$4.c"
	if cmp -s "$from" "$folder/$4.c"; then
		echo "not seeded  $1: $4.c has changed, change this test too"
		missed=$((missed + 1))
		return
	fi
	compile "$folder/$4.c" -o "$folder/faulty.o" || exit 1
	rest=$(printf '%s\n' "$folder"/core/*.o | grep -v "/$4.o\$")
	# shellcheck disable=SC2086
	"$compiler" -o "$folder/test" "$folder/test_$2.o" "$folder/progress_support.o" \
		"$folder/faulty.o" $rest -lcmocka || exit 1
	said=$(timeout 100 "$folder/test" 2>&1)
	if printf '%s\n' "$said" | grep -q "^\[  FAILED  \] $3\$"; then
		echo "caught      $1: $3"
		caught=$((caught + 1))
	else
		echo "NOT CAUGHT  $1: $(printf '%s\n' "$said" | grep FAILED | head -1)"
		missed=$((missed + 1))
	fi
}

fault "a gap of eight days costs nothing" progress_level a_gap_of_8_to_14_days_costs_one \
	progress_level 's/GAP_WEEK = 7,/GAP_WEEK = 8,/'
fault "an unknown morning is a good one" progress_level no_input_breaks_the_rules_q6_to_q9 \
	progress_level 's/if (in->morning == MORNING_UNKNOWN)/if (false)/'
fault "two good sessions are enough" progress_level no_input_breaks_the_rules_q6_to_q9 \
	progress_level 's/in->streak + 1 >= GOOD_SESSIONS/in->streak + 2 >= GOOD_SESSIONS/'
fault "a level falls below zero" progress_level no_input_breaks_the_rules_q6_to_q9 \
	progress_level 's/return level > by ? level - by : 0;/return level - by;/'
fault "amber comes before a raised morning" progress_level no_input_breaks_the_rules_q6_to_q9 \
	progress_level 's/if (in->morning == MORNING_RAISED)/if (in->morning == MORNING_RAISED \&\& in->k != 1)/'
fault "steps in a flare" progress_level in_a_flare_the_level_holds \
	progress_level 's/if (in->flare)/if (false)/'
fault "a step is a tenth rounded to the next ten" progress_dose a_ladder_of_holds_climbs_as_published \
	progress_level 's/return (from + 9) \/ 10;/return (from + 19) \/ 10;/'
fault "holds climb before reps" progress_dose reps_climb_first_then_holds_then_sets \
	progress_level '/^struct dose progress_dose/,/^}/{/dose.reps = climb/{h;d;};/dose.hold_s = climb/G;}'
fault "three step up at once" progress_many at_most_two_exercises_step_up_at_once \
	progress_level 's/n < STEPS_AT_ONCE/n < STEPS_AT_ONCE + 1/'
fault "the first in the list always steps first" progress_many nobody_waits_for_ever_behind_others \
	progress_level 's/(best < 0 || stood_since\[i\] < stood_since\[best\])/best < 0/'
fault "a doubtful session is sure" progress_time a_doubtful_session_is_no_third_good_one \
	progress 's/.sure = possible \&\& !session->doubtful/.sure = possible/'
fault "the future is believed" progress_time a_history_from_the_future_is_level_zero \
	progress 's/ \&\& day <= p->today//'
fault "the past after the present is believed" progress_time a_doubtful_session_is_no_third_good_one \
	progress 's/ \&\& day >= p->day//'
fault "a doubtful settled morning counts" progress_time doubtful_sessions_end_no_flare_but_begin_one \
	progress 's/if (!at.sure \&\& at.morning == MORNING_SETTLED)/if (false)/'
fault "a doubtful session ends a gap" progress_time doubtful_sessions_end_no_gap_and_cost_it_once \
	progress_known '/^static void note_days/,/^}/s/if (!at->sure)/if (false)/'
fault "one gap costs again and again" progress_time doubtful_sessions_end_no_gap_and_cost_it_once \
	progress_known 's/known->gap_taken = cost;/known->gap_taken = 0;/'
fault "a doubtful good session ends a bad run" progress_time a_doubtful_session_ends_no_run_of_bad_ones \
	progress_known 's/else if (sure \&\& past->k != PAIN_UNKNOWN)/else if (past->k != PAIN_UNKNOWN)/'
fault "a session cut off is credit" progress a_session_cut_off_is_no_credit_but_its_pain_counts \
	progress_known 's/return session->ended \&\& session->result/return session->result/'
fault "what was made easier is credit" progress what_was_not_done_in_full_is_no_credit \
	progress_known 's/ \&\& ease <= gate.ease//'
fault "left out after one bad session" progress sharp_steps_down_and_twice_running_leaves_it_out \
	progress_known 's/BAD_RUN = 2/BAD_RUN = 1/'
fault "forgets what was left out" progress_many places_of_what_is_left_out_are_kept \
	progress_known 's/!known->left_out \&\& (oldest/(oldest/'
fault "the trend looks at one week only" progress the_trend_of_the_start_pain_takes_down_or_holds \
	progress_pain 's/week(\&p->pain, day - WEEK, count);/week(\&p->pain, day, count);/'
fault "one record is enough for a trend" progress a_trend_needs_two_records_in_each_week \
	progress_pain 's/ENOUGH = 2,/ENOUGH = 1,/'
fault "a flare ends after one settled morning" progress_years \
	ten_years_of_a_person_with_flares_keep_the_rules \
	progress_flare 's/flare->settled_run >= RUN)/flare->settled_run >= 1)/'
fault "a doubtful calm session ends a run of stops" progress_walk \
	every_past_of_five_sessions_is_read_alike \
	progress_flare 's/} else if (at->sure \&\& is_calm/} else if (is_calm/'
fault "a flare that ended begins by one raised morning" progress_walk \
	every_past_of_five_sessions_is_read_alike \
	progress_flare '/^static void leave/,/^}/s/flare->raised_run = 0;/flare->raised_run = 1;/'
fault "a missing morning does not end the settled ones" progress_flare \
	nothing_less_than_two_settled_mornings_running_ends_it \
	progress_flare '/^static void note_open/,/^}/s/flare->settled_run = 0;/;/'
fault "a raised one does not either" progress_flare \
	nothing_less_than_two_settled_mornings_running_ends_it \
	progress_flare '/^static void note_raised/,/^}/s/flare->settled_run = 0;/;/'
fault "two stops advise nothing" progress_years ten_years_of_a_person_with_flares_keep_the_rules \
	progress_flare 's/p->due |= DUE_AD1;/;/'
fault "fifteen flare days before advice" progress_flare \
	fourteen_days_in_a_flare_ask_for_help_until_it_is_read \
	progress_advice 's/FLARE_DAYS = 14,/FLARE_DAYS = 15,/'
fault "a doubtful review puts the next one off" progress_time \
	a_doubtful_review_does_not_put_the_next_one_off \
	progress 's/pain_begin(\&p->review, p->day);/pain_begin(\&p->review, mark->day);/'
fault "strength on consecutive days" progress_years ten_years_of_a_steady_person_keep_the_rules \
	plan 's/if (rest_between \&\& /if (false \&\& /'
fault "five days of strength in seven" plan strength_is_due_on_four_days_in_seven_at_the_most \
	plan 's/STRENGTH_DAYS = 4,/STRENGTH_DAYS = 5,/'
fault "a doubtful day shortens a rest" plan a_doubtful_day_shortens_no_rest \
	plan 's/ || (day == p->today \&\& may_be_today(p, done))//'
fault "a warm-up walk is a walk" plan a_warm_up_walk_is_no_day_of_walking \
	progress 's/ \&\& past->part == PART_MAIN//'
fault "instructions never fade" plan an_exercise_is_told_in_full_three_times_and_after_four_weeks \
	plan 's/FULL_TIMES = 3,/FULL_TIMES = 4,/'
fault "by quota a rise of two is kept to" policy_quota \
	the_whole_table_is_the_published_one_with_s4_kept_up_to_a_point \
	policy 's/QUOTA_RISE = 1,/QUOTA_RISE = 2,/'

echo "$caught faults caught, $missed missed"
[ "$missed" -eq 0 ]
