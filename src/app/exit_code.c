/* SPDX-License-Identifier: GPL-3.0-or-later */
/* exit_code.c - how the program ends. */
#include "exit_code.h"

enum exit_code exit_code_of_result(enum session_result result)
{
	switch (result) {
	case RESULT_COMPLETED:
	case RESULT_PARTLY:
		return EXIT_CODE_COMPLETED;
	case RESULT_PAIN:
	case RESULT_REFUSED:
	case RESULT_QUIET:
		return EXIT_CODE_PAIN;
	case RESULT_STOPPED:
	case RESULT_LEG:
	case RESULT_EMERGENCY:
		return EXIT_CODE_PERSON;
	case RESULT_LOST:
		break;
	}
	return EXIT_CODE_NO_WAY;
}

enum exit_code exit_code_of_fault(enum fault_code code)
{
	return code == FAULT_INPUT ? EXIT_CODE_INPUT : EXIT_CODE_NO_WAY;
}
