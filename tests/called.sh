#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# called.sh PROGRAM - a coach that waits and a reminder, in one room: the microphone hears the
#                     loudspeaker. The reminder says how to begin and begins nothing itself.
set -u
tests=$(cd -- "$(dirname -- "$0")" && pwd)
if [ "${PULSE_TEST_FOLDER:-}" = '' ]; then
	for tool in flite paplay pactl; do
		command -v "$tool" >/dev/null || {
			echo "called.sh: skipped: $tool is missing"
			exit 77
		}
	done
	exec "$tests/pulse.sh" "$tests/called.sh" "$(readlink -f -- "$1")"
fi
program=$1
folder=$HOME
bad=0
waiter=''
elsewhere=''
trap 'kill $waiter $elsewhere 2>/dev/null' EXIT
mkdir -p "$XDG_CONFIG_HOME/easeback"
printf '[remind]\nquiet =\n' >"$XDG_CONFIG_HOME/easeback/easeback.ini"
pactl load-module module-loopback source=speaker.monitor sink=micfeed latency_msec=30 >/dev/null

wrong()
{
	echo "$case: $*"
	tail -n 5 "$folder/out" "$folder/errors"
	bad=1
}

# comes SECONDS TEXT FILE
comes()
{
	tries=$(($1 * 20))
	until grep -q -- "$2" "$3" 2>/dev/null; do
		tries=$((tries - 1))
		if [ "$tries" -le 0 ]; then
			wrong "\"$2\" does not come within $1 s"
			return 1
		fi
		sleep 0.05
	done
}

# waits KEYS: a coach begins to wait, with these for a keyboard.
waits()
{
	: >"$folder/out"
	"$program" wait --once --transcript "$folder/tsv" <"$1" >"$folder/out" 2>"$folder/errors" &
	waiter=$!
	comes 20 Waiting "$folder/out"
}

# The transcript begins with the session.
has_begun()
{
	[ -s "$folder/tsv" ]
}

begins_within()
{
	comes "$1" . "$folder/tsv" || wrong "no session begins"
}

# What was tried today would keep the next reminder from being said.
goes()
{
	kill "$waiter"
	wait "$waiter"
	waiter=
	rm -f "$folder/tsv" "$HOME"/.local/share/easeback/journal.db*
}

case='nobody waits'
"$program" remind --now >"$folder/said" || wrong "nothing is said"
grep -q 'good time for' "$folder/said" || wrong "it does not remind"
! grep -q 'to begin' "$folder/said" || wrong "it names words that nobody hears"

case='a reminder beside a coach that waits'
waits /dev/null
"$program" remind --now >"$folder/said" || wrong "nothing is said"
grep -q 'Say coach start to begin' "$folder/said" || wrong "it does not say how to begin: $(cat "$folder/said")"
# Longer than a phrase takes to be understood.
sleep 4
! has_begun || wrong "the reminder itself began a session"

case='a call while a session is led elsewhere'
flite -voice slt -t 'coach start' -o "$folder/call.wav"
mkfifo "$folder/keys"
exec 3<>"$folder/keys"
"$program" run --silent <&3 >"$folder/elsewhere" 2>&1 &
elsewhere=$!
comes 10 Hello "$folder/elsewhere"
paplay -d speaker "$folder/call.wav"
sleep 4
! has_begun || wrong "another session begins beside it"
! grep -q 'another session' "$folder/errors" || wrong "it tries to begin beside it"
kill "$elsewhere"
wait "$elsewhere"

case='somebody calls'
paplay -d speaker "$folder/call.wav"
begins_within 15
goes

case='a key that is pressed while it is said'
waits "$folder/keys"
"$program" remind --now >"$folder/said" &
reminder=$!
tries=200
until pactl list short sink-inputs | grep -q native || [ "$tries" -le 0 ]; do
	tries=$((tries - 1))
	sleep 0.05
done
kill -0 "$reminder" || wrong "the reminder ended before the key"
printf '\n' >&3
sleep 0.5
! has_begun || wrong "a session begins into the reminder"
wait "$reminder"
grep -q 'Say coach start or press a button' "$folder/said" || wrong "it does not name the button: $(cat "$folder/said")"
begins_within 5
! grep -q 'another session' "$folder/errors" || wrong "the key was taken for nothing"
goes

[ "$bad" -eq 0 ] && echo "a reminder calls, and only a person begins"
exit "$bad"
