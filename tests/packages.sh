#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# packages.sh [RELEASE...] - makes the packages and tries them as a person would, each in a bare
#                            Debian of its release: installed, used, removed and purged.
#
# MADE=yes takes the packages that are in build-packages already; ARCHITECTURES=amd64 leaves out
# the others, whose processors have to be played.
set -eu
here=$(cd -- "$(dirname -- "$0")/.." && pwd)
# shellcheck source=../src/setup.sh disable=SC1091
. "$here/src/setup.sh"
# shellcheck source=../packaging/debian.sh disable=SC1091
. "$here/packaging/debian.sh"
rooms=${rooms:?} releases=${releases:?} architectures=${ARCHITECTURES:-${architectures:?}}
# The last one stops the session, which is exit code 3.
answers='2 3 7'
bad=0

wrong()
{
	echo "$release: $*"
	bad=1
}

# person COMMAND: as somebody who lives in this room. Comes back when it ends, with its exit code.
person()
{
	inside "$try" su -s /bin/sh - person -c "$1" >"$rooms/said" 2>&1
}

# does WHAT COMMAND [TEXT]: ends well, and says this.
does()
{
	if ! person "$2"; then
		wrong "$1: \"$2\" failed:"
		tail -n 20 "$rooms/said"
	elif [ -n "${3:-}" ] && ! grep -qF -- "$3" "$rooms/said"; then
		wrong "$1: \"$2\" does not say \"$3\":"
		tail -n 20 "$rooms/said"
	fi
}

apt()
{
	inside "$try" env DEBIAN_FRONTEND=noninteractive apt-get -y -q "$@" >"$rooms/log" 2>&1
}

# Kilobytes of all packages.
weight()
{
	# shellcheck disable=SC2016 # the format is for dpkg-query
	inside "$try" dpkg-query -W -f '${db:Status-Abbrev} ${Installed-Size}\n' |
		awk '$1 == "ii" { sum += $2 } END { print sum }'
}

clear_away()
{
	mountpoint -q "$try" && umount "$try"
	rm -rf -- "$try"
}

# A bare Debian, as if somebody had just set up a box.
bare()
{
	room "$rooms/bare-$release" "$release" amd64 '' || fail "No Debian $release (see above)."
	clear_away
	mkdir -p "$try"
	# In memory: the folders of a large disk are more than a played 32-bit processor can read.
	mount -t tmpfs -o mode=755,size=3G tmpfs "$try"
	cp -a -- "$rooms/bare-$release/." "$try"
	cp -L /etc/resolv.conf "$try/etc/resolv.conf"
	inside "$try" useradd --create-home person
	apt update || fail "The lists of packages could not be fetched: $(tail -n 5 "$rooms/log")"
}

installed()
{
	cp -- "$(package "$release" amd64)" "$try/"
	before=$(weight)
	apt install --no-install-recommends "./$(basename "$(package "$release" amd64)")" || {
		wrong "cannot be installed: $(tail -n 5 "$rooms/log")"
		return 1
	}
	least=$(weight)
	does "without what is recommended" "easeback run gentle-start --silent --answers 8; [ \$? -eq 3 ]"
	apt install --no-install-recommends pocketsphinx-en-us || wrong "what is recommended cannot be installed"
	echo "$release: installed size of the package and all it needs: $((least - before)) KB;" \
		"with what is recommended: $(($(weight) - before)) KB"
}

used()
{
	does "its version" "easeback --version" "easeback"
	does "the routines" "easeback list" "gentle-start"
	does "a rendered session" \
		"easeback render gentle-start --answers '$answers' \
		-o a.wav --transcript amd64.tsv; [ \$? -eq 3 ]"
	[ "$(wc -c <"$try/home/person/a.wav")" -gt 1000000 ] || wrong "the rendering has no sound"
	grep -q pain "$try/home/person/amd64.tsv" || wrong "the transcript asks for no pain"
	# Eight before the start: no session, which is exit code 3.
	does "a live session by captions" \
		"easeback run gentle-start --silent --answers 8; [ \$? -eq 3 ]"
	does "the doctor" "easeback doctor </dev/null; [ \$? -eq 2 ]" "/usr/share/easeback/voices"
	does "the ear" "easeback doctor </dev/null; true" "model pocketsphinx-en-us"
	does "the completion" \
		"bash -c '. /usr/share/bash-completion/completions/easeback; complete -p easeback'"
	for file in /usr/share/man/man1/easeback.1.gz /usr/lib/systemd/user/easeback.service; do
		[ -e "$try$file" ] || wrong "$file is missing"
	done
}

