#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# walk_faults.sh SOURCES FOLDER COMPILER - does the walk catch what it is there for?
#
# Each fault is seeded on purpose into a copy of one file of the core; the walk
# must then break the invariant named beside it. A fault that is not caught, or
# whose change does not apply any more, fails the test.
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
	"$compiler" -std=c11 -O2 -D_POSIX_C_SOURCE=200809L -I"$sources/src/core" -I"$sources/tests" -c "$@"
}

for file in cue intent intent_read intent_words policy routine session session_ask session_before session_close session_command session_count \
	session_judge session_number session_open session_plan session_rest session_tell session_voice session_work; do
	compile "$sources/src/core/$file.c" -o "$folder/core/$file.o" || exit 1
done
for file in walk walk_button walk_ghost walk_key walk_memory walk_rules walk_store walk_voices walk_world; do
	compile "$sources/tests/$file.c" -o "$folder/$file.o" || exit 1
done

# fault NAME RULE FILE SED [WORLD]: seeds it, walks, and looks which invariant broke.
fault()
{
	name=$1
	rule=$2
	from=$sources/src/core/$3.c
	sed "$4" "$from" >"$folder/$3.c"
	if cmp -s "$from" "$folder/$3.c"; then
		echo "not seeded  $name: $3.c has changed, change this test too"
		missed=$((missed + 1))
		return
	fi
	compile "$folder/$3.c" -o "$folder/faulty.o" || exit 1
	rest=$(printf '%s\n' "$folder"/core/*.o | grep -v "/$3.o\$")
	# shellcheck disable=SC2086
	"$compiler" -o "$folder/walk" "$folder"/walk*.o "$folder/faulty.o" $rest || exit 1
	said=$("$folder/walk" --quick ${5:+"$5"} 2>/dev/null)
	status=$?
	broken=$(printf '%s\n' "$said" | sed -n 's/^violation of \(.*\)/\1/p')
	case $status,$broken in
	1,"$rule "*)
		echo "caught      $name: $broken"
		caught=$((caught + 1))
		;;
	*)
		echo "NOT CAUGHT  $name: status $status, ${broken:-no violation}"
		missed=$((missed + 1))
		;;
	esac
}

fault "stop does not end it in standby" I6 session_command \
	's/kind == INTENT_STOP && !closing/& \&\& s->state != STATE_STANDBY/'
fault "emergency does not end it in a pause" I6 session_command \
	's/if (kind == INTENT_EMERGENCY && /&s->state != STATE_PAUSED \&\& /'
fault "the ease can fall" I4 session \
	's/if (to > s->ease)/if (to != s->ease)/'
fault "a left exercise is chosen again" I5 session_rest \
	's/((s->reached | s->left) & bit)/(s->reached \& bit)/'
fault "silence at a confirmation takes the lower value" I8 policy \
	's/return heard > last ? heard : last;/return heard < last ? heard : last;/'
fault "one prompt too many" I7 session_ask \
	's/s->tries < s->policy->tries/s->tries <= s->policy->tries/'
fault "sharp does not ask" I9 session_command \
	's/ask_open(s, out, QUESTION_SHARP)/rest_go_on(s, out)/'
fault "a second sharp does not end it" I9 session_command \
	's/s->sharps >= 2/false/; s/else if (s->k2 >= 2)/else if (false)/'
fault "it starts without a start value" I10 session_open \
	's/ask_open(s, out, QUESTION_START)/rest_go_on(s, out)/'
fault "it starts with a severe one" I3 policy \
	's/if (in->pain >= policy->stop)/if (in->pain > policy->stop)/'
fault "a seven that was heard goes on" I3 session_judge \
	's/if (verdict->k == 3)/if (verdict->k == 3 \&\& question != QUESTION_RESUME)/'
fault "a seven that nobody took back is forgotten" I8 session_command \
	's/ || (behind && s->resume_to == STATE_ASK)//' 0
fault "a second K=2 goes on" I12 session_judge \
	's/if (s->k2 >= 2)/if (s->k2 >= 3)/'
fault "a lost device has no deadline" every session_command \
	's/s->deadline_ms = s->now_ms + PAUSE_MS;/s->deadline_ms = SESSION_NEVER;/'
fault "standby runs on" I2 session_command \
	's/emit_decide(s, out, ROW_P3, 3, PAIN_UNKNOWN);/rest_go_on(s, out); return;/'
fault "a step follows a number at once" no session_rest \
	's/s->rest_until_ms = s->told_ms + CHANGE_MS;/;/
	s/until_ms = s->now_ms + CHANGE_OPEN_MS;/;/'
fault "a new number counts as a correction" what session_rest \
	's/s->changing = s->told;/s->changing = true;/'
fault "the end is not for ever" I1 session_command \
	's/s->state == STATE_IDLE || s->state == STATE_OVER/s->state == STATE_IDLE/'
fault "complete though one was left" I11 session_rest \
	's/ && (s->left & planned) == 0;/;/'
fault "a pause never ends" I15 session_command \
	's/emit_say(s, out, CUE_PAUSED_END, 0, 0);/command_pause(s, out); return;/'
fault "sharp leaves the next exercise" I16 session \
	's/int which = s->done >= 0 ? s->done : s->exercise;/int which = s->exercise;/'
fault "one set too many" I13 session_work \
	's/if (s->set < dose_today(s, s->exercise).sets/if (s->set <= dose_today(s, s->exercise).sets/; /assert(s->set/d'
fault "a set is not eased" I4 session_work \
	'/^void work_begin/,/^}/s/dose_today(s, s->exercise)/s->plan->exercise[s->exercise].dose/'
fault "the countdown sounds on into a pause" what session_command \
	'/^void command_halt/,/^}/s/emit_hush(s, out);/if (state != STATE_PAUSED) emit_hush(s, out);/'
fault "the coach speaks into the open ear" the session_rest \
	's/emit(out, EFFECT_DEAF, s->now_ms);/;/'
fault "a question falls silent" a session_command \
	'/^static void aside/,/^}/s/emit_say(s, out, cue, n, 0);/emit_aside(s, out, cue, n, 0);/'
fault "a voice does not hush" W8 session_command \
	'/^void command_halt/,/^}/s/emit_hush(s, out);/if (state != STATE_VOICE) emit_hush(s, out);/'
fault "the set goes on under a voice" W8 session_voice \
	's/return s->state == STATE_WORK || /return /'
fault "a rest goes on over what may have been a stop" W8 session_voice \
	's/s->state == STATE_REST || s->talking/s->talking/'
fault "what was not understood goes on" W8 session_voice \
	'/kind == INTENT_UNCLEAR/,/^}/s/spoken_over(s, out);/go_on(s, out);/'
fault "it asks for ever" W8 session_voice \
	's/s->voices++;/s->voices = 1;/'
fault "a yes does not stop" W8 session_voice \
	's/command_stop(s, out);/go_on(s, out);/'
fault "stop does not work there" I6 session_command \
	's/kind == INTENT_STOP \&\& !closing/& \&\& s->state != STATE_VOICE/'
fault "a set that a voice halted is begun at once" I2 session_voice \
	's/work_return(s, out);/work_begin(s, out, s->now_ms);/'
fault "a question is forgotten behind a voice" I8 session_command \
	's/bool behind = s->state == STATE_PAUSED || s->state == STATE_VOICE;/bool behind = s->state == STATE_PAUSED;/'
fault "ouch counts as sharp" W9 session_voice \
	'/^void voice_ouch/,/^}/s/emit_say(s, out, CUE_OUCH, 0, 0);/&s->sharps++;/'
fault "ouch goes on" W9 session_voice \
	'/^void voice_ouch/,/^}/s/command_go_back(s, out);/rest_go_on(s, out);/'
fault "a number that is not sure is taken" I8 policy \
	's/ || percent < SURE_PERCENT//'
fault "a yes that is not sure lowers the number" P5 session_ask \
	's/return yes \&\& number_would_fall(s);/return false;/'
fault "a correction is believed at once" I8 session_number \
	's/(corrected != PAIN_UNKNOWN \&\&/(false \&\&/'
fault "silence takes the corrected number" I8 session_number \
	's/s->doubted = higher ? corrected : PAIN_UNKNOWN;/s->doubted = PAIN_UNKNOWN;/'
fault "corrections never end" I7 session_number \
	's/s->tries = s->tries_before + 1;/s->tries = s->tries_before;/; s/if (s->tries_before >= s->policy->tries)/if (false)/'

fault "a reminder counts on over rests" what session_rest \
	's/s->wait_prompts = 0;//'
fault "a set that is cut short is not told" "each step" session \
	's/\&\& s->state != before)/\&\& s->state == STATE_REST)/'
fault "what was done is told of the next side" "each step" session_work \
	's/done->m = s->side;/done->m = 0;/'
fault "an exercise that is skipped is not told" "each exercise" session_command \
	's/leave_exercise(s, out, s->exercise);/s->left |= 1u << s->exercise;/'
fault "an exercise that is stopped is complete" "each exercise" session_rest \
	's/went->n = .*/went->n = 1;/'
fault "what rests today is done" "no more" session_open \
	's/bool rests = .*/bool rests = false;/' 13
fault "strength keeps its level at the second ease" I4 session_plan \
	's/ease == EASE_MAX \&\& /false \&\& /' 13
fault "one yes is enough for the advice" AD1 session_before \
	's/ask_open(s, out, QUESTION_ADVICE_SURE);/s->question = QUESTION_ADVICE_SURE; before_advice(s, out);/' 14
fault "a yes that is not sure takes the advice in" AD1 session_ask \
	's/question == QUESTION_ADVICE || question == QUESTION_ADVICE_SURE);/false);/' 14
fault "a hard morning starts as any other" FL1 session_before \
	's/s->start.flare = true;/;/' 14
fault "a hard morning asks no signs" FL1 session_before \
	's/s->start.signs_due |= .*/;/' 14
fault "the morning counts as the pain of now" FL1 session_before \
	's/s->told_ms = s->now_ms;/& s->last_pain = value;/' 14
fault "silence at a morning believes whatever was heard" I8 session_number \
	's/if (last == PAIN_UNKNOWN \&\& most < s->policy->stop)/if (false)/' 14
fault "it goes on without asking" "what was cut" session_before \
	's/ask_open(s, out, QUESTION_GO_ON);/before_go_on(s, out, true);/' 15
fault "a pause before going on asks nothing" "what was cut" session_command \
	's/if (s->resume_to == STATE_ASK \&\& s->question == QUESTION_GO_ON)/if (false)/' 15
fault "it is milder behind a cut" "what was cut" session \
	's/s->ease = cut->ease;/;/' 15
fault "the first K=2 is forgotten behind a cut" "what was cut" session \
	's/s->k2 = cut->k2;/;/' 15
fault "strength is done twice a day" "what was cut" session_before \
	's/(cut->reached | half_done(cut)) \& strength_of(s)/0/' 15
fault "a set is done twice behind a cut" "what was cut" session_before \
	's/s->set = cut->sets;/s->set = 0;/' 15
fault "a press takes the number to come" P8 session_count \
	's/\.value = s->count_means,/.value = s->count_said + 1,/' 17
fault "a press counts without being asked back" P8 session_number \
	'/^void number_counted/,/^}/s/ask_back(s, out, question, intent->value);/take_value(s, out, question, intent->value, BELIEF_YES);/' 17
fault "one press is a yes before the second can come" I8 session_count \
	'/^static void press/,/^}/s/if (s->pressed) {/no.kind = INTENT_YES; if (!s->pressed) {/' 17
fault "silence confirms what was pressed at" P8 session_count \
	's/return s->start.by_count \&\& s->heard < s->policy->stop;/return false;/' 17
fault "a press outlives its question" P8 session_ask \
	's/s->pressed = false;/;/' 17
fault "the count sounds on into the answer" what session_ask \
	's/s->talking || s->counting || /s->talking || /' 17
fault "it counts for ever" I15 session_count \
	'/^static void count_due/,/^}/s/ask_unanswered(s, out);/count_begin(s, out);/' 17

echo "$caught faults caught, $missed missed"
[ "$missed" -eq 0 ]
