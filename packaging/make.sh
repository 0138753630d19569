#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# make.sh [RELEASE...] - the packages for each release of Debian and each architecture, in
#                        build-packages; built in a Debian of that release in a folder.
#
# ARCHITECTURES=amd64 makes only that one.
set -eu
here=$(cd -- "$(dirname -- "$0")/.." && pwd)
# shellcheck source=../src/setup.sh disable=SC1091
mkdir -p "$here/build" && . "$here/src/setup.sh"
# shellcheck source=debian.sh disable=SC1091
. "$here/packaging/debian.sh"
rooms=${rooms:?} releases=${releases:?} architectures=${architectures:?}

# one RELEASE ARCHITECTURE: the package, beside those made before.
one()
{
	toolchain=
	[ "$2" = amd64 ] || toolchain=-DCMAKE_TOOLCHAIN_FILE=/source/cmake/$2.cmake
	# The flags are those that Debian builds its own packages with.
	# shellcheck disable=SC2016 # the inner shell's
	inside "$rooms/$1" env SOURCE_DATE_EPOCH="$when" \
		DEB_HOST_ARCH="$2" DEB_BUILD_MAINT_OPTIONS=hardening=+all sh -ec '
		export CFLAGS="$(dpkg-buildflags --get CFLAGS) $(dpkg-buildflags --get CPPFLAGS)"
		export LDFLAGS="$(dpkg-buildflags --get LDFLAGS)"
		cd /source
		cmake -G Ninja -S . -B "build-$0" -DCMAKE_INSTALL_PREFIX=/usr "$@"
		cmake --build "build-$0"
		cd "build-$0" && umask 022 && cpack' "$2" ${toolchain:+"$toolchain"} \
		>"$rooms/log" 2>&1 || {
		tail -n 40 "$rooms/log" >&2
		return 1
	}
	mv -- "$rooms/$1/source/build-$2/"easeback_*.deb "$rooms/"
}

need_root
when=$(git -C "$here" log -1 --format=%ct 2>/dev/null) || when=$(date +%s)
rm -f -- "$rooms"/easeback_*.deb
# shellcheck disable=SC2086 # names, one word each
[ $# -gt 0 ] || set -- $releases
for release; do
	building_room "$release" || fail "No Debian $release could be made (see above)."
	put_source "$rooms/$release"
	for architecture in ${ARCHITECTURES:-$architectures}; do
		one "$release" "$architecture" ||
			fail "No package was made for $architecture on $release (see above)."
	done
done
ls -- "$rooms"/easeback_*.deb
