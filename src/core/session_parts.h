/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * session_parts.h - how the parts of the session call each other; for session*.c only.
 *
 * session.c          events, states, effects
 * session_open.c     what is asked before anything moves, and after "leg"
 * session_before.c   what was before today: advice, a missed week, the morning after, a cut
 * session_ask.c      questions: prompts, tries, answers
 * session_number.c   numbers that come in, and their confirmation
 * session_count.c    answers by one button
 * session_judge.c    what a number leads to: the gate (G rows) and the verdict (S rows)
 * session_command.c  what works in every state: stop, sharp, pause ... (rows W1 to W9)
 * session_rest.c     rests, the countdown, the end
 * session_tell.c     what is said of the next exercise or set
 * session_work.c     sets: reps, holds, walks
 * session_voice.c    a voice over the coach's own, a cry of pain (rows W8, W9)
 */
#ifndef CORE_SESSION_PARTS_H
#define CORE_SESSION_PARTS_H

#include "session.h"

enum {
	/* A lost SPOKEN hangs nothing for ever; longer than a dozen recordings of a minute each. */
	TALK_LIMIT_MS = 900000,
	ASK_TONE_MS = 300,	  /* from the open ear to the tone that invites */
	ASK_TONE_LENGTH_MS = 150,
	READY_ANSWER_MS = 30000,  /* for "ready" there is time */
	CHANGE_MS = 12000,	  /* P6: after an answer no step for ten seconds and the echo */
	CHANGE_OPEN_MS = 10000,	  /* ... and so long the ear is open for "change" */
	FINAL_REST_MS = 20000,
	STANDBY_MS = 60000,	  /* P3 */
	PAUSE_MS = 600000,	  /* W7 */
	TEN_MS = 1500,		  /* between the two keys of a ten */
	BEEP_MS = 1000,		  /* countdown: three even beeps and the one at zero */
	BEEPS = 3
};

/* session.c: effects */
struct effect *emit(struct effects *out, enum effect_kind kind, int64_t at_ms);
void emit_say(struct session *s, struct effects *out, enum cue cue, int n, int m);
void emit_aside(struct session *s, struct effects *out, enum cue cue, int n, int m);
void emit_hush(struct session *s, struct effects *out);
void emit_tone(struct effects *out, enum tone tone, int64_t at_ms);
void emit_count(struct effects *out, enum cue cue, int n, int64_t at_ms);
void emit_listen(struct session *s, struct effects *out, enum listen_context context);
void emit_heard(struct session *s, struct effects *out, enum question question,
		const struct intent *intent, int value);
void emit_pain(struct session *s, struct effects *out, enum question question, int value,
	       enum belief belief);
void emit_answer(struct session *s, struct effects *out, int n, const struct intent *intent);
void emit_decide(struct session *s, struct effects *out, enum row row, int n, int m);

/* session.c: small facts */
bool has_exercise(const struct session *s);	      /* s->exercise may still be worked on */
const struct exercise *exercise_at_hand(const struct session *s);
struct dose dose_today(const struct session *s, int exercise); /* as planned, at the ease of now */
void raise_ease(struct session *s, int to);	      /* never lowers it */
void leave_exercise(struct session *s, struct effects *out, int which); /* for good */
void leave_done(struct session *s, struct effects *out); /* the one just done; before, the first */

/* session_open.c */
void open_begin(struct session *s, struct effects *out);		/* the opening, from the greeting on */
enum cue open_sign_cue(int sign);
void open_next(struct session *s, struct effects *out); /* the first question that is due */
void open_answered(struct session *s, struct effects *out, bool yes, const struct intent *intent);
void open_refused(struct session *s, struct effects *out, enum question question);

/* session_before.c */
void before_say(struct session *s, struct effects *out); /* the lines that are due */
bool before_ask(struct session *s, struct effects *out); /* the first question that is due */
bool before_offer(struct session *s, struct effects *out); /* to go on where it was cut off */
enum cue before_offer_cue(const struct session *s); /* the question that offers it */
void before_advice(struct session *s, struct effects *out);	   /* a yes to it */
void before_go_on(struct session *s, struct effects *out, bool yes);
void before_away(struct session *s, struct effects *out, const struct intent *intent);
void before_morning(struct session *s, struct effects *out, int value);
bool before_pass(struct session *s, struct effects *out); /* a question that may stay open */
bool before_is_ten(const struct session *s, const struct event *event); /* "1", "0" that morning */

