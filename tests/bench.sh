#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# bench.sh [FIGURE...] - measures what easeback promises, each beside its peer in the same run.
#
#  1  tones in a rendering, and two renderings    4  from the start to the first sound
#  2  tones of a live session                     5  what rendering costs
#  3  from a key to silence                       6  memory and processor time of a session
#  7  what ten years of sessions cost: today, progress and report; what a session writes to the card
#
# Without words all of them, which takes half an hour. BUILD names the folder of a plain build.
# BENCH_SECONDS (120) and BENCH_SESSION (600) shorten 2 and 6 for a first look. A figure whose
# tools are not there is skipped, and says so. It measures and judges nothing: quiet machines only.
set -u
here=$(cd -- "$(dirname -- "$0")" && pwd)
build=${BUILD:?BUILD must name the folder of a plain build; "./test bench" sets it}
easeback=$build/easeback
tools=$build/tests
seconds=${BENCH_SECONDS:-120}
session=${BENCH_SESSION:-600}

if [ "${1:-}" = --inside ]; then
	shift
else
	"$easeback" --version >/dev/null || exit 1
	folder=$(mktemp -d "${TMPDIR:-/tmp}/bench.XXXXXX") || exit 1
	trap 'rm -rf "$folder"' EXIT
	trap 'exit 130' INT HUP
	export XDG_CONFIG_HOME="$folder/config" XDG_STATE_HOME="$folder/state"
	export BENCH_FOLDER="$folder" BENCH_TABLE="$folder/table"
fi
child=
trap 'kill $child 2>/dev/null; exit 143' TERM
folder=$BENCH_FOLDER
table=$BENCH_TABLE

# row WHAT EASEBACK PEER GOAL
row()
{
	printf '%-46s %-27s %-37s %s\n' "$1" "$2" "$3" "$4" >>"$table"
}

progress()
{
	printf '%s\n' "$*" >&2
}

# field NAME: its value in a line of NAME=VALUE on standard input.
field()
{
	tr ' ' '\n' | sed -n "s/^$1=//p"
}

# Of a number a line: the middle one, the largest.
median()
{
	sort -n | awk '{ x[NR] = $1 } END { if (NR) print (x[int((NR + 1) / 2)] + x[int(NR / 2 + 1)]) / 2 }'
}

largest()
{
	sort -n | tail -n 1
}

has()
{
	command -v "$1" >/dev/null && return
	row "skipped: $1 is not there" "apt install $2" "" ""
	return 1
}

# attended COMMAND...: so that whoever ends us ends it too.
attended()
{
	"$@" </dev/null &
	child=$!
	wait "$child"
	result=$?
	child=
	return $result
}

exact()
{
	if [ "$1" = 0 ]; then echo "exact"; else echo "NOT EXACT"; fi
}

# The memo of somebody who has been here before: the session begins with its greeting.
known()
{
	mkdir -p "$XDG_STATE_HOME/easeback"
	printf '[memo]\nnotice_accepted = yes\nlocked = no\nsigns_answered = %s\nstart_pain = 2\n' \
		"$(date +%Y-%m-%d)" >"$XDG_STATE_HOME/easeback/memo.ini"
}

# --- 1: rendered ---------------------------------------------------------

rendered()
{
	progress "1: rendering full-back twice"
	for i in 1 2; do
		"$easeback" render full-back -o "$folder/$i.wav" --transcript "$folder/$i.tsv" \
			--answers "2 2 2 2 2 2 2 2 2 2 2 2" 2>/dev/null
	done
	found=$("$tools/tape" tones "$folder/1.wav" "$folder/1.tsv")
	worst=$(echo "$found" | field max)
	off=$(echo "$found" | field first_off)
	row "1 rendered tones from their transcript time" \
		"$(exact $((worst + off + $(echo "$found" | field missing)))), $worst samples" "" "0 samples"
	row "  tones looked at, sample by sample" "$(echo "$found" | field exact) of $(
		grep -c "	tone	" "$folder/1.tsv")" "" "all"
	same=0
	cmp -s "$folder/1.wav" "$folder/2.wav" && cmp -s "$folder/1.tsv" "$folder/2.tsv" || same=1
	row "  two renderings in two processes" "$([ $same -eq 0 ] && echo identical || echo DIFFERENT)" \
		"" "identical"
	rm -f "$folder"/[12].wav
}

# --- 2: live -------------------------------------------------------------

