/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fault.c - writes the sentence of an error. */
#include "fault.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>

bool fault_set(struct fault *why, enum fault_code code, const char *format, ...)
{
	assert(why && format && code != FAULT_NONE);
	va_list arguments;
	va_start(arguments, format);
	int length = vsnprintf(why->text, sizeof(why->text), format, arguments);
	va_end(arguments);
	assert(length >= 0);
	why->code = code;
	return false;
}
