/* SPDX-License-Identifier: GPL-3.0-or-later */
/* button_list.c - which devices with keys the kernel knows, by name. */
#include "button_list.h"

#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

enum { WORDS_BYTES = 600 };

/* The first line of a file of /sys; false when there is none. */
static bool read_line(const char *root, int number, const char *what, char *line, int bytes)
{
	char path[300];
	snprintf(path, sizeof path, "%s/sys/class/input/event%d/device/%s", root, number, what);
	FILE *file = fopen(path, "r");
	if (file == NULL)
		return false;
	bool any = fgets(line, bytes, file) != NULL;
	fclose(file);
	if (any)
		line[strcspn(line, "\n")] = '\0';
	return any;
}

/* The set of its keys in hexadecimal words; a mouse's buttons are keys, too. */
static bool has_keys(const char *root, int number)
{
	char words[WORDS_BYTES];
	return read_line(root, number, "capabilities/key", words, sizeof words) &&
	       words[strspn(words, "0 ")] != '\0';
}

static int by_number(const void *a, const void *b)
{
	const struct button_node *left = a, *right = b;
	return left->number - right->number;
}

int button_list(const char *root, struct button_node list[BUTTON_NODES])
{
	static const char end[] = "/dev/input/event";
	char pattern[256];
	glob_t found;
	int count = 0;
	snprintf(pattern, sizeof pattern, "%s%s*", root, end);
	if (glob(pattern, 0, NULL, &found) != 0)
		return 0;
	for (size_t i = 0; i < found.gl_pathc && count < BUTTON_NODES; i++) {
		struct button_node *node = &list[count];
		node->number = atoi(found.gl_pathv[i] + strlen(root) + strlen(end));
		snprintf(node->path, sizeof node->path, "%s", found.gl_pathv[i]);
		if (!has_keys(root, node->number) ||
		    !read_line(root, node->number, "name", node->name, sizeof node->name))
			continue;
		node->readable = access(node->path, R_OK) == 0;
		count++;
	}
	globfree(&found);
	qsort(list, (size_t)count, sizeof list[0], by_number);
	return count;
}

/* Contains, without regard to the case of plain letters. */
static bool contains(const char *name, const char *text, size_t length)
{
	for (; strlen(name) >= length; name++)
		if (strncasecmp(name, text, length) == 0)
			return true;
	return false;
}

bool button_name_fits(const char *texts, const char *name)
{
	while (*texts != '\0') {
		texts += strspn(texts, " \t,");
		size_t length = strcspn(texts, ",");
		size_t bare = length;
		while (bare > 0 && (texts[bare - 1] == ' ' || texts[bare - 1] == '\t'))
			bare--;
		if (bare > 0 && contains(name, texts, bare))
			return true;
		texts += length;
	}
	return false;
}
