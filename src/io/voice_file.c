/* SPDX-License-Identifier: GPL-3.0-or-later */
/* voice_file.c - reads a voice, and the voices it is like. */
#include "voice_file.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "fault.h"
#include "wav.h"

enum {
	LIKE_MOST = 4,	   /* voices in a row; more would be a circle */
	NUMBER_BYTES = 5,  /* of a recorded number: up to four digits */
	EXERCISE_PARTS = 5 /* of an exercise that can be recorded */
};

/* One voice file being read; deeper ones are those it is like. */
struct reading {
	const char *path, *shipped;
	int depth;
	struct voice_file *voice;
	struct remarks *remarks;
};

static bool read_chain(const struct reading *reading);

static const char *const sections[] = {"voice", "words", "recordings"};
static const char *const voice_keys[] = {"title", "like",  "espeak", "speed",
					 "pitch", "range", "gap",    "level"};

/* The place of file in the folder of path; false when it is too long. */
static bool join(const char *path, const char *file, const char *ending,
		 char joined[RECORDING_PATH_BYTES])
{
	const char *slash = strrchr(path, '/');
	int folder = file[0] == '/' || !slash ? 0 : (int)(slash - path) + 1;
	int bytes = snprintf(joined, RECORDING_PATH_BYTES, "%.*s%s%s", folder, path, file, ending);
	return bytes >= 0 && bytes < RECORDING_PATH_BYTES;
}

static bool find_like(const struct reading *reading, const char *name,
		      char found[RECORDING_PATH_BYTES])
{
	if (join(reading->path, name, ".ini", found) && access(found, R_OK) == 0)
		return true;
	if (!reading->shipped)
		return false;
	int bytes = snprintf(found, RECORDING_PATH_BYTES, "%s/%s.ini", reading->shipped, name);
	return bytes < RECORDING_PATH_BYTES && access(found, R_OK) == 0;
}

/* The remarks of another file become remarks of the line that led there. */
static void pass_on(const struct remarks *from, const char *path, int line, struct remarks *remarks)
{
	for (int i = 0; i < from->count && i < REMARKS_MAX; i++) {
		const struct remark *remark = &from->list[i];
		const char *slash = strrchr(path, '/');
		const char *name = slash ? slash + 1 : path;
		if (remark->warning)
			remark_warning(remarks, line, "%s:%d: %s", name, remark->line,
				       remark->text);
		else
			remark_error(remarks, line, "%s:%d: %s", name, remark->line, remark->text);
	}
}

static void read_like(const struct reading *reading, const struct ini_line *line)
{
	char path[RECORDING_PATH_BYTES];
	if (line->value[0] == '\0' || strchr(line->value, '/')) {
		remark_error(reading->remarks, line->line,
			     "like names another voice without folder and ending, not \"%s\"",
			     ini_show(line->value).text);
		return;
	}
	if (reading->depth == LIKE_MOST) {
		remark_error(reading->remarks, line->line,
			     "more than %d voices are like one another, perhaps in a circle",
			     LIKE_MOST);
		return;
	}
	if (!find_like(reading, line->value, path)) {
		remark_error(reading->remarks, line->line, "there is no voice %s.ini to be like",
			     ini_show(line->value).text);
		return;
	}
	struct remarks *remarks = calloc(1, sizeof(*remarks));
	if (!remarks) {
		remark_error(reading->remarks, line->line, "memory is short");
		return;
	}
	struct reading deeper = *reading;
	deeper.path = path;
	deeper.depth++;
	deeper.remarks = remarks;
	read_chain(&deeper);
	pass_on(remarks, path, line->line, reading->remarks);
	free(remarks);
}

static void read_espeak(const struct ini_line *line, struct speaker_voice *speaker,
			struct remarks *remarks)
{
	ini_text(line, speaker->name, sizeof(speaker->name), remarks);
	if (line->value[0] == '\0')
		remark_error(remarks, line->line, "espeak is empty; write a voice such as en-gb");
}

static void read_voice_key(const struct reading *reading, const struct ini_line *line)
{
	struct speaker_voice *speaker = &reading->voice->speaker;
	struct remarks *remarks = reading->remarks;
	if (strcmp(line->key, "title") == 0)
		ini_text(line, reading->voice->title, NAME_BYTES, remarks);
	else if (strcmp(line->key, "espeak") == 0)
		read_espeak(line, speaker, remarks);
	else if (strcmp(line->key, "speed") == 0)
		ini_number(line, 140, 180, &speaker->speed, remarks);
	else if (strcmp(line->key, "pitch") == 0)
		ini_number(line, 0, 99, &speaker->pitch, remarks);
	else if (strcmp(line->key, "range") == 0)
		ini_number(line, 0, 99, &speaker->range, remarks);
	else if (strcmp(line->key, "gap") == 0)
		ini_number(line, 0, 20, &speaker->gap, remarks);
	else if (strcmp(line->key, "level") == 0)
		ini_number(line, -40, -16, &speaker->level_db, remarks);
	else if (strcmp(line->key, "like") != 0)
		ini_unknown_key(line, voice_keys, 8, remarks);
}

