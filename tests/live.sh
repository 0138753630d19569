#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# live.sh EASEBACK TAPE LOUDNESS [PART...] - whole sessions through a real sound system, recorded
#                                            and measured; all parts, or those named.
#
#  equal    a session through PortAudio and PulseAudio is its rendering, sample for sample:
#           every cue from its first syllable, every beep at its place; the microphone stands
#           beside the loudspeaker all the time, and nothing of what the coach says is heard
#           (for a second at most it may be quieter, thinking that somebody speaks)
#  key      a key in the middle of a sentence silences it
#  cut      so does "stop", spoken as loud as the coach, in the microphone beside the loudspeaker
#  talk     other words over the coach: it halts, asks "Stop?", and goes on by itself
#  voice    with headphones on: "pain six" in a set is a check-in, a spoken "seven" ends the session
#  nobody   without keyboard and microphone nothing is started
#  lost     a device that went and came back pauses the session
#  help     help acts while the sound server hangs
#  slow     a card that takes two seconds for each write moves no tone and delays no stop
#
# Exit code 77: there is no PulseAudio to try with.
set -u
for tool in flite pgrep; do
	command -v "$tool" >/dev/null 2>&1 || {
		echo "live.sh: $tool is missing: apt install flite procps" >&2
		exit 77
	}
done
here=$(cd -- "$(dirname -- "$0")" && pwd)

if [ "${1:-}" != --inside ]; then
	exec "$here/pulse.sh" "$0" --inside "$@"
fi
easeback=$2
tape=$3
loudness=$4
shift 4
parts=${*:-equal key cut talk voice nobody lost help slow}
folder=$PULSE_TEST_FOLDER
routine=$here/data/short.ini
failed=0

record() {
	parec -d speaker.monitor --raw --format=s16le --rate=48000 --channels=2 \
		--latency-msec=20 >"$1" 2>/dev/null &
	recorder=$!
	until [ -s "$1" ]; do
		kill -0 "$recorder" 2>/dev/null || exit 1
		sleep 0.05
	done
}

# What was heard last is still on its way to the tape.
stop_recording() {
	sleep 0.5
	kill "$recorder" 2>/dev/null
	wait "$recorder" 2>/dev/null
}

verdict() {
	if [ "$2" -eq 0 ]; then
		echo "ok    $1"
	else
		echo "wrong $1"
		failed=$((failed + 1))
	fi
}

# Waits for a line in a file that somebody is writing; a minute and a half at most.
await() {
	tries=0
	until grep -q "$2" "$1" 2>/dev/null; do
		tries=$((tries + 1))
		[ $tries -lt 900 ] || return 1
		sleep 0.1
	done
}

# The same, looking often; ten seconds at most.
await_soon() {
	tries=0
	until grep -q "$2" "$1" 2>/dev/null; do
		tries=$((tries + 1))
		[ $tries -lt 500 ] || return 1
		sleep 0.02
	done
}

# The memo of somebody who has been here before, and nothing written down.
mkdir -p "$XDG_STATE_HOME/easeback"
known() {
	rm -rf "$HOME/.local/share/easeback"
	printf '[memo]\nnotice_accepted = yes\nlocked = no\nsigns_answered = %s\nstart_pain = 2\n' \
		"$(date +%Y-%m-%d)" >"$XDG_STATE_HOME/easeback/memo.ini"
}

# A rendering has no loudspeaker that must wake up.
mkdir -p "$XDG_CONFIG_HOME/easeback"
printf '[sound]\nwake = 0\n' >"$XDG_CONFIG_HOME/easeback/easeback.ini"

# The microphone hears the loudspeaker as loud as it is, a little later.
beside() {
	loop=$(pactl load-module module-loopback source=speaker.monitor sink=micfeed \
		latency_msec=60 adjust_time=0)
}

away() {
	pactl unload-module "$loop"
}

# Somebody's words as loud as the coach, which speaks at -23 LUFS.
person() {
	flite -voice "$1" -t "$2" -o "$folder/words.wav"
	"$loudness" "$folder/words.wav" -23 "$3"
}

