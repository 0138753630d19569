/* SPDX-License-Identifier: GPL-3.0-or-later */
/* doctor_service.c - does the coach wait in the background, from each start of the machine on? */
#include "doctor_service.h"

#include "places.h"
#include "timer_unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { PATH_BYTES = PLACE_BYTES + 80 };

static const char unit[] = "easeback.service";

static bool is_in(const char *folder, const char *between, const char *name)
{
	char path[PATH_BYTES];
	int n = snprintf(path, sizeof path, "%s/%s%s", folder, between, name);
	return n > 0 && n < PATH_BYTES && access(path, F_OK) == 0;
}

static bool is_installed(const struct places *places)
{
	return is_in("/usr/lib/systemd/user", "", unit) ||
	       is_in("/usr/local/lib/systemd/user", "", unit) || is_in(places->units, "", unit);
}

static bool is_enabled(const struct places *places)
{
	static const char wants[] = "default.target.wants/";
	return is_in(places->units, wants, unit) || is_in("/etc/systemd/user", wants, unit);
}

static void found(struct service_finding *finding, const char *how, const char *text)
{
	finding->how = how;
	snprintf(finding->text, sizeof finding->text, "%s", text);
}

bool doctor_find_service(const struct places *places, struct service_finding *finding)
{
	const char *runtime = getenv("XDG_RUNTIME_DIR");
	if (!is_installed(places))
		return false;
	if (!is_enabled(places))
		found(finding, "off",
		      "The coach does not wait in the background. On a box without a screen: "
		      "loginctl enable-linger && systemctl --user enable --now easeback");
	else if (!timer_unit_lingers())
		found(finding, "mend",
		      "The coach waits only while you are logged in: loginctl enable-linger");
	else if (runtime == NULL || runtime[0] == '\0')
		found(finding, "mend",
		      "Whether the coach waits cannot be asked without XDG_RUNTIME_DIR: export "
		      "XDG_RUNTIME_DIR=/run/user/$(id -u)");
	else if (!timer_unit_runs(unit))
		found(finding, "mend",
		      "The coach is to wait in the background and does not: systemctl --user "
		      "restart easeback; journalctl --user -u easeback says why");
	else
		found(finding, "ok", "The coach waits in the background, from each start on.");
	return true;
}
