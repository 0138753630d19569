#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# arm64.sh [RELEASE [TESTS]] - the tests on a played 64-bit Raspberry Pi: built by Debian's cross
#                              compiler and run by qemu; a rendered session beside that of amd64,
#                              and its cost. TESTS: a pattern, of those whose name it fits.
#
# Real sound and what only takes long are left out: nothing in them depends on the processor alone.
set -eu
here=$(cd -- "$(dirname -- "$0")/.." && pwd)
# shellcheck source=../src/setup.sh disable=SC1091
. "$here/src/setup.sh"
# shellcheck source=../packaging/debian.sh disable=SC1091
. "$here/packaging/debian.sh"
release=${1:-bookworm}
room=${rooms:?}/$release
pattern=${2:-.}
answers='2 7'
too_long='^(walk|walk_faults|progress_faults|killed|live_faults|self_hearing_.*)$'
bad=0

# build ARCHITECTURE OPTION...: with all tests, in the room.
build()
{
	arch=$1
	shift
	# shellcheck disable=SC2016 # the inner shell's
	inside "$room" sh -ec 'cd /source
		cmake -G Ninja -S . -B "test-$0" -DCMAKE_BUILD_TYPE=Release "$@"
		cmake --build "test-$0"' "$arch" "$@" >"$rooms/log" 2>&1 || {
		tail -n 40 "$rooms/log" >&2
		fail "Not built for $arch (see above)."
	}
}

# What the tests run beside the program is amd64's, and no part of what a package is built with.
install_tools()
{
	cp -L /etc/resolv.conf "$room/etc/resolv.conf"
	echo '127.0.0.1 localhost' >"$room/etc/hosts"
	inside "$room" sh -ec 'apt-get update
		DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@"' sh \
		flite libxml2-utils mandoc procps shellcheck sqlite3 tzdata >"$rooms/log" 2>&1 ||
		fail "What the tests need could not be installed: $(tail -n 5 "$rooms/log")"
}

# A namespace of its own knows what runs arm64, and the machine at large does not.
run_tests()
{
	line=$(sed 's|:/[^:]*:[A-Z]*$|:/usr/bin/qemu-aarch64-static:F|' \
		/usr/lib/binfmt.d/qemu-aarch64.conf)
	if ! unshare --user --map-root-user --mount sh -c \
		'mount -t binfmt_misc none /proc/sys/fs/binfmt_misc' 2>/dev/null; then
		echo "skipped: the tests on arm64; this kernel (before 6.7) has no binfmt_misc of one's own"
		return 0
	fi
	# shellcheck disable=SC2016 # the inner shell's
	unshare --user --map-root-user --mount --pid --fork sh -ec '
		mount -t proc proc /proc
		mount -t binfmt_misc none /proc/sys/fs/binfmt_misc
		printf "%s" "$1" >/proc/sys/fs/binfmt_misc/register
		mount --rbind /dev "$0/dev"
		mount -t proc proc "$0/proc"
		mount -t tmpfs tmp "$0/tmp"
		exec chroot "$0" /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 \
			HOME=/root ctest --test-dir /source/test-arm64 --output-on-failure \
			--no-tests=error -j "$3" --timeout 2400 -LE real -E "$2" -R "$4"' \
		"$room" "$line" "$too_long" "$(nproc)" "$pattern" 2>&1 | tee "$rooms/ctest.log"
	grep -q '^100% tests passed' "$rooms/ctest.log" || bad=1
}

# rendered ARCHITECTURE QEMU: a session, and how many instructions it takes.
rendered()
{
	# Links of alternatives lead out of the room, so that these are named.
	libs=$room/usr/lib/$(triplet "$1")
	code=0 # 3: stopped for pain
	(cd "$rooms" && env -i HOME=/nonexistent LC_ALL=C.UTF-8 "$2" -L "$room" -plugin "$rooms/insn.so" \
		-E "LD_LIBRARY_PATH=$libs/blas:$libs/lapack" \
		"$room/source/test-$1/easeback" render gentle-start --answers "$answers" \
		--transcript "$1.tsv") >"$rooms/said" 2>"$rooms/$1.count" || code=$?
	[ "$code" -eq 3 ] || {
		tail -n 5 "$rooms/said" "$rooms/$1.count"
		bad=1
	}
	sed -n 's/^instructions: //p' "$rooms/$1.count"
}

compare()
{
	version=$(qemu-aarch64 --version | sed -n 's/^qemu-aarch64 version \([0-9]*\)\..*/\1/p')
	gcc -std=c11 -O2 -shared -fPIC -DAPI="$([ "$version" -lt 9 ] && echo 1 || echo 2)" \
		-o "$rooms/insn.so" "$here/tests/insn.c"
	rm -f -- "$rooms"/amd64.tsv "$rooms"/arm64.tsv
	amd64=$(rendered amd64 qemu-x86_64)
	arm64=$(rendered arm64 qemu-aarch64)
	if [ ! -s "$rooms/amd64.tsv" ] || ! cmp "$rooms/amd64.tsv" "$rooms/arm64.tsv"; then
		echo "arm64 leads another session than amd64"
		bad=1
	fi
	[ -z "$amd64" ] || [ -z "$arm64" ] || echo "instructions of the rendered session:" \
		"amd64 $amd64, arm64 $arm64, $((arm64 * 100 / amd64)) % of it"
}

need_root
install_packages qemu-user gcc
building_room "$release" || fail "No Debian $release could be made (see above)."
put_source "$room"
build amd64
build arm64 -DCMAKE_TOOLCHAIN_FILE=/source/cmake/arm64.cmake -DEASEBACK_TESTS=ON
compare
install_tools
run_tests
[ "$bad" -eq 0 ] && echo "on arm64 all is as on amd64"
exit "$bad"
