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
#include <time.h>
#include <unistd.h>

#include "fault.h"

enum {
	ESCAPE = 0x1b,
	BELL = 0x07,
	SEQUENCE_MS = 100, /* a terminal sends a sequence at once, hands do not */
	BUFFER_BYTES = 64
};

struct keys {
	bool is_terminal;
	bool ended;
	struct termios before;
	struct key_decoder decoder;
	size_t count, next; /* bytes in the buffer, and the first unused one */
	unsigned char buffer[BUFFER_BYTES];
};

static int letter_bytes_left(unsigned char byte)
{
	if (byte >= 0xf0)
		return 3;
	if (byte >= 0xe0)
		return 2;
	return byte >= 0xc0 ? 1 : 0;
}

static int plain(struct key_decoder *decoder, unsigned char byte)
{
	decoder->stage = KEY_PLAIN;
	if (byte == ESCAPE) {
		decoder->stage = KEY_ESCAPE;
		return KEYS_NONE;
	}
	if (byte >= 0x80) {
		decoder->left = letter_bytes_left(byte);
		decoder->stage = decoder->left > 0 ? KEY_LETTER : KEY_PLAIN;
		return KEYS_NONE;
	}
	return byte == '\r' ? '\n' : byte;
}

static int after_escape(struct key_decoder *decoder, unsigned char byte)
{
	switch (byte) {
	case ESCAPE:
		return KEYS_NONE;
	case '[':
		decoder->stage = KEY_CONTROL;
		return KEYS_NONE;
	case 'O':
		decoder->stage = KEY_KEYPAD;
		return KEYS_NONE;
	case 'P':
	case 'X':
	case ']':
	case '^':
	case '_':
		decoder->stage = KEY_STRING;
		return KEYS_NONE;
	default: /* a key with Alt is another key */
		decoder->stage = KEY_PLAIN;
		return KEYS_NONE;
	}
}

/* Parameters go on up to a letter; what can be none of it is a key of its own. */
static int in_control(struct key_decoder *decoder, unsigned char byte)
{
	if (byte < 0x20 || byte > 0x7e)
		return plain(decoder, byte);
	if (byte == '[')
		decoder->stage = KEY_CONSOLE;
	else if (byte >= 0x40)
		decoder->stage = KEY_PLAIN;
	return KEYS_NONE;
}

static int in_keypad(struct key_decoder *decoder, unsigned char byte)
{
	if (byte < 0x20 || byte > 0x7e)
		return plain(decoder, byte);
	if (byte < 0x40)
		return KEYS_NONE;
	decoder->stage = KEY_PLAIN;
	if (byte == 'M')
		return '\n';
	if (byte >= 'j' && byte <= 'o')
		return "*+,-./"[byte - 'j'];
	return byte >= 'p' && byte <= 'y' ? '0' + (byte - 'p') : KEYS_NONE;
}

static int in_string(struct key_decoder *decoder, unsigned char byte)
{
	if (byte == ESCAPE)
		decoder->stage = KEY_STRING_END;
	else if (byte == BELL || decoder->stage == KEY_STRING_END)
		decoder->stage = KEY_PLAIN;
	return KEYS_NONE;
}

/* A letter that breaks off must not take the next key with it. */
static int in_letter(struct key_decoder *decoder, unsigned char byte)
{
	if ((byte & 0xc0) != 0x80)
		return plain(decoder, byte);
	if (--decoder->left == 0)
		decoder->stage = KEY_PLAIN;
	return KEYS_NONE;
}

static int in_console(struct key_decoder *decoder, unsigned char byte)
{
	(void)byte;
	decoder->stage = KEY_PLAIN;
	return KEYS_NONE;
}

typedef int stage_handler(struct key_decoder *decoder, unsigned char byte);

int key_decode(struct key_decoder *decoder, unsigned char byte, int64_t now_ms)
{
	static stage_handler *const handlers[] = {
	    [KEY_PLAIN] = plain,	  [KEY_ESCAPE] = after_escape, [KEY_CONTROL] = in_control,
	    [KEY_CONSOLE] = in_console,	  [KEY_KEYPAD] = in_keypad,    [KEY_STRING] = in_string,
	    [KEY_STRING_END] = in_string, [KEY_LETTER] = in_letter,
	};

	/* After the Esc key alone, the next key stands for itself. */
	if (now_ms - decoder->last_ms > SEQUENCE_MS)
		decoder->stage = KEY_PLAIN;
	decoder->last_ms = now_ms;
	return handlers[decoder->stage](decoder, byte);
}

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
				 "Nobody can press a key: the program runs in the background.");
	if (tcgetattr(STDIN_FILENO, &keys->before) != 0)
		return fault_set(why, FAULT_DEVICE,
				 "Nobody can press a key: the terminal does not answer.");
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
		return fault_set(
		    why, FAULT_DEVICE,
		    "Nobody can press a key: the terminal does not take its settings.");
	keys->is_terminal = true;
	return true;
}

static bool open_pipe(struct fault *why)
{
	struct stat file;
	struct pollfd input = {.fd = STDIN_FILENO, .events = POLLIN};

	if (fcntl(STDIN_FILENO, F_GETFD) < 0 || fstat(STDIN_FILENO, &file) != 0)
		return fault_set(why, FAULT_DEVICE,
				 "Nobody can press a key: standard input is closed. "
				 "Start easeback in a terminal.");
	if (!S_ISFIFO(file.st_mode) && !S_ISSOCK(file.st_mode))
		return fault_set(why, FAULT_DEVICE,
				 "Nobody can press a key: standard input is no terminal and no "
				 "pipe. Start easeback in a terminal.");
	if (poll(&input, 1, 0) == 1 && !(input.revents & POLLIN))
		return fault_set(why, FAULT_DEVICE,
				 "Nobody can press a key: nobody writes to the pipe on standard "
				 "input. Start easeback in a terminal.");
	return true;
}

struct keys *keys_open(struct fault *why)
{
	struct keys *keys = calloc(1, sizeof(*keys));

	if (!keys) {
		fault_set(why, FAULT_SYSTEM, "There is not enough memory for the keyboard.");
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

static int64_t clock_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

int keys_next(struct keys *keys)
{
	assert(keys);
	if (!keys->ended && keys->next == keys->count)
		refill(keys);
	while (keys->next < keys->count) {
		int key = key_decode(&keys->decoder, keys->buffer[keys->next++], clock_ms());

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