record()
{
	parec -d speaker.monitor --raw --format=s16le --rate=48000 --channels=2 \
		--latency-msec=20 >"$1" 2>/dev/null &
	recorder=$!
	until [ -s "$1" ]; do
		kill -0 "$recorder" 2>/dev/null || return 1
		sleep 0.05
	done
	sleep 0.5
}

stop_recording()
{
	sleep 0.5
	kill "$recorder" 2>/dev/null
	wait "$recorder" 2>/dev/null
}

# A sound a second, as a script would do it: play it, then sleep for what is left of the second.
naively()
{
	count=0
	while [ $count -lt "$seconds" ]; do
		"$@" >/dev/null 2>&1
		sleep "$rest"
		count=$((count + 1))
	done
}

# The same with a script that looks at the clock: nothing adds up.
by_the_clock()
{
	begin=$(date +%s%N)
	count=0
	while [ $count -lt "$seconds" ]; do
		"$@" >/dev/null 2>&1 &
		player=$!
		count=$((count + 1))
		left=$((begin + count * 1000000000 - $(date +%s%N)))
		[ $left -le 0 ] || sleep "$(printf '%d.%09d' $((left / 1000000000)) $((left % 1000000000)))"
		wait $player
	done
}

# whole TRANSCRIPT: nothing, or how the session ended that should have been completed.
whole()
{
	grep -q "	end	completed" "$1" || echo "; CUT SHORT: $(sed -n 's/.*	end	//p' "$1")"
}

# peer NAME LOOP COMMAND...: how evenly it beats.
peer()
{
	name=$1
	loop=$2
	shift 2
	progress "2: $name, $loop, $seconds s"
	record "$folder/peer.raw"
	"$loop" "$@"
	stop_recording
	beats=$("$tools/tape" beats "$folder/peer.raw" 1000)
	row "  $name, $(echo "$loop" | tr _ ' ')" "" "$(echo "$beats" | field mean) mean, $(
		echo "$beats" | field max) max, $(echo "$beats" | field drift)/min" ""
	progress "2: $name: $beats"
	rm -f "$folder/peer.raw"
}

# both NAME COMMAND...
both()
{
	peer "$1" naively "$@"
	peer "$1" by_the_clock "$@"
}

peers()
{
	# 120 ms of a tone; the naive script knows that, and sleeps for the rest of the second
	"$tools/beeps" write "$folder/beep.wav"
	rest=0.88
	has aplay alsa-utils && both aplay -q "$folder/beep.wav"
	export AUDIODRIVER=alsa
	has play "sox libsox-fmt-alsa" && both play -q "$folder/beep.wav"
	rest=0.7
	has espeak-ng espeak-ng && both espeak-ng "Go"
}

live()
{
	reps=$((seconds / 10))
	sed "s/^reps = .*/reps = $reps/" "$here/data/beeps.ini" >"$folder/beeps.ini"
	progress "2: a live session with tones for $seconds s, and their recording"
	record "$folder/live.raw"
	attended "$easeback" run "$folder/beeps.ini" --no-ear --answers "2 2 2" \
		--transcript "$folder/live.tsv" >/dev/null
	stop_recording
	found=$("$tools/tape" tones "$folder/live.raw" "$folder/live.tsv")
	row "2 live tones, interval error in samples" "$(echo "$found" | field mean) mean, $(
		echo "$found" | field max) max, $(echo "$found" | field drift)/min" "" "0 (at most 1)"
	row "  tones on the tape over $(echo "$found" | field seconds) s" \
		"$(echo "$found" | field exact) of $(grep -c "	tone	" "$folder/live.tsv") exact, $(
			echo "$found" | field gaps) gaps$(
			whole "$folder/live.tsv")" "" "all, 0 gaps"
	rm -f "$folder/live.raw"
	peers
}

# --- 3: a key ------------------------------------------------------------

hush()
{
	progress "3: forty keys in the middle of speech"
	known
	attended env HUSH_REPORT="$folder/hush" HUSH_PRESSES=40 \
		LD_PRELOAD="$tools/libbench_hush.so" "$easeback" run gentle-start --no-ear >/dev/null
	frames=$(sed -n 's/^press \([0-9]*\) .*/\1/p' "$folder/hush")
	clock=$(sed -n 's/^press [0-9]* //p' "$folder/hush")
	row "3 key to silence in the stream, by frames" "$(echo "$frames" | median |
		awk '{ printf "%.1f", $1 / 48 }') ms p50, $(echo "$frames" | largest |
		awk '{ printf "%.1f", $1 / 48 }') max" "" "<= 30 ms"
	row "  the same by the clock" "$(echo "$clock" | median) ms p50, $(
		echo "$clock" | largest) max" "" ""
	row "  keys pressed; a callback makes" "$(echo "$frames" | wc -l) keys; $(
		sed -n 's/^period [0-9]* //p' "$folder/hush" |
			awk '{ printf "%.0f ms", $1 / 48 }')" "" ">= 30 keys"
	row "  (what the device has by then is heard: 100 ms)" "" "" ""
}