static void remark_unknown_cue(const struct ini_line *line, struct remarks *remarks)
{
	const char *names[CUES];
	for (int i = 0; i < CUES; i++)
		names[i] = cue_name((enum cue)i);
	const char *nearest = ini_nearest(line->key, names, CUES);
	remark_error(remarks, line->line, "there is no cue \"%s\"%s%s%s", ini_show(line->key).text,
		     nearest ? "; did you mean \"" : "", nearest ? nearest : "",
		     nearest ? "\"?" : "");
}

/* True for the recordings of a cue: its name, or its name, a slash and a number. */
static bool is_of_cue(const char *key, const char *name)
{
	size_t bytes = strlen(name);
	return strncmp(key, name, bytes) == 0 && (key[bytes] == '\0' || key[bytes] == '/');
}

/* New words must not be drowned by an old recording, taken over from another voice. */
static void forget_recordings(struct voice_file *voice, const char *name)
{
	int kept = 0;
	for (int i = 0; i < voice->recordings; i++) {
		if (!is_of_cue(voice->recording[i].key, name))
			voice->recording[kept++] = voice->recording[i];
	}
	voice->recordings = kept;
}

/* What a cue must not leave out, since safety hangs on it; NULL for most. */
static const char *needed_in(enum cue cue)
{
	if (cue == CUE_HEARD || cue == CUE_COUNTED || cue == CUE_NUMBER)
		return "{n}";
	return cue == CUE_EMERGENCY ? "{emergency}" : NULL;
}

static void read_words(const struct reading *reading, const struct ini_line *line)
{
	struct remarks *remarks = reading->remarks;
	enum cue cue;
	if (!cue_from_name(line->key, &cue)) {
		remark_unknown_cue(line, remarks);
		return;
	}
	if (cue_is_exercise_text(cue)) {
		remark_error(remarks, line->line,
			     "%s speaks the words of the exercise; it has none here", line->key);
		return;
	}
	char *text = reading->voice->wording.text[cue];
	if (!ini_text(line, text, TEXT_BYTES, remarks))
		return;
	const char *wrong = phrase_check(text);
	if (wrong)
		remark_error(remarks, line->line, "%s: %s", line->key, wrong);
	if (text[0] == '\0')
		remark_error(remarks, line->line, "%s has no words", line->key);
	const char *needed = needed_in(cue);
	if (needed && !strstr(text, needed))
		remark_error(remarks, line->line,
			     "%s must say %s: without it nobody knows what is meant", line->key,
			     needed);
	forget_recordings(reading->voice, line->key);
}

static bool is_number(const char *text)
{
	size_t bytes = strlen(text);
	bool leading_zero = text[0] == '0' && bytes > 1;
	return bytes > 0 && bytes < NUMBER_BYTES && !leading_zero &&
	       strspn(text, "0123456789") == bytes;
}

/* "number/3" or "bird dog/setup"; slash is where the second part begins. */
static bool check_two_parts(const struct ini_line *line, const char *slash, struct remarks *remarks)
{
	static const char *const parts[EXERCISE_PARTS] = {"setup", "move", "breathe", "easier-way",
							  "name"};
	char name[RECORDING_KEY_BYTES];
	size_t bytes = (size_t)(slash - line->key);
	enum cue cue;
	if (bytes == 0 || bytes >= NAME_BYTES) {
		remark_error(remarks, line->line, "a name before the / has 1 to %d bytes, not %zu",
			     NAME_BYTES - 1, bytes);
		return false;
	}
	memcpy(name, line->key, bytes);
	name[bytes] = '\0';
	if (is_number(slash + 1) && !cue_from_name(name, &cue)) {
		remark_error(remarks, line->line, "there is no cue \"%s\"", name);
		return false;
	}
	if (is_number(slash + 1))
		return true;
	int part;
	struct ini_line second = {.key = "what is recorded", .value = slash + 1};
	second.line = line->line;
	return ini_choice(&second, parts, EXERCISE_PARTS, &part, remarks);
}

