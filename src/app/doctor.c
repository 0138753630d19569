/* SPDX-License-Identifier: GPL-3.0-or-later */
/* doctor.c - looks whether a session could run here, and names what mends what is missing. */
#include "doctor.h"

#include <glob.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "audio.h"
#include "doctor_buttons.h"
#include "doctor_journal.h"
#include "doctor_server.h"
#include "doctor_service.h"
#include "doctor_speaker.h"
#include "exit_code.h"
#include "fault.h"
#include "keys.h"
#include "listener.h"
#include "mixer.h"
#include "places.h"
#include "ring.h"
#include "settings.h"
#include "speaker.h"
#include "voice_file.h"

enum { DEVICES_MAX = 64, EARS_ITEMS = 4096, LINE_COLUMNS = 80, TEXT_COLUMN = 21, TEXT_ROOM = 600 };

/* One examination: what it looks at, and what it found. */
struct visit {
	const struct settings *settings;
	FILE *out;
	struct places places;
	struct audio *audio;
	bool loud, plays, speaks, hears, has_keys, has_buttons;
};

/* --- words --- */

static void write_wrapped(FILE *out, const char *text)
{
	int column = TEXT_COLUMN;
	while (*text != '\0') {
		int length = (int)strcspn(text, " ");
		if (column > TEXT_COLUMN && column + 1 + length > LINE_COLUMNS) {
			fprintf(out, "\n%*s", TEXT_COLUMN, "");
			column = TEXT_COLUMN;
		} else if (column > TEXT_COLUMN) {
			fputc(' ', out);
			column++;
		}
		fprintf(out, "%.*s", length, text);
		column += length;
		text += length;
		text += strspn(text, " ");
	}
	fputc('\n', out);
}

__attribute__((format(printf, 4, 5))) static void tell(const struct visit *visit, const char *what,
						       const char *how, const char *format, ...)
{
	char text[TEXT_ROOM];
	va_list values;
	va_start(values, format);
	vsnprintf(text, sizeof text, format, values);
	va_end(values);
	fprintf(visit->out, "%-*s%-*s", TEXT_COLUMN - 9, what, 9, how);
	write_wrapped(visit->out, text);
}

static bool is_there(const char *path)
{
	return access(path, F_OK) == 0;
}

static bool any_there(const char *pattern)
{
	glob_t found;
	bool any = glob(pattern, 0, NULL, &found) == 0;
	if (any)
		globfree(&found);
	return any;
}

static const char *name_of_user(void)
{
	const char *name = getenv("USER");
	return name != NULL && name[0] != '\0' ? name : "$(id -un)";
}

/* --- sound --- */

static bool may_use_cards(void)
{
	glob_t found;
	bool may = false;
	if (glob("/dev/snd/control*", 0, NULL, &found) != 0)
		return false;
	for (size_t i = 0; i < found.gl_pathc; i++)
		may = may || access(found.gl_pathv[i], R_OK | W_OK) == 0;
	globfree(&found);
	return may;
}

static void explain_cards(const struct visit *visit)
{
	if (!any_there("/dev/snd/control*"))
		tell(visit, "", "cards",
		     "The system knows no sound card. Plug one in; on a Raspberry Pi, see that "
		     "/boot/firmware/config.txt has \"dtparam=audio=on\", then: sudo reboot");
	else if (!may_use_cards())
		tell(visit, "", "mend", "sudo usermod -aG audio %s, then log in again",
		     name_of_user());
	else
		tell(visit, "", "cards",
		     "There is a sound card that you may use, but nothing on it that fits. Its "
		     "profile is chosen with: alsamixer");
}

/* A server is reached through a plug-in of ALSA, which comes in a package of its own. */
static void explain_server(const struct visit *visit, const char *name, const char *plugin,
			   const char *package)
{
	char pattern[128];
	snprintf(pattern, sizeof pattern, "/usr/lib/*/alsa-lib/libasound_module_pcm_%s.so", plugin);
	if (any_there(pattern))
		tell(visit, "", "server", "%s runs, and its plug-in for ALSA is there.", name);
	else
		tell(visit, "", "mend",
		     "%s runs, but ALSA cannot reach it: sudo apt-get install %s", name, package);
}

