/* SPDX-License-Identifier: GPL-3.0-or-later */
/* enrol_ask.c - asks a person for all words, and again for what did not come out well. */
#include "enrol.h"

#include <stdio.h>
#include <string.h>

enum {
	AGAIN = 2,	  /* further attempts at a word, beside those that are asked for */
	SILENT_WORDS = 2, /* nobody says these one after the other: nobody is there any more */
	SHOWN_BYTES = 100
};

/* One word on its way. */
struct asking {
	const struct enrol_partner *partner;
	const char *word;
	int wanted, again, silences;
	int count;
	struct take take[ENROL_TAKES_MOST];
};

static const char *times(int count)
{
	static const char *const names[] = {"once", "once", "twice", "three times", "four times"};
	return names[count < 4 ? count : 4];
}

static enum enrol_news say(const struct enrol_partner *partner, const char *words, bool tone)
{
	return partner->say(partner->context, words, tone);
}

/* "That was rather quiet. Once more, please: zero." */
static enum enrol_news ask_again(struct asking *a, const char *advice)
{
	char text[ENROL_WORDS_BYTES];
	int left = a->wanted - a->count;
	snprintf(text, sizeof text, "%s Please say %s %s.", advice, a->word,
		 left == 1 ? "once more" : times(left));
	return say(a->partner, text, true);
}

static void keep(struct asking *a, const struct take *take)
{
	char text[SHOWN_BYTES];
	a->take[a->count++] = *take;
	snprintf(text, sizeof text, "%s: %d of %d", a->word, a->count, a->wanted);
	a->partner->show(a->partner->context, text);
}

/* A word that always sounds like another to the ear is this person's way to say it. */
static enum enrol_news judge_saying(struct asking *a, const struct enrol_saying *saying)
{
	enum enrol_flaw flaw = enrol_check(a->word, saying);
	bool usable = flaw == ENROL_FINE || (flaw == ENROL_OTHER && a->again == 0);
	if (usable) {
		keep(a, &saying->take);
		return ENROL_HEARD;
	}
	if (a->again == 0) {
		a->wanted--;
		return ENROL_HEARD;
	}
	a->again--;
	return ask_again(a, enrol_advice(flaw));
}

static enum enrol_news hear_silence(struct asking *a)
{
	if (a->again == 0) {
		a->wanted = a->count;
		a->silences++;
		return ENROL_HEARD;
	}
	a->again--;
	return ask_again(a, "I did not hear you.");
}

/* Takes until there are as many as wanted. */
static enum enrol_news gather(struct asking *a)
{
	enum enrol_news news = ENROL_HEARD;
	while (a->count < a->wanted && news == ENROL_HEARD) {
		struct enrol_saying saying = {.makes_take = false};
		news = a->partner->hear(a->partner->context, a->word, &saying);
		if (news == ENROL_HEARD)
			news = judge_saying(a, &saying);
		else if (news == ENROL_SILENCE)
			news = hear_silence(a);
	}
	return news;
}

static void drop(struct asking *a, int odd)
{
	a->count--;
	memmove(&a->take[odd], &a->take[odd + 1], (size_t)(a->count - odd) * sizeof a->take[0]);
}

/* Two takes that do not resemble each other: the third tells which was meant. */
static enum enrol_news even_out(struct asking *a)
{
	enum enrol_news news = ENROL_HEARD;
	int odd;
	while (news == ENROL_HEARD && (odd = enrol_odd(a->take, a->count)) >= 0) {
		if (a->count > 2 || a->again == 0)
			drop(a, odd);
		if (a->again == 0 || a->count == ENROL_TAKES_MOST)
			continue;
		a->again--;
		a->wanted = a->count + 1;
		news = ask_again(a, "One of these sounded different.");
		if (news == ENROL_HEARD)
			news = gather(a);
	}
	return news;
}

static enum enrol_news ask_word(struct asking *a, struct person *person)
{
	char text[ENROL_WORDS_BYTES];
	snprintf(text, sizeof text, "%s.", a->word);
	enum enrol_news news = say(a->partner, text, true);
	if (news == ENROL_HEARD)
		news = gather(a);
	if (news == ENROL_HEARD)
		news = even_out(a);
	if (news != ENROL_HEARD)
		return news;
	for (int i = 0; i < a->count; i++)
		if (!person_add(person, &a->take[i]))
			return ENROL_END;
	return ENROL_HEARD;
}

/* What is said before a word that is not like the one before it. */
static enum enrol_news introduce(const struct enrol_partner *partner, int before, int takes,
				 size_t word)
{
	char text[ENROL_WORDS_BYTES];
	if (takes == before)
		return ENROL_HEARD;
	if (word == 0)
		snprintf(text, sizeof text,
			 "I want to learn how you speak. I say a word. After the tone, say it %s, "
			 "as you always do, with a short pause between. Press Q to end.",
			 times(takes));
	else
		snprintf(text, sizeof text, "Half of it is done. The next words only %s each.",
			 times(takes));
	return say(partner, text, false);
}

static enum enrol_news ask_words(const struct enrol_partner *partner, struct person *person)
{
	int takes = 0, before = 0, silences = 0;
	const char *word;
	for (size_t i = 0; (word = enrol_word(i, &takes)) != NULL; i++) {
		struct asking asking = {
		    .partner = partner, .word = word, .wanted = takes, .again = AGAIN};
		enum enrol_news news = introduce(partner, before, takes, i);
		if (news == ENROL_HEARD)
			news = ask_word(&asking, person);
		if (news != ENROL_HEARD)
			return news;
		silences = asking.silences > 0 ? silences + 1 : 0;
		if (silences == SILENT_WORDS)
			return ENROL_END;
		before = takes;
	}
	return ENROL_HEARD;
}

bool enrol_ask(const struct enrol_partner *partner, struct person *person)
{
	enum enrol_news news = ask_words(partner, person);
	if (person->count == 0 || news == ENROL_BROKEN)
		return false;
	person_settle(person);
	return news == ENROL_HEARD ||
	       partner->confirm(partner->context, "Shall I keep what you have said so far?") ==
		   ENROL_HEARD;
}
