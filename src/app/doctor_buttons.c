/* SPDX-License-Identifier: GPL-3.0-or-later */
/* doctor_buttons.c - number pads and buttons: which there are, and each press as it is understood.
 */
#include "doctor_buttons.h"

#include "button_list.h"
#include "buttons.h"
#include "fault.h"
#include "intent.h"
#include "mailbox.h"
#include "settings.h"

#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { NAP_MS = 20 };

/* --- finding them ------------------------------------------------------ */

__attribute__((format(printf, 3, 4))) static void note(struct buttons_finding *finding,
						       const char *how, const char *format, ...)
{
	va_list values;
	if (finding->count == BUTTON_LINES)
		return;
	va_start(values, format);
	vsnprintf(finding->line[finding->count].text, sizeof finding->line[0].text, format, values);
	va_end(values);
	snprintf(finding->line[finding->count].how, sizeof finding->line[0].how, "%s", how);
	finding->count++;
}

static void note_devices(struct buttons_finding *finding, const struct button_node *list, int count)
{
	for (int i = 0; i < count; i++)
		note(finding, "device", "\"%s\"%s", list[i].name,
		     list[i].readable ? "" : ", which you may not read");
	if (count == 0)
		note(finding, "device", "The system knows no device with keys.");
}

/* The group is the one way that also holds for somebody who is not logged in at the screen. */
static void note_group(struct buttons_finding *finding)
{
	const char *user = getenv("USER");
	note(finding, "mend", "sudo usermod -aG input %s, then log in again",
	     user != NULL && user[0] != '\0' ? user : "$(id -un)");
}

static bool note_wanted(struct buttons_finding *finding, const char *names,
			const struct button_node *list, int count)
{
	bool denied = false, any = false;
	for (int i = 0; i < count; i++) {
		if (!button_name_fits(names, list[i].name))
			continue;
		any = true;
		finding->works |= list[i].readable;
		denied |= !list[i].readable;
		note(finding, list[i].readable ? "ok" : "missing", "\"%s\"%s", list[i].name,
		     list[i].readable ? "" : " is there, but you may not read it");
	}
	if (denied)
		note_group(finding);
	return any;
}

void doctor_find_buttons(const struct settings *settings, struct buttons_finding *finding)
{
	struct button_node list[BUTTON_NODES];
	int count = button_list("", list);
	*finding = (struct buttons_finding){.count = 0};
	if (settings->buttons[0] == '\0') {
		note(finding, "off",
		     "\"device =\" names none under [buttons] in the settings. There is:");
		note_devices(finding, list, count);
	} else if (!note_wanted(finding, settings->buttons, list, count)) {
		note(finding, "missing",
		     "No device with keys has \"%s\" in its name. Is it switched on, and paired? "
		     "There is:",
		     settings->buttons);
		note_devices(finding, list, count);
	}
}

/* --- trying them ------------------------------------------------------- */

static void show_key(FILE *out, int key)
{
	struct intent intent = intent_from_key(key);
	if (key == '\n')
		fputs("Enter", out);
	else if (key == ' ')
		fputs("space", out);
	else
		fputc(key, out);
	if (intent.kind == INTENT_NUMBER)
		fprintf(out, "\t%s %d\n", intent_name(intent.kind), intent.value);
	else
		fprintf(out, "\t%s\n", intent_name(intent.kind));
	fflush(out);
}

static void show_letters(FILE *out, struct mailbox *mailbox)
{
	struct letter letter;
	while (mailbox_take(mailbox, &letter)) {
		if (letter.kind == LETTER_KEY)
			show_key(out, letter.id);
		else if (letter.kind == LETTER_BUTTONS)
			fprintf(stderr, "easeback: %s\n", letter.text);
	}
}

/* A whole keyboard stays with the terminal, whose Ctrl-C ends this. */
static enum exit_code try_with(const struct settings *settings, struct mailbox *mailbox, FILE *out,
			       const sigset_t *ends)
{
	const struct timespec nap = {.tv_nsec = NAP_MS * 1000000L};
	struct fault why;
	struct buttons_wish wish = {
	    .names = settings->buttons, .one_button = settings->one_button, .grab = BUTTON_MODEST};
	struct buttons *buttons = buttons_open(&wish, mailbox, &why);
	if (why.code != FAULT_NONE)
		fprintf(stderr, "easeback: %s\n", why.text);
	if (buttons == NULL)
		return EXIT_CODE_NO_WAY;
	if (!buttons_had_numbers(buttons) && buttons_had_press(buttons))
		fputs("No number can be keyed here. Without a microphone or keyboard the coach "
		      "counts, and a press takes the number; that is enough.\n",
		      stderr);
	fputs("Press each key or button; Ctrl-C ends.\n", stderr);
	while (sigtimedwait(ends, NULL, &nap) < 0)
		show_letters(out, mailbox);
	show_letters(out, mailbox);
	buttons_close(buttons);
	return EXIT_CODE_COMPLETED;
}

enum exit_code doctor_try_buttons(const struct settings *settings, FILE *out)
{
	sigset_t ends, before;
	struct fault why;
	if (settings->buttons[0] == '\0') {
		fputs("easeback: \"device =\" names none under [buttons] in the settings; "
		      "\"easeback doctor\" lists what there is\n",
		      stderr);
		return EXIT_CODE_INPUT;
	}
	struct mailbox *mailbox = mailbox_open(&why);
	if (mailbox == NULL) {
		fprintf(stderr, "easeback: %s\n", why.text);
		return EXIT_CODE_NO_WAY;
	}
	sigemptyset(&ends);
	sigaddset(&ends, SIGINT);
	sigaddset(&ends, SIGTERM);
	sigaddset(&ends, SIGHUP);
	sigprocmask(SIG_BLOCK, &ends, &before);
	enum exit_code code = try_with(settings, mailbox, out, &ends);
	sigprocmask(SIG_SETMASK, &before, NULL);
	mailbox_close(mailbox);
	return code;
}
