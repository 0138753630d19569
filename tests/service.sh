#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# service.sh PROGRAM UNIT [SOURCE] - the service in a real systemd of a person, with a sound server
#                                    that comes, goes and comes back; all in namespaces of its own.
set -u
tests=$(cd -- "$(dirname -- "$0")" && pwd)

if [ "${SERVICE_STAGE:-}" = '' ]; then
	program=$(readlink -f -- "$1")
	unit=$(readlink -f -- "$2")
	source=$(readlink -f -- "${3:-$tests/..}")
	manager=/usr/lib/systemd/systemd
	for tool in "$manager" pulseaudio pactl flite unshare setpriv; do
		command -v "$tool" >/dev/null || {
			echo "service.sh: skipped: $tool is not there"
			exit 77
		}
	done
	[ "$(id -u)" -eq 0 ] || {
		echo "service.sh: skipped: a systemd of its own takes root"
		exit 77
	}
	# What a box has after the start: /run, control groups, and a place for the person.
	# shellcheck disable=SC2016 # the inner shell's
	SERVICE_STAGE=1 exec unshare --mount --pid --fork sh -c '
		mount -t proc proc /proc && mount -t tmpfs tmpfs /run || exit 77
		umount -R -l /sys/fs/cgroup
		mount -t cgroup2 none /sys/fs/cgroup || exit 77
		group=/sys/fs/cgroup/easeback-test.$(date +%s%N)
		mkdir -p "$group" /run/systemd/system /run/systemd/unit-root /run/systemd/mount-rootfs \
			/run/usr/bin /run/usr/share/easeback /run/person
		cp "$1" /run/usr/bin/easeback
		cp -r "$3/routines" "$3/voices" "$3/config" /run/usr/share/easeback/
		cp "$2" /run/easeback.service
		cp "$4"/pulse.sh "$4"/service.sh /run/
		chown nobody /run/person
		# A process of that group sees it as the root of all groups.
		sh -c "echo \$\$ >$group/cgroup.procs && exec unshare --cgroup --mount sh -c \"
			umount /sys/fs/cgroup && mount -t cgroup2 none /sys/fs/cgroup
			chown -R nobody /sys/fs/cgroup
			exec setpriv --reuid=nobody --regid=nogroup --clear-groups \
				env TMPDIR=/run/person SERVICE_STAGE=2 /run/pulse.sh /run/service.sh\""
		code=$?
		rmdir "$group"/*/ "$group" 2>/dev/null
		exit "$code"' sh "$program" "$unit" "$source" "$tests"
fi

bad=0
wrong()
{
	echo "$case: $*"
	bad=1
}

is()
{
	systemctl --user show -P "$1" easeback
}

# comes SECONDS PROPERTY TEXT: within this time it is so.
comes()
{
	tries=$(($1 * 5))
	until [ "$(is "$2")" = "$3" ]; do
		tries=$((tries - 1))
		if [ "$tries" -le 0 ]; then
			wrong "$2 is \"$(is "$2")\", not \"$3\", after $1 s"
			return 1
		fi
		sleep 0.2
	done
}

server()
{
	pulseaudio -n -F "$PULSE_TEST_FOLDER/default.pa" --daemonize=no --use-pid-file=no \
		--disallow-exit --exit-idle-time=-1 </dev/null >/dev/null 2>&1 &
	until pactl info >/dev/null 2>&1; do sleep 0.1; done
	parec -d mic --raw --latency-msec=10 </dev/null >/dev/null 2>&1 &
}

no_server()
{
	killall_own pulseaudio
}

# Nobody else is in this space of processes.
killall_own()
{
	for stat in /proc/[0-9]*/comm; do
		[ "$(cat "$stat" 2>/dev/null)" != "$1" ] || kill -9 "$(basename "${stat%/comm}")"
	done
}

