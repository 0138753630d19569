/* SPDX-License-Identifier: GPL-3.0-or-later */
/* routine_file.c - reads routines and the exercise library. */
#include "routine_file.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "exercise_keys.h"

enum { FINDINGS = ROUTINE_EXERCISES * 5 + 10 }; /* all that routine_check can find */

/* A section of the file: its head and the lines with it. */
struct section {
	const struct ini_line *head;
	int count;
};

/* The section that begins with line at; false behind the last. */
static bool section_at(const struct ini *ini, int at, struct section *section)
{
	if (at >= ini->count)
		return false;
	section->head = &ini->list[at];
	section->count = 1;
	while (at + section->count < ini->count && section->head[section->count].key)
		section->count++;
	return true;
}

static bool is_routine_head(const struct section *section)
{
	return strcmp(section->head->section, "routine") == 0;
}

static void set_name(struct exercise *exercise, const char *name)
{
	static_assert((int)INI_SECTION_BYTES <= (int)NAME_BYTES, "the name fits");
	memcpy(exercise->name, name, strlen(name) + 1);
}

static void read_library_section(const struct section *section, struct library *library,
				 struct remarks *remarks)
{
	int line = section->head->line;
	if (is_routine_head(section)) {
		remark_error(remarks, line, "[routine] belongs into a routine, not the library");
		return;
	}
	if (library->count == LIBRARY_EXERCISES) {
		remark_error(remarks, line, "[%s] is one too many; a library holds %d exercises",
			     section->head->section, LIBRARY_EXERCISES);
		return;
	}
	struct exercise *exercise = &library->exercise[library->count++];
	*exercise = exercise_default();
	set_name(exercise, section->head->section);
	exercise_read(section->head, section->count, NULL, true, exercise, remarks);
}

bool library_read(const char *path, struct library *library, struct remarks *remarks)
{
	assert(path && library && remarks);
	struct ini ini;
	int errors = remarks->errors;
	library->count = 0;
	if (!ini_read(path, &ini, remarks))
		return false;
	struct section section;
	for (int at = 0; section_at(&ini, at, &section); at += section.count)
		read_library_section(&section, library, remarks);
	ini_free(&ini);
	if (library->count == 0 && remarks->errors == errors)
		remark_error(remarks, 0, "there is no exercise in this library");
	return remarks->errors == errors;
}

static const struct exercise *find_exercise(const struct library *library, const char *name)
{
	for (int i = 0; i < library->count; i++) {
		if (strcmp(library->exercise[i].name, name) == 0)
			return &library->exercise[i];
	}
	return NULL;
}

static const char *nearest_exercise(const struct library *library, const char *name)
{
	const char *names[LIBRARY_EXERCISES];
	for (int i = 0; i < library->count; i++)
		names[i] = library->exercise[i].name;
	return ini_nearest(name, names, library->count);
}

static const struct ini_line *find_key(const struct section *section, const char *key)
{
	for (int i = 1; i < section->count; i++) {
		if (strcmp(section->head[i].key, key) == 0)
			return &section->head[i];
	}
	return NULL;
}

static void remark_unknown_exercise(const struct library *library, const struct ini_line *line,
				    const char *name, struct remarks *remarks)
{
	const char *nearest = nearest_exercise(library, name);
	if (nearest)
		remark_error(remarks, line->line, "the library has no \"%s\"; did you mean \"%s\"?",
			     ini_show(name).text, nearest);
	else
		remark_error(remarks, line->line,
			     "the library has no \"%s\"; an exercise of your own needs kind, setup "
			     "and reps, hold or minutes",
			     ini_show(name).text);
}

/*
 * The library's exercise for a section, or NULL when it is written out. True
 * when the section can be read at all: a name that nobody knows says nothing
 * about the keys below it that would help.
 */
static bool find_base(const struct library *library, const struct section *section,
		      const struct exercise **base, struct remarks *remarks)
{
	const struct ini_line *named = find_key(section, "exercise");
	const char *name = named ? named->value : section->head->section;
	*base = find_exercise(library, name);
	if (*base)
		return true;
	bool written_out = !named && (find_key(section, "kind") || find_key(section, "setup"));
	if (!written_out)
		remark_unknown_exercise(library, named ? named : section->head, name, remarks);
	return written_out;
}

