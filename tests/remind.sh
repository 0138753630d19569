#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# remind.sh - reminders as systemd will read them; when one is said, and when not.
# Use: remind.sh PROGRAM
set -u
program=$(readlink -f -- "$1")
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
bad=0
export HOME="$scratch" XDG_CONFIG_HOME="$scratch/config" XDG_DATA_HOME="$scratch/data" \
	XDG_STATE_HOME="$scratch/state" TZ=UTC
mkdir -p "$XDG_CONFIG_HOME/easeback" "$scratch/bin"
units=$XDG_CONFIG_HOME/systemd/user

wrong()
{
	echo "$*"
	bad=1
}

# says CODE TEXT COMMAND...
says()
{
	code=$1
	text=$2
	shift 2
	"$@" >"$scratch/answer" 2>&1
	got=$?
	[ "$got" -eq "$code" ] || wrong "$*: exit code $got instead of $code"
	grep -qF -- "$text" "$scratch/answer" || {
		wrong "$*: does not say \"$text\" but:"
		cat "$scratch/answer"
	}
}

# The systemd of the person is played, so that nothing of this machine is touched.
systemd()
{
	printf '#!/bin/sh\necho "$*" >>"%s/calls"\nexit %d\n' "$scratch" "$1" >"$scratch/bin/systemctl"
	chmod +x "$scratch/bin/systemctl"
	: >"$scratch/calls"
}
PATH="$scratch/bin:$PATH"
systemd 0

# --- set, show, take away -----------------------------------------------------

says 0 'No reminders are set' "$program" remind
says 0 '09:00, 11:00 and 13:00, mon,wed,fri' "$program" remind 9:00 mon,wed fri
printf '%s\n' '--user daemon-reload' '--user enable --now easeback-remind.timer' \
	'--user restart easeback-remind.timer' >"$scratch/wanted"
cmp -s "$scratch/wanted" "$scratch/calls" || wrong "systemctl was called otherwise"
[ -e "/var/lib/systemd/linger/$(id -un)" ] || grep -qF 'loginctl enable-linger' "$scratch/answer" ||
	wrong "nobody says that the reminders end with the log-in"
says 0 'Reminders at 09:00, 11:00 and 13:00, mon,wed,fri' "$program" remind
grep '^OnCalendar=' "$units/easeback-remind.timer" >"$scratch/times"
printf 'OnCalendar=mon,wed,fri *-*-* %s:00:00\n' 09 11 13 | cmp -s - "$scratch/times" ||
	wrong "the timer has other times"
grep -qxF "ExecStart=\"$program\" remind --now" "$units/easeback-remind.service" ||
	wrong "the service starts something else"
if command -v systemd-analyze >/dev/null; then
	for ending in timer service; do
		timeout 60 systemd-analyze --user verify "$units/easeback-remind.$ending" \
			>"$scratch/verified" 2>&1
		grep -F easeback-remind "$scratch/verified" && wrong "systemd does not like the $ending"
	done
	timeout 60 systemd-analyze calendar "$(sed -n 's/OnCalendar=//p' "$scratch/times" | head -n 1)" \
		>"$scratch/verified" 2>&1 || wrong "systemd does not know such a time"
else
	echo "skipped: the units are not verified, systemd-analyze is missing"
fi
says 0 '07:00, 09:00 and 11:00, daily' "$program" remind 06:10
grep -q 'quiet hours are 21:00 to 07:00' "$scratch/answer" || wrong "a quiet time is taken silently"
says 1 'such as 09:00' "$program" remind nine
says 1 'such as mon,wed,fri' "$program" remind 09:00 someday
says 1 'Usage' "$program" remind --now 09:00
says 0 'Reminders at 07:00' "$program" remind
systemd 1
says 0 'systemctl --user enable --now' "$program" remind 10:00
says 0 'are off' "$program" remind off
[ -e "$units/easeback-remind.timer" ] && wrong "the timer is still there"
[ -e "$units/easeback-remind.service" ] && wrong "the service is still there"
says 0 'No reminders were set' "$program" remind off

# A path with signs that mean something to systemd.
mkdir -p "$scratch/50% \$off"
if cp "$program" "$scratch/50% \$off/easeback" 2>/dev/null; then
	systemd 0
	"$scratch/50% \$off/easeback" remind 10:00 >/dev/null || wrong "not set from a strange folder"
	grep -qF '/50%% $$off/easeback" remind --now' "$units/easeback-remind.service" ||
		wrong "a strange folder is not quoted"
fi

# --- say one ------------------------------------------------------------------

# quiet HOURS
quiet()
{
	printf '[remind]\nquiet = %s\n' "$1" >"$XDG_CONFIG_HOME/easeback/easeback.ini"
}
quiet ''
says 0 'It is a good time for Gentle start' "$program" remind --now --silent
quiet "$(date -d '-1 hour' +%H:%M)-$(date -d '+1 hour' +%H:%M)"
says 0 'quiet hours' "$program" remind --now --silent
# Quiet hours are those of where the person lives.
says 0 'It is a good time' env TZ=XYZ-8 "$program" remind --now --silent
quiet ''
"$program" log activity walk 20 >/dev/null
says 0 'done today already' "$program" remind --now --silent
quiet 'at night'
says 1 'quiet must be hours such as 21:00-07:00' "$program" remind --now --silent

[ "$bad" -eq 0 ] && echo "reminders are as they should be"
exit "$bad"