export SYSTEMD_LOG_LEVEL=warning
mkdir -p "$XDG_CONFIG_HOME/systemd/user"
sed 's|^ExecStart=[^ ]*|ExecStart=/run/usr/bin/easeback|' /run/easeback.service \
	>"$XDG_CONFIG_HOME/systemd/user/easeback.service"
/usr/lib/systemd/systemd --user --unit=basic.target --log-target=console \
	>"$HOME/manager.log" 2>&1 </dev/null &
tries=100
until [ -S "$XDG_RUNTIME_DIR/systemd/private" ] && systemctl --user is-active --quiet basic.target; do
	tries=$((tries - 1))
	[ "$tries" -gt 0 ] || {
		echo "service.sh: skipped: no systemd of a person starts here:"
		cat "$HOME/manager.log"
		exit 77
	}
	sleep 0.1
done

case='a start'
if ! systemctl --user start easeback; then
	echo "it does not start: $(is Result), $(is ExecMainStatus)"
	systemctl --user status easeback
	cat "$HOME/manager.log"
	exit 1
fi
comes 1 ActiveState active
comes 1 StatusText 'Waiting for "coach start"'
echo "from the start to ready: $((($(is ActiveEnterTimestampMonotonic) - \
	$(is InactiveExitTimestampMonotonic)) / 1000)) ms"

case='what it is kept from'
process=$(is MainPID)
status=/proc/$process/status
grep -q '^NoNewPrivs:.1' "$status" || wrong "it may gain rights"
grep -q '^Seccomp:.2' "$status" || wrong "it may make any system call"
grep -q '^CapEff:.0*$' "$status" || wrong "it has capabilities: $(grep Cap "$status")"
grep -q ' / / ro[, ]' "/proc/$process/mountinfo" || wrong "it may write to the system"
grep -q '^CapBnd:.0*$' "$status" || wrong "it may get capabilities: $(grep Cap "$status")"

case='its cost'
ticks() { awk '{ print $14 + $15 }' "/proc/$process/stat"; }
before=$(ticks)
sleep 10
echo "waiting costs $((($(ticks) - before) * 1000 / $(getconf CLK_TCK) / 10)) ms of a processor a" \
	"second, and $(sed -n 's/^VmRSS:[^0-9]*//p' "$status") of memory, $(sed -n \
	's/^RssAnon:[^0-9]*//p' "$status") of it its own"

case='somebody calls'
flite -voice slt -t 'coach start' -o "$HOME/call.wav"
paplay -d micfeed "$HOME/call.wav"
comes 10 StatusText 'Leading a session'

case='a stop in a session'
systemctl --user stop easeback
comes 1 ActiveState inactive
[ "$(is Result)" = success ] || wrong "it ends with $(is Result)"

case='a sound server that goes and comes back'
systemctl --user start easeback
no_server
comes 10 NRestarts 1
comes 20 StatusText 'Waiting for a microphone or a button; "easeback doctor" says what is missing'
server
comes 30 StatusText 'Waiting for "coach start"'

case='a sound server that comes later than the service'
systemctl --user stop easeback
no_server
systemctl --user start easeback || wrong "it does not start"
comes 1 ActiveState active
server
comes 30 StatusText 'Waiting for "coach start"'

case='it dies'
kill -9 "$(is MainPID)"
comes 20 NRestarts 1
comes 20 StatusText 'Waiting for "coach start"'

case='a mistake in the settings'
systemctl --user stop easeback
mkdir -p "$XDG_CONFIG_HOME/easeback"
echo 'nonsense' >"$XDG_CONFIG_HOME/easeback/easeback.ini"
systemctl --user start easeback 2>/dev/null && wrong "it starts"
comes 1 ActiveState failed

if [ "$bad" -ne 0 ]; then
	echo "what the service said:"
	tail -n 40 "$HOME/manager.log"
else
	echo "the service waits, leads, stops, and outlives its sound server"
fi
systemctl --user exit
exit "$bad"
