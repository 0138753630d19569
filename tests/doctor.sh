#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# doctor.sh - what the doctor finds without any device, without a voice, and with everything there.
# Use: doctor.sh PROGRAM SPEECH-SERVER
set -u
program=$1
server=$2
tests=$(dirname -- "$(readlink -f -- "$0")")
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
bad=0

# The sound libraries behind PortAudio leave memory behind when they are unloaded.
export ASAN_OPTIONS="${ASAN_OPTIONS:+$ASAN_OPTIONS:}detect_leaks=0"
export HOME="$scratch" XDG_CONFIG_HOME="$scratch/config" XDG_STATE_HOME="$scratch/state"
unset XDG_RUNTIME_DIR PULSE_SERVER
mkdir -p "$XDG_CONFIG_HOME/easeback"

# expect CODE TEXT...: the last answer has this exit code and these texts.
expect()
{
	if [ "$code" -ne "$1" ]; then
		echo "$case: exit code $code instead of $1"
		bad=1
	fi
	shift
	for text in "$@"; do
		tr -s ' \n' ' ' <"$scratch/answer" | grep -qF -- "$text" || {
			echo "$case: does not say \"$text\""
			bad=1
		}
	done
}

ask()
{
	code=0
	"$@" >"$scratch/answer" 2>&1 || code=$?
}

# A configuration of ALSA that knows no device, whatever the machine has.
echo 'pcm.nothing { type null }' >"$scratch/no-device"

case='no device, nobody there'
ALSA_CONFIG_PATH=$scratch/no-device ask "$program" doctor </dev/null
expect 2 'speaker missing' 'microphone missing' 'voice ok' 'nobody can press a key' \
	'XDG_RUNTIME_DIR is not set' '--silent' 'No session can run yet.' 'Nothing plays.' \
	"$XDG_CONFIG_HOME/easeback/routines"

expect 2 'journal not yet' 'no session was led yet'

case='a journal, and no gnuplot'
export XDG_DATA_HOME="$scratch/data"
"$program" log activity swim 30 >/dev/null
ALSA_CONFIG_PATH=$scratch/no-device EASEBACK_GNUPLOT=$scratch/none ask "$program" doctor </dev/null
expect 2 "journal ok $scratch/data/easeback/journal.db, 0 sessions" 'charts missing' 'gnuplot-nox'

case='a damaged journal'
printf 'not a journal, and longer than the hundred bytes of a head, so that it is read and found wanting.......' \
	>"$scratch/data/easeback/journal.db"
ALSA_CONFIG_PATH=$scratch/no-device ask "$program" doctor </dev/null
expect 2 'journal missing' 'it is damaged; the next session keeps it'

case='a journal that is gone'
rm "$scratch/data/easeback/journal.db"
mkdir -p "$XDG_STATE_HOME/easeback"
printf '[memo]\nrecorded = yes\n' >"$XDG_STATE_HOME/easeback/memo.ini"
ALSA_CONFIG_PATH=$scratch/no-device ask "$program" doctor </dev/null
expect 2 'journal missing' 'it was there; easeback import'
rm "$XDG_STATE_HOME/easeback/memo.ini"

case='no device to list'
ALSA_CONFIG_PATH=$scratch/no-device ask "$program" doctor --devices </dev/null
expect 1

case='no such voice'
printf '[session]\nvoice = nobody\n' >"$XDG_CONFIG_HOME/easeback/easeback.ini"
ALSA_CONFIG_PATH=$scratch/no-device ask "$program" doctor </dev/null
expect 2 'There is no voice "nobody"' 'Nothing speaks.'
rm "$XDG_CONFIG_HOME/easeback/easeback.ini"

case='no such number pad'
printf '[buttons]\ndevice = no such pad\n' >"$XDG_CONFIG_HOME/easeback/easeback.ini"
ALSA_CONFIG_PATH=$scratch/no-device ask "$program" doctor </dev/null
expect 2 'buttons missing' 'has "no such pad" in its name' 'Nobody can answer.'
rm "$XDG_CONFIG_HOME/easeback/easeback.ini"

case='a speech server that is not there'
printf '[ear]\near = wyoming://127.0.0.1:1\n' >"$XDG_CONFIG_HOME/easeback/easeback.ini"
ALSA_CONFIG_PATH=$scratch/no-device ask "$program" doctor </dev/null
expect 2 'server missing' '127.0.0.1, port 1: Connection refused' 'goes on alone' \
	'tcp://0.0.0.0:1'

case='a speech server that answers'
mkfifo "$scratch/port"
"$server" >"$scratch/port" &
serving=$!
read -r port <"$scratch/port"
printf '[ear]\near = wyoming://localhost:%s\n' "$port" >"$XDG_CONFIG_HOME/easeback/easeback.ini"
ALSA_CONFIG_PATH=$scratch/no-device ask "$program" doctor </dev/null
kill "$serving"
expect 2 'server ok' "test-hearer at localhost, port $port"
rm "$XDG_CONFIG_HOME/easeback/easeback.ini"

# The service, where it is installed for this person alone; no systemd answers here.
units=$XDG_CONFIG_HOME/systemd/user
case='a service that is not enabled'
mkdir -p "$units/default.target.wants"
: >"$units/easeback.service"
ALSA_CONFIG_PATH=$scratch/no-device ask "$program" doctor </dev/null
expect 2 'service off' 'loginctl enable-linger && systemctl --user enable --now easeback'

case='a service that waits only while somebody is logged in'
ln -s ../easeback.service "$units/default.target.wants/"
ALSA_CONFIG_PATH=$scratch/no-device ask "$program" doctor </dev/null
if [ -e "/var/lib/systemd/linger/$(id -un)" ]; then
	expect 2 'service mend' 'export XDG_RUNTIME_DIR=/run/user/'
else
	expect 2 'service mend' 'only while you are logged in: loginctl enable-linger'
fi
rm -r "$units"

# A loudspeaker and a microphone of our own, and somebody at a pipe.
case='everything there'
ask "$tests/pulse.sh" "$program" doctor --devices
if [ "$code" -eq 77 ]; then
	cat "$scratch/answer"
	[ "$bad" -eq 0 ] && exit 77
	exit 1
fi
expect 0 'default'
mkfifo "$scratch/keys"
sleep 60 >"$scratch/keys" &
sleeper=$!
ask "$tests/pulse.sh" "$program" doctor <"$scratch/keys"
kill "$sleeper"
expect 0 'speaker ok' 'microphone ok' 'voice ok' 'keys ok' 'A session can run.'

[ "$bad" -eq 0 ] && echo "the doctor finds what is there and what is missing"
exit "$bad"
