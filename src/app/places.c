/* SPDX-License-Identifier: GPL-3.0-or-later */
/* places.c - where files are looked for. */
#include "places.h"

#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* A path too long for its place becomes empty, which is never found. */
static void join(char place[PLACE_BYTES], const char *folder, const char *rest)
{
	int n = snprintf(place, PLACE_BYTES, "%s%s", folder, rest);
	if (n < 0 || n >= PLACE_BYTES)
		place[0] = '\0';
}

/* $variable, or $HOME and the rest; a relative path in the variable does not count. */
static void base(char place[PLACE_BYTES], const char *variable, const char *rest)
{
	const char *value = getenv(variable);
	const char *home = getenv("HOME");
	if (value != NULL && value[0] == '/')
		join(place, value, "");
	else if (home != NULL && home[0] == '/')
		join(place, home, rest);
	else
		join(place, "/nonexistent",
		     rest); /* nothing is found there, nothing can be written */
}

static bool is_there(const char *path)
{
	return path[0] != '\0' && access(path, F_OK) == 0;
}

/* The folder with routines, voices and config. */
static void find_shipped(char folder[PLACE_BYTES])
{
	char exe[PLACE_BYTES], trial[PLACE_BYTES];
	join(folder, EASEBACK_DATA_DIR, "");
	ssize_t n = readlink("/proc/self/exe", exe, sizeof exe - 1);
	if (n <= 0)
		return;
	exe[n] = '\0';
	/* beside a build folder, for a test in it, installed */
	static const char *const tries[] = {"/..", "/../..", "/../share/easeback"};
	const char *own = dirname(exe);
	for (size_t i = 0; i < sizeof tries / sizeof tries[0]; i++) {
		char there[PLACE_BYTES];
		join(there, own, tries[i]);
		join(trial, there, "/routines/exercises.ini");
		if (is_there(trial)) {
			join(folder, there, "");
			return;
		}
	}
}

void places_find(struct places *places)
{
	char config[PLACE_BYTES], state[PLACE_BYTES], data[PLACE_BYTES], found[PLACE_BYTES],
	    shipped[PLACE_BYTES];
	base(config, "XDG_CONFIG_HOME", "/.config");
	base(state, "XDG_STATE_HOME", "/.local/state");
	base(data, "XDG_DATA_HOME", "/.local/share");
	join(places->settings, config, "/easeback/easeback.ini");
	join(places->own_routines, config, "/easeback/routines");
	join(places->own_voices, config, "/easeback/voices");
	join(places->units, config, "/systemd/user");
	join(places->people, data, "/easeback/voices");
	join(places->journal, data, "/easeback/journal.db");
	join(places->session_lock, data, "/easeback/session.lock");
	join(places->waiting, data, "/easeback/waiting.lock");
	join(places->memo, state, "/easeback/memo.ini");
	join(places->comfort, state, "/easeback/comfort.ini");
	find_shipped(found);
	char *real = realpath(found, NULL);
	join(shipped, real != NULL ? real : found, "");
	free(real);
	join(places->shipped_settings, shipped, "/config/easeback.ini");
	join(places->shipped_routines, shipped, "/routines");
	join(places->shipped_voices, shipped, "/voices");
}

static bool is_path(const char *name)
{
	size_t n = strlen(name);
	return strchr(name, '/') != NULL || (n > 4 && strcmp(name + n - 4, ".ini") == 0);
}

/* However it is written: "routines/walk.ini" and a link to it are the shipped one too. */
static bool is_inside(const char *path, const char *folder)
{
	char *real = realpath(path, NULL);
	size_t n = strlen(folder);
	bool inside = real != NULL && strncmp(real, folder, n) == 0 && real[n] == '/';
	free(real);
	return inside;
}

static bool in_folder(const char *folder, const char *name, char path[PLACE_BYTES])
{
	int n = snprintf(path, PLACE_BYTES, "%s/%s.ini", folder, name);
	return n > 0 && n < PLACE_BYTES && is_there(path);
}

bool places_routine(const struct places *places, const char *name, char path[PLACE_BYTES],
		    bool *shipped)
{
	*shipped = false;
	if (is_path(name)) {
		join(path, name, "");
		*shipped = is_inside(path, places->shipped_routines);
		return is_there(path);
	}
	if (in_folder(places->own_routines, name, path))
		return true;
	*shipped = true;
	return in_folder(places->shipped_routines, name, path);
}

bool places_voice(const struct places *places, const char *name, char path[PLACE_BYTES])
{
	if (is_path(name)) {
		join(path, name, "");
		return is_there(path);
	}
	return in_folder(places->own_voices, name, path) ||
	       in_folder(places->shipped_voices, name, path);
}

void places_library(const struct places *places, const char *routine, char path[PLACE_BYTES])
{
	char copy[PLACE_BYTES];
	join(copy, routine, "");
	join(path, dirname(copy), "/exercises.ini");
	if (routine[0] == '\0' || !is_there(path))
		join(path, places->shipped_routines, "/exercises.ini");
}
