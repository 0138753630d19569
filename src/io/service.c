/* SPDX-License-Identifier: GPL-3.0-or-later */
/* service.c - tells the systemd that started this program how it is. */
#include "service.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <systemd/sd-daemon.h>

enum { SENTENCE_BYTES = 300 };

bool service_is_one(void)
{
	return getenv("NOTIFY_SOCKET") != NULL;
}

void service_tell(const char *format, ...)
{
	char sentence[SENTENCE_BYTES];
	va_list values;
	va_start(values, format);
	vsnprintf(sentence, sizeof sentence, format, values);
	va_end(values);
	sd_notifyf(0, "READY=1\nSTATUS=%s", sentence);
}
