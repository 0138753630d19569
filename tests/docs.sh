#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# docs.sh - the man page lints, and says the same as the program's --help: commands, options,
#           exit codes. The completion knows the same commands and options, and the tour of
#           the source names every module.
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
sed -n 's/^\.It Cm \([a-z-]*\).*/\1/p' "$page" | sort -u >"$scratch/page.commands"
# ... as the program lists them.
"$program" --help >"$scratch/help" || bad=1
sed -n 's/^  *easeback \([a-z][a-z-]*\) .*/\1/p' "$scratch/help" | sort -u >"$scratch/help.commands"
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

# Exit codes: a number and its words, up to the first colon or full stop, one a line.
codes()
{
	tr -s ' \t\n' ' ' | tr '[:upper:]' '[:lower:]' | sed -E 's/,? ([0-9]) /\n\1 /g' |
		sed -n 's/^\([0-9] [^:.]*\).*/\1/p'
}
sed -n '/^Exit codes/,$p' "$scratch/help" | codes >"$scratch/help.codes"
sed -n '/^EXIT STATUS/,/^[A-Z]*$/p' "$scratch/page" | codes >"$scratch/page.codes"
same "the exit codes" "$scratch/help.codes" "$scratch/page.codes"

# The completion offers what the program knows.
sed -n "s/.*commands='\(.*\)'.*/\1/p" "$completion" | tr ' ' '\n' | sort -u >"$scratch/offered"
same "the commands of the completion" "$scratch/help.commands" "$scratch/offered"
sed -n '/^_easeback_options/,/^}/p' "$completion" | options >"$scratch/offered"
same "the options of the completion" "$scratch/help.options" "$scratch/offered"

# The tour names every module, and no other.
for file in src/*/*.[ch]; do
	basename "${file%.*}"
done | sort -u >"$scratch/modules"
# shellcheck disable=SC2016 # the quote marks are those of the tour
sed -n '/^### core/,/^Beside the code/s/^| \([^|]*\) |.*/\1/p' src/README.md |
	tr -c 'a-z_`' '\n' | sed -n 's/^`\([a-z_]*\)`$/\1/p' | sort -u >"$scratch/toured"
same "the modules in src/README.md" "$scratch/modules" "$scratch/toured"

mandoc -Tlint -W warning "$page" || bad=1
[ "$bad" -eq 0 ] && echo "the man page and the completion say what the program says"
exit "$bad"
