/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * keypad.c - a number pad, a button or a keyboard that the kernel believes in, and somebody who
 *            presses its keys; or somebody else who reads along.
 *
 * keypad KIND NAME: makes it, prints "there PATH", and does what standard input says, a line each:
 * press KEY MS, down KEY, up KEY, rest MS, gone, back. The end of it unplugs the device. The kinds
 * are pad, button, keyboard, remote and presenter.
 *
 * keypad read NAME: prints "open", then each key that goes down, until it is killed.
 *
 * keypad await FILE TEXT COUNT SECONDS: waits until so many lines of the file have the text. In a
 * machine made of software a shell that asks ten times a second is a burden.
 */
#include <dirent.h>
#include <fcntl.h>
#include <libevdev/libevdev-uinput.h>
#include <libevdev/libevdev.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { FOLDER_MS = 5000, AWAIT_MS = 100 };

static void rest(long ms)
{
	nanosleep(&(struct timespec){.tv_sec = ms / 1000, .tv_nsec = ms % 1000 * 1000000}, NULL);
}

static void fail(const char *what)
{
	fprintf(stderr, "keypad: %s\n", what);
	exit(1);
}

/* --- somebody else ------------------------------------------------------- */

static int find(const char *name, struct libevdev **evdev)
{
	char path[300];
	DIR *folder = opendir("/dev/input");
	struct dirent *entry;
	int found = -1;
	while (found < 0 && folder != NULL && (entry = readdir(folder)) != NULL) {
		snprintf(path, sizeof path, "/dev/input/%s", entry->d_name);
		int fd = strncmp(entry->d_name, "event", 5) == 0 ? open(path, O_RDONLY) : -1;
		if (fd >= 0 && libevdev_new_from_fd(fd, evdev) == 0) {
			if (strcmp(libevdev_get_name(*evdev), name) == 0)
				found = fd;
			else
				libevdev_free(*evdev);
		}
		if (fd >= 0 && found < 0)
			close(fd);
	}
	if (folder != NULL)
		closedir(folder);
	return found;
}

static int read_along(const char *name)
{
	struct libevdev *evdev;
	struct input_event event;
	int fd = find(name, &evdev);
	if (fd < 0)
		fail("there is no device of that name");
	puts("open");
	fflush(stdout);
	while (read(fd, &event, sizeof event) == sizeof event) {
		if (event.type != EV_KEY || event.value != 1)
			continue;
		puts(libevdev_event_code_get_name(EV_KEY, event.code));
		fflush(stdout);
	}
	return 0;
}

/* --- waiting ------------------------------------------------------------- */

static int count_lines(const char *path, const char *text)
{
	char line[1000];
	int count = 0;
	FILE *file = fopen(path, "r");
	while (file != NULL && fgets(line, sizeof line, file) != NULL)
		count += strstr(line, text) != NULL;
	if (file != NULL)
		fclose(file);
	return count;
}

static int await(const char *path, const char *text, int count, long seconds)
{
	time_t until = time(NULL) + seconds;
	while (count_lines(path, text) < count) {
		if (time(NULL) > until)
			return 1;
		rest(AWAIT_MS);
	}
	return 0;
}

/* --- the device ---------------------------------------------------------- */

struct pad {
	struct libevdev *evdev;
	struct libevdev_uinput *device;
};

static void add(struct libevdev *evdev, const char *names)
{
	char list[600];
	snprintf(list, sizeof list, "%s", names);
	for (char *name = strtok(list, " "); name != NULL; name = strtok(NULL, " ")) {
		int code = libevdev_event_code_from_name(EV_KEY, name);
		if (code < 0)
			fail(name);
		libevdev_enable_event_code(evdev, EV_KEY, (unsigned)code, NULL);
	}
}

