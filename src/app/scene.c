/* SPDX-License-Identifier: GPL-3.0-or-later */
/* scene.c - reading scenes and answers. */
#include "scene.h"

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { LINE_BYTES = 512, SCENE_BYTES_MOST = 1 << 20 };

void scene_init(struct scene *scene)
{
	memset(scene, 0, sizeof *scene);
	scene->automatic = true;
	scene->answers = -1;
	scene->start.last_start_pain = PAIN_UNKNOWN;
}

/*
 * "seven@70" is spoken and believed at 70 %; without the mark it is typed. Words
 * that are never sure stay so.
 */
static bool read_words(const char *what, struct intent *intent)
{
	char words[LINE_BYTES];
	const char *mark = strrchr(what, '@');
	size_t length = mark == NULL ? strlen(what) : (size_t)(mark - what);
	if (length >= sizeof words)
		return false;
	memcpy(words, what, length);
	words[length] = '\0';
	if (!intent_from_words(words, intent))
		return false;
	if (mark == NULL)
		return true;
	char *end;
	long percent = strtol(mark + 1, &end, 10);
	intent->source = SOURCE_VOICE;
	if (percent < intent->percent)
		intent->percent = (int)percent;
	return isdigit((unsigned char)mark[1]) && *end == '\0' && percent <= INTENT_CERTAIN;
}

static bool answer_token(struct scene *scene, const char *token, int line, struct remarks *remarks)
{
	struct intent intent = {.kind = INTENT_NOTHING};
	if (scene->answers == SCENE_ANSWERS) {
		remark_error(remarks, line, "more than %d answers", SCENE_ANSWERS);
		return false;
	}
	if (strcmp(token, "-") != 0 && !read_words(token, &intent)) {
		remark_error(remarks, line,
			     "\"%s\" is no answer: write 0 to 10, a command such as stop, - for "
			     "silence, or 6@70 for a spoken 6 believed at 70 %%",
			     token);
		return false;
	}
	scene->answer[scene->answers++] = intent;
	return true;
}

bool scene_answers(struct scene *scene, const char *words, int line, struct remarks *remarks)
{
	char token[LINE_BYTES];
	bool good = true;
	int used = 0;
	if (scene->answers > 0) {
		remark_error(remarks, line, "answers are given twice");
		return false;
	}
	scene->answers = 0;
	while (good && sscanf(words, "%511s%n", token, &used) == 1) {
		good = answer_token(scene, token, line, remarks);
		words += used;
	}
	return good;
}

static bool key_event(const char *what, struct scene_event *event)
{
	int key = what[0];
	if (strcmp(what, "space") == 0)
		key = ' ';
	else if (strcmp(what, "enter") == 0)
		key = '\n';
	else if (strlen(what) != 1)
		return false;
	event->intent = intent_from_key(key);
	return event->intent.kind != INTENT_NOTHING;
}

static bool heard_event(const char *what, struct scene_event *event)
{
	if (strcmp(what, "unclear") == 0)
		event->intent.kind = INTENT_UNCLEAR;
	else if (!read_words(what, &event->intent))
		return false;
	event->intent.source = SOURCE_VOICE;
	return true;
}

static bool parse_event(const char *verb, const char *rest, struct scene_event *event)
{
	event->kind = EVENT_INTENT;
	if (strcmp(verb, "key") == 0)
		return key_event(rest, event);
	if (strcmp(verb, "hear") == 0)
		return heard_event(rest, event);
	if (strcmp(verb, "voice") == 0)
		event->kind = EVENT_VOICE;
	else if (strcmp(verb, "lost") == 0)
		event->kind = EVENT_LOST;
	else if (strcmp(verb, "mended") == 0)
		event->kind = EVENT_MENDED;
	else if (strcmp(verb, "quit") == 0)
		event->kind = EVENT_QUIT;
	else
		return false;
	return rest[0] == '\0';
}

static void event_line(struct scene *scene, const char *text, int line, struct remarks *remarks)
{
	char verb[16], *end;
	int used = 0;
	double seconds = strtod(text, &end);
	struct scene_event event = {.kind = EVENT_INTENT};
	if (seconds < 0 || seconds > 36000 || sscanf(end, " %15s %n", verb, &used) != 1 ||
	    !parse_event(verb, end + used, &event)) {
		remark_error(
		    remarks, line,
		    "\"%s\" is no event: write SECONDS and key K, hear WORDS, voice, lost, "
		    "mended or quit",
		    text);
		return;
	}
	event.at_ms = (int64_t)(seconds * 1000 + 0.5);
	if (scene->events > 0 && scene->event[scene->events - 1].at_ms > event.at_ms)
		remark_error(remarks, line, "events must be in the order of their times");
	else if (scene->events == SCENE_EVENTS)
		remark_error(remarks, line, "more than %d events", SCENE_EVENTS);
	else
		scene->event[scene->events++] = event;
}

