#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# hosts.sh [HOST...] - a live session on each sound system, without any hardware.
#
#  pulse            PulseAudio
#  pipewire-alsa    PipeWire, by its plug-in for ALSA
#  pipewire-pulse   PipeWire, by PulseAudio's plug-in and pipewire-pulse
#  jack             JACK with its dummy driver, which takes one rate only
#  file, null       ALSA alone, by its plug-ins of these names: they have no clock and swallow an
#                   hour in seconds, so that nobody can answer in time, and nothing may begin
#
# Each session must be what its rendering is, and each loudspeaker let go at its end. On a busy machine
# an answer is replied to a little later, since the words must be made first: half a second at most.
# BUILD names the build folder. Exit code 77 when nothing could be tried.
set -u
here=$(cd -- "$(dirname -- "$0")" && pwd)
build=${BUILD:-$here/../build-plain}
easeback=$build/easeback
routine=$here/data/short.ini

# same LIVE RENDERED: line by line; none comes earlier, or much later.
same() {
	paste "$1" "$2" | awk -F '\t' '
		{
			half = NF / 2
			late = $1 - $(half + 1)
			for (i = 2; i <= half; i++)
				if ($i != $(half + i))
					wrong = 1
			if (NF % 2 || late < 0 || late > 500)
				wrong = 1
			if (wrong) {
				print "live, and rendered: " $0
				exit
			}
			if (late > latest)
				latest = late
		}
		END {
			if (!wrong && latest)
				print "a reply came " latest " ms late"
			exit wrong || NR == 0
		}'
}

# played WORDS: a session in which somebody answers; it is over after about a minute.
played() {
	folder=$PULSE_TEST_FOLDER
	mkdir -p "$XDG_CONFIG_HOME/easeback"
	printf '[sound]\nwake = 0\n' >"$XDG_CONFIG_HOME/easeback/easeback.ini"
	"$easeback" run "$routine" --no-ear --device "$device" --answers "2 8" --transcript "$folder/live.tsv" \
		</dev/null >/dev/null 2>"$folder/messages"
	code=$?
	"$easeback" render "$routine" --answers "2 8" --transcript "$folder/rendered.tsv"
	[ $? -eq 3 ] && [ $code -eq 3 ] && same "$folder/live.tsv" "$folder/rendered.tsv" &&
		[ ! -s "$folder/messages" ]
	code=$?
	[ $code -eq 0 ] || cat "$folder/messages"
	return $code
}

nobody_answers() {
	folder=$PULSE_TEST_FOLDER
	# a pipe that nobody writes to; open for reading too, so that opening it does not wait
	mkfifo "$folder/keys"
	timeout 120 "$easeback" run "$routine" --no-ear --transcript "$folder/live.tsv" \
		<>"$folder/keys" >/dev/null 2>"$folder/messages"
	code=$?
	! grep -q "	step	" "$folder/live.tsv" && grep -q "	end	" "$folder/live.tsv" &&
		[ $code -ne 124 ]
	code=$?
	[ $code -eq 0 ] || cat "$folder/messages" "$folder/live.tsv"
	return $code
}

alone() {
	folder=$(mktemp -d "${TMPDIR:-/tmp}/hosts.XXXXXX") || return 77
	mkdir -p "$folder/home" "$folder/run" "$folder/state"
	case $1 in
	file) echo "pcm.nowhere { type null }
pcm.!default { type file slave.pcm nowhere file \"$folder/heard.wav\" format wav hint { show on description \"file\" } }" ;;
	*) echo 'pcm.!default { type null hint { show on description "null" } }' ;;
	esac >"$folder/asoundrc"
	env -u PULSE_SERVER HOME="$folder/home" XDG_CONFIG_HOME="$folder/home/.config" \
		XDG_STATE_HOME="$folder/state" XDG_RUNTIME_DIR="$folder/run" \
		PULSE_TEST_FOLDER="$folder" ALSA_CONFIG_PATH="$folder/asoundrc" \
		JACK_DEFAULT_SERVER="easeback$$" JACK_NO_START_SERVER=1 "$0" --inside "$1"
	code=$?
	if [ "$1" = file ] && [ ! -s "$folder/heard.wav" ]; then
		echo "nothing was played"
		code=1
	fi
	rm -rf "$folder"
	return $code
}

in_jack() {
	jackd --no-realtime -n "$JACK_DEFAULT_SERVER" -d dummy -r 48000 -p 480 -C 1 -P 2 \
		</dev/null >/dev/null 2>&1 &
	server=$!
	for _ in 1 2 3 4 5 6 7 8 9 10; do
		jack_wait -s "$JACK_DEFAULT_SERVER" -c 2>/dev/null | grep -q '^running' && break
		sleep 0.5
	done
	played
	code=$?
	kill "$server"
	wait "$server" 2>/dev/null
	return $code
}

if [ "${1:-}" = --inside ]; then
	device=
	[ "$2" != jack ] || device=system
	case $2 in
	file | null) nobody_answers ;;
	jack) in_jack ;;
	*) played ;;
	esac
	exit
fi

failed=0
tried=0
[ $# -gt 0 ] || set -- pulse pipewire-alsa pipewire-pulse jack file null
for host in "$@"; do
	case $host in
	pulse) "$here/pulse.sh" "$0" --inside pulse ;;
	pipewire-alsa) "$here/pipewire.sh" alsa "$0" --inside pipewire ;;
	pipewire-pulse) "$here/pipewire.sh" pulse "$0" --inside pipewire ;;
	jack)
		if command -v jackd >/dev/null && command -v jack_wait >/dev/null; then
			alone jack
		else
			echo "hosts.sh: jackd is missing: apt install jackd2" >&2
			(exit 77)
		fi
		;;
	file | null) alone "$host" ;;
	*)
		echo "hosts.sh: there is no host \"$host\"" >&2
		exit 2
		;;
	esac
	case $? in
	0) echo "ok      $host" && tried=$((tried + 1)) ;;
	77) echo "skipped $host: its sound system is missing (see above)" ;;
	*) echo "wrong   $host" && tried=$((tried + 1)) && failed=$((failed + 1)) ;;
	esac
done
[ $tried -gt 0 ] || exit 77
[ $failed -eq 0 ]
