#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# boot_trial.sh - what boot.sh has a box do that has just booted; run by its systemd, as root.
# What it says is in trial.out then, its exit code in trial.code.
set -u
exec >/trial.out 2>&1
bad=0
number=$(id -u person)
# What else stands in a home is the sound server's, which writes when it likes; beside the journal
# SQLite has files for as long as it is open.
own='.config/easeback .local/share/easeback'

wrong()
{
	echo "$case: $*"
	bad=1
}

# person COMMAND...: as the person whose box it is; that is no log-in.
person()
{
	setpriv --reuid=person --regid=person --init-groups env HOME=/home/person \
		XDG_RUNTIME_DIR="/run/user/$number" LC_ALL=C.UTF-8 "$@"
}

is()
{
	person systemctl --user show -P "$1" easeback 2>/dev/null
}

# comes SECONDS PROPERTY TEXT: within this time it is so.
comes()
{
	tries=$1
	until [ "$(is "$2")" = "$3" ]; do
		tries=$((tries - 1))
		if [ "$tries" -le 0 ]; then
			wrong "$2 is \"$(is "$2")\", not \"$3\", after $1 s"
			return 1
		fi
		sleep 1
	done
}

ms_between()
{
	echo $((($2 - $1) / 1000))
}

manager()
{
	systemctl show -P "$1" "user@$number"
}

sums()
{
	# shellcheck disable=SC2086 # names, one word each
	(cd /home/person && find $own -type f ! -name '*-shm' ! -name '*-wal' -exec sha256sum {} + | sort -k 2)
}

case='after the boot'
comes 60 StatusText 'Waiting for "coach start"'
[ -z "$(loginctl --no-legend list-sessions)" ] || wrong "somebody is logged in: $(loginctl list-sessions)"
[ "$(is NRestarts)" = 0 ] || wrong "it took $(is NRestarts) restarts"
ready=$(is ActiveEnterTimestampMonotonic)
echo "from the start of the person's systemd to ready:" \
	"$(ms_between "$(manager InactiveExitTimestampMonotonic)" "$ready") ms; of the service:" \
	"$(ms_between "$(is InactiveExitTimestampMonotonic)" "$ready") ms"
person systemd-analyze --user security easeback --no-pager | tail -n 1

case='it dies'
kill -9 "$(is MainPID)"
comes 30 NRestarts 1
comes 60 StatusText 'Waiting for "coach start"'

case='a reminder'
person easeback remind --now | grep -q 'Say coach start to begin' || wrong "it does not say how to begin"
comes 1 StatusText 'Waiting for "coach start"'

case='somebody calls'
person paplay -d micfeed /call.wav || wrong "the call cannot be played"
comes 30 StatusText 'Leading a session'

case='what is its own'
person systemctl --user stop easeback || wrong "it does not stop"
comes 30 ActiveState inactive
person easeback log activity swim 30 >/dev/null || wrong "nothing can be written down"
person mkdir -p /home/person/.config/easeback
printf '[remind]\nquiet = 22:00-06:00\n' | person tee /home/person/.config/easeback/easeback.ini >/dev/null
before=$(sums)
for file in easeback.ini journal.db; do
	case $before in
	*"/$file
"* | *"/$file") ;;
	*) wrong "there is no $file" ;;
	esac
done
person systemctl --user start easeback
comes 60 StatusText 'Waiting for "coach start"'
dpkg --purge easeback >/dev/null || wrong "it cannot be purged"
[ ! -e /usr/bin/easeback ] || wrong "it is still there"
person systemctl --user daemon-reload
person systemctl --user stop easeback || wrong "what runs on cannot be stopped"
after=$(sums)
[ "$before" = "$after" ] || wrong "what is the person's own was changed:
$before
and then:
$after"

if [ "$bad" -eq 0 ]; then
	echo "the box boots, and the coach waits with nobody logged in"
else
	journalctl --no-pager -n 60
fi
echo "$bad" >/trial.code
