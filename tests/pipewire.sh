#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# pipewire.sh alsa|pulse COMMAND... - runs a command inside a PipeWire of its own, without hardware.
#
# The command's ALSA reaches it through PipeWire's own plug-in (alsa) or through PulseAudio's and
# pipewire-pulse (pulse). There is
#   sink   speaker    what the program plays; record it from speaker.monitor
#   sink   micfeed    its monitor is the microphone
# PIPEWIRE_TEST_RESTART names a script that kills all of it and starts it anew, "stop" and "start"
# do half of that each. ALSA_PLUGIN may name PipeWire's plug-in, where that is not installed.
# The exit code is the command's; 77 when something is missing or does not start.
set -u
way=$1
shift
for tool in pipewire wireplumber pipewire-pulse dbus-daemon pactl parec; do
	command -v "$tool" >/dev/null 2>&1 || {
		echo "pipewire.sh: $tool is missing: apt install pipewire wireplumber pipewire-pulse dbus-daemon pulseaudio-utils" >&2
		exit 77
	}
done
plugin=${ALSA_PLUGIN:-$(find /usr/lib -name libasound_module_pcm_pipewire.so 2>/dev/null | head -n 1)}
if [ "$way" = alsa ] && [ ! -e "$plugin" ]; then
	echo "pipewire.sh: PipeWire's plug-in for ALSA is missing: apt install pipewire-alsa" >&2
	exit 77
fi

folder=$(mktemp -d "${TMPDIR:-/tmp}/pipewire.XXXXXX") || exit 77
bus=

clean_up() {
	trap - EXIT
	"$folder/restart" stop
	[ -z "$bus" ] || kill "$bus" 2>/dev/null
	rm -rf "$folder"
}
trap clean_up EXIT
trap 'clean_up; exit 143' INT TERM HUP

mkdir -p "$folder/run" "$folder/home" "$folder/config" "$folder/state"
chmod 700 "$folder/run"
export HOME="$folder/home" XDG_CONFIG_HOME="$folder/config" XDG_STATE_HOME="$folder/state"
export XDG_RUNTIME_DIR="$folder/run" PIPEWIRE_RUNTIME_DIR="$folder/run"
export PULSE_RUNTIME_PATH="$folder/run/pulse" PULSE_SERVER="unix:$folder/run/pulse/native"
export DBUS_SESSION_BUS_ADDRESS="unix:path=$folder/run/bus" ALSA_CONFIG_PATH="$folder/asoundrc"
export PULSE_TEST_FOLDER="$folder" PIPEWIRE_TEST_RESTART="$folder/restart"

if [ "$way" = alsa ]; then
	cat >"$folder/asoundrc" <<END
pcm_type.pipewire { lib "$plugin" }
pcm.!default { type pipewire playback_node "-1" capture_node "-1" hint { show on description "test" } }
END
else
	cat >"$folder/asoundrc" <<END
pcm.!default { type pulse hint { show on description "test" } }
ctl.!default { type pulse }
END
fi

cat >"$folder/restart" <<'END'
#!/bin/sh
# What was started is ended by its number.
stop() {
	while read -r process; do
		kill -9 "$process" 2>/dev/null
	done <"$PULSE_TEST_FOLDER/processes"
	rm -f "$PULSE_TEST_FOLDER/processes" "$XDG_RUNTIME_DIR"/pipewire-0* "$PULSE_RUNTIME_PATH"/native
}

begin() {
	"$@" </dev/null >>"$PULSE_TEST_FOLDER/log" 2>&1 &
	echo $! >>"$PULSE_TEST_FOLDER/processes"
}

# await COMMAND...: ten seconds at the most.
await() {
	tries=0
	until "$@" >/dev/null 2>&1; do
		tries=$((tries + 1))
		[ $tries -lt 200 ] || return 1
		sleep 0.05
	done
}

start() {
	begin pipewire
	await test -S "$XDG_RUNTIME_DIR/pipewire-0" || return 1
	begin wireplumber
	begin pipewire-pulse
	await pactl info || return 1
	pactl load-module module-null-sink sink_name=speaker media.class=Audio/Sink channel_map=stereo
	pactl load-module module-null-sink sink_name=micfeed media.class=Audio/Sink channel_map=mono
	pactl set-default-sink speaker
	pactl set-default-source micfeed.monitor
}

: >>"$PULSE_TEST_FOLDER/processes"
case ${1:-both} in
stop) stop ;;
start) start >/dev/null ;;
*)
	stop
	start >/dev/null
	;;
esac
END
chmod +x "$folder/restart"

dbus-daemon --session --nofork --nopidfile --address="$DBUS_SESSION_BUS_ADDRESS" \
	</dev/null >/dev/null 2>&1 &
bus=$!
if ! "$folder/restart" start; then
	echo "pipewire.sh: the private PipeWire does not start:" >&2
	cat "$folder/log" >&2
	exit 77
fi
"$@"
