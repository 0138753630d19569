# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh
#
# setup.sh - what easeback is made from, and how it comes onto a Debian; read by run and test.
#
# The reader sets $here, the project's folder, before.

build_packages='gcc libc6-dev cmake ninja-build pkgconf portaudio19-dev libsndfile1-dev
	libespeak-ng-dev espeak-ng-data libinih-dev libpocketsphinx-dev pocketsphinx-en-us
	libspeexdsp-dev libjansson-dev libsqlite3-dev libevdev-dev libebur128-dev
	libpulse-dev libsystemd-dev'
test_packages='libcmocka-dev binutils clang mandoc shellcheck pulseaudio pulseaudio-utils
	libasound2-plugins flite procps tzdata libxml2-utils sqlite3'

# For a test that needs a machine of its own, and is asked for by its name.
# shellcheck disable=SC2034 # test reads it
machine_packages='qemu-system-x86 busybox-static cpio kmod xz-utils zstd'

# Draws the charts of the report. Whichever is there will do; two exclude each other.
command -v gnuplot >/dev/null || build_packages="$build_packages gnuplot-nox"

log=${here:?}/build/log

say()
{
	printf '%s\n' "$*" >&2
}

fail()
{
	say "$*"
	exit 2
}

# Runs a command whose words matter only if it fails.
quietly()
{
	"$@" >"$log" 2>&1 </dev/null && return
	grep -v "^\[[0-9]*/[0-9]*\] [BL]" "$log" | tail -n 60 >&2
	return 1
}

# Prints those of the packages that are not there.
missing_packages()
{
	# shellcheck disable=SC2016 # the format is for dpkg-query
	there=$(dpkg-query -W -f '${Package}=${db:Status-Status}\n' "$@" 2>/dev/null) || :
	for package in "$@"; do
		case "
$there
" in
		*"
$package=installed
"*) ;;
		*) printf '%s ' "$package" ;;
		esac
	done
}

# as_root COMMAND...: tells what it runs, then runs it.
as_root()
{
	if [ "$(id -u)" -eq 0 ]; then
		say "  $*"
		quietly env DEBIAN_FRONTEND=noninteractive "$@"
	else
		say "  sudo $*"
		quietly sudo env DEBIAN_FRONTEND=noninteractive "$@"
	fi
}

fetch_lists()
{
	as_root apt-get update ||
		fail "The list of packages could not be fetched (see above). Is this machine online?"
}

install_line()
{
	as_root apt-get install -y --no-install-recommends --no-remove \
		-o DPkg::Lock::Timeout=300 "$@"
}

# install_packages PACKAGE...: gets those that are missing.
install_packages()
{
	# Elsewhere than on a Debian, the build itself says what it lacks.
	command -v dpkg-query >/dev/null || return 0
	missing=$(missing_packages "$@")
	[ -n "$missing" ] || return 0
	if [ "$(id -u)" -ne 0 ] && ! command -v sudo >/dev/null; then
		fail "To install what is missing takes root or sudo, and here is neither." \
			"Ask somebody who has it to run: apt-get install $missing"
	fi
	say "Some packages are missing. They are installed now; this can take some minutes."
	[ "$(id -u)" -eq 0 ] || sudo -v ||
		fail "sudo does not let $(id -un) install them. Ask somebody who may:" \
			"apt-get install $missing"
	set -- /var/lib/apt/lists/*Packages*
	[ -e "$1" ] || fetch_lists
	# shellcheck disable=SC2086 # names of packages, one word each
	install_line $missing && return
	say "That did not work; the list of packages may be old. Once more with a new one."
	fetch_lists
	# shellcheck disable=SC2086
	install_line $missing || fail "The packages could not be installed (see above)."
}

install_for_build()
{
	# shellcheck disable=SC2086 # names of packages, one word each
	install_packages $build_packages
}

install_for_tests()
{
	# shellcheck disable=SC2086
	install_packages $build_packages $test_packages
}

# A folder that was configured in another place would build the sources there.
forget_other_place()
{
	if [ -e "$1/CMakeCache.txt" ] &&
		! grep -qxF "CMAKE_HOME_DIRECTORY:INTERNAL=$here" "$1/CMakeCache.txt"; then
		rm -rf -- "$1/CMakeCache.txt" "$1/CMakeFiles" "$1/build.ninja" "$1/Makefile"
	fi
}

is_configured()
{
	[ -e "$1/build.ninja" ] || [ -e "$1/Makefile" ]
}

# configure FOLDER OPTION...
configure()
{
	folder=$1
	shift
	if ! is_configured "$folder"; then
		rm -rf -- "$folder/CMakeCache.txt" "$folder/CMakeFiles"
		set -- -G Ninja "$@"
	fi
	quietly cmake -S "$here" -B "$folder" "$@"
}

# compile FOLDER WORD...: makes what is older than its sources.
compile()
{
	folder=$1
	shift
	quietly cmake --build "$folder" --parallel "$(nproc)" "$@"
}

# Sound systems that only some tests want, and that are too much for everybody.
install_sound_systems()
{
	install_packages pipewire pipewire-pulse wireplumber dbus-daemon jackd2
}

# unpack_plugin FOLDER: PipeWire's plug-in for ALSA is not installed, since that would make it the
# default of the whole machine; prints where it is.
unpack_plugin()
{
	mkdir -p "$1"
	if ! ls "$1"/pipewire-alsa_*.deb >/dev/null 2>&1; then
		(cd "$1" && quietly apt-get download pipewire-alsa) || return 1
	fi
	dpkg -x "$1"/pipewire-alsa_*.deb "$1" &&
		find "$1" -name libasound_module_pcm_pipewire.so | head -n 1
}