static void expect_line(struct scene *scene, const char *text, bool never, int line,
			struct remarks *remarks)
{
	if (scene->expects == SCENE_EXPECTS || strlen(text) >= EXPECT_BYTES) {
		remark_error(remarks, line, "too many or too long an expectation");
		return;
	}
	struct expectation *expect = &scene->expect[scene->expects++];
	expect->never = never;
	expect->line = line;
	memcpy(expect->text, text, strlen(text) + 1);
}

/* The rest of a line behind its first word, or NULL when it begins otherwise. */
static const char *behind(const char *text, const char *word)
{
	size_t n = strlen(word);
	if (strncmp(text, word, n) != 0 || (text[n] != ' ' && text[n] != '\t'))
		return NULL;
	while (text[n] == ' ' || text[n] == '\t')
		n++;
	return text + n;
}

static void scene_line(struct scene *scene, const char *text, int line, struct remarks *remarks)
{
	const char *rest;
	if (text[0] == '#' || text[0] == '\0')
		return;
	if (isdigit((unsigned char)text[0]))
		event_line(scene, text, line, remarks);
	else if ((rest = behind(text, "answers")) != NULL)
		scene_answers(scene, rest, line, remarks);
	else if ((rest = behind(text, "expect")) != NULL)
		expect_line(scene, rest, false, line, remarks);
	else if ((rest = behind(text, "never")) != NULL)
		expect_line(scene, rest, true, line, remarks);
	else if ((rest = behind(text, "auto")) != NULL && strcmp(rest, "off") == 0)
		scene->automatic = false;
	else if (((rest = behind(text, "start")) == NULL || !scene_start(scene, rest)) &&
		 ((rest = behind(text, "plan")) == NULL || !scene_plan(scene, rest, line)))
		remark_error(remarks, line,
			     "\"%.80s\" is no line of a scene: start, plan, answers, auto off, "
			     "SECONDS EVENT, expect or never",
			     text);
}

/* The whole file, ended by a NUL; NULL and a remark when it is no text of a sensible size. */
static char *read_text(FILE *file, struct remarks *remarks)
{
	struct stat info;
	if (fstat(fileno(file), &info) != 0 || !S_ISREG(info.st_mode) ||
	    info.st_size > SCENE_BYTES_MOST) {
		remark_error(remarks, 0, "is no text file of at most 1 MB");
		return NULL;
	}
	size_t bytes = (size_t)info.st_size;
	char *text = calloc(1, bytes + 1);
	if (text == NULL || fread(text, 1, bytes, file) != bytes) {
		remark_error(remarks, 0, "cannot be read whole");
		free(text);
		return NULL;
	}
	if (strlen(text) != bytes) {
		remark_error(remarks, 0, "holds a NUL byte, so it is no text file");
		free(text);
		return NULL;
	}
	return text;
}

/* One line without its end and the blanks around it; returns where the next begins. */
static char *cut_line(char **line)
{
	char *end = *line + strcspn(*line, "\n");
	char *next = *end == '\n' ? end + 1 : end;
	while (end > *line && isspace((unsigned char)end[-1]))
		end--;
	*end = '\0';
	*line += strspn(*line, " \t");
	return next;
}

static void read_lines(struct scene *scene, char *text, struct remarks *remarks)
{
	static const char byte_order_mark[] = "\xef\xbb\xbf";
	if (strncmp(text, byte_order_mark, 3) == 0)
		text += 3;
	for (int line = 1; *text != '\0'; line++) {
		char *this = text;
		text = cut_line(&this);
		if (strlen(this) < LINE_BYTES)
			scene_line(scene, this, line, remarks);
		else
			remark_error(remarks, line, "is longer than %d bytes", LINE_BYTES - 1);
	}
}

bool scene_read(struct scene *scene, const char *path, struct remarks *remarks)
{
	int errors = remarks->errors;
	struct stat info;
	/* Before it is opened: a pipe would wait for somebody to write. */
	bool is_file = stat(path, &info) != 0 || S_ISREG(info.st_mode);
	FILE *file = is_file ? fopen(path, "r") : NULL;
	if (!is_file)
		errno = EINVAL;
	if (file == NULL) {
		remark_error(remarks, 0, "cannot be opened: %s", strerror(errno));
		return false;
	}
	char *text = read_text(file, remarks);
	fclose(file);
	if (text == NULL)
		return false;
	scene->answers = 0; /* in a scene silence is silence */
	read_lines(scene, text, remarks);
	free(text);
	return remarks->errors == errors;
}
