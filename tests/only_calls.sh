#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# only_calls.sh - a library may need only these symbols.
# Use: only_calls.sh core|sound LIBRARY
#
# core is pure: no clock, no heap, no input or output. sound runs in the audio
# callback: no heap, no lock, no system call; ring and mixer, which the callback
# itself runs, may not even reckon a sine.
set -u
layer=$1
library=$2

memory='memcpy memmove memset memcmp'
strings='strcmp strncmp strlen strnlen strchr strrchr strstr strspn strcspn strpbrk strncpy strcpy
	strncat strcat tolower toupper isdigit isalpha isalnum isspace isupper islower ispunct isprint
	__ctype_b_loc __ctype_tolower_loc __ctype_toupper_loc snprintf vsnprintf __isoc99_sscanf
	strtol __isoc23_strtol'
reckoning='sin sinf cos cosf sincos sincosf sqrt sqrtf pow powf exp expf exp2 exp2f log logf log10
	log10f fabs floor floorf lround lroundf lrint lrintf round roundf'
always='__assert_fail _GLOBAL_OFFSET_TABLE_ __stack_chk_fail'

# What each object of the library needs and no object of it gives: "object symbol" lines.
needs()
{
	nm -A -P "$1" | awk '
		{ object = $1; sub(/.*\[/, "", object); sub(/\].*/, "", object) }
		$3 == "U" { need[object " " $2] = $2 }
		$3 != "U" { gives[$2] = 1 }
		END { for (n in need) if (!(need[n] in gives)) print n }' | sort
}

allowed()
{
	case $1/$2 in
	core/*) echo "$always $memory $strings" ;;
	sound/ring* | sound/mixer*) echo "$always $memory" ;;
	sound/*) echo "$always $memory $reckoning" ;;
	esac
}

# Sanitized builds bring calls of their own.
breaches()
{
	needs "$2" | while read -r object symbol; do
		case " $(allowed "$1" "$object" | tr '\n\t' '  ') " in
		*" $symbol "*) continue ;;
		esac
		case $symbol in
		__asan_* | __ubsan_* | __tsan_* | __sanitizer_*) ;;
		*) echo "$object calls $symbol, which $1 may not" ;;
		esac
	done
}

# A test that cannot fail proves nothing: malloc and sine must be caught where they are forbidden.
proves_itself()
{
	scratch=$(mktemp -d) || exit 1
	trap 'rm -rf "$scratch"' EXIT
	printf '#include <stdlib.h>\nvoid *probe(size_t n);\nvoid *probe(size_t n) { return malloc(n); }\n' \
		>"$scratch/probe.c"
	printf '#include <math.h>\ndouble x(double y);\ndouble x(double y) { return sin(y); }\n' \
		>"$scratch/mixer.c"
	(cd "$scratch" && "${CC:-cc}" -c probe.c mixer.c && ar rc probe.a probe.o mixer.o) || exit 1
	for layer_and_call in 'core malloc' 'core sin' 'sound malloc' 'sound sin'; do
		breaches "${layer_and_call% *}" "$scratch/probe.a" |
			grep -q "calls ${layer_and_call#* }," || {
			echo "only_calls.sh itself is wrong: $layer_and_call went through"
			exit 1
		}
	done
}

case $layer in
core | sound) ;;
*) echo "only_calls.sh: $layer is no layer with such a rule" && exit 1 ;;
esac
proves_itself
objects=$(nm -A -P "$library" 2>/dev/null | sed 's/.*\[\(.*\)\].*/\1/' | sort -u | wc -l)
if [ "$objects" -eq 0 ]; then
	echo "$library: there is nothing in it"
	exit 1
fi
found=$(breaches "$layer" "$library")
if [ -n "$found" ]; then
	printf '%s\n' "$found"
	exit 1
fi
echo "$layer: $objects objects need nothing but what they may"