# What somebody has of their own must outlive the package.
data()
{
	does "the journal" "easeback log activity swim 30"
	does "own settings" "mkdir -p .config/easeback/routines &&
		printf '[session]\nroutine = mine\n' >.config/easeback/easeback.ini &&
		printf '[routine]\ntitle = Mine\n[bird dog]\nreps = 3\n' >.config/easeback/routines/mine.ini"
	does "own routine" "easeback list" "mine"
	own=$(sums)
}

sums()
{
	(cd "$try/home/person" && find .config .local -type f -exec sha256sum {} + | sort)
}

left_alone()
{
	if [ -z "$own" ] || [ "$own" != "$(sums)" ]; then
		wrong "$1 changed what belongs to the person"
	fi
}

removed()
{
	files=$(inside "$try" dpkg -L easeback)
	apt remove easeback || wrong "cannot be removed"
	left_alone "removal"
	apt install "./$(basename "$(package "$release" amd64)")" || wrong "cannot be installed again"
	does "the journal after another installation" "easeback log" "swim"
	own=$(sums)
	apt purge easeback || wrong "cannot be purged"
	left_alone "purging"
	for file in $files; do
		case $file in
		*easeback*) [ ! -e "$try$file" ] || wrong "purged, but $file is still there" ;;
		esac
	done
}

# The other architectures, with their libraries beside those of this one, and a processor played.
foreign()
{
	inside "$try" dpkg --add-architecture "$1"
	apt update || :
	cp -- "$(package "$release" "$1")" "$try/"
	cp -- "/usr/bin/qemu-$2-static" "$try/usr/bin/"
	apt install --no-install-recommends "./$(basename "$(package "$release" "$1")")" || {
		wrong "$1 cannot be installed: $(tail -n 5 "$rooms/log")"
		return 0
	}
	does "$1" "qemu-$2-static /usr/bin/easeback list" "gentle-start"
	does "$1, a rendered session" "qemu-$2-static /usr/bin/easeback render gentle-start \
		--answers '$answers' -o $1.wav --transcript $1.tsv; [ \$? -eq 3 ]"
	does "$1, the same session as on amd64" "cmp amd64.tsv $1.tsv"
	if person "cmp a.wav $1.wav"; then
		echo "$release: $1 makes the same sound as amd64, byte for byte"
	else
		echo "$release: $1 makes another sound than amd64: $(cat "$rooms/said")"
	fi
	apt purge easeback:"$1" || wrong "$1 cannot be purged"
}

# Whoever takes the package of the other release is told so, and nothing changes.
refused()
{
	for other in $releases; do
		[ "$other" != "$release" ] || continue
		cp -- "$(package "$other" amd64)" "$try/"
		if apt install "./$(basename "$(package "$other" amd64)")"; then
			echo "$release: takes the package of $other as well"
			apt purge easeback
		elif [ -e "$try/usr/bin/easeback" ]; then
			wrong "the package of $other is half installed"
		else
			echo "$release: refuses the package of $other"
		fi
	done
}

linted()
{
	for architecture in $architectures; do
		lintian --allow-root --tag-display-limit 0 --fail-on error,warning \
			"$(package "$release" "$architecture")" >"$rooms/said" 2>&1 || {
			wrong "lintian:"
			cat "$rooms/said"
		}
	done
}

need_root
# shellcheck disable=SC2086 # names, one word each
[ $# -gt 0 ] || set -- $releases
# All releases, since each is offered the package of the other.
[ "${MADE:-}" = yes ] || "$here/packaging/make.sh"
try=$rooms/try
trap clear_away EXIT
for release; do
	linted
	bare
	if installed; then
		used
		data
		removed
	fi
	for architecture in $architectures; do
		case $architecture in
		arm64) foreign arm64 aarch64 ;;
		armhf) foreign armhf arm ;;
		esac
	done
	refused
done
dpkg --compare-versions "$(basename "$(package bookworm amd64)" | cut -d_ -f2)" lt \
	"$(basename "$(package trixie amd64)" | cut -d_ -f2)" || {
	echo "the package of Debian 13 would not replace that of Debian 12"
	bad=1
}
[ "$bad" -eq 0 ] && echo "the packages install, lead a session, and leave what is yours alone"
exit "$bad"
