# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh
#
# debian.sh - Debians in folders, to build packages in and to try them; read by make.sh and tests.
#
# The reader sets $here, the project's folder, before, and has read src/setup.sh.

# shellcheck disable=SC2034 # for the reader
releases='bookworm trixie'
debian_packages='mmdebstrap lintian qemu-user-static'
architectures='amd64 arm64 armhf'
rooms=${here:?}/build-packages

# Folders of other owners, and a root directory of their own, are root's to make.
need_root()
{
	[ "$(id -u)" -eq 0 ] || fail "This makes whole Debians in folders, which takes root: sudo $0"
	# shellcheck disable=SC2086 # names of packages, one word each
	install_packages $debian_packages
	mkdir -p "$rooms"
}

# The compiler for an architecture, and its name in the names of tools.
triplet()
{
	case $1 in
	amd64) echo x86_64-linux-gnu ;;
	arm64) echo aarch64-linux-gnu ;;
	armhf) echo arm-linux-gnueabihf ;;
	esac
}

number()
{
	case $1 in
	bookworm) echo 12 ;;
	trixie) echo 13 ;;
	esac
}

# package RELEASE ARCHITECTURE: the one that was made.
package()
{
	ls "$rooms"/easeback_*~deb"$(number "$1")"u*_"$2".deb
}

# What a release needs to build for all architectures: the tools once, the libraries for each.
packages_to_build()
{
	tools='ca-certificates dpkg-dev file pocketsphinx-en-us libcmocka-dev'
	for architecture in $architectures; do
		[ "$architecture" = amd64 ] || tools="$tools gcc-$(triplet "$architecture")"
	done
	for package in ${build_packages:?} libcmocka-dev; do
		case $package in
		libc6-dev | gnuplot-nox) ;;
		*-dev | pkgconf)
			for architecture in $architectures; do
				tools="$tools $package:$architecture"
			done
			;;
		*) tools="$tools $package" ;;
		esac
	done
	printf '%s' "$tools" | tr -s ' \t\n' ','
}

# The mirror that this machine's own packages come from.
mirror()
{
	# shellcheck disable=SC2016 # the format is for apt-get
	apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' | head -n 1
}

# room FOLDER RELEASE ARCHITECTURES PACKAGES: a Debian, made when it is not there yet or was made of
# something else. From the release alone, without its updates: all architectures must have the same
# versions, and what is built on these runs on later ones.
room()
{
	made_of="$2 $3 $4"
	[ "$(cat "$1/made-of" 2>/dev/null)" != "$made_of" ] || return 0
	say "  making $1 (some minutes)"
	rm -rf -- "$1"
	mmdebstrap --quiet --variant=minbase --architectures="$3" ${4:+--include="$4"} "$2" "$1" \
		"deb ${EASEBACK_MIRROR:-$(mirror)} $2 main" >"$rooms/log" 2>&1 || {
		tail -n 20 "$rooms/log" >&2
		rm -rf -- "$1"
		return 1
	}
	printf '%s\n' "$made_of" >"$1/made-of"
}

# The room that builds for all architectures.
building_room()
{
	room "$rooms/$1" "$1" "$(printf '%s' "$architectures" | tr ' ' ,)" "$(packages_to_build)"
}

# inside ROOM COMMAND...: mounts are its own, and gone when it ends.
inside()
{
	room=$1
	shift
	# shellcheck disable=SC2016 # the inner shell's
	unshare --mount --pid --fork sh -c '
		mount -t proc proc "$0/proc" && exec chroot "$0" /usr/bin/env -i \
			PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 HOME=/root "$@"' "$room" "$@"
}

# put_source ROOM: this source as it is now, without what was built.
put_source()
{
	rm -rf -- "$1/source"
	mkdir "$1/source"
	tar -C "$here" --exclude='./build*' --exclude=./.git -cf - . | tar -C "$1/source" -xf -
}
