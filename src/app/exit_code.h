/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * exit_code.h - how the program ends; the man page has the same list.
 */
#ifndef APP_EXIT_CODE_H
#define APP_EXIT_CODE_H

#include "fault.h"
#include "session.h"

enum exit_code {
	EXIT_CODE_COMPLETED = 0, /* done; a session came to its end */
	EXIT_CODE_INPUT = 1,	 /* usage or input error */
	EXIT_CODE_NO_WAY = 2,	 /* no way to run: device, voice or model */
	EXIT_CODE_PAIN = 3,	 /* ended by the pain policy */
	EXIT_CODE_PERSON = 4	 /* ended by the person */
};

enum exit_code exit_code_of_result(enum session_result result);
enum exit_code exit_code_of_fault(enum fault_code code);

#endif
