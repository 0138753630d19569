/* SPDX-License-Identifier: GPL-3.0-or-later */
/* timer_unit.c - a timer of the person's own systemd, and the service that it starts. */
#include "timer_unit.h"

#include "day_time.h"
#include "new_file.h"

#include <errno.h>
#include <fcntl.h>
#include <pwd.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { WORDS_MOST = 6, LINE_BYTES = 200, LIMIT_MS = 10000, NAP_MS = 10 };

/* What was asked for, in a section that systemd leaves alone. */
static const char mark[] = "Remind=";

static const char head[] =
    "# Written by \"easeback remind\"; \"easeback remind off\" takes it away.\n";

/* --- the files --------------------------------------------------------- */

static bool unit_path(const char *folder, const char *ending, char path[UNIT_PATH_BYTES],
		      struct fault *why)
{
	int n = snprintf(path, UNIT_PATH_BYTES, "%s/easeback-remind.%s", folder, ending);
	return (n > 0 && n < UNIT_PATH_BYTES) ||
	       fault_set(why, FAULT_INPUT, "%.60s...: this path is too long", folder);
}

static void put_timer(FILE *file, const struct timer_unit *timer)
{
	char time[TIME_TEXT_BYTES], days[DAYS_TEXT_BYTES];
	weekdays_text(timer->days, days);
	fprintf(file,
		"%s[Unit]\nDescription=A kind word about today's exercises\n\n[Timer]\n"
		"AccuracySec=1min\n",
		head);
	for (int i = 0; i < timer->count; i++) {
		day_time_text(timer->at[i], time);
		fprintf(file, "OnCalendar=%s%s*-*-* %s:00\n", timer->days == EVERY_DAY ? "" : days,
			timer->days == EVERY_DAY ? "" : " ", time);
	}
	fprintf(file, "\n[Install]\nWantedBy=timers.target\n\n[X-Easeback]\n%s", mark);
	for (int i = 0; i < timer->count; i++) {
		day_time_text(timer->at[i], time);
		fprintf(file, "%s ", time);
	}
	fprintf(file, "%s\n", days);
}

/* As systemd wants a path in a command: quoted, its own signs doubled. */
static void put_quoted(FILE *file, const char *path)
{
	fputc('"', file);
	for (; *path != '\0'; path++) {
		if (*path == '"' || *path == '\\')
			fputc('\\', file);
		if (*path == '%' || *path == '$')
			fputc(*path, file);
		fputc(*path, file);
	}
	fputc('"', file);
}

static void put_service(FILE *file, const struct timer_unit *timer)
{
	fprintf(file,
		"%s[Unit]\nDescription=A kind word about today's exercises\n\n[Service]\n"
		"Type=oneshot\nTimeoutStartSec=2min\nExecStart=",
		head);
	put_quoted(file, timer->program);
	fputs(" remind --now\n", file);
}

/* Beside it first: half a unit is worse than none. */
static bool write_unit(const char *folder, const char *ending, const struct timer_unit *timer,
		       void (*put)(FILE *, const struct timer_unit *), struct fault *why)
{
	char path[UNIT_PATH_BYTES], fresh[UNIT_PATH_BYTES + 8];
	if (!unit_path(folder, ending, path, why))
		return false;
	snprintf(fresh, sizeof fresh, "%s.new", path);
	unlink(fresh);
	if (!new_file_make(fresh, why))
		return false;
	FILE *file = fopen(fresh, "w");
	if (file == NULL)
		return new_file_fault(fresh, errno, why);
	put(file, timer);
	bool good = !ferror(file) && fflush(file) == 0 && fsync(fileno(file)) == 0;
	good = fclose(file) == 0 && good && rename(fresh, path) == 0;
	if (good)
		return true;
	new_file_fault(path, errno, why);
	unlink(fresh);
	return false;
}

bool timer_unit_write(const char *folder, const struct timer_unit *timer, struct fault *why)
{
	return write_unit(folder, "service", timer, put_service, why) &&
	       write_unit(folder, "timer", timer, put_timer, why);
}

