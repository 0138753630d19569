#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# faults.sh KILLED EASEBACK FOLDER - live sessions on disks that cannot, with journals that are
#                                    damaged, and beside another session.
# KILLED answers for the person; EASEBACK is the one whose time runs fast; FOLDER is that of tests.
set -u
killed=$1
program=$2
data=$3/data
home=$(mktemp -d) || exit 1
mounted=
clean_up()
{
	[ -z "$mounted" ] || umount "$home/data" 2>/dev/null
	rm -rf "$home"
}
trap clean_up EXIT
trap 'exit 1' INT TERM
export HOME="$home" XDG_DATA_HOME="$home/data" XDG_STATE_HOME="$home/state" XDG_CONFIG_HOME="$home/config"
bad=0
journal=$home/data/easeback/journal.db

wrong()
{
	echo "wrong: $*"
	cat "$home/said"
	bad=1
}

# Somebody who has been here before, and nothing written down.
fresh()
{
	rm -rf "$home/data/easeback" "$home/state" "$home/said"
	mkdir -p "$home/state/easeback" "$home/data"
	printf '[memo]\nnotice_accepted = yes\nlocked = no\nsigns_answered = %s\n' \
		"$(date +%Y-%m-%d)" >"$home/state/easeback/memo.ini"
}

# session CODE ROUTINE [OPTION | COMMAND]: one session, which must end so.
session()
{
	rm -f "$home/said"
	"$killed" "$program" "$2" once "$home" ${3:+"$3"}
	code=$?
	[ $code -eq "$1" ] || wrong "exit code $code, wanted $1"
}

# heard TEXT...: each was said, or stood on the terminal; and once.
heard()
{
	for text in "$@"; do
		[ "$(grep -cF -- "$text" "$home/said")" -eq 1 ] || wrong "not once: $text"
	done
}

never()
{
	grep -qF -- "$1" "$home/said" && wrong "was said: $1"
}

sessions()
{
	"$program" export 2>/dev/null | grep -c '"line":"session"'
}

# The table at the end: name, planned, done, level.
fresh
session 0 "$data/short.ini"
tr -s ' ' <"$home/said" | grep -qx 'lean 2 x 2, 2-1-2 4 reps 0' || wrong "no table"
never "I cannot"
[ "$(sessions)" -eq 1 ] || wrong "no session is in the journal"

# To learn it leaves nothing behind: one repetition, with everything told, and no line more.
"$program" export >"$home/before.jsonl"
session 0 "$data/short.ini" learn
heard "Stand with your feet apart." "We do it 1 time."
"$program" export | cmp - "$home/before.jsonl" || wrong "to learn left something in the journal"
"$program" learn "$data/short.ini" --silent --no-ear --voice nobody >"$home/said" 2>&1 &&
	wrong "a voice that is not there"

# A day of rest: strength of yesterday or today.
sed 's/^kind = .*/kind = strength/' "$data/short.ini" >"$home/strong.ini"
fresh
session 0 "$home/strong.ini"
session 0 "$home/strong.ini"
heard "All of this rests today" "is due again on"
[ "$(sessions)" -eq 1 ] || wrong "a day of rest is no session"
"$program" export | grep -q '"mark":"seen"' || wrong "a day of rest is not marked"
session 0 "$home/strong.ini" --all
[ "$(sessions)" -eq 2 ] || wrong "--all did nothing"

# A second session beside the first.
fresh
"$killed" "$program" "$data/short.ini" once "$home" &
first=$!
until [ -s "$home/said" ]; do sleep 0.1; done
"$program" run "$data/short.ini" --silent --no-ear >"$home/second" 2>&1 </dev/null
[ $? -eq 2 ] && grep -q "another session is running" "$home/second" ||
	wrong "the second session: $(cat "$home/second")"
wait $first || wrong "the first of two sessions"

# A damaged journal is set aside, and said.
printf 'no journal at all, and longer than a header of one hundred bytes, so that it is read and found wanting.....' >"$journal"
session 0 "$data/short.ini"
heard "I cannot read what we did before"
[ -e "$home/data/easeback/journal-damaged-1.db" ] || wrong "it was not set aside"
[ "$(sessions)" -eq 1 ] || wrong "the session is not in the new journal"

# One that is gone is missed, once.
rm "$journal" "$home/data/easeback/journal-damaged-1.db"
session 0 "$data/short.ini"
heard "I cannot read what we did before" "journal.db is gone"
session 0 "$data/short.ini"
never "I cannot read"

# One of a newer version stays as it is.
printf '\000\000\003\347' | dd of="$journal" bs=1 seek=60 conv=notrunc 2>/dev/null
before=$(cksum <"$journal")
session 0 "$data/short.ini"
heard "I cannot read what we did before" "I cannot write today's record" "could not be written"
[ "$(cksum <"$journal")" = "$before" ] || wrong "a newer journal was changed"

# A disk that fails one write, at any place in the session: all of it is there in the end.
one_write()
{
	place=$home/write-$1
	export HOME="$place" XDG_DATA_HOME="$place/data" XDG_STATE_HOME="$place/state"
	mkdir -p "$place/state/easeback"
	cp "$home/memo.ini" "$place/state/easeback"
	DISK_FAIL_AT=$1 DISK_TORN=$2 DISK_REPORT=$place/disk \
		"$killed" "$program" "$data/short.ini" once "$place"
	code=$?
	"$program" log activity swim 30 >"$place/opened" 2>&1 || code="$code, and does not open again"
	"$program" export >"$place/lines" 2>&1
	good=$(grep -c '"line":"exercise".*"complete":true' "$place/lines")
	ends=$(grep -c '"line":"end".*"result":"completed"' "$place/lines")
	[ "$code/$good/$ends" = 0/1/1 ] ||
		echo "wrong: write $1 fails: exit code $code, $good exercises, $ends ends: $(
			cat "$place/opened" "$place/said")"
}
fresh
cp "$home/state/easeback/memo.ini" "$home"
DISK_REPORT=$home/disk session 0 "$data/short.ini"
writes=$(tr ' ' '\n' <"$home/disk" | sed -n 's/^writes=//p')
[ "${writes:-0}" -ge 40 ] || wrong "SQLite wrote only ${writes:-0} times"
for eighth in 1 2 3 4 5 6 7 8; do
	# every other one is torn; the last ones put it in order when it is closed
	one_write $((eighth * writes / 9)) $((eighth % 2)) >"$home/failed-$eighth" &
	writers="${writers:-} $!"
done
# shellcheck disable=SC2086 # a list of numbers
wait $writers
cat "$home"/failed-*
grep -q . "$home"/failed-* && bad=1

# Disks: only root can mount one.
if [ "$(id -u)" -eq 0 ] && rm -rf "$home/data" && mkdir "$home/data" &&
	mount -t tmpfs -o size=64k tmpfs "$home/data" 2>/dev/null; then
	mounted=yes
	fresh
	session 0 "$data/short.ini"
	heard "I cannot write today's record" "could not be written"
	mount -o remount,size=4m "$home/data" && session 0 "$data/short.ini"
	never "I cannot"
	"$program" log -n 1 | grep -q Short || wrong "nothing in the journal when there is room again"
	mount -o remount,ro "$home/data" && session 0 "$data/short.ini"
	heard "I cannot write today's record" "could not be written"
else
	echo "skipped: full and read-only disks: only root can mount them"
fi
exit $bad
