/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cue.h - everything the coach can say, by name.
 *
 * The wording of each cue stands in the voice file under the same name, with
 * dashes for underscores ("start-green"). Placeholders there:
 *   {n} {m}            the first and second number of the saying
 *   {n|minute|minutes} the word that fits the number (one, else many)
 *   {name}             the exercise;  {title} the routine
 *   {emergency} {urgent}  the telephone numbers of the settings
 *   {call}             the words that begin a session while the coach waits
 * The cues SETUP, MOVE, BREATHE and EASIER_WAY speak the exercise's own text.
 */
#ifndef CORE_CUE_H
#define CORE_CUE_H

#include <stdbool.h>

#define CUE_LIST(CUE) \
	/* opening */ \
	CUE(GREETING, "greeting") /* {title}, {n} minutes */ \
	CUE(NOTICE, "notice") /* once: a timer and guide, not a doctor; yes or no? */ \
	CUE(HELP_LINE, "help-line") /* say help at any time ... */ \
	CUE(PRESS_HELP, "press-help") /* P8: what one button does at any time */ \
	CUE(LOCKED, "locked") /* G1: advice again; may you exercise again? yes or no */ \
	CUE(LOCKED_SURE, "locked-sure") /* the explicit second yes */ \
	CUE(SIGNS_INTRO, "signs-intro") /* a few questions first; yes or no to each */ \
	CUE(SIGN_SADDLE, "sign-saddle") /* EM1 */ \
	CUE(SIGN_BLADDER, "sign-bladder") /* EM2 */ \
	CUE(SIGN_LEGS, "sign-legs") /* EM3 */ \
	CUE(SIGN_CHEST, "sign-chest") /* EM5 EM6 */ \
	CUE(SIGN_STROKE, "sign-stroke") /* EM8 */ \
	CUE(SIGN_ACCIDENT, "sign-accident") /* EM7 */ \
	CUE(SIGN_ILL, "sign-ill") /* UR1 PC2 */ \
	CUE(SIGN_WEIGHT, "sign-weight") /* UR2 */ \
	CUE(SIGN_HISTORY, "sign-history") /* UR3 UR7 */ \
	CUE(SIGN_NIGHT, "sign-night") /* UR4 UR5 */ \
	CUE(SIGN_LEG, "sign-leg") /* UR6 UR9 */ \
	CUE(SIGN_HEART, "sign-heart") /* PC1 UR8 */ \
	CUE(SIGNS_SURE, "signs-sure") /* I heard no to all of them. Right? */ \
	CUE(READY_ASK, "ready-ask") /* settle down; say ready */ \
	/* pain questions */ \
	CUE(PAIN_FULL, "pain-full") /* with both anchors, always the same words */ \
	CUE(PAIN_SHORT, "pain-short") /* "Pain now?" */ \
	CUE(PAIN_FINAL, "pain-final") /* before you get up */ \
	CUE(PAIN_SHARP, "pain-sharp") /* after "sharp" */ \
	CUE(PAIN_AGAIN, "pain-again") /* first reprompt: more detail */ \
	CUE(PAIN_LAST, "pain-last") /* second reprompt: the other way to answer */ \
	CUE(YESNO_AGAIN, "yesno-again") \
	CUE(YESNO_LAST, "yesno-last") \
	CUE(READY_AGAIN, "ready-again") \
	CUE(READY_LAST, "ready-last") \
	/* of what was before */ \
	CUE(ADVICE_STOPS, "advice-stops") /* AD1: two pain stops; taken in? yes or no */ \
	CUE(ADVICE_SURE, "advice-sure") /* the explicit second yes */ \
	CUE(AWAY, "away") /* a week was missed: 1 pain, 2 time, 3 something else? */ \
	CUE(AWAY_AGAIN, "away-again") \
	CUE(MORNING, "morning") /* pain on the morning after the last session? */ \
	CUE(MORNING_AGAIN, "morning-again") \
	CUE(GO_ON_ASK, "go-on-ask") /* go on with {name}, or begin again? yes or no */ \
	CUE(GO_ON_SET, "go-on-set") /* ... at its set {n}, when those before were done */ \
	CUE(GO_ON_NEXT, "go-on-next") /* ... with what comes behind {name}, which was done */ \
	CUE(COUNT_FIRST, "count-first") /* P8: I count from zero to ten; press at your number */ \
	CUE(COUNT, "count") /* ... and shorter */ \
	CUE(COUNT_FEW, "count-few") /* ... I count to three */ \
	CUE(COUNT_AGAIN, "count-again") /* once more */ \
	CUE(COUNTED, "counted") /* {n}. Right? one press, or two */ \
	CUE(PRESS_YES, "press-yes") /* one press is yes, two are no */ \
	CUE(PRESS_READY, "press-ready") /* press when you are ready */ \
	CUE(HEARD, "heard") /* I heard {n}. Right? */ \
	CUE(CHANGE_OK, "change-ok") /* all right, once more */ \
	CUE(CUT_OFF, "cut-off") /* the last session was cut off at {name} */ \
	CUE(CUT_ENDED, "cut-ended") /* ... and is not gone on with */ \
	CUE(BEGIN_AGAIN, "begin-again") /* from the first exercise */ \
	CUE(BEGIN_AGAIN_LESS, "begin-again-less") /* ... without the {n} of strength done today */ \
	CUE(AWAY_THANKS, "away-thanks") /* whatever the reason */ \
	CUE(MORNING_HIGH, "morning-high") /* FL1 {n}: only gentle today */ \
	CUE(MORNING_UNKNOWN, "morning-unknown") /* X11: we go on without it */ \
	CUE(ADVICE_FLARE, "advice-flare") /* FL3 */ \
	CUE(ADVICE_SEVERE, "advice-severe") /* AD2 */ \
	CUE(ADVICE_SAME, "advice-same") /* AD3: two weeks, and no better */ \
	CUE(ADVICE_REVIEW, "advice-review") /* AD4: time to reassess */ \
	CUE(ADVICE_REVIEW_SAME, "advice-review-same") /* AD4, and no better */ \
	CUE(ADVICE_KEEP, "advice-keep") /* AD5: no pain for two weeks; less is enough */ \
	CUE(ADVICE_LEFT_OUT, "advice-left-out") /* X4: one exercise is left out */ \
	CUE(NO_HISTORY, "no-history") /* the journal cannot be read: all at level 0 */ \
	CUE(NO_RECORD, "no-record") /* the journal cannot be written now */ \
	CUE(NO_EAR, "no-ear") /* the microphone is gone in the middle of it */ \
	CUE(NO_BUTTONS, "no-buttons") /* the only means of answering is gone for now */ \
	/* gate decisions */ \
	CUE(START_GREEN, "start-green") /* G9 {n} */ \
	CUE(START_EASED, "start-eased") /* G8 {n} */ \
	CUE(START_KEPT, "start-kept") /* G8 G9 {n}, but it was eased before and stays so */ \
	CUE(START_GENTLE, "start-gentle") /* G7 {n} */ \
	CUE(REFUSE_SEVERE, "refuse-severe") /* G6 {n}: rest, a short walk */ \
	CUE(REFUSE_SEVERE_TWICE, "refuse-severe-twice") /* G6 twice running: a professional */ \
	CUE(REFUSE_UNKNOWN, "refuse-unknown") /* G5: no number, no session */ \
	CUE(REFUSE_URGENT, "refuse-urgent") /* G3 */ \
	CUE(REFUSE_UNANSWERED, "refuse-unanswered") /* G4 */ \
	CUE(REFUSE_LOCKED, "refuse-locked") /* G1 */ \
	CUE(REFUSE_NOTICE, "refuse-notice") /* no explicit yes to the notice */ \
	CUE(REFUSE_ADVICE, "refuse-advice") /* AD1: no explicit yes to the advice */ \
	CUE(REFUSE_NOTHING_LEFT, "refuse-nothing-left") /* nothing gentle or allowed in it */ \
	CUE(REFUSE_RESTING, "refuse-resting") /* N2: all of it rests today */ \
	CUE(LEFT_OUT, "left-out") /* {name} is left out: profile */ \
	CUE(RESTING, "resting") /* N2 X4: {n} exercises are left out today */ \
	/* decisions after a set or exercise */ \
	CUE(GO_ON, "go-on") /* S6 {n} */ \
	CUE(GO_ON_QUOTA, "go-on-quota") /* S4 S5 by quota {n}: much as at the start */ \
	CUE(NOTED, "noted") /* {n}, and nothing comes of it */ \
	CUE(EASE, "ease") /* S4 {n} */ \
	CUE(EASE_RISE, "ease-rise") /* S5 {n} */ \
	CUE(EASE_REST, "ease-rest") /* S4, S5 at ease 2 {n}: the sets left are dropped */ \
	CUE(LEAVE, "leave") /* S2 {n} */ \
	CUE(LEAVE_RISE, "leave-rise") /* S3 {n} */ \
	CUE(STOP_PAIN, "stop-pain") /* S1 {n} */ \
	CUE(STOP_SECOND, "stop-second") /* second K=2 {n} */ \
	CUE(STOP_SHARP, "stop-sharp") /* second sharp, or no answer after one */ \
	CUE(SHARP_LEFT, "sharp-left") /* {n}: left that one, gentler on */ \
	/* commands */ \
	CUE(STOPPED, "stopped") /* W3 */ \
	CUE(EMERGENCY, "emergency") /* W1, said twice: call {emergency} */ \
	CUE(LEG, "leg") /* W2: we stop; three questions */ \
	CUE(LEG_READ, "leg-read") /* W2, no answer: the signs and numbers */ \
	CUE(LEG_CLEAR, "leg-clear") /* W2, three times no */ \
	CUE(SHARP, "sharp") /* W4: we stop this one */ \
	CUE(SHARP_NO_SESSION, "sharp-no-session") /* W4 before the first number */ \
	CUE(EASIER, "easier") /* W5 */ \
	CUE(EASIEST, "easiest") /* W5 at ease 2 */ \
	CUE(SKIP, "skip") /* W6 */ \
	CUE(PAUSED, "paused") /* W7 */ \
	CUE(PRESS_PAUSED, "press-paused") /* W7 P8: press to go on */ \
	CUE(PAUSED_END, "paused-end") /* W7 after ten minutes */ \
	CUE(STOP_ASK, "stop-ask") /* W8: Stop? */ \
	CUE(OUCH, "ouch") /* W9: rest now */ \
	CUE(STANDBY, "standby") /* P3: nothing runs */ \
	CUE(STANDBY_END, "standby-end") /* P3 after 60 s */ \
	CUE(HOW_LONG, "how-long") /* about {n} minutes left */ \
	CUE(LOUDER, "louder") \
	CUE(QUIETER, "quieter") \
	CUE(SPEAK_SLOWER, "speak-slower") \
	CUE(SPEAK_FASTER, "speak-faster") \
	CUE(NO_FURTHER, "no-further") /* louder, quieter, slower or faster it does not get */ \
	CUE(SOUND_BACK, "sound-back") /* the device is there again */ \
	/* rest and getting ready */ \
	CUE(FIRST, "first") /* {name} */ \
	CUE(NEXT, "next") /* {name} */ \
	CUE(RESUMED, "resumed") /* {name}: we go on */ \
	CUE(SETUP, "setup") \
	CUE(MOVE, "move") \
	CUE(BREATHE, "breathe") \
	CUE(EASIER_WAY, "easier-way") \
	CUE(SMALLER, "smaller") /* eased: only as far as comfortable */ \
	CUE(SLOWER, "slower") /* ease 2: slower too */ \
	CUE(DOSE_REPS, "dose-reps") /* {n} times */ \
	CUE(DOSE_REPS_HOLD, "dose-reps-hold") /* {n} times, {m} seconds each */ \
	CUE(DOSE_HOLD, "dose-hold") /* once, for {n} seconds */ \
	CUE(DOSE_MINUTES, "dose-minutes") /* {n} minutes */ \
	CUE(DOSE_SETS, "dose-sets") /* in {n} sets */ \
	CUE(SET_OF, "set-of") /* set {n} of {m} */ \
	CUE(LEFT_FIRST, "left-first") \
	CUE(RIGHT_NOW, "right-now") /* change over: now the right side */ \
	CUE(IN_TURN, "in-turn") /* left and right in turn */ \
	CUE(REST, "rest") /* rest {n} seconds */ \
	CUE(POSITION, "position") /* take your time to get there */ \
	CUE(WAIT_READY, "wait-ready") /* say ready when you are */ \
	/* work */ \
	CUE(NUMBER, "number") /* {n}: counts and the last seconds of a hold */ \
	CUE(HALF_WAY, "half-way") \
	CUE(MINUTES_LEFT, "minutes-left") /* {n} */ \
	CUE(SET_DONE, "set-done") /* and rest */ \
	/* closing */ \
	CUE(LAST_REST, "last-rest") /* that was the last one; lie and breathe */ \
	CUE(SUMMARY_ALL, "summary-all") /* all {n} exercises */ \
	CUE(SUMMARY_SOME, "summary-some") /* {n} of {m} exercises */ \
	CUE(BREATHE_CALM, "breathe-calm") /* after a pain stop: only breathing */ \
	CUE(GET_UP, "get-up") \
	CUE(GOODBYE, "goodbye") \
	/* outside of any session */ \
	CUE(REMIND, "remind") /* {title}, {n} minutes are due today */ \
	CUE(REMIND_CALL, "remind-call") /* the coach waits for {call} */ \
	CUE(REMIND_PRESS, "remind-press") /* it waits for a button */ \
	CUE(REMIND_EITHER, "remind-either") /* it waits for {call} or a button */

enum cue {
#define CUE(id, name) CUE_##id,
	CUE_LIST(CUE)
#undef CUE
	CUES
};

/* What is said: a cue with its numbers; phrase.h makes the words. */
struct saying {
	enum cue cue;
	int exercise; /* index in the routine, or -1 */
	int n, m;     /* the numbers of {n} and {m} */
};

/* "start-green"; never NULL. */
const char *cue_name(enum cue cue);

/* Read a cue's name; false when there is none of that name. */
bool cue_from_name(const char *name, enum cue *cue);

/* True for SETUP, MOVE, BREATHE and EASIER_WAY, whose words stand in the routine. */
bool cue_is_exercise_text(enum cue cue);

#endif
