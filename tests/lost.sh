#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# lost.sh [ROUNDS [HOW...]] - the loudspeaker goes away in mid-session and comes back, 50 times.
#
#  unload    PulseAudio: the only sink is unloaded, and loaded again
#  moved     PulseAudio: the sink is unloaded while another is there, which is nothing to hear about
#  kill      PulseAudio: the server is killed, and started again
#  suspend   PulseAudio: the sink is suspended, and resumed; nothing tells but the missing callbacks
#  early     the same, a second after a session has begun; is noticed as soon
#  slow      PulseAudio: the sink takes nothing for the first 3.5 s, as one by Bluetooth that is being
#            connected: nothing is lost, and the session begins when it plays
#  nothing   PipeWire: the only sink goes, so that it plays into nothing, and comes back
#  restart   PipeWire: all of it is killed and started again; its driver hangs for ever then
#  jack      JACK: the server is killed and started again; the same
#
# Each session must go on at the set it had left, after asking for the pain. Prints how long it took
# to notice, and from the return until it played again: the median and the worst.
#
# BUILD names the build folder. Exit code 77: a sound system is missing.
set -u
here=$(cd -- "$(dirname -- "$0")" && pwd)
build=${BUILD:-$here/../build-plain}
easeback=$build/easeback
NOTICE_MS=2000
RETURN_MS=3000
SESSION_ROUNDS=25

now() {
	date +%s%3N
}

# await SECONDS COMMAND...
await() {
	until_ms=$(($(now) + $1 * 1000))
	shift
	until "$@"; do
		[ "$(now)" -lt "$until_ms" ] || return 1
		sleep 0.02
	done
}

# has FILE TEXT COUNT: the text stands in so many lines.
has() {
	lines=$(grep -c "$2" "$1" 2>/dev/null)
	[ "${lines:-0}" -ge "$3" ]
}

# --- how it goes and comes back ---

speaker_on() {
	pactl load-module module-null-sink sink_name=speaker norewinds=1 rate=48000 channels=2 \
		format=s16le >/dev/null
	pactl set-default-sink speaker
}

pulse_start() {
	pulseaudio -n -F "$PULSE_TEST_FOLDER/default.pa" --daemonize=no --use-pid-file=no \
		--disallow-exit --exit-idle-time=-1 --log-target="file:$PULSE_TEST_FOLDER/log2" \
		</dev/null >/dev/null 2>&1 &
	await 10 pactl info >/dev/null 2>&1
}

pulse_kill() {
	for process in $(pgrep -f "$PULSE_TEST_FOLDER/default.pa"); do
		kill -9 "$process"
	done
	rm -f "$PULSE_TEST_FOLDER/run/native"
}

jack_runs() {
	jack_wait -s "$JACK_DEFAULT_SERVER" -c 2>/dev/null | grep -q '^running'
}

jack_start() {
	jackd --no-realtime -n "$JACK_DEFAULT_SERVER" -d dummy -r 48000 -p 480 -C 1 -P 2 \
		</dev/null >/dev/null 2>&1 &
	echo $! >"$PULSE_TEST_FOLDER/jack"
	await 10 jack_runs
}

jack_stop() {
	kill -9 "$(cat "$PULSE_TEST_FOLDER/jack")"
}

goes() {
	case $how in
	unload) pactl unload-module module-null-sink ;;
	kill) pulse_kill ;;
	suspend) pactl suspend-sink speaker 1 ;;
	nothing) pactl unload-module module-null-sink ;;
	restart) "$PIPEWIRE_TEST_RESTART" stop ;;
	jack) jack_stop ;;
	esac
}

comes() {
	case $how in
	unload | nothing) speaker_on ;;
	kill) pulse_start ;;
	suspend) pactl suspend-sink speaker 0 ;;
	restart) "$PIPEWIRE_TEST_RESTART" start ;;
	jack) jack_start ;;
	esac
}

# --- one session ---

begin_session() {
	"$easeback" run "$here/data/lost.ini" --no-ear --device "$device" --answers "$(yes 2 | head -n 60 | tr '\n' ' ')" \
		--transcript "$tsv" </dev/null >/dev/null 2>"$messages" &
	session=$!
	await 90 has "$tsv" "	step	" 1
}