static bool check_recording_key(const struct reading *reading, const struct ini_line *line)
{
	const char *slash = strrchr(line->key, '/');
	enum cue cue;
	if (slash)
		return check_two_parts(line, slash, reading->remarks);
	if (!cue_from_name(line->key, &cue)) {
		remark_unknown_cue(line, reading->remarks);
		return false;
	}
	if (cue_is_exercise_text(cue)) {
		remark_error(reading->remarks, line->line,
			     "%s is recorded for an exercise, such as bridge/%s", line->key,
			     line->key);
		return false;
	}
	if (needed_in(cue) && cue != CUE_NUMBER) {
		remark_error(reading->remarks, line->line,
			     "%s must say %s, which a recording cannot", line->key, needed_in(cue));
		return false;
	}
	if (phrase_varies(reading->voice->wording.text[cue]))
		remark_warning(
		    reading->remarks, line->line,
		    "%s has a number or a name in it; the recording always says the same",
		    line->key);
	return true;
}

static bool check_sound(const struct ini_line *line, const char *path, struct remarks *remarks)
{
	struct fault why;
	struct clip *clip = wav_read_clip(path, &why);
	if (!clip)
		remark_error(remarks, line->line, "%s: %s", line->key, why.text);
	free(clip);
	return clip != NULL;
}

static struct recording *find_recording(struct voice_file *voice, const char *key)
{
	for (int i = 0; i < voice->recordings; i++) {
		if (strcmp(voice->recording[i].key, key) == 0)
			return &voice->recording[i];
	}
	return NULL;
}

static void read_recording(const struct reading *reading, const struct ini_line *line)
{
	struct voice_file *voice = reading->voice;
	struct recording new = {.line = line->line};
	if (!check_recording_key(reading, line))
		return;
	if (line->value[0] == '\0' || !join(reading->path, line->value, "", new.path)) {
		remark_error(reading->remarks, line->line, "%s names no file that could be found",
			     line->key);
		return;
	}
	if (!check_sound(line, new.path, reading->remarks))
		return;
	/* check_recording_key has seen to it that the key fits. */
	assert(strlen(line->key) < sizeof(new.key));
	memcpy(new.key, line->key, strlen(line->key) + 1);
	struct recording *old = find_recording(voice, line->key);
	if (old)
		*old = new;
	else if (voice->recordings < RECORDINGS_MAX)
		voice->recording[voice->recordings++] = new;
	else
		remark_error(reading->remarks, line->line, "more than %d recordings",
			     RECORDINGS_MAX);
}

static void read_line(const struct reading *reading, const struct ini_line *line)
{
	if (!line->key) {
		struct ini_line head = {.key = "a section", .value = line->section};
		int section;
		head.line = line->line;
		ini_choice(&head, sections, 3, &section, reading->remarks);
	} else if (strcmp(line->section, "voice") == 0) {
		read_voice_key(reading, line);
	} else if (strcmp(line->section, "words") == 0) {
		read_words(reading, line);
	} else if (strcmp(line->section, "recordings") == 0) {
		read_recording(reading, line);
	}
}

/* Read the voices this one is like, then this one over them. */
static bool read_chain(const struct reading *reading)
{
	struct ini ini;
	if (!ini_read(reading->path, &ini, reading->remarks))
		return false;
	for (int i = 0; i < ini.count; i++) {
		const struct ini_line *line = &ini.list[i];
		if (line->key && strcmp(line->section, "voice") == 0 &&
		    strcmp(line->key, "like") == 0)
			read_like(reading, line);
	}
	for (int i = 0; i < ini.count; i++)
		read_line(reading, &ini.list[i]);
	ini_free(&ini);
	return true;
}

static void check_complete(const struct voice_file *voice, struct remarks *remarks)
{
	if (voice->title[0] == '\0')
		remark_error(remarks, 0, "[voice] needs a title");
	if (voice->speaker.name[0] == '\0')
		remark_error(remarks, 0, "[voice] needs espeak, a voice such as en-gb");
	for (int i = 0; i < CUES; i++) {
		enum cue cue = (enum cue)i;
		if (!cue_is_exercise_text(cue) && voice->wording.text[cue][0] == '\0')
			remark_error(remarks, 0, "[words] has nothing for %s", cue_name(cue));
	}
}

bool voice_read(const char *path, const char *shipped, struct voice_file *voice,
		struct remarks *remarks)
{
	assert(path && voice && remarks);
	int errors = remarks->errors;
	memset(voice, 0, sizeof(*voice));
	voice->speaker = (struct speaker_voice){
	    .speed = 155, .pitch = 50, .range = 50, .gap = 0, .level_db = -23, .peak_db = -9};
	struct reading reading = {path, shipped, 0, voice, remarks};
	if (read_chain(&reading))
		check_complete(voice, remarks);
	return remarks->errors == errors;
}

const char *voice_recording(const struct voice_file *voice, const char *key)
{
	for (int i = 0; i < voice->recordings; i++) {
		if (strcmp(voice->recording[i].key, key) == 0)
			return voice->recording[i].path;
	}
	return NULL;
}
