/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ear_lookup.c - how a few words are spoken, out of the speech model's dictionary. */
#include "ear_lookup.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

enum { LINE_BYTES = 512, PATH_BYTES = 512 };

static const char *const debian_model = "/usr/share/pocketsphinx/model/en-us";

/* Lower case, single spaces, no marks but those within a word. */
static bool tidy(const char *words, char tidied[LOOKUP_BYTES])
{
	size_t n = 0;
	int count = 0;
	while (*words != '\0') {
		words += strspn(words, " \t,.;:!?\"");
		size_t length = strcspn(words, " \t,.;:!?\"");
		if (length == 0)
			continue;
		if (++count > LOOKUP_WORDS || n + length + 2 > LOOKUP_BYTES)
			return false;
		if (n > 0)
			tidied[n++] = ' ';
		for (; length > 0; length--)
			tidied[n++] = (char)tolower((unsigned char)*words++);
	}
	tidied[n] = '\0';
	return count > 0;
}

/* True when the i-th word begins a word of the text that is as long. */
static bool has_word(const char *text, const char *word)
{
	size_t length = strlen(word);
	for (const char *at = text; (at = strstr(at, word)) != NULL; at++)
		if ((at == text || at[-1] == ' ') && (at[length] == ' ' || at[length] == '\0'))
			return true;
	return false;
}

/* One line: "start S T AA R T", or "either(2) IY DH ER". */
static void take_line(struct lookup *lookup, char *line)
{
	size_t end = strcspn(line, " \t");
	if (lookup->count == LOOKUP_MAX || line[end] == '\0')
		return;
	line[end] = '\0';
	line[strcspn(line, "(")] = '\0';
	if (line[0] == '\0' || !has_word(lookup->words, line))
		return;
	const char *phones = line + end + 1 + strspn(line + end + 1, " \t");
	struct pronunciation *p = &lookup->list[lookup->count];
	if (strlen(line) >= sizeof p->word || strlen(phones) >= sizeof p->phones)
		return;
	snprintf(p->word, sizeof p->word, "%s", line);
	snprintf(p->phones, sizeof p->phones, "%s", phones);
	p->phones[strcspn(p->phones, "\r\n")] = '\0';
	p->rival = false;
	lookup->count++;
}

static bool read_dictionary(struct lookup *lookup, const char *model)
{
	char path[PATH_BYTES], line[LINE_BYTES];
	snprintf(path, sizeof path, "%s/cmudict-en-us.dict",
		 model != NULL && model[0] != '\0' ? model : debian_model);
	FILE *file = fopen(path, "r");
	if (file == NULL)
		return false;
	while (fgets(line, sizeof line, file) != NULL)
		take_line(lookup, line);
	bool good = !ferror(file);
	fclose(file);
	return good;
}

static const struct pronunciation *find(const struct lookup *lookup, const char *word,
					size_t length)
{
	for (int i = 0; i < lookup->count; i++)
		if (strncmp(lookup->list[i].word, word, length) == 0 &&
		    lookup->list[i].word[length] == '\0')
			return &lookup->list[i];
	return NULL;
}

enum lookup_result lookup_words(struct lookup *lookup, const char *model, const char *words,
				char missing[LOOKUP_BYTES])
{
	*lookup = (struct lookup){.count = 0};
	missing[0] = '\0';
	if (!tidy(words, lookup->words))
		return LOOKUP_SHAPE;
	if (!read_dictionary(lookup, model))
		return LOOKUP_NO_DICTIONARY;
	for (const char *word = lookup->words; *word != '\0';) {
		size_t length = strcspn(word, " ");
		if (find(lookup, word, length) == NULL) {
			snprintf(missing, LOOKUP_BYTES, "%.*s", (int)length, word);
			return LOOKUP_UNKNOWN;
		}
		word += length + (word[length] == ' ');
	}
	return LOOKUP_FOUND;
}

int lookup_phones(const struct lookup *lookup)
{
	int phones = 0;
	for (const char *word = lookup->words; *word != '\0';) {
		size_t length = strcspn(word, " ");
		const struct pronunciation *p = find(lookup, word, length);
		for (const char *c = p != NULL ? p->phones : ""; *c != '\0'; c++)
			phones += *c == ' ';
		phones += p != NULL;
		word += length + (word[length] == ' ');
	}
	return phones;
}