# --- 4: the start --------------------------------------------------------

# wake MS: the silence for a loudspeaker that wakes up, which a peer does not have.
wake()
{
	mkdir -p "$XDG_CONFIG_HOME/easeback"
	printf '[sound]\nwake = %s\n' "$1" >"$XDG_CONFIG_HOME/easeback/easeback.ini"
}

first()
{
	has espeak-ng espeak-ng || return 0
	known
	progress "4: first sounds, ten times each in turn"
	for _ in 1 2 3 4 5 6 7 8 9 10; do
		wake 0
		"$tools/first_sound" "$easeback" run gentle-start >>"$folder/own"
		wake auto
		"$tools/first_sound" "$easeback" run gentle-start >>"$folder/woken"
		"$tools/first_sound" espeak-ng "Hello" >>"$folder/peer"
	done
	own=$(median <"$folder/own")
	peer=$(median <"$folder/peer")
	row "4 start to the first sample, median of 10" "$own ms" "espeak-ng \"Hello\" $peer ms" ""
	row "  with the lead for an unknown loudspeaker" "$(median <"$folder/woken") ms" "" ""
	row "  ratio" "$(echo "$own $peer" | awk '{ printf "%.2f", $1 / $2 }')" "" "<= 1.5"
}

# --- 5: rendering --------------------------------------------------------

# routine MINUTES FILE: five sets of bridges at a time, which take five minutes.
routine()
{
	{
		printf '[routine]\ntitle = %s minutes\nsource = for tests only\n' "$1"
		for part in $(seq 1 "$(($1 / 5))"); do
			printf '[bridge %d]\nexercise = bridge\nsets = 5\nreps = 6\nrest = 30\n' "$part"
		done
	} >"$2"
}

cost()
{
	cpu_before=0
	long_before=0
	for minutes in 5 20 60 120; do
		progress "5: rendering about $minutes minutes"
		routine $minutes "$folder/long.ini"
		"$tools/bench_run" "$folder/cost" "$easeback" render "$folder/long.ini" \
			-o "$folder/long.wav" --transcript "$folder/long.tsv" 2>/dev/null ||
			progress "5: not rendered to its end"
		long=$(tail -n 1 "$folder/long.tsv" | cut -f 1)
		wall=$(field wall <"$folder/cost")
		cpu=$(field cpu <"$folder/cost")
		goal=
		[ $minutes -ne 20 ] || goal="<= 3 s"
		row "5 rendering $(echo "$long" | awk '{ printf "%.1f", $1 / 60000 }') minutes" \
			"$wall s, $cpu s of processor" "" "$goal"
		row "  each minute; each beyond the row before" "$(
			echo "$cpu $long $cpu_before $long_before" | awk '{
				printf "%.0f ms, %.0f ms", $1 * 6e7 / $2, ($1 - $3) * 6e7 / ($2 - $4)
			}')" "" "constant"
		cpu_before=$cpu
		long_before=$long
		rm -f "$folder/long.wav"
	done
}

# --- 6: memory and processor ---------------------------------------------

# Somebody in the room speaks now and then, so that the ear has something to decode.
talk()
{
	espeak-ng -v en-us+f3 -w "$folder/talk.wav" "Where did I put the newspaper?" 2>/dev/null ||
		return
	while sleep 20; do
		paplay -d micfeed "$folder/talk.wav"
	done
}

# one_session NAME OPTION...: into the file NAME what a live session took.
one_session()
{
	name=$1
	shift
	talk &
	talker=$!
	attended "$tools/bench_run" "$folder/$name" "$easeback" run "$folder/beeps.ini" \
		--answers "2 2 2" --transcript "$folder/$name.tsv" "$@" >/dev/null
	kill "$talker" 2>/dev/null
	wait "$talker" 2>/dev/null
}

