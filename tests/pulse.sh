#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# pulse.sh COMMAND... - runs a command inside a sound system of its own, without any hardware.
#
# A private PulseAudio daemon with
#   sink   speaker    what the program plays; record it from speaker.monitor
#   source mic        what the program hears; play into the sink micfeed
# HOME and the XDG folders are private too, and go away at the end. The exit
# code is the command's; 77 when PulseAudio is not installed or does not start.
set -u

for tool in pulseaudio pactl parec; do
	command -v "$tool" >/dev/null 2>&1 || {
		echo "pulse.sh: $tool is missing: apt install pulseaudio pulseaudio-utils" >&2
		exit 77
	}
done

folder=$(mktemp -d "${TMPDIR:-/tmp}/pulse.XXXXXX") || exit 77
daemon=
reader=
child=

clean_up() {
	trap - EXIT
	for process in $child $reader $daemon; do
		kill "$process" 2>/dev/null && wait "$process" 2>/dev/null
	done
	rm -rf "$folder"
}
trap clean_up EXIT
trap 'clean_up; exit 130' INT
trap 'clean_up; exit 143' TERM HUP

mkdir -p "$folder/run" "$folder/home" "$folder/config" "$folder/state"
chmod 700 "$folder/run"

# norewinds: otherwise sound that was taken back shows up in the recording
cat >"$folder/default.pa" <<END
.fail
load-module module-native-protocol-unix auth-anonymous=1 socket=$folder/run/native
load-module module-null-sink sink_name=speaker norewinds=1 rate=48000 channels=2 format=s16le
load-module module-null-sink sink_name=micfeed rate=48000 channels=1 format=s16le
load-module module-remap-source master=micfeed.monitor source_name=mic
set-default-sink speaker
set-default-source mic
END
cat >"$folder/asoundrc" <<END
pcm.!default { type pulse hint { show on description "test" } }
ctl.!default { type pulse }
END

export HOME="$folder/home" XDG_CONFIG_HOME="$folder/config" XDG_STATE_HOME="$folder/state"
export XDG_RUNTIME_DIR="$folder/run" PULSE_RUNTIME_PATH="$folder/run"
export PULSE_SERVER="unix:$folder/run/native" ALSA_CONFIG_PATH="$folder/asoundrc"
export PULSE_TEST_FOLDER="$folder"

pulseaudio -n -F "$folder/default.pa" --daemonize=no --use-pid-file=no --disallow-exit \
	--exit-idle-time=-1 --log-target="file:$folder/log" </dev/null >/dev/null 2>&1 &
daemon=$!

tries=0
until pactl info >/dev/null 2>&1; do
	tries=$((tries + 1))
	if [ $tries -gt 100 ] || ! kill -0 "$daemon" 2>/dev/null; then
		echo "pulse.sh: the private PulseAudio does not start:" >&2
		cat "$folder/log" >&2 2>/dev/null
		exit 77
	fi
	sleep 0.05
done

# Somebody must read the microphone closely, or its first sound comes after two
# seconds. The first reader has to wait for that all the same: wait with it.
parec -d mic --raw --latency-msec=10 </dev/null >/dev/null 2>&1 &
reader=$!
timeout 5 parec -d mic --raw --latency-msec=10 2>/dev/null | head -c 2 >/dev/null

# in the background, so that a signal is answered at once; with our own standard
# input, which a shell takes away from what it runs there
exec 3<&0
"$@" <&3 3<&- &
child=$!
wait "$child"
result=$?
child=
exit $result
