#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# docs.sh - the man page lints, and says the same as the program's --help: commands, options,
#           exit codes. The completion knows the same commands and options.
# Use: docs.sh PROGRAM [FOLDER OF THE PROJECT]
set -u
program=$1
cd "${2:-$(dirname -- "$0")/..}" || exit 1
page=src/app/easeback.1
completion=src/app/easeback.bash

command -v mandoc >/dev/null || {
	echo "docs.sh: mandoc is missing: apt install mandoc" >&2
	exit 77
}
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
bad=0

# same WHAT FILE FILE: two lists must be equal and not empty.
same()
{
	if [ ! -s "$2" ]; then
		echo "$1: nothing was found to compare"
		bad=1
	elif ! diff "$2" "$3" >"$scratch/diff"; then
		echo "$1 differ (< the program, > what describes it):"
		cat "$scratch/diff"
		bad=1
	fi
}

options()
{
	tr -c 'a-z-' '\n' | grep -xE -e '--[a-z][a-z-]*|-[a-z]' | sort -u
}

# The commands as the page describes them, each with an item of its own.
sed -n 's/^\.It Cm \([a-z]*\).*/\1/p' "$page" | sort -u >"$scratch/page.commands"
# ... as the program lists them: the first words of lines set in, under "Commands".
"$program" --help >"$scratch/help" || bad=1
awk 'tolower($0) ~ /^commands/ { on = 1; next } /^[^ \t]/ { on = 0 }
	on && $1 == "easeback" { $1 = $2 }
	on && /^ ? ? ? ?[a-z]/ { print $1 }' "$scratch/help" | sort -u >"$scratch/help.commands"
same "the commands" "$scratch/help.commands" "$scratch/page.commands"

cp "$scratch/help" "$scratch/all"
while read -r name; do
	"$program" "$name" --help </dev/null >>"$scratch/all" || {
		echo "easeback $name --help fails"
		bad=1
	}
done <"$scratch/page.commands"
options <"$scratch/all" >"$scratch/help.options"
# wide, so that no option is broken at its hyphen
mandoc -Tascii -O width=1000 "$page" | sed 's/.\x08//g' >"$scratch/page"
options <"$scratch/page" >"$scratch/page.options"
same "the options" "$scratch/help.options" "$scratch/page.options"

# Exit codes: a number and its sentence, without regard to spaces and line ends.
codes()
{
	awk 'tolower($0) ~ /^exit (status|codes?)/ { on = 1; next } /^[^ \t]/ { on = 0 } on' "$1" |
		tr -s ' \t\n' ' ' | sed -E 's/ ([0-4]) +/\n\1 /g; s/ $//' | sed -n '/^[0-9]/p'
}
codes "$scratch/help" >"$scratch/help.codes"
codes "$scratch/page" >"$scratch/page.codes"
same "the exit codes" "$scratch/help.codes" "$scratch/page.codes"

# The completion offers what the program knows.
sed -n "s/.*commands='\(.*\)'.*/\1/p" "$completion" | tr ' ' '\n' | sort -u >"$scratch/offered"
same "the commands of the completion" "$scratch/help.commands" "$scratch/offered"
sed -n '/^_easeback_options/,/^}/p' "$completion" | options >"$scratch/offered"
same "the options of the completion" "$scratch/help.options" "$scratch/offered"

mandoc -Tlint -W warning "$page" || bad=1
[ "$bad" -eq 0 ] && echo "the man page and the completion say what the program says"
exit "$bad"