# What is left of its own voice may make the coach grow quieter for a moment, which harms nobody;
# more than a second of it, or a tone elsewhere, is a fault.
nearly_equal() {
	"$tape" equal "$folder/equal.raw" "$folder/equal.wav" >"$folder/equal.told" && return 0
	cat "$folder/equal.told"
	differ=$(sed -n 's/.*last: \([0-9]*\) differ.*/\1/p' "$folder/equal.told")
	[ "${differ:-999999}" -le 48000 ]
}

equal() {
	record "$folder/equal.raw"
	beside
	"$easeback" run "$routine" --answers "2 2 2" \
		--transcript "$folder/equal.tsv" >"$folder/equal.captions" </dev/null
	code=$?
	away
	stop_recording
	"$easeback" render "$routine" -o "$folder/equal.wav" --answers "2 2 2" \
		--transcript "$folder/rendered.tsv" || code=1
	cmp "$folder/equal.tsv" "$folder/rendered.tsv" || code=1
	nearly_equal || code=1
	"$tape" tones "$folder/equal.raw" "$folder/equal.tsv" || code=1
	verdict "a live session is its rendering" $code
}

key() {
	known
	mkfifo "$folder/keys"
	record "$folder/key.raw"
	"$easeback" run "$routine" --no-ear --transcript "$folder/key.tsv" \
		<"$folder/keys" >"$folder/key.captions" &
	session=$!
	exec 3>"$folder/keys"
	# two seconds into the four of the greeting
	await "$folder/key.captions" Hello
	sleep 2
	printf s >&3
	wait "$session"
	code=$?
	exec 3>&-
	stop_recording
	[ $code -eq 4 ] && code=0
	grep -q "hush" "$folder/key.tsv" || code=1
	grep -q "end	stopped" "$folder/key.tsv" || code=1
	verdict "a key silences a sentence and ends the session" $code
}

# Waits until a line stands in a file so many times.
await_times() {
	tries=0
	until [ "$(grep -c "$2" "$1" 2>/dev/null)" -ge "$3" ]; do
		tries=$((tries + 1))
		[ $tries -lt 900 ] || return 1
		sleep 0.1
	done
}

# What somebody says in the room sounds beside the loudspeaker too, so that the tape has both.
cut() {
	person rms stop "$folder/stop.wav"
	known
	record "$folder/cut.raw"
	beside
	mkfifo "$folder/keys4"
	"$easeback" run "$routine" --transcript "$folder/cut.tsv" \
		<"$folder/keys4" >"$folder/cut.captions" 2>&1 &
	session=$!
	exec 3>"$folder/keys4"
	# in the middle of the second sentence
	await "$folder/cut.captions" "In the rests" && sleep 2
	paplay -d speaker "$folder/stop.wav"
	wait "$session"
	code=$?
	exec 3>&-
	away
	stop_recording
	[ $code -eq 4 ] && code=0
	grep -q "end	stopped" "$folder/cut.tsv" || code=1
	measure cut stop "$1" "$2" || code=1
	[ $code -eq 0 ] || cat "$folder/cut.tsv" "$folder/cut.captions"
	verdict "a stop over the coach silences it and ends the session" $code
}

# measure PART WORDS DUCKED SILENT: the most ms that the part's tape may take for it.
measure() {
	"$easeback" render "$routine" -o "$folder/whole.wav" --answers "2 2 2" || return 1
	"$tape" cut "$folder/$1.raw" "$folder/whole.wav" "$folder/$2.wav" >"$folder/$1.cut"
	code_of_cut=$?
	cat "$folder/$1.cut"
	[ $code_of_cut -eq 0 ] || return 1
	# spoken two seconds into the second sentence: a difference before is a sound system out of breath
	sed -n 's/voice_at=\([0-9]*\).*ducked_ms=\([0-9]*\) silent_ms=\([0-9]*\).*/\1 \2 \3/p' \
		"$folder/$1.cut" |
		while read -r at ducked silent; do
			[ "$at" -ge 3 ] && [ "$ducked" -le "$3" ] && [ "$silent" -le "$4" ] || exit 1
		done
}

