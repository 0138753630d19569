#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# self_hearing.sh EASEBACK SELF_HEARING VOICE - the coach does not obey itself.
#
# Each routine is rendered with this voice and fed to the ear in the moments in
# which a live session opens it: nothing at all may be heard. For comparison
# one routine is fed to an ear that is open all the time.
set -u
here=$(cd -- "$(dirname -- "$0")/.." && pwd)
easeback=$1
self_hearing=$2
voice=$3

folder=$(mktemp -d "${TMPDIR:-/tmp}/hearing.XXXXXX") || exit 1
trap 'rm -rf "$folder"' EXIT
trap 'exit 130' INT TERM HUP
export XDG_CONFIG_HOME="$folder" XDG_STATE_HOME="$folder"
failed=0

for file in "$here"/routines/*.ini; do
	routine=$(basename "$file" .ini)
	[ "$routine" != exercises ] || continue
	# with an answer that rises, one that is not given, and prompts in between
	"$easeback" render "$file" -o "$folder/$routine.wav" --transcript "$folder/$routine.tsv" \
		--voice "$voice" --answers "2 2 4 2 - 2 2 2 2 2 2 2 2" || failed=1
	printf '%s, %s: ' "$voice" "$routine"
	"$self_hearing" "$folder/$routine.wav" "$folder/$routine.tsv" || failed=1
	if [ "$routine" = gentle-start ]; then
		printf '%s, %s, for comparison: ' "$voice" "$routine"
		"$self_hearing" "$folder/$routine.wav" --ungated || failed=1
	fi
	rm -f "$folder/$routine.wav"
done
exit $failed