/* "07:30 09:30 mon,wed" */
static bool read_mark(char *text, struct timer_unit *timer)
{
	char *rest = NULL;
	text[strcspn(text, "\n")] = '\0';
	timer->count = 0;
	timer->days = 0;
	for (char *word = strtok_r(text, " ", &rest); word != NULL;
	     word = strtok_r(NULL, " ", &rest)) {
		if (timer->count < TIMER_TIMES && day_time_read(word, &timer->at[timer->count]))
			timer->count++;
		else if (!weekdays_read(word, &timer->days))
			return false;
	}
	return timer->count > 0 && timer->days != 0;
}

bool timer_unit_read(const char *folder, bool *found, struct timer_unit *timer, struct fault *why)
{
	char path[UNIT_PATH_BYTES], line[LINE_BYTES];
	bool good = false;
	*found = false;
	if (!unit_path(folder, "timer", path, why))
		return false;
	FILE *file = fopen(path, "r");
	if (file == NULL)
		return errno == ENOENT || errno == ENOTDIR ||
		       fault_set(why, FAULT_SYSTEM, "%.300s: %s", path, strerror(errno));
	while (!good && fgets(line, sizeof line, file) != NULL)
		good = strncmp(line, mark, sizeof mark - 1) == 0 &&
		       read_mark(line + sizeof mark - 1, timer);
	fclose(file);
	*found = true;
	return good ||
	       fault_set(why, FAULT_INPUT,
			 "%.300s was changed by somebody else; easeback remind off takes it "
			 "away",
			 path);
}

bool timer_unit_remove(const char *folder, bool *found, struct fault *why)
{
	static const char *const endings[] = {"timer", "service"};
	char path[UNIT_PATH_BYTES];
	*found = false;
	for (int i = 0; i < 2; i++) {
		if (!unit_path(folder, endings[i], path, why))
			return false;
		if (unlink(path) == 0)
			*found = true;
		else if (errno != ENOENT && errno != ENOTDIR)
			return fault_set(why, FAULT_SYSTEM, "%.300s: %s", path, strerror(errno));
	}
	return true;
}

/* --- systemctl --------------------------------------------------------- */

static void become(char *const *words)
{
	int nowhere = open("/dev/null", O_RDWR);
	if (nowhere >= 0 && dup2(nowhere, STDIN_FILENO) >= 0 && dup2(nowhere, STDOUT_FILENO) >= 0 &&
	    dup2(nowhere, STDERR_FILENO) >= 0)
		execvp(words[0], words);
	_exit(127);
}

/* Its exit status; -1 when it did not come to an end in time. */
static int run(char *const *words)
{
	const struct timespec nap = {.tv_nsec = NAP_MS * 1000000L};
	int status = 0;
	pid_t child = fork();
	if (child == 0)
		become(words);
	for (int ms = 0; child > 0 && ms < LIMIT_MS; ms += NAP_MS) {
		if (waitpid(child, &status, WNOHANG) == child)
			return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
		nanosleep(&nap, NULL);
	}
	if (child > 0) {
		kill(child, SIGKILL);
		waitpid(child, &status, 0);
	}
	return -1;
}

static bool systemctl(const char *word, const char *option, const char *unit)
{
	char *const words[WORDS_MOST] = {(char *)"systemctl", (char *)"--user", (char *)word,
					 (char *)option,      (char *)unit,	NULL};
	return run(words) == 0;
}

bool timer_unit_enable(struct fault *why)
{
	return (systemctl("daemon-reload", NULL, NULL) &&
		systemctl("enable", "--now", "easeback-remind.timer") &&
		/* A timer that runs already keeps its old times. */
		systemctl("restart", "easeback-remind.timer", NULL)) ||
	       fault_set(
		   why, FAULT_SYSTEM,
		   "the systemd of this person does not answer. Once logged in, run: systemctl "
		   "--user enable --now easeback-remind.timer");
}

bool timer_unit_disable(struct fault *why)
{
	return systemctl("disable", "--now", "easeback-remind.timer") ||
	       fault_set(why, FAULT_SYSTEM, "the systemd of this person does not answer");
}

bool timer_unit_lingers(void)
{
	char path[UNIT_PATH_BYTES];
	const struct passwd *person = getpwuid(getuid());
	if (person == NULL)
		return false;
	snprintf(path, sizeof path, "/var/lib/systemd/linger/%s", person->pw_name);
	return access(path, F_OK) == 0;
}

bool timer_unit_runs(const char *unit)
{
	return systemctl("is-active", "--quiet", unit);
}
