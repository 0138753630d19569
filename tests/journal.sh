#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# journal.sh - the commands on the journal, as a person uses them.
# Use: journal.sh PROGRAM [FOLDER OF THE PROJECT]
set -u
program=$1
data=${2:-$(dirname -- "$0")/..}/tests/data/journal
home=$(mktemp -d) || exit 1
trap 'rm -rf "$home"' EXIT
export XDG_DATA_HOME="$home/data" TZ=Europe/Berlin
unset XDG_CONFIG_HOME XDG_STATE_HOME
export HOME="$home"
bad=0

# expect CODE TEXT WORD...: the command ends so, and says that.
expect()
{
	code=$1
	text=$2
	shift 2
	"$program" "$@" >"$home/said" 2>&1
	got=$?
	if [ "$got" -ne "$code" ] || { [ -n "$text" ] && ! grep -qF -- "$text" "$home/said"; }; then
		echo "easeback $*: exit code $got, wanted $code and \"$text\":"
		cat "$home/said"
		bad=1
	fi
}

wrong()
{
	echo "$*"
	bad=1
}

# Nothing there yet; reading makes no file.
expect 0 'There is nothing in the journal yet.' log
expect 0 '{"easeback":"journal","form":2}' export
[ ! -e "$home/data" ] || wrong "reading has made a file"

# Notes.
expect 0 'Noted: swim, 30 min.' log activity swim 30
expect 0 'has looked at your exercises' log review
expect 0 'bird dog is taken up again, at level 0' log again 'bird dog'
expect 0 'you have read that advice' log read AD4
expect 1 'the advice is FL3, X4 or AD2 to AD5' log read AD1
expect 1 'must be UTF-8' log again "$(printf 'dog\033[2J')"
expect 1 'Usage:' log again
expect 0 ': 3.' morning 3
expect 0 ': 4.' morning four
expect 1 'a number from 0 to 10 (is "11")' morning 11
expect 1 'a number from 0 to 10' morning stop
expect 1 'the minutes must be 1 to 1440' log activity swim 0
expect 1 'the minutes must be 1 to 1440' log activity swim 30min
expect 1 'Usage:' log activity swim
expect 1 'the name is too long' log activity "$(printf 'x%.0s' $(seq 60))" 5
expect 1 'Usage:' log activity swim 30 --csv
expect 1 'must be UTF-8' log activity "$(printf 'swim\377')" 5
expect 1 'must be UTF-8' log activity "$(printf 'swim\033[2J')" 5
expect 0 ' 30 min  swim' log
[ "$("$program" export | grep -c '"line":"morning"')" -eq 1 ] || wrong "two mornings of one day"
echo 5 | "$program" morning >"$home/said" 2>/dev/null
grep -q ': 5\.$' "$home/said" || wrong "a morning that is asked for is not noted"
[ "$(stat -c %a "$home/data/easeback/journal.db")" = 600 ] || wrong "others can read the journal"

# A journal of an older version, with two sessions of 2027.
rm -rf "$home/data"
mkdir -p "$home/data/easeback"
if command -v sqlite3 >/dev/null; then
	sqlite3 "$home/data/easeback/journal.db" <"$data/v1.sql"
else
	echo "skipped: sqlite3 is not installed, so that no older journal is read"
	exit "$bad"
fi

expect 0 'Full back' log
[ "$("$program" log | awk 'length > 80' | wc -l)" -eq 0 ] || wrong "the log is wider than 80 columns"
[ "$("$program" log | grep -c 'Full back\|Gentle start')" -eq 2 ] || wrong "not all sessions are shown"
"$program" log | sed -n 2p | grep -q '^2027-01-16  08:00.* cut off  *-  *-  0/1$' ||
	wrong "the newest session is not shown as it is"
"$program" log | sed -n 3p | grep -q '^2027-01-15  08:00.* partly  *2  *3  2/2$' ||
	wrong "the older session is not shown as it is"