static void add_kind(struct libevdev *evdev, const char *kind)
{
	if (strcmp(kind, "pad") == 0) {
		add(evdev, "KEY_KP0 KEY_KP1 KEY_KP2 KEY_KP3 KEY_KP4 KEY_KP5 KEY_KP6 KEY_KP7 "
			   "KEY_KP8 KEY_KP9 KEY_KPASTERISK KEY_KPDOT KEY_KPSLASH KEY_KPENTER "
			   "KEY_KPPLUS KEY_KPMINUS KEY_NUMLOCK");
		libevdev_enable_event_type(evdev, EV_REP);
	} else if (strcmp(kind, "button") == 0) {
		add(evdev, "KEY_PROG1");
	} else if (strcmp(kind, "remote") == 0) {
		add(evdev, "KEY_VOLUMEUP KEY_VOLUMEDOWN KEY_ENTER");
	} else if (strcmp(kind, "presenter") == 0) {
		add(evdev, "KEY_PAGEDOWN KEY_PAGEUP KEY_B KEY_F5 KEY_ESC");
	} else if (strcmp(kind, "keyboard") == 0) {
		for (unsigned code = KEY_ESC; code <= KEY_KPDOT; code++)
			libevdev_enable_event_code(evdev, EV_KEY, code, NULL);
		libevdev_enable_event_type(evdev, EV_REP);
	} else {
		fail("kinds: pad, button, keyboard, remote, presenter");
	}
}

/* The kernel makes the file a moment later than the device. */
static void come(struct pad *pad)
{
	int waited = 0;
	if (libevdev_uinput_create_from_device(pad->evdev, LIBEVDEV_UINPUT_OPEN_MANAGED,
					       &pad->device) != 0)
		fail("/dev/uinput makes no device");
	const char *path = libevdev_uinput_get_devnode(pad->device);
	while ((path == NULL || access(path, F_OK) != 0) && waited++ < FOLDER_MS)
		rest(1);
	printf("there %s\n", path != NULL ? path : "nowhere");
	fflush(stdout);
}

static void go(struct pad *pad)
{
	if (pad->device != NULL)
		libevdev_uinput_destroy(pad->device);
	pad->device = NULL;
}

static void move(struct pad *pad, const char *name, bool down)
{
	int code = libevdev_event_code_from_name(EV_KEY, name);
	if (code < 0 || pad->device == NULL)
		fail(name);
	libevdev_uinput_write_event(pad->device, EV_KEY, (unsigned)code, down);
	libevdev_uinput_write_event(pad->device, EV_SYN, SYN_REPORT, 0);
}

static void obey(struct pad *pad, const char *line)
{
	char verb[16] = "", key[40] = "";
	long ms = 0;
	sscanf(line, "%15s %39s %ld", verb, key, &ms);
	if (strcmp(verb, "press") == 0) {
		move(pad, key, true);
		rest(ms);
		move(pad, key, false);
	} else if (strcmp(verb, "down") == 0 || strcmp(verb, "up") == 0) {
		move(pad, key, verb[0] == 'd');
	} else if (strcmp(verb, "rest") == 0) {
		rest(atol(key));
	} else if (strcmp(verb, "gone") == 0) {
		go(pad);
	} else if (strcmp(verb, "back") == 0) {
		come(pad);
	} else {
		fail(line);
	}
}

int main(int argc, char **argv)
{
	char line[100];
	struct pad pad = {.device = NULL};
	if (argc == 6 && strcmp(argv[1], "await") == 0)
		return await(argv[2], argv[3], atoi(argv[4]), atol(argv[5]));
	if (argc != 3)
		fail("keypad KIND NAME, or keypad read NAME");
	if (strcmp(argv[1], "read") == 0)
		return read_along(argv[2]);
	pad.evdev = libevdev_new();
	libevdev_set_name(pad.evdev, argv[2]);
	add_kind(pad.evdev, argv[1]);
	come(&pad);
	while (fgets(line, sizeof line, stdin) != NULL)
		obey(&pad, line);
	go(&pad);
	libevdev_free(pad.evdev);
	return 0;
}
