/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * first_sound.c - how long a command takes from its start to its first sample on the tape.
 *
 *	first_sound COMMAND...    prints milliseconds; the command is ended then
 *
 * The sound system's monitor is recorded all the time. It is handed over in
 * pieces, so that the time of a sample is reckoned from its place on the tape;
 * the piece that came with the least delay says where the tape stands.
 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { HZ = 48000, LOUD = 16, PIECE = 4096, LIMIT_MS = 15000, WARM_UP_MS = 700, GRACE_MS = 2000 };

struct tape {
	int fd;
	int64_t frames;
	double zero_ms;	    /* when its first frame sounded, by the piece with the least delay */
	int64_t loud_frame; /* the first that sounds, or -1 */
	int16_t piece[PIECE];
};

static double now_ms(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec * 1000 + (double)now.tv_nsec / 1e6;
}

/* Start a command; *in and *out, where not NULL, are its ends of a pipe for us. */
static pid_t start(char *const *command, int *in, int *out)
{
	int to[2], from[2];
	if (pipe(to) != 0 || pipe(from) != 0)
		return -1;
	pid_t pid = fork();
	if (pid == 0) {
		int nowhere = open("/dev/null", O_WRONLY);
		dup2(to[0], STDIN_FILENO);
		dup2(out != NULL ? from[1] : nowhere, STDOUT_FILENO);
		dup2(nowhere, STDERR_FILENO);
		close(to[1]);
		close(from[0]);
		execvp(command[0], command);
		_exit(127);
	}
	close(to[0]);
	close(from[1]);
	if (out != NULL)
		*out = from[0];
	else
		close(from[0]);
	/* kept open: somebody might press a key */
	if (in != NULL)
		*in = to[1];
	return pid;
}

static void end(pid_t pid)
{
	struct timespec pause = {.tv_nsec = 10000000L};
	double until = now_ms() + GRACE_MS;
	int signals = 0;
	while (waitpid(pid, NULL, WNOHANG) == 0) {
		/* a second signal ends a session at once */
		if (signals < 2)
			kill(pid, SIGTERM);
		else if (now_ms() > until)
			kill(pid, SIGKILL);
		signals++;
		nanosleep(&pause, NULL);
	}
}

/* A piece is 16-bit mono; a frame may be cut in two, which a pipe does not do to two bytes. */
static bool read_piece(struct tape *tape)
{
	struct pollfd fd = {.fd = tape->fd, .events = POLLIN};
	if (poll(&fd, 1, LIMIT_MS) <= 0)
		return false;
	ssize_t got = read(tape->fd, tape->piece, sizeof tape->piece);
	double now = now_ms();
	if (got <= 0 || got % 2 != 0)
		return false;
	int64_t count = got / 2;
	for (int64_t i = 0; i < count && tape->loud_frame < 0; i++)
		if (abs(tape->piece[i]) > LOUD)
			tape->loud_frame = tape->frames + i;
	tape->frames += count;
	double zero = now - (double)tape->frames * 1000 / HZ;
	if (tape->frames == count || zero < tape->zero_ms)
		tape->zero_ms = zero;
	return true;
}

static bool measure(struct tape *tape, char *const *command, double *took)
{
	double until = now_ms() + WARM_UP_MS;
	while (now_ms() < until)
		if (!read_piece(tape) || tape->loud_frame >= 0)
			return false;
	double began = now_ms();
	int keys;
	pid_t pid = start(command, &keys, NULL);
	while (tape->loud_frame < 0 && now_ms() < began + LIMIT_MS)
		if (!read_piece(tape))
			break;
	*took = tape->zero_ms + (double)tape->loud_frame * 1000 / HZ - began;
	end(pid);
	close(keys);
	return tape->loud_frame >= 0;
}

int main(int words, char **word)
{
	static char *const recorder[] = {
	    "parec",	    "-d",	    "speaker.monitor",	"--raw", "--format=s16le",
	    "--rate=48000", "--channels=1", "--latency-msec=5", NULL};
	static struct tape tape = {.loud_frame = -1};
	double took;
	if (words < 2) {
		fputs("use: first_sound COMMAND...\n", stderr);
		return 2;
	}
	signal(SIGPIPE, SIG_IGN);
	pid_t pid = start(recorder, NULL, &tape.fd);
	bool heard = pid > 0 && measure(&tape, word + 1, &took);
	if (pid > 0)
		end(pid);
	if (heard)
		printf("%.1f\n", took);
	else
		fputs("first_sound: nothing was heard\n", stderr);
	return heard ? 0 : 1;
}