memory_row()
{
	mb=$(field peak_kb <"$folder/$1" | awk '{ printf "%.1f", $1 / 1024 }')
	bare=$(field peak_kb <"$folder/$1.bare" | awk '{ printf "%.1f", $1 / 1024 }')
	row "6 peak memory $2" "$mb MB" "libraries alone $bare MB" "<= $3 MB"
	row "  processor time over $(field wall <"$folder/$1" | cut -d . -f 1) s" \
		"$(field cpu <"$folder/$1") s$(whole "$folder/$1.tsv")" "" ""
}

memory()
{
	reps=$((session / 25))
	sed "s/^reps = .*/reps = $reps/; s/^sets = .*/sets = 4/" "$here/data/beeps.ini" \
		>"$folder/beeps.ini"
	progress "6: two live sessions side by side, about $session s"
	"$here/pulse.sh" "$0" --inside session deaf --no-ear &
	deaf=$!
	"$here/pulse.sh" "$0" --inside session ear &
	child="$deaf $!"
	wait
	child=
	"$here/pulse.sh" "$tools/bench_run" "$folder/deaf.bare" "$tools/bench_bare" >/dev/null 2>&1
	"$here/pulse.sh" "$tools/bench_run" "$folder/ear.bare" "$tools/bench_bare" ear >/dev/null 2>&1
	memory_row deaf "without the ear" 30
	memory_row ear "with the ear" 64
}

# --- 7: ten years --------------------------------------------------------

# The card wears by what is written to it; with ten years of sessions in the journal already.
wear()
{
	progress "7: a session, and what it writes"
	known
	export DISK_REPORT="$folder/disk" XDG_DATA_HOME="$folder/3650"
	"$tools/killed" "$tools/easeback_hurried" full-back once "$folder" --all >/dev/null 2>&1
	code=$?
	unset DISK_REPORT XDG_DATA_HOME
	row "  a whole session of full-back writes" "$(field bytes <"$folder/disk" |
		awk '{ printf "%.0f KiB", $1 / 1024 }') by SQLite$([ $code -eq 0 ] || echo ", CUT SHORT")" "" ""
	row "    in the kernel's pages; syncs" "$(field kernel <"$folder/disk" |
		awk '{ printf "%.0f KiB", $1 / 1024 }'); $(field syncs <"$folder/disk")" "" ""
}

# years DAYS COMMAND...: median of nine, in ms, with that many days in the journal.
years()
{
	days=$1
	shift
	for _ in 1 2 3 4 5 6 7 8 9; do
		XDG_DATA_HOME=$folder/$days "$tools/bench_run" "$folder/cost" "$easeback" "$@" \
			>/dev/null 2>&1
		field wall <"$folder/cost" | awk '{ print $1 * 1000 }'
	done | median
}

decade()
{
	for days in 1825 3650; do
		progress "7: a journal of $days days"
		mkdir -p "$folder/$days/easeback"
		"$tools/past_journal" "$folder/$days/easeback/journal.db" "$days" >"$folder/past" ||
			return
	done
	goal="< 100 ms"
	row "7 a journal of $(cat "$folder/past")" "" "" ""
	for words in today progress report "report --since 2000-01-01"; do
		# shellcheck disable=SC2086 # a command and its options
		whole=$(years 3650 $words)
		# shellcheck disable=SC2086
		half=$(years 1825 $words)
		row "  $words" "$whole ms" "" "$goal"
		row "    against half as many years" "$(
			echo "$whole $half" | awk '{ printf "%.2f", $1 / $2 }')" "" "<= 2.2"
	done
	wear
}

# -------------------------------------------------------------------------

# Inside a sound system of its own: the parts that play.
inside()
{
	case $1 in
	2) live ;;
	3) hush ;;
	4) first ;;
	session)
		shift
		one_session "$@"
		;;
	esac
}

if [ "$#" -gt 0 ] && [ -n "${PULSE_TEST_FOLDER:-}" ]; then
	inside "$@"
	exit
fi
row "figure" "easeback" "peer" "goal"
[ "$#" -gt 0 ] || set -- 1 2 3 4 5 6 7
for figure in "$@"; do
	case $figure in
	1) rendered ;;
	5) cost ;;
	6) memory ;;
	7) decade ;;
	2 | 3 | 4)
		attended "$here/pulse.sh" "$0" --inside "$figure" ||
			row "$figure skipped: no PulseAudio" "apt install pulseaudio" "" ""
		;;
	*) progress "bench.sh: figures are 1 to 7, not $figure" ;;
	esac
done
progress "load of the machine: $(cut -d ' ' -f 1-3 /proc/loadavg) on $(nproc) cores"
cat "$table"
