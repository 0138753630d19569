#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# boot.sh [RELEASE] - a whole box that boots: a Debian with its systemd, a sound server and the
#                     package, in namespaces of its own on this kernel. Nobody logs in, and the coach
#                     waits all the same; it comes back when it dies, is called, and leaves what is
#                     the person's own.
#
# MADE=yes takes the packages that are in build-packages already.
set -eu
here=$(cd -- "$(dirname -- "$0")/.." && pwd)
# shellcheck source=../src/setup.sh disable=SC1091
. "$here/src/setup.sh"
# shellcheck source=../packaging/debian.sh disable=SC1091
. "$here/packaging/debian.sh"
release=${1:-bookworm}
box=${rooms:?}/box
box_packages='systemd-sysv,dbus-user-session,libpam-systemd,pulseaudio,pulseaudio-utils,libasound2-plugins,flite'

clear_away()
{
	! mountpoint -q "$box" || umount "$box"
	rm -rf -- "$box"
}

in_box()
{
	inside "$box" env DEBIAN_FRONTEND=noninteractive "$@" >"$rooms/log" 2>&1 || {
		tail -n 20 "$rooms/log" >&2
		fail "This did not work in the box: $*"
	}
}

# What somebody does who sets up a box, as README.md says it, as far as it can be done before the
# first boot: logind takes who lingers from a folder.
furnish()
{
	cp -L /etc/resolv.conf "$box/etc/resolv.conf"
	cp -- "$(package "$release" amd64)" "$box/easeback.deb"
	in_box apt-get -q update
	in_box apt-get -y -q install --no-install-recommends /easeback.deb pocketsphinx-en-us
	in_box useradd --create-home --shell /bin/sh person
	mkdir -p "$box/var/lib/systemd/linger"
	: >"$box/var/lib/systemd/linger/person"
	in_box su - person -c 'SYSTEMD_OFFLINE=1 systemctl --user enable easeback'
	in_box flite -voice slt -t 'coach start' -o /call.wav
}

# No sound card is there: what is played is thrown away, and the microphone is one to play into.
silence()
{
	mkdir -p "$box/etc/pulse/default.pa.d"
	cat >"$box/etc/pulse/default.pa.d/box.pa" <<-'WORDS'
		load-module module-null-sink sink_name=speaker
		load-module module-null-sink sink_name=micfeed channels=1
		load-module module-remap-source master=micfeed.monitor source_name=mic
		set-default-sink speaker
		set-default-source mic
	WORDS
}

# The trial is a service of the box; when it ends, the box does. Standing outside of multi-user.target's
# way, it may wait for what starts beside it.
begin_trial_at_boot()
{
	cp -- "$here/tests/boot_trial.sh" "$box/trial.sh"
	cat >"$box/etc/systemd/system/trial.service" <<-'WORDS'
		[Unit]
		SuccessAction=poweroff-force
		FailureAction=poweroff-force
		[Service]
		Type=oneshot
		TimeoutStartSec=infinity
		ExecStart=/bin/sh /trial.sh
	WORDS
	mkdir -p "$box/etc/systemd/system/multi-user.target.wants"
	ln -s ../trial.service "$box/etc/systemd/system/multi-user.target.wants/"
}

# The first process of a box: devices, control groups and a root of its own; a network of its own
# without anything in it; the settings of the kernel cannot be written. A changed root alone would not
# do, as no namespaces of users can be made in one.
boot()
{
	# shellcheck disable=SC2016 # the inner shell's
	timeout 600 unshare --mount --propagation private sh -euc '
		box=$0
		group=/sys/fs/cgroup/easeback-box.$$
		umount -R -l /sys/fs/cgroup || :
		mount -t cgroup2 none /sys/fs/cgroup
		mkdir "$group"
		echo $$ >"$group/cgroup.procs"
		mount -t tmpfs dev "$box/dev"
		for device in null zero full random urandom tty; do
			: >"$box/dev/$device"
			mount --bind "/dev/$device" "$box/dev/$device"
		done
		mkdir "$box/dev/pts" "$box/dev/shm"
		mount -t devpts -o newinstance,ptmxmode=666 pts "$box/dev/pts"
		ln -s pts/ptmx "$box/dev/ptmx"
		ln -s /proc/self/fd "$box/dev/fd"
		mount -t tmpfs shm "$box/dev/shm"
		mount -t tmpfs run "$box/run"
		export box
		unshare --cgroup --pid --ipc --uts --net --mount --fork --kill-child sh -euc "
			mount -t proc proc \$box/proc
			mount --bind \$box/proc/sys \$box/proc/sys
			mount -o remount,bind,ro \$box/proc/sys
			mount -t sysfs -o ro sys \$box/sys
			mount -t cgroup2 none \$box/sys/fs/cgroup
			cd \$box
			pivot_root . mnt
			umount -l mnt
			exec env -i container=other /sbin/init" || :
		echo $$ >/sys/fs/cgroup/cgroup.procs
		find "$group" -depth -type d -exec rmdir {} + 2>/dev/null || :' "$box" </dev/null
}

need_root
[ "${MADE:-}" = yes ] || ARCHITECTURES=amd64 "$here/packaging/make.sh" "$release" >/dev/null
room "$rooms/boot-$release" "$release" amd64 "$box_packages" || fail "No Debian $release (see above)."
trap clear_away EXIT
clear_away
mkdir -p "$box"
mount -t tmpfs -o mode=755,size=3G tmpfs "$box"
cp -a -- "$rooms/boot-$release/." "$box"
furnish
silence
begin_trial_at_boot
boot
cat "$box/trial.out" 2>/dev/null || echo "the box did not boot"
exit "$(cat "$box/trial.code" 2>/dev/null || echo 1)"