static void read_exercise(const struct library *library, const struct section *section,
			  struct exercise *exercise, struct remarks *remarks)
{
	const struct exercise *base = NULL;
	bool known = find_base(library, section, &base, remarks);
	struct exercise stand_in = exercise_default();
	if (!known) {
		/* Of an unknown one only what is written is judged, not what is missing. */
		memcpy(stand_in.setup, "-", 2);
		stand_in.dose.reps = stand_in.top.reps = 1;
		base = &stand_in;
	}
	*exercise = base ? *base : stand_in;
	set_name(exercise, section->head->section);
	exercise_read(section->head, section->count, base, false, exercise, remarks);
}

static void read_title(const struct ini_line *line, struct routine *routine,
		       struct remarks *remarks)
{
	ini_text(line, routine->title, sizeof(routine->title), remarks);
	if (line->value[0] == '\0')
		remark_error(remarks, line->line, "title is empty; it is what is said and shown");
}

static void read_mode(const struct ini_line *line, struct routine *routine, struct remarks *remarks)
{
	static const char *const modes[] = {"normal", "quota"};
	int mode = MODE_NORMAL;
	ini_choice(line, modes, 2, &mode, remarks);
	routine->mode = (enum policy_mode)mode;
}

static void read_routine_key(const struct ini_line *line, struct routine *routine,
			     struct remarks *remarks)
{
	static const char *const keys[] = {"title",	    "about",	   "source",
					   "prescribed_by", "review_date", "mode"};
	if (strcmp(line->key, keys[0]) == 0)
		read_title(line, routine, remarks);
	else if (strcmp(line->key, keys[1]) == 0)
		ini_text(line, routine->about, sizeof(routine->about), remarks);
	else if (strcmp(line->key, keys[2]) == 0)
		ini_text(line, routine->source, sizeof(routine->source), remarks);
	else if (strcmp(line->key, keys[3]) == 0)
		ini_text(line, routine->prescribed_by, sizeof(routine->prescribed_by), remarks);
	else if (strcmp(line->key, keys[5]) == 0)
		read_mode(line, routine, remarks);
	else if (strcmp(line->key, keys[4]) != 0)
		ini_unknown_key(line, keys, 6, remarks);
	else if (ini_date(line, &routine->review_day, remarks))
		memcpy(routine->review_date, line->value, sizeof(routine->review_date));
}

static void read_routine_section(const struct section *section, struct routine *routine,
				 struct remarks *remarks)
{
	for (int i = 1; i < section->count; i++)
		read_routine_key(&section->head[i], routine, remarks);
	if (!find_key(section, "title"))
		remark_error(remarks, section->head->line,
			     "[routine] needs a title, such as title = My back");
	/* Section 6.7: a dose that pain does not make smaller is no choice of one's own. */
	if (routine->mode == MODE_QUOTA && routine->prescribed_by[0] == '\0')
		remark_error(remarks, find_key(section, "mode")->line,
			     "mode = quota needs prescribed_by: who prescribed it, such as "
			     "prescribed_by = the physiotherapy clinic");
}

static void take_exercise(const struct section *section, const struct library *library,
			  struct routine *routine, int lines[ROUTINE_EXERCISES],
			  struct remarks *remarks)
{
	if (routine->count < ROUTINE_EXERCISES) {
		lines[routine->count] = section->head->line;
		read_exercise(library, section, &routine->exercise[routine->count++], remarks);
		return;
	}
	/* What is not taken up is read all the same, for its mistakes. */
	struct exercise spare;
	remark_error(remarks, section->head->line, "[%s] is one too many; a routine has at most %d",
		     section->head->section, ROUTINE_EXERCISES);
	read_exercise(library, section, &spare, remarks);
}

static void read_sections(const struct ini *ini, const struct library *library,
			  struct routine *routine, int lines[ROUTINE_EXERCISES],
			  struct remarks *remarks)
{
	struct section section;
	bool headed = false;
	for (int at = 0; section_at(ini, at, &section); at += section.count) {
		if (!is_routine_head(&section)) {
			take_exercise(&section, library, routine, lines, remarks);
			continue;
		}
		if (at > 0 && !headed)
			remark_error(remarks, section.head->line,
				     "[routine] stands first, before the exercises");
		read_routine_section(&section, routine, remarks);
		headed = true;
	}
	if (!headed)
		remark_error(remarks, ini->count > 0 ? ini->list[0].line : 0,
			     "there is no [routine] with a title before the exercises");
}