# It is said to somebody else in the room: nothing is meant by it, and nothing is lost.
talk() {
	person slt "could you bring me the paper from the table please" "$folder/paper.wav"
	known
	record "$folder/talk.raw"
	beside
	mkfifo "$folder/keys5"
	"$easeback" run "$routine" --transcript "$folder/talk.tsv" \
		<"$folder/keys5" >"$folder/talk.captions" 2>&1 &
	session=$!
	exec 3>"$folder/keys5"
	await "$folder/talk.captions" "In the rests" && sleep 2
	paplay -d speaker "$folder/paper.wav"
	await_times "$folder/talk.tsv" "	state	ask" 2 && await "$folder/talk.tsv" "say	Please settle"
	code=$?
	sleep 1
	printf s >&3
	wait "$session"
	exec 3>&-
	away
	stop_recording
	for line in "decide	W8" "state	voice" "listen	yesno"; do
		grep -q "$line" "$folder/talk.tsv" || code=1
	done
	grep -q "	heard" "$folder/talk.tsv" && code=1
	measure talk paper "$1" "$2" || code=1
	[ $code -eq 0 ] || cat "$folder/talk.tsv" "$folder/talk.captions"
	verdict "a voice over the coach halts it, and it goes on by itself" $code
}

# Who is not understood on a busy machine says it again: three times at most, here and below.
say_six() {
	for time in 1 2 3; do
		await_times "$folder/voice.tsv" "	step	" "$time" && sleep 1
		paplay -d micfeed "$folder/six.wav"
		await_times "$folder/voice.captions" "I heard 6\|Stop?" "$time" || return 1
		printf n >&3
		if grep -q "I heard 6" "$folder/voice.captions"; then
			return 0
		fi
	done
	return 1
}

# Spoken at once: the answer is on its way while the tone invites it.
say_seven() {
	for time in 2 3 4; do
		await_times "$folder/voice.tsv" "listen	number" "$time" || return 1
		paplay -d micfeed "$folder/seven.wav"
		await_times "$folder/voice.captions" \
			"I heard 7\|Please say one number\|You can also press\|I have no number" $((time - 1)) || return 1
		if grep -q "I heard 7" "$folder/voice.captions"; then
			return 0
		fi
	done
	return 1
}

voice() {
	for words in "pain six" yes seven; do
		person rms "$words" "$folder/${words##* }.wav"
	done
	known
	mkfifo "$folder/keys2"
	"$easeback" run "$routine" --transcript "$folder/voice.tsv" \
		<"$folder/keys2" >"$folder/voice.captions" 2>&1 &
	session=$!
	exec 3>"$folder/keys2"
	await "$folder/voice.tsv" "listen	ready" && printf '\n' >&3
	await_times "$folder/voice.tsv" "listen	number" 1 && printf 2 >&3
	say_six && say_seven
	code=$?
	asked=$(grep -c "listen	yesno" "$folder/voice.tsv")
	[ $code -eq 0 ] && await_times "$folder/voice.tsv" "listen	yesno" $((asked + 1)) &&
		paplay -d micfeed "$folder/yes.wav"
	[ $code -eq 0 ] || printf s >&3
	wait "$session"
	[ $? -eq 3 ] || code=1
	exec 3>&-
	grep -q "heard	voice 6" "$folder/voice.tsv" || code=1
	grep -q "heard	voice 7" "$folder/voice.tsv" || code=1
	grep -q "pain	7 exercise" "$folder/voice.tsv" || code=1
	grep -q "end	pain" "$folder/voice.tsv" || code=1
	[ $code -eq 0 ] || cat "$folder/voice.tsv" "$folder/voice.captions"
	verdict "pain six in a set is asked back, and a spoken seven ends the session" $code
}

