#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# setup.sh EASEBACK LOUDNESS [PART...] - "easeback setup" through a real sound system with two
#                                        loudspeakers, of which only the second is heard.
#
#  voice     somebody without keys answers by voice; what is written is read back
#  keys      somebody with headphones on answers by keys; a trial changes nothing, and a stop either
#  nobody    without any answer nothing is changed
#
# Exit code 77: there is no PulseAudio or no flite to try with.
set -u
command -v flite >/dev/null 2>&1 || {
	echo "setup.sh: flite is missing: apt install flite" >&2
	exit 77
}
here=$(cd -- "$(dirname -- "$0")" && pwd)

if [ "${1:-}" != --inside ]; then
	exec "$here/pulse.sh" "$0" --inside "$@"
fi
easeback=$2
loudness=$3
shift 3
parts=${*:-voice keys nobody}
folder=$PULSE_TEST_FOLDER
settings=$XDG_CONFIG_HOME/easeback/easeback.ini
failed=0

# The default plays where nobody is.
pactl load-module module-null-sink sink_name=attic norewinds=1 rate=48000 channels=2 >/dev/null
cat >"$folder/asoundrc" <<END
pcm.!default {
	type asym
	playback.pcm { type pulse device attic }
	capture.pcm { type pulse device mic }
	hint { show on description "attic" }
}
pcm.kitchen { type pulse device speaker hint { show on description "kitchen" } }
ctl.!default { type pulse }
END

verdict() {
	if [ "$2" -eq 0 ]; then
		echo "ok    $1"
	else
		echo "wrong $1"
		cat "$folder/$3.told" "$settings"* 2>/dev/null
		failed=$((failed + 1))
	fi
}

# Waits until a text stands in what is told so many times; a minute and a half at most.
await_times() {
	tries=0
	until [ "$(grep -c -- "$2" "$1" 2>/dev/null)" -ge "$3" ]; do
		tries=$((tries + 1))
		[ $tries -lt 900 ] || return 1
		sleep 0.1
	done
}

# listening FILE QUESTION: that was asked, and it is the one that waits for its answer now.
listening() {
	tries=0
	until [ "$(tail -n 2 "$1" | head -n 1 | grep -c -- "$2")" -eq 1 ] &&
		tail -n 1 "$1" | grep -q "^  (" ; do
		tries=$((tries + 1))
		[ $tries -lt 900 ] || return 1
		sleep 0.1
	done
}

mine() {
	mkdir -p "${settings%/*}"
	rm -f "$settings"*
	printf '# mine\n[session]\nroutine = walk\n\n[sound]\n# why not\ntones = 50\n' >"$settings"
	cp "$settings" "$folder/mine.ini"
}

beside() {
	loop=$(pactl load-module module-loopback source=speaker.monitor sink=micfeed \
		latency_msec=60 adjust_time=0)
}

answer() {
	paplay -d micfeed "$folder/$1.wav"
}

voice() {
	for word in yes no; do
		flite -voice rms -t "$word" -o "$folder/plain.wav"
		"$loudness" "$folder/plain.wav" -20 "$folder/$word.wav"
	done
	mine
	beside
	"$easeback" setup </dev/null >"$folder/voice.told" 2>&1 &
	box=$!
	await_times "$folder/voice.told" "Can you hear me" 2 &&
		listening "$folder/voice.told" "Can you hear me" && answer yes
	listening "$folder/voice.told" "loud enough" && answer yes
	listening "$folder/voice.told" "too loud" && answer no
	listening "$folder/voice.told" "shall I listen" && answer yes
	listening "$folder/voice.told" "keep it" && answer yes
	wait "$box"
	code=$?
	pactl unload-module "$loop"
	printf '# mine\n[session]\nroutine = walk\n\n[sound]\n# why not\ntones = 50\noutput = kitchen\n' |
		cmp - "$settings" || code=1
	cmp "$folder/mine.ini" "$settings.before" || code=1
	"$easeback" check "$settings" || code=1
	verdict "by voice alone the loudspeaker that is heard is found and written down" $code voice
}

# The keys of one conversation, each when it is asked for.
press() {
	await_times "$1" "Can you hear me" 2 && listening "$1" "Can you hear me" && printf y
	shift
	for pair; do
		listening "$told" "${pair%:*}" && printf '%s' "${pair##*:}"
	done
}

keys() {
	mine
	told=$folder/keys.told
	: >"$told"
	press "$told" "loud enough:y" "too loud:y" "too loud:n" "shall I listen:n" "keep it:+" |
		"$easeback" setup --dry-run >"$told" 2>&1
	code=$?
	cmp "$folder/mine.ini" "$settings" || code=1
	for line in "output = kitchen" "voice = 80" "ear = no"; do
		grep -q "\] $line\$" "$told" || code=1
	done
	verdict "a trial by keys shows what it would write, and writes nothing" $code keys
	told=$folder/stop.told
	: >"$told"
	press "$told" "loud enough:s" | "$easeback" setup >"$told" 2>&1
	[ $? -eq 4 ] && cmp "$folder/mine.ini" "$settings" && grep -q "Nothing was changed" "$told"
	verdict "stop leaves everything as it was" $? stop
}

nobody() {
	mine
	"$easeback" setup </dev/null >"$folder/nobody.told" 2>&1
	[ $? -eq 2 ] && cmp "$folder/mine.ini" "$settings" &&
		grep -q "Nobody answered, so nothing was changed" "$folder/nobody.told" &&
		grep -q "kitchen" "$folder/nobody.told"
	verdict "without an answer nothing is changed" $? nobody
}

for part in $parts; do
	$part
done
[ $failed -eq 0 ]
