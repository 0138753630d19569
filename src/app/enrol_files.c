/* SPDX-License-Identifier: GPL-3.0-or-later */
/* enrol_files.c - enrols a person from recordings. */
#include "enrol_files.h"

#include "enrol.h"
#include "enrol_ear.h"
#include "fault.h"
#include "manifest.h"
#include "setup.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

enum { FILE_PATH_BYTES = 1024 };

struct reading {
	struct enrol_ear *ear;
	struct person *person;
	FILE *out;
};

static int takes_of(const struct person *person, const char *word)
{
	int takes = 0;
	for (int i = 0; i < person->count; i++)
		takes += strcmp(person->take[i].word, word) == 0;
	return takes;
}

/* A word of the coach, short enough for a take. */
static bool is_word(const char *label)
{
	struct intent intent;
	for (int c = 0; c < LISTEN_CONTEXTS; c++)
		if (strlen(label) < TAKE_WORD &&
		    intent_from_speech(label, (enum listen_context)c, &intent))
			return true;
	return false;
}

static void leave(const struct reading *r, const char *path, const char *why)
{
	fprintf(r->out, "%s: left aside. %s\n", path, why);
}

/* A file may have the wrong name: a three enrolled as a seven would be believed ever after. */
static void leave_other(const struct reading *r, const char *path, const char *word,
			const struct intent *guess)
{
	char heard[24];
	if (guess->kind == INTENT_NUMBER)
		snprintf(heard, sizeof heard, "%d", guess->value);
	else
		snprintf(heard, sizeof heard, "%s", intent_name(guess->kind));
	fprintf(r->out,
		"%s: left aside. By its name it is \"%s\", but it sounds like \"%s\": record it "
		"anew.\n",
		path, word, heard);
}

/* Taken twice it would seem to bear itself out. */
static bool is_there(const struct person *person, const struct take *take)
{
	for (int i = 0; i < person->count; i++)
		if (person->take[i].frames == take->frames &&
		    memcmp(person->take[i].cepstra, take->cepstra, sizeof take->cepstra) == 0)
			return true;
	return false;
}

static void take_recording(const struct reading *r, const char *path, const char *word)
{
	struct enrol_saying saying;
	struct fault why;
	if (takes_of(r->person, word) >= ENROL_FILE_TAKES)
		return;
	if (!enrol_ear_recording(r->ear, path, word, &saying, &why)) {
		fprintf(r->out, "%s\n", why.text);
		return;
	}
	enum enrol_flaw flaw = enrol_check(word, &saying);
	if (flaw == ENROL_OTHER)
		leave_other(r, path, word, &saying.guess);
	else if (flaw != ENROL_FINE)
		leave(r, path, enrol_advice(flaw));
	else if (is_there(r->person, &saying.take))
		leave(r, path, "The same recording was there before.");
	else if (!person_add(r->person, &saying.take))
		leave(r, path, "There is no room for more.");
}

/* --- a folder ---------------------------------------------------------- */

static int is_sound(const struct dirent *entry)
{
	static const char *const endings[] = {".wav", ".flac", ".ogg", ".oga"};
	const char *dot = strrchr(entry->d_name, '.');
	for (size_t i = 0; dot != NULL && i < sizeof endings / sizeof endings[0]; i++)
		if (strcasecmp(dot, endings[i]) == 0)
			return true;
	return false;
}

/* "no" of "no-1.wav". */
static void word_of(const char *file, char word[TAKE_WORD])
{
	size_t length = strspn(file, "abcdefghijklmnopqrstuvwxyz'");
	snprintf(word, TAKE_WORD, "%.*s", (int)(length < TAKE_WORD ? length : 0), file);
}

static void take_file(const struct reading *r, const char *folder, const char *file)
{
	char path[FILE_PATH_BYTES], word[TAKE_WORD];
	int length = snprintf(path, sizeof path, "%s/%s", folder, file);
	word_of(file, word);
	if (length < 0 || length >= (int)sizeof path)
		return;
	if (is_word(word))
		take_recording(r, path, word);
	else
		leave(r, path, "Its name does not begin with a word of the coach.");
}

static bool read_folder(const struct reading *r, const char *folder, struct fault *why)
{
	struct dirent **files;
	int count = scandir(folder, &files, is_sound, alphasort);
	if (count < 0)
		return fault_set(why, FAULT_INPUT, "%s: %s", folder, strerror(errno));
	for (int i = 0; i < count; i++) {
		take_file(r, folder, files[i]->d_name);
		free(files[i]);
	}
	free(files);
	return true;
}

/* --- a manifest -------------------------------------------------------- */

static bool has_several_speakers(const struct manifest *manifest)
{
	for (size_t i = 1; i < manifest->count; i++)
		if (strcmp(manifest->list[i].speaker, manifest->list[0].speaker) != 0)
			return true;
	return false;
}

static void take_listed(const struct reading *r, const struct manifest *manifest)
{
	bool several = has_several_speakers(manifest);
	for (size_t i = 0; i < manifest->count; i++) {
		const struct utterance *u = &manifest->list[i];
		bool own = !several || strcmp(u->speaker, r->person->name) == 0;
		if (own && u->command && is_word(u->label))
			take_recording(r, u->path, u->label);
	}
}

static bool read_list(const struct reading *r, const char *path, struct fault *why)
{
	struct manifest manifest;
	struct remarks *remarks = calloc(1, sizeof *remarks);
	if (remarks == NULL)
		return fault_set(why, FAULT_SYSTEM, "there is not enough memory");
	bool good = manifest_read(&manifest, path, NULL, remarks, remarks);
	print_remarks(path, remarks);
	free(remarks);
	if (!good)
		return fault_set(why, FAULT_INPUT, "%s: no list of recordings", path);
	take_listed(r, &manifest);
	manifest_free(&manifest);
	return true;
}

bool enrol_files(const char *place, struct enrol_ear *ear, struct person *person, FILE *out,
		 struct fault *why)
{
	const struct reading reading = {.ear = ear, .person = person, .out = out};
	struct stat about;
	if (stat(place, &about) != 0)
		return fault_set(why, FAULT_INPUT, "%s: %s", place, strerror(errno));
	bool good = S_ISDIR(about.st_mode) ? read_folder(&reading, place, why)
					   : read_list(&reading, place, why);
	if (!good)
		return false;
	if (person->count == 0)
		return fault_set(why, FAULT_INPUT,
				 "%s: no recording of a word of the coach by \"%s\" is in it",
				 place, person->name);
	person_settle(person);
	return true;
}
