#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# live_beeps.sh BEEPS [COUNT [LATENCY_MS]] - beeps through a real sound system, recorded and measured.
# Exit code 77: there is no PulseAudio to try with.
set -u
here=$(dirname -- "$0")

if [ "${1:-}" != --inside ]; then
	exec "$here/pulse.sh" "$0" --inside "$@"
fi
shift
beeps=$1
count=${2:-5}
latency=${3:-100}
tape=$PULSE_TEST_FOLDER/tape.raw

parec -d speaker.monitor --raw --format=s16le --rate=48000 --channels=2 --latency-msec=20 >"$tape" &
recorder=$!
# the first beep comes a second after the start; the recorder is running once it has written
until [ -s "$tape" ]; do
	kill -0 "$recorder" 2>/dev/null || exit 1
	sleep 0.05
done
"$beeps" play "$count" "$latency"
result=$?
# what has been heard last is still on its way to the tape
sleep 0.5
kill "$recorder" 2>/dev/null
wait "$recorder" 2>/dev/null
[ $result -eq 0 ] || exit $result
"$beeps" check "$count" "$tape"
