/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * wyoming_stub.c - the test's speech server as a program: prints its port, and runs until killed.
 * Use: wyoming_stub [WHAT IT UNDERSTANDS]
 */
#include "wyoming_server.h"

#include <stdio.h>
#include <unistd.h>

int main(int count, char **words)
{
	struct server_plan plan = {.manner = SERVER_WELL, .text = count > 1 ? words[1] : ""};
	struct server *server = server_start(0, &plan);
	printf("%d\n", server_port(server));
	fflush(stdout);
	for (;;)
		pause();
}
