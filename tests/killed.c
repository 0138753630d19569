/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * killed.c - live sessions that are killed at any moment, and go on.
 *
 * Use: killed EASEBACK ROUTINE KILLS AT_ONCE [SEED]
 * A person answers by keys, from the transcript. After each kill -9
 *   - the journal opens clean,
 *   - what was done before the last step that sounded is in it, and nothing that was not done,
 *   - the next session offers to go on at the exercise in hand,
 * and that is what happens, until the session has come to its end; then the next person comes.
 * Several persons at once, so that the machine is busy.
 *
 * Use: killed EASEBACK ROUTINE once HOME [OPTION | COMMAND]
 * One session that nobody kills, by "run" or by that command, with the environment as it is; its words go to HOME/said, and its
 * exit code is this program's.
 */
#include "killed_run.h"

#include "journal.h"
#include "opening.h"

#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { LIFE_MS = 3500, LONGEST_MS = 90000 };

static int below(struct chain *chain, int limit)
{
	chain->random = chain->random * 1664525U + 1013904223U;
	return (int)((chain->random >> 8) % (unsigned)limit);
}

static void wrong(struct chain *chain, const char *what, int is, int wanted)
{
	chain->failures++;
	fprintf(stderr, "wrong: %s: is %d, wanted %d (after %d kills, %s)\n", what, is, wanted,
		chain->kills, chain->home);
}

/* --- what is left of it ---------------------------------------------------- */

static bool keep(void *context, const struct journal_entry *entry)
{
	*(struct journal_entry *)context = *entry;
	return false;
}

static struct journal_entry newest(struct chain *chain)
{
	struct fault why;
	struct journal_entry entry = {.uid = ""};
	struct journal *journal = journal_open(chain->setup->places.journal, JOURNAL_WRITE, &why);
	if (journal == NULL ||
	    !journal_recent(journal, INT64_MAX, 1, LONG_MIN, keep, &entry, &why)) {
		chain->failures++;
		fprintf(stderr, "wrong: the journal does not open clean: %s\n", why.text);
	}
	journal_close(journal);
	return entry;
}

static void check_reps(struct chain *chain, const struct journal_entry *entry)
{
	int reps[ROUTINE_EXERCISES] = {0};
	for (int i = 0; i < entry->past.count; i++) {
		const struct past_exercise *past = &entry->past.exercise[i];
		reps[entry->place[i]] = past->reps + past->reps_right;
	}
	for (int i = 0; i < chain->setup->routine.count; i++) {
		int least = chain->before[i] + chain->done[i].sure;
		int most = chain->before[i] + chain->done[i].reps;
		if (reps[i] < least)
			wrong(chain, "reps were done and are not there", reps[i], least);
		if (reps[i] > most)
			wrong(chain, "reps are there and were not done", reps[i], most);
		chain->before[i] = reps[i];
	}
}

/* Its first exercise has just begun: that may not be on disk, and then all begins anew. */
static bool is_new(const struct chain *chain, const struct journal_entry *entry)
{
	bool begun = false;
	for (int i = 0; i < entry->past.count; i++)
		begun |= entry->past.exercise[i].begun;
	return !begun && chain->in_hand == 0 && chain->done[0].sure == 0;
}

/* Where the exercise in hand was over, that may or may not have been on disk. */
static void check_offer(struct chain *chain, const struct journal_entry *entry)
{
	static struct opening opening;
	struct clock_reading reading = clock_read();
	if (chain->in_hand < 0 || entry->past.ended)
		return;
	opening_read(&opening, chain->setup, OPENING_DUE, &reading);
	int offered = opening.cut.there ? opening.cut.cut.exercise : -1;
	int last = chain->setup->routine.count - 1;
	bool next =
	    chain->went && (chain->in_hand == last ? offered == -1 : offered == chain->in_hand + 1);
	if (offered != chain->in_hand && !next && !is_new(chain, entry))
		wrong(chain, "the exercise that is offered", offered, chain->in_hand);
	chain->resumes += opening.cut.there;
}

static void check_end(struct chain *chain, const struct journal_entry *entry)
{
	chain->ends++;
	if (!entry->past.ended)
		wrong(chain, "a session that came to its end has none", 0, 1);
	for (int i = 0; i < entry->past.count; i++)
		if (!entry->past.exercise[i].complete)
			wrong(chain, "an exercise is not complete in the end", i, -1);
}

/* --- one person -------------------------------------------------------- */

