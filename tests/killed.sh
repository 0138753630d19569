#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# killed.sh [KILLS [AT_ONCE]] - kill -9 at 200 random moments of live sessions, several at once.
#
# BUILD names the build folder.
set -u
here=$(cd -- "$(dirname -- "$0")" && pwd)
build=${BUILD:-$here/../build-plain}
exec "$build/tests/killed" "$build/tests/easeback_hurried" "$here/data/killed.ini" "${1:-200}" "${2:-4}"
