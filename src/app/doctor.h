/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * doctor.h - looks whether a session could run here, and names what mends what is missing.
 *
 * It tries what a session would use: the output is opened, with silence in it,
 * and so are the microphone, the voice and the recogniser's model.
 */
#ifndef APP_DOCTOR_H
#define APP_DOCTOR_H

#include <stdbool.h>
#include <stdio.h>

struct settings;

/*
 * Write what was found to out. Returns an exit code: 0 when a session could
 * run, else 2. With devices_only it lists the outputs and returns 1 when there is none.
 */
int doctor_run(const struct settings *settings, bool devices_only, bool loud, FILE *out);

#endif
