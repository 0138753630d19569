#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# box.sh - "easeback sound-test" and "easeback setup" in all their ways, through real sound; the
#          test-suite itself takes the shortest of each.
#
# BUILD names the build folder.
set -u
here=$(cd -- "$(dirname -- "$0")" && pwd)
build=${BUILD:-$here/../build-plain}
code=0
"$here/sound_test.sh" "$build/easeback" || code=$?
"$here/setup.sh" "$build/easeback" "$build/tests/loudness" || code=$?
exit "$code"