# one_round NUMBER: false when it did not go on as it should.
one_round() {
	before=$(grep "	step	" "$tsv" | tail -n 1 | cut -f 2-)
	steps=$(grep -c "	step	" "$tsv")
	at=$(now)
	goes
	await 15 has "$tsv" "state	lost" "$1" || {
		echo "round $1: the loss was not noticed"
		return 1
	}
	noticed=$(($(now) - at))
	sleep 0.7
	comes
	at=$(now)
	await 30 has "$messages" "device is back" "$1" || {
		echo "round $1: it did not play again"
		return 1
	}
	played=$(($(now) - at))
	await 60 has "$tsv" "	step	" $((steps + 1)) || {
		echo "round $1: the exercise was not gone on with"
		return 1
	}
	after=$(grep "	step	" "$tsv" | tail -n 1 | cut -f 2-)
	has "$tsv" "pain	2 resume" "$1" || {
		echo "round $1: the pain was not asked"
		return 1
	}
	[ "$before" = "$after" ] || {
		echo "round $1: it went on at \"$after\" after \"$before\""
		return 1
	}
	echo "$noticed" >>"$PULSE_TEST_FOLDER/noticed"
	echo "$played" >>"$PULSE_TEST_FOLDER/played"
}

# middle FILE: median and worst.
middle() {
	sort -n "$1" | awk '{ v[NR] = $1 } END { printf "median %d ms, worst %d ms", v[int((NR + 1) / 2)], v[NR] }'
}

# A second signal ends a session at once.
end_session() {
	kill "$session" 2>/dev/null
	sleep 0.1
	kill "$session" 2>/dev/null
	wait "$session"
}

# session_of_rounds ROUNDS
session_of_rounds() {
	folder=$PULSE_TEST_FOLDER
	tsv=$folder/lost.tsv
	messages=$folder/lost.messages
	rm -f "$tsv"
	begin_session || {
		echo "no session began"
		cat "$messages"
		return 1
	}
	wrong=0
	round=0
	while [ $round -lt "$1" ] && [ $wrong -eq 0 ]; do
		round=$((round + 1))
		sleep 1
		one_round $round || wrong=1
	done
	end_session
	if [ $wrong -ne 0 ]; then
		tail -n 5 "$messages"
		grep -v "tone\|count" "$tsv" | tail -n 30
	fi
	return $wrong
}

# A repetition that was begun is not done again, so that a set is used up in the end.
all_rounds() {
	left=$1
	wrong=0
	while [ "$left" -gt 0 ] && [ $wrong -eq 0 ]; do
		session_of_rounds $((left < SESSION_ROUNDS ? left : SESSION_ROUNDS))
		left=$((left - SESSION_ROUNDS))
	done
	[ $wrong -eq 0 ] || return 1
	echo "$how: $(wc -l <"$folder/noticed") times gone and back at the same set: noticed $(middle "$folder/noticed"), playing again $(middle "$folder/played")"
	for pair in "noticed $NOTICE_MS" "played $RETURN_MS"; do
		worst=$(sort -n "$folder/${pair% *}" | tail -n 1)
		[ "$worst" -le "${pair#* }" ] || {
			echo "$how: ${pair% *} after $worst ms, more than ${pair#* }"
			wrong=1
		}
	done
	return $wrong
}

# Nothing is lost where another loudspeaker is there: the server moves us.
moved() {
	pactl load-module module-null-sink sink_name=other rate=48000 channels=2 >/dev/null
	folder=$PULSE_TEST_FOLDER
	tsv=$folder/lost.tsv
	messages=$folder/lost.messages
	begin_session || return 1
	pactl list short modules | awk '/sink_name=speaker/ { print $1 }' |
		while read -r module; do pactl unload-module "$module"; done
	sleep 8
	code=0
	! grep -q "state	lost" "$tsv" || code=1
	LC_ALL=C pactl list short sink-inputs | grep -q . || code=1
	end_session
	[ $code -eq 0 ] && echo "moved: goes on with the other loudspeaker"
	return $code
}

is_played() {
	LC_ALL=C pactl list short sink-inputs | grep -q .
}

# begin_words: a session that will be ended in its first words.
begin_words() {
	folder=$PULSE_TEST_FOLDER
	tsv=$folder/lost.tsv
	messages=$folder/lost.messages
	"$easeback" run "$here/data/lost.ini" --no-ear --answers 2 --transcript "$tsv" \
		</dev/null >/dev/null 2>"$messages" &
	session=$!
	await 10 is_played
}

