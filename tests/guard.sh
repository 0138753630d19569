#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# guard.sh GUARD.so GUARD_CHECK PROGRAM [WORDS...]
#
# Shows that the guard catches each kind of mistake, then runs the program under
# it: its audio callbacks must make no allocation, lock or system call. No sound
# card is needed: the device is ALSA's "null", which is much faster than time.
set -u
guard=$1
check=$2
shift 2
folder=$(mktemp -d "${TMPDIR:-/tmp}/guard.XXXXXX") || exit 1
trap 'rm -rf "$folder"' EXIT
trap 'exit 130' INT TERM HUP
echo 'pcm.!default { type null hint { show on description "nothing" } }' >"$folder/asoundrc"
export ALSA_CONFIG_PATH="$folder/asoundrc" GUARD_REPORT="$folder/report"

# under_guard COMMAND...: its exit code; its report is in $folder/report
under_guard() {
	rm -f "$folder/report"
	LD_PRELOAD="$guard" "$@" >"$folder/out" 2>"$folder/err"
}

# expect CODE COMMAND...
expect() {
	wanted=$1
	shift
	under_guard "$@"
	result=$?
	[ -s "$folder/report" ] || echo 'guard: no report, no stream' >"$folder/report"
	echo "$* -> $result, $(cat "$folder/report")"
	[ "$result" -eq "$wanted" ] && return 0
	cat "$folder/out" "$folder/err"
	exit 1
}

expect 0 "$check" nothing
if grep -q 'not watched' "$folder/report"; then
	echo "guard.sh: system calls cannot be watched here"
else
	expect 99 "$check" call
fi
expect 99 "$check" malloc
expect 99 "$check" lock

expect 0 "$@"
grep -q 'guard: [1-9][0-9]* callbacks' "$folder/report" || {
	echo "guard.sh: the program opened no stream"
	exit 1
}
