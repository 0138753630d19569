/* SPDX-License-Identifier: GPL-3.0-or-later */
/* explain.c - what the policy makes of some numbers, and why. */
#include "explain.h"

#include "dose_text.h"
#include "routine.h"

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

/* Section 6.7: by quota the row is the same, and the dose stays. */
static const char *reason(const struct verdict *verdict)
{
	if (verdict->k == 0 && verdict->row != ROW_S6)
		return "amber, but no more than a point above the start: by quota the dose stays";
	return explain_row(verdict->row);
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
			verdict.k, k_name(verdict.k), reason(&verdict));
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
	if (policy->mode == MODE_QUOTA)
		fputs("By quota S4 makes nothing smaller up to a point above the start: 0 S4.\n",
		      out);
}