static void make_home(struct chain *chain)
{
	static const char *const names[][2] = {
	    {"XDG_DATA_HOME", "data"}, {"XDG_STATE_HOME", "state"}, {"XDG_CONFIG_HOME", "config"}};
	char path[128], date[16];
	time_t now = time(NULL);
	strcpy(chain->home, "/tmp/easeback-killed-XXXXXX");
	if (mkdtemp(chain->home) == NULL)
		abort();
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		snprintf(path, sizeof path, "%s/%s", chain->home, names[i][1]);
		setenv(names[i][0], path, 1);
	}
	snprintf(path, sizeof path, "mkdir -p %s/state/easeback", chain->home);
	if (system(path) != 0)
		abort();
	snprintf(path, sizeof path, "%s/state/easeback/memo.ini", chain->home);
	FILE *memo = fopen(path, "w");
	strftime(date, sizeof date, "%Y-%m-%d", localtime(&now));
	fprintf(memo, "[memo]\nnotice_accepted = yes\nlocked = no\nsigns_answered = %s\n", date);
	fclose(memo);
}

static void begin_person(struct chain *chain)
{
	struct fault why;
	struct choices choices = {.settings = NULL};
	make_home(chain);
	memset(chain->before, 0, sizeof chain->before);
	chain->in_hand = -1;
	chain->ended = false;
	free(chain->setup);
	chain->setup = setup_new(&why);
	if (chain->setup == NULL || !setup_settings(chain->setup, &choices) ||
	    !setup_routine(chain->setup, chain->routine))
		abort();
}

static void end_person(struct chain *chain, int failures)
{
	char command[100];
	snprintf(command, sizeof command, "rm -rf %s", chain->home);
	if (chain->failures == failures && system(command) != 0)
		abort();
}

/* Killed until it comes to its end. */
static void one_person(struct chain *chain, int kills)
{
	int failures = chain->failures;
	begin_person(chain);
	for (bool killed = true; killed;) {
		memset(chain->done, 0, sizeof chain->done);
		killed = live(chain, chain->kills < kills ? below(chain, LIFE_MS) : LONGEST_MS);
		chain->kills += killed;
		struct journal_entry entry = newest(chain);
		check_reps(chain, &entry);
		if (killed)
			check_offer(chain, &entry);
		else
			check_end(chain, &entry);
		if (killed && chain->ended)
			break; /* in its last words */
	}
	end_person(chain, failures);
}

static int live_alone(const char **words, int kills, unsigned seed)
{
	struct chain chain = {.program = words[1], .routine = words[2], .random = seed};
	while (chain.kills < kills)
		one_person(&chain, kills);
	printf("%d kills, %d times there was something to go on with, %d sessions came to their "
	       "end; %d wrong\n",
	       chain.kills, chain.resumes, chain.ends, chain.failures);
	free(chain.setup);
	return chain.failures > 0 || (kills >= 20 && chain.resumes == 0);
}

/* --- one session ------------------------------------------------------- */

static int live_once(int argc, char **argv)
{
	struct fault why;
	struct choices choices = {.settings = NULL};
	struct chain chain = {
	    .program = argv[1], .routine = argv[2], .option = argc > 5 ? argv[5] : NULL};
	snprintf(chain.home, sizeof chain.home, "%s", argv[4]);
	chain.setup = setup_new(&why);
	if (chain.setup == NULL || !setup_settings(chain.setup, &choices) ||
	    !setup_routine(chain.setup, chain.routine))
		return 2;
	live(&chain, LONGEST_MS);
	free(chain.setup);
	return chain.exit_code;
}

int main(int argc, char **argv)
{
	if (argc >= 5 && strcmp(argv[3], "once") == 0)
		return live_once(argc, argv);
	if (argc < 5) {
		fputs("Use: killed EASEBACK ROUTINE KILLS AT_ONCE [SEED]\n", stderr);
		return 2;
	}
	int kills = atoi(argv[3]), at_once = atoi(argv[4]), bad = 0, status;
	unsigned seed = argc > 5 ? (unsigned)atoi(argv[5]) : (unsigned)time(NULL);
	printf("seed %u\n", seed);
	fflush(stdout);
	signal(SIGPIPE, SIG_IGN);
	for (int i = 0; i < at_once; i++)
		if (fork() == 0)
			exit(live_alone((const char **)argv, (kills + at_once - 1) / at_once,
					seed * 31 + (unsigned)i));
	while (wait(&status) > 0)
		bad += status != 0;
	return bad > 0;
}
