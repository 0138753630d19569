/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * audio_quiet.c - deals with ALSA and JACK behind PortAudio's back.
 *
 * PortAudio has loaded both libraries into this process already, so their
 * functions are looked up by name and neither is needed for building.
 */
#include "audio_inner.h"

#include <dlfcn.h>
#include <stddef.h>
#include <string.h>

typedef void alsa_handler(const char *file, int line, const char *function, int error,
			  const char *format, ...);
typedef int alsa_set_handler(alsa_handler *handler);
typedef void jack_handler(const char *text);
typedef void jack_set_handler(jack_handler *handler);
typedef int alsa_update(void);
typedef int alsa_search(void *config, const char *key, void **found);

/* C has no cast from an object's pointer to a function's; POSIX promises that the bits are right.
 */
static void look_up(const char *name, void *function)
{
	void *self = dlopen(NULL, RTLD_LAZY);
	void *symbol = self != NULL ? dlsym(self, name) : NULL;
	memcpy(function, &symbol, sizeof symbol);
	if (self != NULL)
		dlclose(self);
}

static void ignore_alsa(const char *file, int line, const char *function, int error,
			const char *format, ...)
{
	(void)file;
	(void)line;
	(void)function;
	(void)error;
	(void)format;
}

static void ignore_jack(const char *text)
{
	(void)text;
}

void audio_quiet(void)
{
	alsa_set_handler *set_alsa;
	jack_set_handler *set_jack_error, *set_jack_info;
	look_up("snd_lib_error_set_handler", &set_alsa);
	look_up("jack_set_error_function", &set_jack_error);
	look_up("jack_set_info_function", &set_jack_info);
	if (set_alsa != NULL)
		set_alsa(ignore_alsa);
	if (set_jack_error != NULL)
		set_jack_error(ignore_jack);
	if (set_jack_info != NULL)
		set_jack_info(ignore_jack);
}

/* PortAudio 19.6 asserts that there is one of these two, even where there is no sound card. */
bool audio_config_is_sane(void)
{
	alsa_update *update;
	alsa_search *search;
	void **config, *found;
	look_up("snd_config_update", &update);
	look_up("snd_config_search", &search);
	look_up("snd_config", &config);
	if (update == NULL || search == NULL || config == NULL)
		return true;
	if (update() < 0 || *config == NULL)
		return false;
	return search(*config, "pcm.default", &found) >= 0 ||
	       search(*config, "pcm.dmix", &found) >= 0;
}
