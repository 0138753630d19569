#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# onsets.sh [CUES [PART...]] - no first syllable is lost in a loudspeaker that sleeps when it is
#                              idle; 100 cues of each kind unless told otherwise.
#
# The loudspeaker (sleeper.h) stands between the program and PortAudio and swallows what comes while
# it wakes up, for as long as its name makes the program expect: USB 0.6 s, Bluetooth 1.0 s, HDMI
# 1.5 s. What the program takes for granted is that it sleeps only while no stream is open, so that
# silence fed all session long keeps it awake. Not all do: some sleep on zeros, and for these there
# is the setting keep_awake. Both are tried, and each remedy is left out once to see that its lack
# is noticed. How long true devices take cannot be seen without them: the sound test measures that.
#
#  lead      real streams: sessions and reminders begin, each in a loudspeaker asleep for long
#  back      a real stream is lost and comes back asleep: the first words after that
#  pause     virtual time: words after ten minutes' silence in a session, on both loudspeakers
#  signal    real streams: the loudspeaker that sleeps on zeros, with keep_awake
#  first     the shortest of these, for every day: HDMI, with the lead and without
#
# BUILD names the build folder. Exit code 77: there is no PulseAudio to try with.
set -u
here=$(cd -- "$(dirname -- "$0")" && pwd)
build=$(cd -- "${BUILD:-$here/../build-plain}" && pwd) || exit 2
easeback=$build/easeback
AT_ONCE=5
DOZES_MS=3000

if [ "${1:-}" != --inside ]; then
	exec "$here/pulse.sh" "$0" --inside "$@"
fi
cues=${2:-100}
shift
[ $# -eq 0 ] || shift
parts=${*:-lead back pause signal}
folder=$PULSE_TEST_FOLDER
failed=0

verdict() {
	if [ "$2" -eq 0 ]; then
		echo "ok    $1"
	else
		echo "wrong $1"
		failed=$((failed + 1))
	fi
}

# A loudspeaker whose name says of what kind it is.
speaker_of() {
	case $1 in
	usb) sink=alsa_output.usb-speaker ;;
	bluetooth) sink=bluez_output.speaker ;;
	*) sink=alsa_output.hdmi-stereo ;;
	esac
	pactl load-module module-null-sink sink_name=$sink norewinds=1 rate=48000 channels=2 \
		format=s16le >/dev/null
	pactl set-default-sink $sink
}

# settings LINE...
settings() {
	mkdir -p "$XDG_CONFIG_HOME/easeback"
	printf '%s\n' '[remind]' 'quiet =' '[sound]' "$@" >"$XDG_CONFIG_HOME/easeback/easeback.ini"
}

# sleepy REPORT SWALLOWS_MS DOZES_MS COMMAND...
sleepy() {
	report=$1 swallows=$2 dozes=$3
	shift 3
	SLEEPY_REPORT=$report SLEEPY_SWALLOWS=$swallows SLEEPY_DOZES=$dozes \
		LD_PRELOAD=$build/tests/libsleepy.so exec "$@"
}

await_file() {
	tries=0
	until [ -s "$1" ]; do
		tries=$((tries + 1))
		[ $tries -lt 300 ] || return 1
		sleep 0.05
	done
}

# One cue into a loudspeaker asleep: by turns a reminder, and the first words of a session. Each has a
# home of its own, so that they do not wait for each other.
one_cue() {
	own=$folder/cue$1
	mkdir -p "$own"
	if [ $(($1 % 2)) -eq 0 ]; then
		XDG_STATE_HOME=$own XDG_DATA_HOME=$own sleepy "$own/report" "$2" "$3" "$easeback" remind --now
	else
		XDG_STATE_HOME=$own XDG_DATA_HOME=$own sleepy "$own/report" "$2" "$3" "$easeback" run \
			"$here/data/short.ini" --no-ear --answers 2 --transcript "$own/tsv"
	fi </dev/null >"$own/said" 2>&1
}

# stop_after SECONDS TEXT FILE: stops $process when the text stands there, or so much later.
stop_after() {
	tries=$(($1 * 20))
	until grep -q "$2" "$3" 2>/dev/null || [ $tries -lt 0 ]; do
		tries=$((tries - 1))
		sleep 0.05
	done
	kill "$process" 2>/dev/null
	sleep 0.1
	kill "$process" 2>/dev/null
}

# Stopped when the first words are over: "In the rests" is what follows them.
one_begin() {
	one_cue "$@" &
	process=$!
	if [ $(($1 % 2)) -eq 1 ]; then
		stop_after 15 "In the rests" "$folder/cue$1/tsv"
	fi
	wait "$process"
}

