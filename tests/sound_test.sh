#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# sound_test.sh EASEBACK [PART...] - "easeback sound-test" through a real sound system, whose delay,
#                                    gain, noise and late awakening are known.
#
#  beside      the microphone hears the loudspeaker; 200 ms more on the way are 200 ms more measured,
#              what is 12 dB fainter is measured so
#  late        a loudspeaker that swallows the first second and a half
#  apart       a microphone that is switched off; headphones: it hears only the room
#  deaf        without a microphone somebody is asked, by keys
#
# Exit code 77: there is no PulseAudio to try with.
set -u
here=$(cd -- "$(dirname -- "$0")" && pwd)

if [ "${1:-}" != --inside ]; then
	exec "$here/pulse.sh" "$0" --inside "$@"
fi
easeback=$2
shift 2
parts=${*:-beside late apart deaf}
folder=$PULSE_TEST_FOLDER
failed=0

verdict() {
	if [ "$2" -eq 0 ]; then
		echo "ok    $1"
	else
		echo "wrong $1"
		cat "$folder"/*.told
		failed=$((failed + 1))
	fi
}

# loop LATENCY_MS: the microphone hears the loudspeaker.
loop() {
	loop=$(pactl load-module module-loopback source=speaker.monitor sink=micfeed \
		latency_msec="$1" adjust_time=0)
}

# The stream into the microphone, by its number.
stream() {
	pactl list short sink-inputs | sed -n '1s/^\([0-9]*\).*/\1/p'
}

# number FILE WHAT: the first number behind it in the report.
number() {
	sed -n "s/^$2 *\(-\{0,1\}[0-9][0-9.]*\).*/\1/p" "$1" | head -n 1
}

# within NUMBER LOW HIGH
within() {
	awk -v is="${1:-none}" -v low="$2" -v high="$3" \
		'BEGIN { exit !(is != "none" && is + 0 >= low && is + 0 <= high) }' || {
		echo "${1:-nothing} is not from $2 to $3"
		return 1
	}
}

is_good() {
	grep -q "tones  *8 of 8 heard" "$1" && grep -q "first sound  *whole" "$1" &&
		grep -q "too loud  *never" "$1"
}

# Even numbers of full scale have -4.8 dB; a third of their band is left at 16,000 Hz: -9.5 dB, and
# so much less.
hiss() {
	paplay --raw --format=s16le --rate=48000 --channels=1 -d micfeed </dev/urandom 2>/dev/null &
	hisser=$!
	until [ -n "$(stream)" ]; do
		kill -0 "$hisser" || exit 1
		sleep 0.02
	done
	pactl set-sink-input-volume "$(stream)" "$1"
}

beside() {
	loop 60
	"$easeback" sound-test -o "$folder/heard.wav" </dev/null >"$folder/near.told"
	code=$?
	is_good "$folder/near.told" || code=1
	pactl unload-module "$loop"
	loop 260
	pactl set-sink-input-volume "$(stream)" -12dB
	"$easeback" sound-test </dev/null >"$folder/far.told" || code=1
	is_good "$folder/far.told" || code=1
	pactl unload-module "$loop"
	near=$(number "$folder/near.told" "round trip")
	far=$(number "$folder/far.told" "round trip")
	within $((far - near)) 150 250 || code=1
	loud=$(number "$folder/near.told" level)
	low=$(number "$folder/far.told" level)
	within $((loud - low)) 11 13 || code=1
	[ -s "$folder/heard.wav" ] || code=1
	verdict "delay, gain and tones are those of the way to the microphone" $code
}

# Muted until a second and a half after the program has opened its stream.
late() {
	loop 60
	into=$(stream)
	pactl set-sink-input-mute "$into" 1
	"$easeback" sound-test </dev/null >"$folder/late.told" &
	test=$!
	until [ "$(pactl list short sink-inputs | wc -l)" -ge 2 ]; do
		kill -0 "$test" || exit 1
		sleep 0.02
	done
	sleep 1.5
	pactl set-sink-input-mute "$into" 0
	wait "$test"
	code=$?
	[ $code -eq 1 ] && code=0
	within "$(number "$folder/late.told" "first sound")" 1350 1800 || code=1
	wake=$(sed -n 's/.*-> Set wake = \([0-9]*\) under.*/\1/p' "$folder/late.told")
	within "$wake" 1500 1900 || code=1
	grep -q "tones  *8 of 8 heard" "$folder/late.told" || code=1
	pactl unload-module "$loop"
	verdict "a loudspeaker that wakes up late is given the time it needs" $code
}

apart() {
	"$easeback" sound-test </dev/null >"$folder/silent.told"
	[ $? -eq 1 ] && grep -q "no sound at all" "$folder/silent.told"
	code=$?
	hiss -40dB
	"$easeback" sound-test </dev/null >"$folder/apart.told"
	[ $? -eq 1 ] && grep -q "does not hear the" "$folder/apart.told" || code=1
	within "$(number "$folder/apart.told" room)" -51 -48 || code=1
	kill "$hisser"
	wait "$hisser" 2>/dev/null
	verdict "a microphone that does not hear the loudspeaker is told, and how loud the room is" $code
}

deaf() {
	(sleep 22; echo y) | "$easeback" sound-test --mic nowhere >"$folder/deaf.told"
	code=$?
	grep -q "nothing could be measured" "$folder/deaf.told" || code=1
	"$easeback" sound-test --mic nowhere </dev/null >"$folder/nobody.told"
	[ $? -eq 1 ] && grep -q "nobody is asked" "$folder/nobody.told" || code=1
	verdict "without a microphone somebody is asked, by keys" $code
}

for part in $parts; do
	$part
done
[ $failed -eq 0 ]
