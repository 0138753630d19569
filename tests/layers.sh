#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# layers.sh - who may include whom, how long a function and a file may be, a licence line in each.
# Use: layers.sh [FOLDER OF THE PROJECT]
set -u
cd "${1:-$(dirname -- "$0")/..}" || exit 1

c_headers='assert ctype errno inttypes limits locale math setjmp signal stdalign stdarg stdatomic
	stdbool stddef stdint stdio stdlib stdnoreturn string time'
posix_headers='dirent dlfcn fcntl getopt glob libgen netdb netinet/in netinet/tcp poll pthread semaphore
	strings termios unistd sys/ioctl sys/mman sys/random sys/resource sys/select sys/socket sys/stat sys/time sys/types
	sys/un sys/wait spawn'

breaches=$(mktemp) || exit 1
trap 'rm -rf "$breaches" "${probe:-}"' EXIT

breach()
{
	echo "$*" >>"$breaches"
}

has_word()
{
	case " $(echo "$2" | tr '\n\t' '  ') " in
	*" $1 "*) return 0 ;;
	esac
	return 1
}

# The library a header belongs to.
library_of()
{
	case $1 in
	portaudio.h | pa_*.h) echo PortAudio ;;
	sndfile.h) echo libsndfile ;;
	espeak-ng/* | espeak/*) echo eSpeak-NG ;;
	ini.h) echo inih ;;
	pocketsphinx* | sphinxbase/*) echo PocketSphinx ;;
	speex/*) echo speexdsp ;;
	libevdev/* | linux/input*) echo libevdev ;;
	*) echo "$1" ;;
	esac
}

# check_outside FILE LAYER: headers in angle brackets.
check_outside()
{
	libraries=
	# shellcheck disable=SC2013 # names of headers have no blanks
	for header in $(sed -n 's/^[ \t]*#[ \t]*include[ \t]*<\([^>]*\)>.*/\1/p' "$1"); do
		has_word "${header%.h}" "$c_headers" && continue
		case $2 in
		core | sound)
			breach "$1: includes <$header>; $2 may include only the C library's headers"
			continue
			;;
		esac
		has_word "${header%.h}" "$posix_headers" && continue
		if [ "$2" != io ]; then
			breach "$1: includes <$header>; outside libraries belong in src/io"
			continue
		fi
		library=$(library_of "$header")
		has_word "$library" "$libraries" || libraries="$libraries $library"
	done
	# shellcheck disable=SC2086 # names, one word each
	set -- "$1" $libraries
	[ $# -le 2 ] || breach "$1: uses several outside libraries:$libraries"
}

# check_own FILE LAYER: headers in quotes must be the layer's own or of one below.
check_own()
{
	case $2 in
	core | sound) below=$2 ;;
	io) below='io core sound' ;;
	*) below='app io core sound' ;;
	esac
	# shellcheck disable=SC2013 # names of headers have no blanks
	for header in $(sed -n 's/^[ \t]*#[ \t]*include[ \t]*"\([^"]*\)".*/\1/p' "$1"); do
		for folder in $below; do
			[ ! -e "src/$folder/$header" ] || continue 2
		done
		breach "$1: includes \"$header\", which is in none of: $below"
	done
}

check_length()
{
	lines=$(wc -l <"$1")
	[ "$lines" -le 400 ] || breach "$1: $lines lines, more than 400"
	awk -v file="$1" '
		/^[^ \t#\/{}*]/ { head = $0 }
		/^{$/ { start = NR }
		/^}/ && start {
			if (NR - start - 1 > 80)
				print file ":" start ": " NR - start - 1 " lines in a function, more than 80: " head
			start = 0
		}' "$1" >>"$breaches"
}

check_licence()
{
	head -n 2 "$1" | grep -q 'SPDX-License-Identifier: GPL-3.0-or-later' ||
		breach "$1: no line SPDX-License-Identifier: GPL-3.0-or-later at its head"
}

check_all()
{
	for file in src/*/*.[ch] tests/*.[ch]; do
		[ -e "$file" ] || continue
		check_licence "$file"
		check_length "$file"
		case $file in
		tests/*) continue ;;
		esac
		layer=${file#src/}
		layer=${layer%%/*}
		case $layer in
		core | sound | io | app) ;;
		*) breach "$file: $layer is none of the four layers core, sound, io, app" ;;
		esac
		check_outside "$file" "$layer"
		check_own "$file" "$layer"
	done
	for file in run test .ci/run CMakeLists.txt tests/CMakeLists.txt src/*.sh src/app/*.bash \
		src/app/*.1 tests/*.sh config/*.ini routines/*.ini voices/*.ini; do
		[ ! -e "$file" ] || check_licence "$file"
	done
}

# A test that cannot fail proves nothing: a project with one breach of each kind.
proves_itself()
{
	probe=$(mktemp -d) || exit 1
	mkdir -p "$probe/src/core" "$probe/src/io" "$probe/src/app"
	{
		printf '#include <unistd.h>\n#include "keys.h"\nint long_one(void)\n{\n'
		awk 'BEGIN { for (i = 0; i < 400; i++) print "\t;" }'
		echo '}'
	} >"$probe/src/core/bad.c"
	printf '#include <sndfile.h>\n#include <portaudio.h>\n' >"$probe/src/io/bad.c"
	echo '#include <sndfile.h>' >"$probe/src/app/bad.c"
	(cd "$probe" && check_all)
	for wanted in 'core may include only' '"keys.h", which is in none' 'lines, more than 400' \
		'lines in a function' 'several outside libraries: libsndfile PortAudio' \
		'belong in src/io' 'no line SPDX'; do
		grep -qF "$wanted" "$breaches" || {
			echo "layers.sh itself is wrong: a breach went through ($wanted)"
			exit 1
		}
	done
	: >"$breaches"
}

check_scripts()
{
	if command -v shellcheck >/dev/null; then
		shellcheck -S warning -x run test .ci/run src/*.sh src/app/*.bash tests/*.sh >>"$breaches" ||
			breach "the scripts do not pass shellcheck"
	else
		echo "skipped: scripts are not looked through, shellcheck is not installed"
	fi
}

proves_itself
check_all
check_scripts
if [ -s "$breaches" ]; then
	cat "$breaches"
	exit 1
fi
echo "$(find src -name '*.[ch]' | wc -l) files keep to their layers"