/* session_ask.c */
void ask_open(struct session *s, struct effects *out, enum question question);
void ask_repeat(struct session *s, struct effects *out);	/* the same prompt, no try spent */
void ask_further(struct session *s, struct effects *out);	/* the next prompt, while there are tries */
void ask_unanswered(struct session *s, struct effects *out);	/* or not understood: a try is spent */
void ask_cut(struct session *s, struct effects *out);	/* its words, or the tone still to come */
void ask_shut(struct session *s);	/* no answer is awaited any more */
bool ask_wants_number(const struct session *s);
void ask_answered(struct session *s, struct effects *out, const struct intent *intent); /* yes or no */
void ask_event(struct session *s, const struct event *event, struct effects *out);

/* session_count.c */
void count_begin(struct session *s, struct effects *out);
bool count_tick(struct session *s, struct effects *out);	/* false: it has nothing to do with it */
bool count_intent(struct session *s, struct effects *out, const struct intent *intent); /* the same */
enum intent_kind count_meaning(const struct session *s, const struct intent *intent); /* of a press */
bool count_doubts(const struct session *s); /* silence is no yes to the number that was pressed at */
enum cue count_paused_cue(const struct session *s);

/* session_number.c */
void number_heard(struct session *s, struct effects *out, enum question question,
		  const struct intent *intent);			/* for a question, open or not */
void number_answered(struct session *s, struct effects *out, const struct intent *intent);
void number_counted(struct session *s, struct effects *out, const struct intent *intent); /* P8 */
void number_confirmed(struct session *s, struct effects *out);	/* I heard N. Right? - Yes */
void number_denied(struct session *s, struct effects *out);	/* - No: the question again */
void number_unconfirmed(struct session *s, struct effects *out); /* - silence */
bool number_would_fall(const struct session *s); /* a yes would count for less than silence */
bool number_needs_yes(const struct session *s, enum question question, const struct intent *intent);
bool number_is_sure(const struct intent *intent);

/* session_judge.c */
void judge_bar_all_but_gentle(struct session *s);
void judge_note(struct session *s, enum question question, int value); /* it is the last value now */
void judge_start(struct session *s, struct effects *out, const struct gate_input *in);
void judge_pain(struct session *s, struct effects *out, enum question question, int value,
		enum belief belief);

/* session_command.c */
enum intent_kind command_meaning(const struct session *s, const struct intent *intent);
bool command_event(struct session *s, const struct event *event, struct effects *out);
void command_stop(struct session *s, struct effects *out);
void command_pause(struct session *s, struct effects *out);
void command_halt(struct session *s, struct effects *out, enum session_state state);
void command_go_back(struct session *s, struct effects *out); /* from a halt, through a question */
void command_number(struct session *s, struct effects *out, const struct intent *intent);
void paused_event(struct session *s, const struct event *event, struct effects *out);
void standby_enter(struct session *s, struct effects *out);
void standby_event(struct session *s, const struct event *event, struct effects *out);
void lost_event(struct session *s, const struct event *event, struct effects *out);

/* session_rest.c */
void rest_enter(struct session *s, struct effects *out, enum rest_kind kind);
void rest_went(struct session *s, struct effects *out); /* the exercise at hand, where it was begun, is over */
void rest_move_to(struct session *s, int exercise); /* at its first set; -1: there is none */
void rest_go_on(struct session *s, struct effects *out); /* whatever is next, after a number */
void rest_correct(struct session *s, struct effects *out, const struct intent *intent);
void rest_change(struct session *s, struct effects *out); /* the last question is asked anew */
void rest_aside(struct session *s, struct effects *out, enum cue cue, int n);
void rest_eased(struct session *s, struct effects *out); /* "easier" was said in it */
void rest_return(struct session *s, struct effects *out); /* to the rest that was halted */
void rest_event(struct session *s, const struct event *event, struct effects *out);
bool rest_has_more(const struct session *s); /* a set or an exercise is still to come */
enum session_result rest_result(const struct session *s); /* completed, or partly */

/* session_tell.c */
void tell_rest(struct session *s, struct effects *out, enum telling telling); /* what comes next */

/* session_close.c */
void close_with(struct session *s, struct effects *out, enum session_result result);
void close_event(struct session *s, const struct event *event, struct effects *out);

/* session_work.c */
void work_measure(const struct session *s, struct effect *done); /* the set up to now, as its DONE */
int work_done_percent(const struct session *s, const struct dose *dose); /* of the exercise at hand */
void work_begin(struct session *s, struct effects *out, int64_t zero_ms);
void work_interrupt(struct session *s); /* the rep at hand counts as done */
void work_trim(struct session *s);	/* fit what is left of the set to the ease of now */
void work_return(struct session *s, struct effects *out); /* to the set that was halted */
void work_event(struct session *s, const struct event *event, struct effects *out);

/* session_voice.c */
void voice_over(struct session *s, struct effects *out); /* EVENT_VOICE */
void voice_event(struct session *s, const struct event *event, struct effects *out);
void voice_ouch(struct session *s, struct effects *out);

#endif
