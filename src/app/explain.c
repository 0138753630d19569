/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * explain.c - why the policy decides as it does.
 *
 * Sources: traffic-light leaflets of physiotherapy services (0-3 go on, 4-5
 * acceptable, 6 and more too much); Ostelo et al. 2008 (two points are a real
 * change); NHS pages on back pain and pacing (rest, pacing, when to ask for help).
 */
#include "explain.h"

#include "dose_text.h"
#include "routine.h"

const char *explain_row(enum row row)
{
	switch (row) {
	case ROW_G1:
		return "an emergency was named and not cleared since: nothing starts";
	case ROW_G2:
		return "a sign that needs help at once: nothing starts, call for help";
	case ROW_G3:
		return "a sign that a doctor should see first: nothing starts today";
	case ROW_G4:
		return "a warning-sign question stayed unanswered: nothing starts";
	case ROW_G5:
		return "no number at the start: without one nothing starts";
	case ROW_G6:
		return "severe pain at the start: no session, a resting position or a short easy "
		       "walk";
	case ROW_G7:
		return "a bad day: gentle exercises only, at half dose";
	case ROW_G8:
		return "some pain at the start: the session begins smaller, with longer rests";
	case ROW_G9:
		return "little or no pain at the start: the session begins as planned";
	case ROW_S1:
		return "severe pain: the session stops, with advice";
	case ROW_S2:
		return "too much pain, and more than at the start: this exercise is left, the rest "
		       "is "
		       "gentler; the second time the session stops";
	case ROW_S3:
		return "a rise of four points or more: this exercise is left, the rest is gentler; "
		       "the second time the session stops";
	case ROW_S4:
		return "amber: acceptable, but the dose gets smaller; at the smallest, the sets "
		       "left "
		       "are dropped";
	case ROW_S5:
		return "still low, but two points more than at the start, which is a real change: "
		       "the "
		       "dose gets smaller";
	case ROW_S6:
		return "green, or a change too small to mean anything: go on, same numbers";
	case ROW_NONE:
	case ROW_W1:
	case ROW_W2:
	case ROW_W3:
	case ROW_W4:
	case ROW_W5:
	case ROW_W6:
	case ROW_W7:
	case ROW_W8:
	case ROW_W9:
	case ROW_P1:
	case ROW_P2:
	case ROW_P3:
	case ROW_P4:
	case ROW_P5:
	case ROW_P6:
	case ROW_P7:
	case ROWS:
		break;
	}
	return "";
}

static const char *k_name(int k)
{
	static const char *const names[] = {"go on", "ease", "leave the exercise",
					    "stop the session"};
	return names[k];
}

static void explain_doses(const struct exercise *exercise, FILE *out)
{
	static const char *const names[] = {"as planned", "eased", "eased twice"};
	fprintf(out, "\n%s:\n", exercise->name);
	for (int ease = 0; ease <= EASE_MAX; ease++) {
		char text[DOSE_TEXT_BYTES];
		struct dose dose = policy_ease(&exercise->dose, ease);
		dose_text(&dose, exercise->sides, text);
		fprintf(out, "  %-12s %s, rest %d s\n", names[ease], text, dose.rest_s);
	}
}

void explain_pair(const struct policy *policy, int start, int pain, const struct exercise *exercise,
		  FILE *out)
{
	struct gate_input in = {.pain = start};
	struct gate gate = policy_gate(policy, &in);
	fprintf(out, "Start %d: row %s, %s.\n", start, row_name(gate.row), explain_row(gate.row));
	struct verdict verdict = policy_judge(policy, start, pain);
	if (gate.result != GATE_REFUSE)
		fprintf(out, "Then %d: row %s (K=%d, %s), %s.\n", pain, row_name(verdict.row),
			verdict.k, k_name(verdict.k), explain_row(verdict.row));
	if (exercise != NULL)
		explain_doses(exercise, out);
}

void explain_table(const struct policy *policy, FILE *out)
{
	fputs("Pain now across, pain at the start down. 0 go on, 1 ease, 2 leave the exercise,\n"
	      "3 stop the session; from a start marked * no session begins.\n\n"
	      "start |     0     1     2     3     4     5     6     7     8     9    10\n"
	      "------+------------------------------------------------------------------\n",
	      out);
	for (int start = 0; start <= PAIN_MAX; start++) {
		fprintf(out, "%4d%c |", start, start >= policy->stop ? '*' : ' ');
		for (int pain = 0; pain <= PAIN_MAX; pain++) {
			struct verdict verdict = policy_judge(policy, start, pain);
			fprintf(out, "  %d %s", verdict.k, row_name(verdict.row));
		}
		fputc('\n', out);
	}
	fputc('\n', out);
	for (int row = ROW_S1; row <= ROW_S6; row++)
		fprintf(out, "%s  %s.\n", row_name((enum row)row), explain_row((enum row)row));
}