# cues COUNT SWALLOWS_MS DOZES_MS: the first onset of each; sets $heard and $lost.
play_cues() {
	rm -rf "$folder"/cue*
	done=0
	while [ $done -lt "$1" ]; do
		batch=
		while [ $done -lt "$1" ] && [ "$(echo "$batch" | wc -w)" -lt $AT_ONCE ]; do
			done=$((done + 1))
			one_begin $done "$2" "$3" &
			batch="$batch $!"
		done
		# shellcheck disable=SC2086 # numbers of processes
		wait $batch
	done
	heard=0
	lost=0
	for i in $(seq 1 "$1"); do
		case $(head -n 1 "$folder/cue$i/report" 2>/dev/null) in
		heard*) heard=$((heard + 1)) ;;
		lost*) lost=$((lost + 1)) ;;
		*) cat "$folder/cue$i/said" ;;
		esac
	done
}

without_lead() {
	settings 'wake = 0'
	play_cues "$1" 1500 0
	[ "$lost" -eq "$1" ]
	verdict "without the lead: $lost of $1 lost, as must be seen" $?
}

lead() {
	for kind in "usb 600" "bluetooth 1000" "hdmi 1500"; do
		speaker_of "${kind% *}"
		settings 'wake = auto'
		play_cues "$cues" "${kind#* }" 0
		[ "$heard" -eq "$cues" ] && [ "$lost" -eq 0 ]
		verdict "${kind% *}, asleep for ${kind#* } ms: $lost of $cues first syllables lost" $?
	done
	without_lead 4
}

first() {
	speaker_of hdmi
	settings 'wake = auto'
	play_cues "$cues" 1500 0
	[ "$heard" -eq "$cues" ] && [ "$lost" -eq 0 ]
	verdict "hdmi, asleep for 1500 ms: $lost of $cues first syllables lost" $?
	without_lead "$cues"
}

back() {
	speaker_of hdmi
	settings 'wake = auto'
	own=$folder/back
	mkdir -p "$own"
	sleepy "$own/report" 1500 0 "$easeback" run "$here/data/short.ini" --no-ear --answers 2 \
		--transcript "$own/tsv" </dev/null >/dev/null 2>"$own/messages" &
	process=$!
	await_file "$own/tsv" && sleep 3
	pactl suspend-sink $sink 1
	sleep 2.5
	pactl suspend-sink $sink 0
	stop_after 20 "say	Please settle" "$own/tsv"
	wait "$process"
	# the greeting, and that the sound is back
	grep -q "sound was gone" "$own/tsv" && [ "$(grep -c ^heard "$own/report")" -ge 2 ] &&
		! grep -q ^lost "$own/report"
	code=$?
	[ $code -eq 0 ] || cat "$own/report" "$own/tsv" "$own/messages"
	verdict "lost and back, asleep again: none lost" $code
}

# in_pauses DOZES_MS [awake]: sets $words, $lost.
in_pauses() {
	told=$("$build/tests/onsets" "$cues" 1500 "$@") || told=
	words=$(echo "$told" | sed -n 's/words=\([0-9]*\).*/\1/p')
	lost=$(echo "$told" | sed -n 's/.*lost=\([0-9]*\).*/\1/p')
	shortest=$(echo "$told" | sed -n 's/.*shortest_ms=\([0-9]*\).*/\1/p')
	: "${words:=0}" "${lost:=-1}" "${shortest:=0}"
}

in_session() {
	in_pauses 0
	[ "$words" -ge "$cues" ] && [ "$lost" -eq 0 ]
	verdict "awake while a stream is open: $lost of $words lost after $((shortest / 1000)) s of silence or more" $?
	in_pauses $DOZES_MS awake
	[ "$words" -ge "$cues" ] && [ "$lost" -eq 0 ]
	verdict "asleep on zeros, with keep_awake: $lost of $words lost" $?
	in_pauses $DOZES_MS
	[ "$words" -ge "$cues" ] && [ "$lost" -eq "$words" ]
	verdict "asleep on zeros, without: $lost of $words lost, as must be seen" $?
}

signal() {
	speaker_of hdmi
	settings 'wake = auto' 'keep_awake = yes'
	count=$((cues < 10 ? cues : 10))
	play_cues $count 1500 $DOZES_MS
	[ "$heard" -eq $count ] && [ "$lost" -eq 0 ]
	verdict "asleep on zeros, with keep_awake: $lost of $count first syllables lost" $?
	settings 'wake = auto'
	play_cues 4 1500 $DOZES_MS
	[ "$lost" -eq 4 ]
	verdict "asleep on zeros, without: $lost of 4 lost, as must be seen" $?
}

for part in $parts; do
	case $part in
	pause) in_session ;;
	*) $part ;;
	esac
done
[ $failed -eq 0 ]