[ "$("$program" log -n 1 | grep -c 'Full back')" -eq 0 ] || wrong "-n does not limit"
[ "$("$program" log --since 2027-01-16 | grep -c 'Full back')" -eq 0 ] || wrong "--since does not limit"
expect 1 '-n must be 1 to' log -n 0
expect 1 '--since must be a day' log --since 2027-02-30
expect 1 'exclude each other' log --csv --json
"$program" log --csv | grep -q '^2027-01-15T08:00:00+01:00,[a-z]*,"full-back","Full back",partly,2,3,2,2,2,0' ||
	wrong "the CSV is not as documented"
[ "$("$program" log --json | grep -c '^{"uid":"0*[12]".*}$')" -eq 2 ] || wrong "--json is not one object a line"

# Out, in, and nothing of what is wrong.
expect 0 '' export -o "$home/back.jsonl"
[ "$(stat -c %a "$home/back.jsonl")" = 600 ] || wrong "others can read the export"
expect 1 'cannot be written' export -o "$home/none/back.jsonl"
mv "$home/data" "$home/old"
expect 0 'Taken in: 2 sessions, 3 other records.' import "$home/back.jsonl"
expect 0 'Taken in: 0 sessions, 0 other records; 5 were there already.' import "$home/back.jsonl"
"$program" export | cmp -s - "$home/back.jsonl" || wrong "out and in again is not the same"
"$program" import - <"$home/back.jsonl" >/dev/null || wrong "standard input is not taken"
expect 1 'No such file' import "$home/none.jsonl"
sed 's/"pain":3/"pain":33/' "$home/back.jsonl" >"$home/bad.jsonl"
rm -rf "$home/data"
expect 1 'bad.jsonl:10: pain must be 0 to 10 (is 33)' import "$home/bad.jsonl"
expect 0 'There is nothing in the journal yet.' log

# Forget: asks, and then it is gone.
"$program" import "$home/back.jsonl" >/dev/null
expect 4 'Nothing was forgotten.' forget all </dev/null
echo n | "$program" forget all >/dev/null 2>&1
echo y | "$program" forget exercise 'bird dog' >"$home/said" 2>&1
grep -q 'Forget bird dog in all sessions? (1 session)' "$home/said" || wrong "forget does not say what"
grep -q 'Forgotten: 0 sessions, 1 exercise,' "$home/said" || wrong "the exercise is not forgotten"
expect 0 'Forgotten: 1 session, 1 exercise, 2 other records.' forget 2027-01-15..2027-01-15 --yes
expect 1 'what to forget is' forget yesterday
expect 1 'what to forget is' forget 2027-01-16..2027-01-15 --yes
expect 1 'what to forget is' forget everything now --yes
echo damaged >"$home/data/easeback/journal-damaged-1.db"
expect 0 'Forgotten: 1 session,' forget all --yes
[ ! -e "$home/data/easeback/journal-damaged-1.db" ] || wrong "what was set aside is still there"
expect 0 'There is nothing in the journal yet.' log

# What is wrong with the file is said, and the file stays.
printf 'This is no journal, and never was one.%2000s' '' >"$home/data/easeback/journal.db"
rm -f "$home"/data/easeback/journal.db-*
cp "$home/data/easeback/journal.db" "$home/damaged"
expect 2 'it is damaged' morning 3
expect 2 'it is damaged' log
cmp -s "$home/damaged" "$home/data/easeback/journal.db" || wrong "a damaged journal was changed"
rm -f "$home/data/easeback/journal.db"
sqlite3 "$home/data/easeback/journal.db" <"$data/v2.sql"
sqlite3 "$home/data/easeback/journal.db" 'PRAGMA user_version = 99'
expect 2 'newer easeback' morning 3
expect 2 'newer easeback' log

[ "$bad" -eq 0 ] && echo "the commands on the journal do what they say"
exit "$bad"
