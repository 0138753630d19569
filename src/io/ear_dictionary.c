/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ear_dictionary.c - the pronunciations the ear needs, out of a dictionary of 130,000 words. */
#include "ear_dictionary.h"

#include "ear_words.h"
#include "fault.h"
#include "intent.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NEEDED_MAX = 2000, FOUND_MAX = 4000, LINE_BYTES = 512, WORD_BYTES = 28, PHONES_BYTES = 92 };

/* A word that is looked for. */
struct needed {
	char word[WORD_BYTES];
	bool rival, found;
};

struct needs {
	size_t count;
	struct needed list[NEEDED_MAX];
};

static int by_word(const void *a, const void *b)
{
	return strcmp(a, b);
}

static struct needed *find_needed(struct needs *needs, const char *word)
{
	return bsearch(word, needs->list, needs->count, sizeof needs->list[0], by_word);
}

/* Add the words of a text; those that do not fit are none of ours. */
static void need_words(struct needs *needs, const char *text, bool rival)
{
	while (*text != '\0' && needs->count < NEEDED_MAX) {
		size_t length = strcspn(text, " ");
		struct needed *needed = &needs->list[needs->count];
		if (length > 0 && length < WORD_BYTES) {
			memcpy(needed->word, text, length);
			needed->word[length] = '\0';
			needed->rival = rival;
			needs->count++;
		}
		text += length + (text[length] == ' ');
	}
}

/* Sorted, each word once; the vocabulary's own go before the rivals. */
static void tidy_needs(struct needs *needs)
{
	size_t kept = 0;
	qsort(needs->list, needs->count, sizeof needs->list[0], by_word);
	for (size_t i = 0; i < needs->count; i++) {
		struct needed *last = kept > 0 ? &needs->list[kept - 1] : NULL;
		if (last != NULL && strcmp(last->word, needs->list[i].word) == 0)
			last->rival = last->rival && needs->list[i].rival;
		else
			needs->list[kept++] = needs->list[i];
	}
	needs->count = kept;
}

/* What a phrase may hold besides its value: common words too, so they are rivals as well. */
static void need_fillers(struct needs *needs)
{
	for (size_t i = 0; intent_filler_before(i) != NULL; i++)
		need_words(needs, intent_filler_before(i), true);
	for (size_t i = 0; intent_filler_after(i) != NULL; i++)
		need_words(needs, intent_filler_after(i), true);
	for (size_t i = 0; intent_joiner(i) != NULL; i++)
		need_words(needs, intent_joiner(i), true);
	for (size_t i = 0; intent_halt_before(i) != NULL; i++)
		need_words(needs, intent_halt_before(i), true);
	for (size_t i = 0; intent_halt_after(i) != NULL; i++)
		need_words(needs, intent_halt_after(i), true);
	for (size_t i = 0; intent_comfort_before(i) != NULL; i++)
		need_words(needs, intent_comfort_before(i), true);
	for (size_t i = 0; intent_comfort_after(i) != NULL; i++)
		need_words(needs, intent_comfort_after(i), true);
	for (int c = 0; c < LISTEN_CONTEXTS; c++)
		for (size_t i = 0; intent_opening(i, (enum listen_context)c) != NULL; i++)
			need_words(needs, intent_opening(i, (enum listen_context)c), true);
}

/* Those that are no common words as well: they are looked for in one place only. */
static void need_near_words(struct needs *needs)
{
	struct needs near = {.count = 0};
	for (size_t i = 0; i < ear_near_words_count(); i++)
		need_words(&near, ear_near_words(i), false);
	size_t known = needs->count;
	for (size_t i = 0; i < near.count && needs->count < NEEDED_MAX; i++)
		if (bsearch(near.list[i].word, needs->list, known, sizeof needs->list[0],
			    by_word) == NULL)
			needs->list[needs->count++] = near.list[i];
	qsort(needs->list, needs->count, sizeof needs->list[0], by_word);
}

static struct needs *gather_needs(void)
{
	struct needs *needs = calloc(1, sizeof *needs);
	const char *words;
	struct intent intent;
	if (needs == NULL)
		return NULL;
	for (size_t i = 0; intent_spoken_form(i, &words, &intent); i++)
		need_words(needs, words, intent_form_is_common(i));
	need_fillers(needs);
	for (size_t i = 0; i < ear_words_count(); i++)
		need_words(needs, ear_words(i), true);
	tidy_needs(needs);
	need_near_words(needs);
	return needs;
}

