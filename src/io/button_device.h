/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * button_device.h - one number pad, presenter, remote, pedal or button, opened and read.
 *
 * Threads: one at a time. Ownership: button_device_close ends it. Units: ms of CLOCK_MONOTONIC.
 * Errors: NULL and *why; a device that is gone says so when it is read.
 */
#ifndef IO_BUTTON_DEVICE_H
#define IO_BUTTON_DEVICE_H

#include <stdbool.h>
#include <stdint.h>

struct button_device;
struct button_node;
struct fault;

enum one_button {
	ONE_BUTTON_AUTO, /* a device with a single key is one */
	ONE_BUTTON_YES,	 /* each key of it means the same */
	ONE_BUTTON_NO	 /* a key has its own meaning, if it is the only one, too */
};

/* Whom else a key reaches while the device is open here. */
enum button_grab {
	BUTTON_SHARED, /* everybody who reads it */
	BUTTON_MODEST, /* nobody else, unless it is a whole keyboard */
	BUTTON_GRABBED /* nobody else */
};

enum { BUTTON_GONE = -1, BUTTON_NONE = 0 };

/* Takes 50 ms and more for some. */
struct button_device *button_device_open(const struct button_node *node, enum one_button one_button,
					 enum button_grab grab, struct fault *why);

/* For poll(). */
int button_device_fd(const struct button_device *device);

/* Its number among those of button_list, and its name. */
int button_device_number(const struct button_device *device);
const char *button_device_name(const struct button_device *device);

/* A number can be keyed on it; with a single button none can. */
bool button_device_has_numbers(const struct button_device *device);

/* It can press and stop, which is all that counting asks for; see session_count.c. */
bool button_device_can_press(const struct button_device *device);

/*
 * The next key as a character (button_keys.h, press_decode.h); BUTTON_NONE when there is none
 * now, BUTTON_GONE when there will be no more.
 */
int button_device_next(struct button_device *device, int64_t now_ms);

/* When button_device_next is to be called again although nothing is to be read; or PRESS_NEVER. */
int64_t button_device_due_ms(const struct button_device *device);

/* Accepts NULL. */
void button_device_close(struct button_device *device);

#endif
