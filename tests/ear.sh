#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# ear.sh - how good the ear is, each speaker heard by nets that were not taught by them.
#
# ear.sh [OPTION...]: with options of "listen --evaluate" such as "--part quiet". The recordings are not
# part of the project: they are looked for beside it, or where $EASEBACK_SPEECH says.
set -eu

here=$(dirname -- "$(readlink -f -- "$0")")
build=${BUILD:-$here/../build-plain}
manifest=${EASEBACK_SPEECH:-$here/../../shared/speech}/manifest.tsv

if [ ! -e "$manifest" ]; then
	echo "skipped: there is no $manifest; EASEBACK_SPEECH names the folder of the recordings"
	exit 0
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$build/easeback" render gentle-start --answers "2 2 2 2 2 2" \
	-o "$work/coach.wav" >/dev/null
"$build/easeback" listen --evaluate "$manifest" --folds "$here/../training/folds" \
	--reference "$work/coach.wav" "$@"