static void explain_servers(const struct visit *visit)
{
	const char *runtime = getenv("XDG_RUNTIME_DIR");
	char pulse[PLACE_BYTES], pipewire[PLACE_BYTES];
	if (runtime == NULL || runtime[0] == '\0') {
		tell(visit, "", "server",
		     "XDG_RUNTIME_DIR is not set, so that no sound server of yours can be found. "
		     "If there is one: export XDG_RUNTIME_DIR=/run/user/%ld",
		     (long)getuid());
		return;
	}
	snprintf(pulse, sizeof pulse, "%s/pulse/native", runtime);
	snprintf(pipewire, sizeof pipewire, "%s/pipewire-0", runtime);
	if (is_there(pipewire))
		explain_server(visit, "PipeWire", "pipewire", "pipewire-alsa");
	else if (is_there(pulse))
		explain_server(visit, "PulseAudio", "pulse", "libasound2-plugins");
	else
		tell(visit, "", "server", "No sound server runs in XDG_RUNTIME_DIR, %s.", runtime);
}

static void list_devices(const struct visit *visit, bool inputs)
{
	struct audio_device list[DEVICES_MAX];
	int count = visit->audio != NULL ? audio_list(visit->audio, list, DEVICES_MAX) : 0;
	for (int i = 0; i < count && i < DEVICES_MAX; i++) {
		bool is_default = inputs ? list[i].default_input : list[i].default_output;
		if ((inputs ? list[i].inputs : list[i].outputs) > 0)
			tell(visit, "", is_default ? "default" : "device", "\"%s\" (%s)",
			     list[i].name, list[i].host);
	}
}

static void look_at_output(struct visit *visit, struct fault *why)
{
	char text[TEXT_ROOM];
	struct mixer *mixer = malloc(sizeof *mixer);
	struct audio_out *out = NULL;
	if (mixer == NULL) {
		fault_set(why, FAULT_SYSTEM, "there is not enough memory");
	} else if (visit->audio != NULL) {
		mixer_init(mixer);
		out = audio_out_open(visit->audio, visit->settings->output,
				     visit->settings->latency_ms, mixer, why);
	}
	visit->plays = out != NULL;
	if (out != NULL)
		tell(visit, "speaker", "ok", "%s, %d ms from order to sound", audio_out_name(out),
		     audio_out_latency_ms(out));
	else
		tell(visit, "speaker", "missing", "%s", why->text);
	if (out != NULL && doctor_sink(text, sizeof text))
		tell(visit, "", "plays on", "%s", text);
	audio_out_close(out, false);
	free(mixer);
}

static bool look_at_microphone(struct visit *visit, struct fault *why)
{
	int16_t storage[EARS_ITEMS];
	struct ring ears;
	int hz = 0;
	ring_init(&ears, storage, sizeof storage[0], EARS_ITEMS);
	struct audio_in *in = NULL;
	if (visit->audio != NULL)
		in = audio_in_open(visit->audio, visit->settings->microphone, &ears, &hz, why);
	bool opened = in != NULL;
	if (opened)
		tell(visit, "microphone", "ok", "%s", audio_in_name(in));
	else
		tell(visit, "microphone", "missing", "%s; keys answer as well", why->text);
	audio_in_close(in);
	return opened;
}

static void look_at_sound(struct visit *visit, bool *microphone)
{
	struct fault why = {FAULT_NONE, ""};
	visit->audio = visit->loud ? audio_open_loud(&why) : audio_open(&why);
	look_at_output(visit, &why);
	list_devices(visit, false);
	if (!visit->plays) {
		explain_cards(visit);
		explain_servers(visit);
		tell(visit, "", "without",
		     "easeback --silent leads by captions alone; easeback render makes a file.");
	}
	*microphone = look_at_microphone(visit, &why);
	list_devices(visit, true);
	audio_close(visit->audio);
	visit->audio = NULL;
}

/* --- voice and ear --- */

static void try_voice(struct visit *visit, const char *path, struct voice_file *voice,
		      struct remarks *remarks)
{
	struct fault why = {FAULT_NONE, ""};
	if (!voice_read(path, visit->places.shipped_voices, voice, remarks)) {
		tell(visit, "voice", "missing",
		     "%s has mistakes; they are shown by: easeback check %s", path, path);
		return;
	}
	struct speaker *speaker = speaker_open(&voice->speaker, &why);
	visit->speaks = speaker != NULL;
	if (speaker != NULL)
		tell(visit, "voice", "ok", "%s: %s of eSpeak NG %s", path, voice->speaker.name,
		     speaker_version());
	else
		tell(visit, "voice", "missing", "%s", why.text);
	if (speaker == NULL)
		tell(visit, "", "mend", "sudo apt-get install espeak-ng-data");
	speaker_close(speaker);
}

static void look_at_voice(struct visit *visit)
{
	char path[PLACE_BYTES];
	struct voice_file *voice = calloc(1, sizeof *voice);
	struct remarks *remarks = calloc(1, sizeof *remarks);
	if (!places_voice(&visit->places, visit->settings->voice, path))
		tell(visit, "voice", "missing",
		     "There is no voice \"%s\". Another is chosen with \"voice =\" in the settings "
		     "or with --voice; they are in %s.",
		     visit->settings->voice, visit->places.shipped_voices);
	else if (voice == NULL || remarks == NULL)
		tell(visit, "voice", "missing", "there is not enough memory for it");
	else
		try_voice(visit, path, voice, remarks);
	free(remarks);
	free(voice);
}

