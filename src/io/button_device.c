/* SPDX-License-Identifier: GPL-3.0-or-later */
/* button_device.c - one number pad, presenter, remote, pedal or button, opened and read. */
#include "button_device.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <libevdev/libevdev.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "button_keys.h"
#include "button_list.h"
#include "fault.h"
#include "press_decode.h"

struct button_device {
	struct libevdev *evdev;
	int fd, number;
	bool one;
	bool wants_grab, grabbed;
	bool behind; /* the kernel's queue ran over; what is held is being asked for */
	unsigned held;
	int pressed; /* of a single button: the code that is down; or -1 */
	struct press press;
};

static int count_keys(const struct libevdev *evdev)
{
	int count = 0;
	for (unsigned code = 0; code <= KEY_MAX; code++)
		count += libevdev_has_event_code(evdev, EV_KEY, code);
	return count;
}

static bool is_held(const struct libevdev *evdev)
{
	for (unsigned code = 0; code <= KEY_MAX; code++)
		if (libevdev_get_event_value(evdev, EV_KEY, code) != 0)
			return true;
	return false;
}

/* What somebody writes letters with; many small devices claim a few of them. */
static bool is_whole_keyboard(const struct libevdev *evdev)
{
	static const unsigned some[] = {KEY_A, KEY_Z, KEY_P, KEY_M, KEY_TAB, KEY_CAPSLOCK};
	for (size_t i = 0; i < sizeof some / sizeof some[0]; i++)
		if (!libevdev_has_event_code(evdev, EV_KEY, some[i]))
			return false;
	return true;
}

/*
 * Not while a key is down: the others would never see it come up, and a desktop would repeat it
 * for as long as the session runs.
 */
static bool grab(struct button_device *device)
{
	if (!device->wants_grab || device->grabbed || is_held(device->evdev))
		return true;
	device->grabbed = libevdev_grab(device->evdev, LIBEVDEV_GRAB) == 0;
	return device->grabbed;
}

static bool open_node(struct button_device *device, const struct button_node *node,
		      struct fault *why)
{
	device->fd = open(node->path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
	if (device->fd < 0)
		return fault_set(why, FAULT_DEVICE, "\"%s\" cannot be read: %s", node->name,
				 strerror(errno));
	if (libevdev_new_from_fd(device->fd, &device->evdev) != 0)
		return fault_set(why, FAULT_DEVICE, "\"%s\" (%s) is no device with keys",
				 node->name, node->path);
	libevdev_set_clock_id(device->evdev, CLOCK_MONOTONIC);
	return true;
}

struct button_device *button_device_open(const struct button_node *node, enum one_button one_button,
					 enum button_grab manner, struct fault *why)
{
	struct button_device *device = calloc(1, sizeof *device);
	if (device == NULL) {
		fault_set(why, FAULT_SYSTEM, "there is not enough memory for the buttons");
		return NULL;
	}
	device->number = node->number;
	device->pressed = -1;
	if (!open_node(device, node, why)) {
		button_device_close(device);
		return NULL;
	}
	device->one = one_button == ONE_BUTTON_YES ||
		      (one_button == ONE_BUTTON_AUTO && count_keys(device->evdev) == 1);
	device->wants_grab = manner == BUTTON_GRABBED ||
			     (manner == BUTTON_MODEST && !is_whole_keyboard(device->evdev));
	if (grab(device))
		return device;
	fault_set(why, FAULT_BUSY, "another program keeps \"%s\" for itself", node->name);
	button_device_close(device);
	return NULL;
}

int button_device_fd(const struct button_device *device)
{
	return device->fd;
}

int button_device_number(const struct button_device *device)
{
	return device->number;
}

const char *button_device_name(const struct button_device *device)
{
	return libevdev_get_name(device->evdev);
}

bool button_device_has_numbers(const struct button_device *device)
{
	static const unsigned some[] = {KEY_5, KEY_KP5, KEY_NUMERIC_5};
	bool any = false;
	for (size_t i = 0; i < sizeof some / sizeof some[0]; i++)
		any |= libevdev_has_event_code(device->evdev, EV_KEY, some[i]) != 0;
	return any && !device->one;
}

static bool has_key_for(const struct button_device *device, const char *keys)
{
	for (unsigned code = 0; code <= KEY_MAX; code++) {
		unsigned held = 0;
		int key = libevdev_has_event_code(device->evdev, EV_KEY, code)
			      ? button_key(&held, code, true)
			      : 0;
		if (key != 0 && strchr(keys, key) != NULL)
			return true;
	}
	return false;
}

bool button_device_can_press(const struct button_device *device)
{
	return device->one || (has_key_for(device, " /\n") && has_key_for(device, "s.q"));
}

/* --- reading ----------------------------------------------------------- */

/* Whichever key it is; while one is down, another says nothing. */
static int single(struct button_device *device, int code, bool down, int64_t at_ms)
{
	if (down && device->pressed < 0) {
		device->pressed = code;
		return press_down(&device->press, at_ms);
	}
	if (down || code != device->pressed)
		return 0;
	device->pressed = -1;
	return press_up(&device->press, at_ms);
}

static int take(struct button_device *device, const struct input_event *event)
{
	bool down = event->value == 1;
	int64_t at_ms = (int64_t)event->input_event_sec * 1000 + event->input_event_usec / 1000;
	/* 2 is a key that is held and repeats itself. */
	if (event->type != EV_KEY || event->value > 1)
		return 0;
	if (device->one)
		return single(device, event->code, down, at_ms);
	return button_key(&device->held, event->code, down);
}

static int next_event(struct button_device *device, struct input_event *event)
{
	unsigned flags = device->behind ? LIBEVDEV_READ_FLAG_SYNC : LIBEVDEV_READ_FLAG_NORMAL;
	int result = libevdev_next_event(device->evdev, flags, event);
	if (result == -EAGAIN && device->behind) {
		device->behind = false;
		return libevdev_next_event(device->evdev, LIBEVDEV_READ_FLAG_NORMAL, event);
	}
	if (result == LIBEVDEV_READ_STATUS_SYNC)
		device->behind = true;
	return result;
}

int button_device_next(struct button_device *device, int64_t now_ms)
{
	struct input_event event;
	int result;
	while ((result = next_event(device, &event)) >= 0) {
		int key = take(device, &event);
		if (key != 0)
			return key;
	}
	if (result != -EAGAIN && result != -EINTR)
		return BUTTON_GONE;
	if (!grab(device))
		return BUTTON_GONE;
	return press_due(&device->press, now_ms);
}

int64_t button_device_due_ms(const struct button_device *device)
{
	return press_due_ms(&device->press);
}

void button_device_close(struct button_device *device)
{
	if (device == NULL)
		return;
	if (device->grabbed)
		libevdev_grab(device->evdev, LIBEVDEV_UNGRAB);
	libevdev_free(device->evdev);
	if (device->fd >= 0)
		close(device->fd);
	free(device);
}