early() {
	begin_words && sleep 1
	pactl suspend-sink speaker 1
	at=$(now)
	await 15 has "$tsv" "state	lost" 1
	code=$?
	noticed=$(($(now) - at))
	pactl suspend-sink speaker 0
	end_session
	[ $code -eq 0 ] && [ $noticed -le $NOTICE_MS ] || code=1
	echo "early: noticed after $noticed ms"
	return $code
}

slow() {
	pactl suspend-sink speaker 1
	begin_words
	sleep 3.5
	! grep -q "state	lost" "$tsv" && ! has "$tsv" "say	In the rests" 1
	code=$?
	pactl suspend-sink speaker 0
	await 15 has "$tsv" "say	In the rests" 1 || code=1
	! grep -q "state	lost" "$tsv" || code=1
	[ $code -eq 0 ] || cat "$tsv" "$messages"
	end_session
	[ $code -eq 0 ] && echo "slow: waited for, and nothing lost"
	return $code
}

if [ "${1:-}" = --inside ]; then
	how=$2
	device=
	session=
	trap '[ -z "$session" ] || end_session; exit 143' INT TERM
	[ "$how" != jack ] || device=system
	case $how in
	moved | early | slow) $how ;;
	jack) jack_start && all_rounds "$3" && jack_stop ;;
	*) all_rounds "$3" ;;
	esac
	exit
fi

# In JACK's folder there is no other sound system.
with_jack() {
	if ! command -v jackd >/dev/null || ! command -v jack_wait >/dev/null; then
		echo "lost.sh: jackd is missing: apt install jackd2" >&2
		return 77
	fi
	folder=$(mktemp -d "${TMPDIR:-/tmp}/jack.XXXXXX") || return 77
	mkdir -p "$folder/home" "$folder/run"
	printf 'pcm.!default { type null }\n' >"$folder/asoundrc"
	env -u PULSE_SERVER HOME="$folder/home" XDG_CONFIG_HOME="$folder/home/.config" \
		XDG_STATE_HOME="$folder/home/.state" XDG_RUNTIME_DIR="$folder/run" \
		PULSE_TEST_FOLDER="$folder" ALSA_CONFIG_PATH="$folder/asoundrc" \
		JACK_DEFAULT_SERVER="easeback$$" "$@" &
	child=$!
	trap 'kill "$child"; wait "$child"' INT TERM
	wait "$child"
	code=$?
	[ ! -e "$folder/jack" ] || kill -9 "$(cat "$folder/jack")" 2>/dev/null
	rm -rf "$folder"
	return $code
}

rounds=${1:-50}
[ $# -eq 0 ] || shift
[ $# -gt 0 ] || set -- moved early slow unload kill suspend nothing restart jack

# each_in KIND: all rounds of one kind, in a sound system of its own; takes the process with it.
each_in() {
	case $1 in
	moved | unload | kill | suspend | early | slow) exec "$here/pulse.sh" "$0" --inside "$1" "$rounds" ;;
	nothing | restart) exec "$here/pipewire.sh" alsa "$0" --inside "$1" "$rounds" ;;
	jack) with_jack "$0" --inside jack "$rounds" ;;
	*)
		echo "lost.sh: there is no way \"$1\" to lose a loudspeaker"
		return 2
		;;
	esac
}

# Side by side: they hardly need a processor, and one after the other they would take hours.
told=$(mktemp -d "${TMPDIR:-/tmp}/lost.XXXXXX") || exit 77
children=
# shellcheck disable=SC2086 # numbers of processes, one word each
trap 'kill $children 2>/dev/null; wait; rm -rf "$told"' EXIT
trap 'exit 130' INT TERM HUP
for how in "$@"; do
	each_in "$how" >"$told/$how" 2>&1 &
	eval "child_$how=\$!"
	children="$children $!"
done
failed=0
for how in "$@"; do
	eval "wait \"\$child_$how\""
	code=$?
	cat "$told/$how"
	[ $code -ne 77 ] || echo "skipped: $how: its sound system is missing (see above)"
	[ $code -eq 0 ] || [ $code -eq 77 ] || failed=$((failed + 1))
done
[ $failed -eq 0 ]
