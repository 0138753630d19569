/* SPDX-License-Identifier: GPL-3.0-or-later */
/* main.c - easeback: leads a person with back pain through exercises. */
#include "cli.h"

int main(int argc, char **argv)
{
	return cli_main(argc, argv);
}