/* One line: "either(2) IY DH ER". */
static void take_line(struct dictionary *dictionary, struct needs *needs, char *line)
{
	size_t word_end = strcspn(line, " \t");
	if (line[word_end] == '\0')
		return;
	line[word_end] = '\0';
	char *phones = line + word_end + 1 + strspn(line + word_end + 1, " \t");
	phones[strcspn(phones, "\r\n")] = '\0';
	line[strcspn(line, "(")] = '\0';
	struct needed *needed = find_needed(needs, line);
	if (needed == NULL || phones[0] == '\0' || strlen(phones) >= PHONES_BYTES ||
	    dictionary->count == FOUND_MAX)
		return;
	struct pronunciation *found = &dictionary->list[dictionary->count++];
	needed->found = true;
	found->rival = needed->rival;
	snprintf(found->word, sizeof found->word, "%s", needed->word);
	snprintf(found->phones, sizeof found->phones, "%s", phones);
}

static bool read_lines(struct dictionary *dictionary, struct needs *needs, const char *path,
		       struct fault *why)
{
	char line[LINE_BYTES];
	FILE *file = fopen(path, "r");
	if (file == NULL)
		return fault_set(
		    why, FAULT_EAR,
		    "%s: %s; \"apt install pocketsphinx-en-us\" brings the speech model", path,
		    strerror(errno));
	while (fgets(line, sizeof line, file) != NULL)
		take_line(dictionary, needs, line);
	fclose(file);
	return true;
}

static bool check_vocabulary(const struct needs *needs, const char *path, struct fault *why)
{
	for (size_t i = 0; i < needs->count; i++)
		if (!needs->list[i].rival && !needs->list[i].found)
			return fault_set(why, FAULT_EAR,
					 "%s: has no word \"%s\": damaged or of another language; "
					 "\"apt install --reinstall pocketsphinx-en-us\" mends it",
					 path, needs->list[i].word);
	return true;
}

/* True when something of the vocabulary sounds just like this. */
static bool sounds_like_form(const struct dictionary *dictionary, const char *phones)
{
	struct intent intent;
	for (size_t i = 0; i < dictionary->count; i++) {
		const struct pronunciation *own = &dictionary->list[i];
		if (!own->rival && strcmp(own->phones, phones) == 0 &&
		    intent_from_words(own->word, &intent))
			return true;
	}
	return false;
}

static bool is_echo(const struct dictionary *dictionary, const char *word)
{
	for (size_t i = 0; i < dictionary->count; i++)
		if (strcmp(dictionary->list[i].word, word) == 0 &&
		    sounds_like_form(dictionary, dictionary->list[i].phones))
			return true;
	return false;
}

/* "to" joins two numbers: it stays, though it sounds like one of them. */
static bool is_filler(const char *word)
{
	for (size_t i = 0; intent_joiner(i) != NULL; i++)
		if (strcmp(intent_joiner(i), word) == 0)
			return true;
	for (size_t i = 0; intent_filler_before(i) != NULL; i++)
		if (strcmp(intent_filler_before(i), word) == 0)
			return true;
	return false;
}

/* "for" must not compete with "four": whoever says it is right. */
static void drop_echoes(struct dictionary *dictionary)
{
	size_t kept = 0;
	bool *echo = calloc(dictionary->count + 1, sizeof *echo);
	if (echo == NULL)
		return;
	for (size_t i = 0; i < dictionary->count; i++)
		echo[i] =
		    dictionary->list[i].rival && is_echo(dictionary, dictionary->list[i].word);
	for (size_t i = 0; i < dictionary->count; i++) {
		if (echo[i] && !is_filler(dictionary->list[i].word))
			continue;
		dictionary->list[kept] = dictionary->list[i];
		dictionary->list[kept++].rival = dictionary->list[i].rival && !echo[i];
	}
	dictionary->count = kept;
	free(echo);
}

bool dictionary_open(struct dictionary *dictionary, const char *path, struct fault *why)
{
	struct needs *needs = gather_needs();
	*dictionary = (struct dictionary){.list = calloc(FOUND_MAX, sizeof *dictionary->list)};
	bool good = needs != NULL && dictionary->list != NULL;
	if (!good)
		fault_set(why, FAULT_SYSTEM, "there is not enough memory for the ear");
	good =
	    good && read_lines(dictionary, needs, path, why) && check_vocabulary(needs, path, why);
	if (good)
		drop_echoes(dictionary);
	else
		dictionary_close(dictionary);
	free(needs);
	return good;
}

void dictionary_close(struct dictionary *dictionary)
{
	free(dictionary->list);
	*dictionary = (struct dictionary){.count = 0};
}

static int count_phones(const struct dictionary *dictionary, const char *word, size_t length)
{
	for (size_t i = 0; i < dictionary->count; i++) {
		const struct pronunciation *p = &dictionary->list[i];
		if (strncmp(p->word, word, length) != 0 || p->word[length] != '\0')
			continue;
		int phones = 1;
		for (const char *c = p->phones; *c != '\0'; c++)
			phones += *c == ' ';
		return phones;
	}
	return 0;
}

int dictionary_phones(const struct dictionary *dictionary, const char *form)
{
	int phones = 0;
	while (*form != '\0') {
		size_t length = strcspn(form, " ");
		phones += count_phones(dictionary, form, length);
		form += length + (form[length] == ' ');
	}
	return phones;
}