static void look_at_server(const struct visit *visit)
{
	struct server_finding finding;
	if (!doctor_ask_server(visit->settings, &finding))
		return;
	tell(visit, "server", finding.answers ? "ok" : "missing", "%s", finding.text);
	if (finding.mend[0] != '\0')
		tell(visit, "", "mend", "%s", finding.mend);
}

static void look_at_ear(struct visit *visit, bool microphone)
{
	const char *model = visit->settings->ear_model;
	struct fault why = {FAULT_NONE, ""};
	if (!visit->settings->ear) {
		tell(visit, "ear", "off", "\"ear = no\" stands under [ear] in the settings.");
		return;
	}
	struct ear *ear = ear_open(model[0] != '\0' ? model : NULL, &why);
	visit->hears = ear != NULL && microphone;
	if (ear != NULL)
		tell(visit, "ear", "ok", "PocketSphinx, %s",
		     model[0] != '\0' ? model : "model pocketsphinx-en-us");
	else
		tell(visit, "ear", "missing", "%s", why.text);
	if (ear == NULL && model[0] == '\0')
		tell(visit, "", "mend", "sudo apt-get install pocketsphinx-en-us");
	ear_close(ear);
}

static void look_at_keys(struct visit *visit)
{
	struct fault why = {FAULT_NONE, ""};
	struct keys *keys = keys_open(&why);
	visit->has_keys = keys != NULL;
	if (keys != NULL)
		tell(visit, "keys", "ok", "standard input");
	else
		tell(visit, "keys", "missing", "%s", why.text);
	keys_close(keys);
}

static void look_at_buttons(struct visit *visit)
{
	struct buttons_finding finding;
	doctor_find_buttons(visit->settings, &finding);
	visit->has_buttons = finding.works;
	for (int i = 0; i < finding.count; i++)
		tell(visit, i == 0 ? "buttons" : "", finding.line[i].how, "%s",
		     finding.line[i].text);
}

/* --- files --- */

static void tell_place(const struct visit *visit, const char *what, const char *path,
		       const char *else_what)
{
	if (is_there(path))
		tell(visit, what, "there", "%s", path);
	else
		tell(visit, what, "not yet", "%s (%s)", path, else_what);
}

static void look_at_places(const struct visit *visit)
{
	const struct places *places = &visit->places;
	tell_place(visit, "settings", places->settings, "the shipped ones hold");
	tell_place(visit, "", places->shipped_settings, "the program's own hold");
	tell_place(visit, "routines", places->own_routines, "put your own here");
	tell_place(visit, "", places->shipped_routines, "is easeback installed whole?");
	tell_place(visit, "voices", places->own_voices, "put your own here");
	tell_place(visit, "", places->shipped_voices, "is easeback installed whole?");
	tell_place(visit, "memory", places->memo, "no session was led yet");
}

static void look_at_rest(const struct visit *visit)
{
	struct journal_finding finding;
	doctor_read_journal(&visit->places, &finding);
	tell(visit, "journal", finding.how, "%s", finding.text);
	doctor_try_charts(&finding);
	tell(visit, "charts", finding.how, "%s", finding.text);
	struct service_finding service;
	if (doctor_find_service(&visit->places, &service))
		tell(visit, "service", service.how, "%s", service.text);
}

static int verdict(const struct visit *visit)
{
	bool answers = visit->has_keys || visit->has_buttons || visit->hears;
	bool well = visit->plays && visit->speaks && answers;
	if (well)
		tell(visit, "session", "ok", "A session can run.");
	else
		tell(visit, "session", "missing", "No session can run yet.%s%s%s",
		     visit->plays ? "" : " Nothing plays.", visit->speaks ? "" : " Nothing speaks.",
		     answers ? "" : " Nobody can answer.");
	return well ? EXIT_CODE_COMPLETED : EXIT_CODE_NO_WAY;
}

int doctor_run(const struct settings *settings, bool devices_only, bool loud, FILE *out)
{
	struct visit visit = {.settings = settings, .out = out, .loud = loud};
	bool microphone = false;
	if (devices_only)
		return doctor_outputs(out);
	places_find(&visit.places);
	look_at_sound(&visit, &microphone);
	look_at_voice(&visit);
	look_at_ear(&visit, microphone);
	look_at_server(&visit);
	look_at_keys(&visit);
	look_at_buttons(&visit);
	look_at_places(&visit);
	look_at_rest(&visit);
	return verdict(&visit);
}
