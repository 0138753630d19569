/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * button_list.h - which devices with keys the kernel knows, by name, without opening any of them.
 *
 * Opening one would wake it, and keep a USB one busy for some 50 ms; names stand in /sys as well,
 * where everybody may read them.
 *
 * Threads: any. Ownership: the caller's. Errors: what cannot be read is not listed.
 */
#ifndef IO_BUTTON_LIST_H
#define IO_BUTTON_LIST_H

#include <stdbool.h>

enum { BUTTON_NODES = 64, BUTTON_NAME_BYTES = 128 };

struct button_node {
	int number; /* of /dev/input/event* */
	char name[BUTTON_NAME_BYTES];
	char path[256];
	bool readable;
};

/* Those that have any key, in the order of their numbers; root is "" but in tests. */
int button_list(const char *root, struct button_node list[BUTTON_NODES]);

/* True when the name has one of the texts in it, which have commas between; case does not matter.
 */
bool button_name_fits(const char *texts, const char *name);

#endif
