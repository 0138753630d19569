/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * keys.c - the terminal's keyboard, key by key, without Enter.
 */
#include "keys.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

#include "fault.h"
#include "key_decode.h"
#include "monotonic.h"

enum { BUFFER_BYTES = 64 };

struct keys {
	bool is_terminal;
	bool ended;
	struct termios before;
	struct key_decoder decoder;
	size_t count, next; /* bytes in the buffer, and the first unused one */
	unsigned char buffer[BUFFER_BYTES];
};

/* In the background, touching the terminal would stop the whole program. */
static bool is_in_background(int fd)
{
	pid_t foreground = tcgetpgrp(fd);

	return foreground > 0 && foreground != getpgrp();
}

static bool open_terminal(struct keys *keys, struct fault *why)
{
	struct termios raw;

	if (is_in_background(STDIN_FILENO))
		return fault_set(why, FAULT_DEVICE,
				 "nobody can press a key: the program runs in the background");
	if (tcgetattr(STDIN_FILENO, &keys->before) != 0)
		return fault_set(why, FAULT_DEVICE,
				 "nobody can press a key: the terminal does not answer");
	raw = keys->before;
	raw.c_lflag &= ~(tcflag_t)(ICANON | ECHO);
	/* Ctrl-S would hold up captions and with them the session. */
	raw.c_iflag &= ~(tcflag_t)IXON;
	/* Ctrl-Z would freeze it in mid-word, with the terminal mute; the space bar pauses. */
	raw.c_cc[VSUSP] = _POSIX_VDISABLE;
	raw.c_cc[VMIN] = 1;
	raw.c_cc[VTIME] = 0;
	/* What was typed before the first question answers none. */
	tcflush(STDIN_FILENO, TCIFLUSH);
	if (tcsetattr(STDIN_FILENO, TCSANOW, &raw) != 0)
		return fault_set(why, FAULT_DEVICE,
				 "nobody can press a key: the terminal does not take its settings");
	keys->is_terminal = true;
	return true;
}

static bool open_pipe(struct fault *why)
{
	struct stat file;
	struct pollfd input = {.fd = STDIN_FILENO, .events = POLLIN};

	if (fcntl(STDIN_FILENO, F_GETFD) < 0 || fstat(STDIN_FILENO, &file) != 0)
		return fault_set(why, FAULT_DEVICE,
				 "nobody can press a key: standard input is closed; "
				 "start easeback in a terminal");
	if (!S_ISFIFO(file.st_mode) && !S_ISSOCK(file.st_mode))
		return fault_set(why, FAULT_DEVICE,
				 "nobody can press a key: standard input is no terminal and no "
				 "pipe; start easeback in a terminal");
	if (poll(&input, 1, 0) == 1 && !(input.revents & POLLIN))
		return fault_set(why, FAULT_DEVICE,
				 "nobody can press a key: nobody writes to the pipe on standard "
				 "input; start easeback in a terminal");
	return true;
}

struct keys *keys_open(struct fault *why)
{
	struct keys *keys = calloc(1, sizeof(*keys));

	if (!keys) {
		fault_set(why, FAULT_SYSTEM, "there is not enough memory for the keyboard");
		return NULL;
	}
	if (isatty(STDIN_FILENO) ? open_terminal(keys, why) : open_pipe(why))
		return keys;
	free(keys);
	return NULL;
}

int keys_fd(const struct keys *keys)
{
	return keys->ended ? -1 : STDIN_FILENO;
}

/* One read at most, so that a flood of bytes cannot hold main here. */
static void refill(struct keys *keys)
{
	struct pollfd input = {.fd = keys_fd(keys), .events = POLLIN};
	ssize_t got;

	if (poll(&input, 1, 0) <= 0)
		return;
	got = read(STDIN_FILENO, keys->buffer, sizeof(keys->buffer));
	if (got < 0 && (errno == EINTR || errno == EAGAIN))
		return;
	keys->ended = got <= 0;
	keys->next = 0;
	keys->count = got > 0 ? (size_t)got : 0;
}

int keys_next(struct keys *keys)
{
	assert(keys);
	if (!keys->ended && keys->next == keys->count)
		refill(keys);
	while (keys->next < keys->count) {
		int key = key_decode(&keys->decoder, keys->buffer[keys->next++], monotonic_ms());

		if (key != KEYS_NONE)
			return key;
	}
	return keys->ended ? KEYS_END : KEYS_NONE;
}

void keys_close(struct keys *keys)
{
	if (!keys)
		return;
	if (keys->is_terminal && !is_in_background(STDIN_FILENO)) {
		/* Keys pressed too late must not become commands of the shell. */
		tcflush(STDIN_FILENO, TCIFLUSH);
		tcsetattr(STDIN_FILENO, TCSANOW, &keys->before);
	}
	free(keys);
}