static const char *flaw_text(enum routine_flaw flaw)
{
	static const char *const texts[] = {
	    [FLAW_NONE] = "",
	    [FLAW_EMPTY] = "there is no exercise in this routine",
	    [FLAW_LADDER_FALLS] = "its ladder ends below its start",
	    [FLAW_NO_WARM_UP] = "there is no warm-up; part = warm-up marks one",
	    [FLAW_NO_COOL_DOWN] = "there is no cool-down; part = cool-down marks one",
	    [FLAW_NO_STRETCH] = "there is no stretch among the exercises",
	    [FLAW_NO_GLUTE] = "it strengthens, but nothing for the seat muscles (tag glute)",
	    [FLAW_NO_CORE] = "it strengthens, but nothing for the trunk (tag core)",
	    [FLAW_TOO_LONG] = "it takes longer than 30 minutes; shorter ones are done more often",
	    [FLAW_TOO_MANY] = "it has more than 8 exercises; fewer are kept up more easily",
	    [FLAW_WARM_UP_LATE] = "a warm-up comes first and a cool-down last",
	    [FLAW_NO_SETUP] = "it does not say the starting position (setup)",
	    [FLAW_FAST] = "a movement takes less than two seconds; slower is safer",
	    [FLAW_NOTHING_GENTLE] = "nothing is marked gentle = yes for a bad day",
	};
	assert((unsigned)flaw < sizeof(texts) / sizeof(texts[0]));
	return texts[flaw];
}

static void remark_finding(const struct routine *routine, const struct finding *found,
			   const int lines[ROUTINE_EXERCISES], struct remarks *remarks)
{
	int line = found->exercise < 0 ? 0 : lines[found->exercise];
	const char *name = found->exercise < 0 ? "" : routine->exercise[found->exercise].name;
	const char *mark = found->exercise < 0 ? "" : ": ";
	if (flaw_is_warning(found->flaw))
		remark_warning(remarks, line, "%s%s%s", name, mark, flaw_text(found->flaw));
	else
		remark_error(remarks, line, "%s%s%s", name, mark, flaw_text(found->flaw));
}

/* Advice on a routine that is wrong anyway would only be noise; that it is empty is none. */
static void check(const struct routine *routine, const int lines[ROUTINE_EXERCISES], bool sound,
		  struct remarks *remarks)
{
	struct finding found[FINDINGS];
	if (!sound && routine->count > 0)
		return;
	int count = routine_check(routine, found, FINDINGS);
	assert(count <= FINDINGS);
	for (int i = 0; i < count; i++)
		remark_finding(routine, &found[i], lines, remarks);
}

/* The file's name without folder and ending. */
static void set_id(const char *path, struct routine *routine, struct remarks *remarks)
{
	const char *slash = strrchr(path, '/');
	const char *name = slash ? slash + 1 : path;
	const char *dot = strrchr(name, '.');
	size_t bytes = dot && dot > name ? (size_t)(dot - name) : strlen(name);
	if (bytes >= sizeof(routine->id)) {
		remark_error(remarks, 0, "the file's name has %zu bytes; at most %d fit", bytes,
			     NAME_BYTES - 1);
		return;
	}
	memcpy(routine->id, name, bytes);
}

bool routine_read(const char *path, const struct library *library, struct routine *routine,
		  struct remarks *remarks)
{
	assert(path && library && routine && remarks);
	struct ini ini;
	int errors = remarks->errors;
	int lines[ROUTINE_EXERCISES] = {0};
	*routine = (struct routine){0};
	if (!ini_read(path, &ini, remarks))
		return false;
	set_id(path, routine, remarks);
	read_sections(&ini, library, routine, lines, remarks);
	ini_free(&ini);
	check(routine, lines, remarks->errors == errors, remarks);
	if (remarks->errors == errors)
		return true;
	/* Half a routine must not run, whatever the caller does. */
	*routine = (struct routine){0};
	return false;
}
