/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * ear_weights.h - the weights of the nets, built into the program.
 *
 * The build makes ear_weights.c of the files *.weights (embed.cmake), which
 * training/export.py wrote.
 */
#ifndef IO_EAR_WEIGHTS_H
#define IO_EAR_WEIGHTS_H

#include <stddef.h>

/* name: "bands", "states", "over" or "near"; a wrong one is a mistake of ours. */
const unsigned char *weights_of(const char *name, size_t *bytes);

#endif
