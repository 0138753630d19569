#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# live.sh EASEBACK TAPE - whole sessions through a real sound system, recorded and measured.
#
#  equal    a session through PortAudio and PulseAudio is its rendering, sample for sample:
#           every cue from its first syllable, every beep at its place; the ear is
#           open beside the loudspeaker and makes nothing of what the coach says
#  key      a key in the middle of a sentence silences it
#  voice    a spoken "seven" at the check-in ends the session
#  nobody   without keyboard and microphone nothing is started
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

# The memo of somebody who has been here before.
mkdir -p "$XDG_STATE_HOME/easeback"
known() {
	printf '[memo]\nnotice_accepted = yes\nlocked = no\nsigns_answered = %s\nstart_pain = 2\n' \
		"$(date +%Y-%m-%d)" >"$XDG_STATE_HOME/easeback/memo.ini"
}

equal() {
	record "$folder/equal.raw"
	# the microphone hears the loudspeaker, and the ear is open when it may be
	PULSE_SOURCE=speaker.monitor "$easeback" run "$routine" --answers "2 2 2" \
		--transcript "$folder/equal.tsv" >"$folder/equal.captions" </dev/null
	code=$?
	stop_recording
	"$easeback" render "$routine" -o "$folder/equal.wav" --answers "2 2 2" \
		--transcript "$folder/rendered.tsv" || code=1
	cmp "$folder/equal.tsv" "$folder/rendered.tsv" || code=1
	"$tape" equal "$folder/equal.raw" "$folder/equal.wav" || code=1
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

# Spoken at once: the answer is on its way while the tone invites it.
voice() {
	flite -voice rms -t seven -o "$folder/seven.wav"
	flite -voice rms -t yes -o "$folder/yes.wav"
	known
	mkfifo "$folder/keys2"
	"$easeback" run "$routine" --transcript "$folder/voice.tsv" \
		<"$folder/keys2" >"$folder/voice.captions" 2>&1 &
	session=$!
	exec 3>"$folder/keys2"
	await "$folder/voice.tsv" "listen	ready" && printf '\n' >&3
	await_times "$folder/voice.tsv" "listen	number" 1 && printf 2 >&3
	await_times "$folder/voice.tsv" "listen	number" 2 && paplay -d micfeed "$folder/seven.wav"
	await "$folder/voice.tsv" "listen	yesno" && sleep 0.5 && paplay -d micfeed "$folder/yes.wav"
	wait "$session"
	code=$?
	exec 3>&-
	[ $code -eq 3 ] && code=0
	grep -q "heard	voice 7" "$folder/voice.tsv" || code=1
	grep -q "pain	7 exercise" "$folder/voice.tsv" || code=1
	grep -q "end	pain" "$folder/voice.tsv" || code=1
	[ $code -eq 0 ] || cat "$folder/voice.tsv" "$folder/voice.captions"
	verdict "a spoken seven ends the session" $code
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
help_while_lost() {
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

equal
key
voice
nobody
lost
help_while_lost
[ $failed -eq 0 ]