# A sound server that hangs is a device that is gone.
lost() {
	daemon=$(pgrep -f "$folder/default.pa") || return 1
	"$easeback" run "$routine" --no-ear --answers "2 2 8" --transcript "$folder/lost.tsv" \
		</dev/null >"$folder/lost.captions" 2>"$folder/lost.messages" &
	session=$!
	await "$folder/lost.tsv" "	step	" && sleep 1
	kill -STOP "$daemon"
	await "$folder/lost.tsv" "state	lost"
	code=$?
	kill -CONT "$daemon"
	wait "$session"
	# it asked before it went on, and went on with the set it had left
	sed -n '/pain	2 resume/,$p' "$folder/lost.tsv" | grep -q "	step	lean set" || code=1
	grep -q "is gone" "$folder/lost.messages" || code=1
	grep -q "is back" "$folder/lost.messages" || code=1
	grep -q "end	pain" "$folder/lost.tsv" || code=1
	[ $code -eq 0 ] || cat "$folder/lost.tsv" "$folder/lost.messages"
	verdict "a device that went and came back pauses the session" $code
}

nobody() {
	"$easeback" run "$routine" --no-ear </dev/null >"$folder/nobody.out" 2>&1
	code=$?
	[ $code -eq 2 ] && grep -q "nobody could answer" "$folder/nobody.out"
	verdict "without keyboard and microphone nothing is started" $?
}

# Help must act while the sound server hangs.
help() {
	daemon=$(pgrep -f "$folder/default.pa") || return 1
	known
	mkfifo "$folder/keys3"
	"$easeback" run "$routine" --no-ear --transcript "$folder/help.tsv" \
		<"$folder/keys3" >"$folder/help.captions" 2>&1 &
	session=$!
	exec 3>"$folder/keys3"
	await "$folder/help.tsv" "listen	ready"
	kill -STOP "$daemon"
	await "$folder/help.tsv" "state	lost"
	sleep 2
	printf h >&3
	await "$folder/help.tsv" "end	emergency"
	code=$?
	grep -q "locked = yes" "$XDG_STATE_HOME/easeback/memo.ini" || code=1
	kill -CONT "$daemon"
	wait "$session"
	[ $? -eq 4 ] || code=1
	exec 3>&-
	[ $code -eq 0 ] || cat "$folder/help.tsv" "$folder/help.captions"
	verdict "help acts while the sound server hangs" $code
}

# Nothing may wait for the card but a rest, and that for three seconds at most.
slow() {
	known
	mkfifo "$folder/keys6"
	record "$folder/slow.raw"
	DISK_SYNC_MS=2000 DISK_REPORT="$folder/slow.disk" "$(dirname -- "$tape")/easeback_on_disk" \
		run "$routine" --no-ear --transcript "$folder/slow.tsv" <"$folder/keys6" \
		>"$folder/slow.captions" 2>&1 &
	session=$!
	exec 3>"$folder/keys6"
	await "$folder/slow.tsv" "listen	ready" && printf '\n' >&3
	await_times "$folder/slow.tsv" "listen	number" 1 && printf 2 >&3
	# in the second set, between two tones, while the lines of the first may be on their way
	await_times "$folder/slow.tsv" "	step	" 2 && sleep 0.5
	pressed=$(date +%s%N)
	printf s >&3
	await_soon "$folder/slow.tsv" "state	closing"
	took=$((($(date +%s%N) - pressed) / 1000000))
	wait "$session"
	code=$?
	exec 3>&-
	stop_recording
	[ $code -eq 4 ] && code=0
	[ $took -le 500 ] || code=1
	"$tape" tones "$folder/slow.raw" "$folder/slow.tsv" || code=1
	echo "stopped $took ms after the key; $(cat "$folder/slow.disk")"
	syncs=$(tr ' ' '\n' <"$folder/slow.disk" | sed -n 's/^syncs=//p')
	[ "${syncs:-0}" -ge 5 ] || code=1
	[ $code -eq 0 ] || cat "$folder/slow.tsv" "$folder/slow.captions"
	verdict "a slow card moves no tone and delays no stop" $code
}

for part in $parts; do
	case $part in
	cut | talk) $part 400 700 ;;
	*) $part ;;
	esac
done
[ $failed -eq 0 ]
