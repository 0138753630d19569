/* SPDX-License-Identifier: GPL-3.0-or-later */
/* wyoming_ports.h - ports of 127.0.0.1 for tests: that listen, that hang, that are closed. */
#ifndef TESTS_WYOMING_PORTS_H
#define TESTS_WYOMING_PORTS_H

/* End the test program, naming what failed and the system's reason. */
void die(const char *what);

/* A socket that listens at this port of 127.0.0.1; 0: any. */
int open_listener(int port, int backlog);
int port_of(int listener);

/* A port of 127.0.0.1 to which a connection is never made: listening, its queue full. */
struct wall;
struct wall *wall_build(void);
int wall_port(const struct wall *wall);
void wall_raze(struct wall *wall);

/* A port at which nobody listens. */
int closed_port(void);

#endif
