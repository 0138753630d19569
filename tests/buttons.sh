#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# buttons.sh [PART...] - live sessions led by real keys: devices made by uinput, events through the
#                        kernel; all parts, or those named. BUILD names the build folder.
#
#  answer    a number pad answers, pauses and stops; what repeats itself counts once
#  ten       the star is ten: no session
#  alone     while a session runs nobody else reads the keys, afterwards everybody does
#  single    one button: a press pauses and goes on, two ask for the pain, holding it stops
#  count     one button alone answers: numbers are counted, a press takes one
#  presenter "next" on a presenter answers like a button, since another key of it stops
#  number    with keys that neither press nor stop nothing is started
#  remote    with one_button = yes all keys of a device are one
#  states    holding the button stops in each state
#  away      a device that went is said to be gone, and counts again when it is back
#  wait      a button begins a session; a stop does not; a keyboard stays with everybody
#  denied    without the right to read nothing is started, and it is said what gives it
#  try       "doctor --buttons" shows each press as it is understood
#
# Where there is no /dev/uinput it all happens in a machine of its own. Exit code 77: neither.
set -u
here=$(cd -- "$(dirname -- "$0")" && pwd)

if [ "${1:-}" != --inside ]; then
	build=$(cd -- "${BUILD:-$here/../build-plain}" && pwd) || exit 1
	[ ! -w /dev/uinput ] || exec "$here/buttons.sh" --inside "$build" "$@"
	exec "$here/machine.sh" -t 3000 -m uinput "$here/buttons.sh" --inside "$build" "$@"
fi
build=$2
shift 2
parts=${*:-answer ten alone single count presenter number remote states away wait denied try}
easeback=$build/easeback
keypad=$build/tests/keypad
routine=$here/data/short.ini
folder=$(mktemp -d) || exit 1
failed=0
trap 'kill $(cat "$folder"/*.pid 2>/dev/null) 2>/dev/null; rm -rf "$folder"' EXIT
export HOME="$folder/home" XDG_STATE_HOME="$folder/home/state"
unset XDG_CONFIG_HOME XDG_DATA_HOME XDG_RUNTIME_DIR
tab=$(printf '\t')

verdict()
{
	if [ "$wrong" -eq 0 ]; then
		echo "ok    $1"
	else
		echo "wrong $1"
		failed=$((failed + 1))
		tail -n 12 "$folder/tsv" "$folder/errors" 2>/dev/null
	fi
}

wants()
{
	"$@" || {
		echo "      not so: $*"
		wrong=1
	}
}

has()
{
	grep -q -- "$2" "$folder/$1"
}

hasnt()
{
	! grep -q -- "$2" "$folder/$1"
}

count_is()
{
	[ "$(grep -c -- "$2" "$folder/$1")" -eq "$3" ]
}

# await FILE TEXT [COUNT]: somebody is writing the file; a machine made of software is slow.
await()
{
	"$keypad" await "$folder/$1" "$2" "${3:-1}" 300 && return
	echo "      never came: $2 in $1"
	wrong=1
	return 1
}

# --- devices: the words for each go through a pipe of its own ---

# plug KIND NAME: makes the device KIND, called "easeback NAME".
plug()
{
	rm -f "$folder/$1.do"
	mkfifo "$folder/$1.do"
	: >"$folder/$1.said"
	"$keypad" "$1" "easeback $2" <"$folder/$1.do" >"$folder/$1.said" &
	echo $! >"$folder/$1.pid"
	sleep 1000 >"$folder/$1.do" &
	echo $! >"$folder/$1.hold.pid"
	await "$1.said" there
}

unplug()
{
	kill "$(cat "$folder/$1.hold.pid")" "$(cat "$folder/$1.pid")" 2>/dev/null
	wait "$(cat "$folder/$1.pid")" 2>/dev/null
	rm -f "$folder/$1.pid" "$folder/$1.hold.pid"
}

do_with()
{
	printf '%s\n' "$2" >"$folder/$1.do"
}

press()
{
	do_with "$1" "press $2 ${3:-80}"
}

# Somebody else who reads the keys of the device NAME.
read_along()
{
	: >"$folder/other"
	"$keypad" read "easeback $1" >"$folder/other" &
	echo $! >"$folder/other.pid"
	await other open
}

stop_reading()
{
	kill "$(cat "$folder/other.pid")"
	wait "$(cat "$folder/other.pid")" 2>/dev/null
	rm "$folder/other.pid"
}

# --- sessions ---

# wish DEVICE [ONE_BUTTON]
wish()
{
	printf '[buttons]\ndevice = %s\none_button = %s\n' "$1" "${2:-auto}" >"$folder/settings.ini"
}

# The memo of somebody who has been here before.
known()
{
	rm -rf "$HOME"
	mkdir -p "$XDG_STATE_HOME/easeback"
	printf '[memo]\nnotice_accepted = yes\nlocked = no\nsigns_answered = %s\nstart_pain = 2\n' \
		"$(date +%Y-%m-%d)" >"$XDG_STATE_HOME/easeback/memo.ini"
}

# start COMMAND [OPTION...]: nobody at a terminal, no microphone.
start()
{
	wrong=0
	known
	: >"$folder/tsv"
	command=$1
	shift
	"$easeback" "$command" "$routine" --settings "$folder/settings.ini" --silent --no-ear \
		--transcript "$folder/tsv" "$@" >"$folder/captions" 2>"$folder/errors" </dev/null &
	session=$!
	echo "$session" >"$folder/session.pid"
}

# ended CODE: the session ends by itself, with this exit code.
ended()
{
	until=$(($(date +%s) + 240))
	while kill -0 "$session" 2>/dev/null; do
		[ "$(date +%s)" -lt $until ] || {
			echo "      the session does not end"
			kill -9 "$session"
			wrong=1
			break
		}
		sleep 0.5
	done
	wait "$session"
	code=$?
	rm -f "$folder/session.pid"
	[ $code -eq "$1" ] || {
		echo "      exit code $code instead of $1"
		wrong=1
	}
}

# ms FILE-PATTERN: when that came first, in session time.
ms()
{
	sed -n "s/^\([0-9]*\)$tab$1.*/\1/p" "$folder/tsv" | sed -n "${2:-1}p"
}

# "Please settle", and the question for the pain.
settled()
{
	await tsv "say${tab}Please settle"
	press pad KEY_KPENTER
	await tsv "say${tab}Zero is no pain"
}

begin_with_pad()
{
	settled
	press pad KEY_KP2
	await tsv "state${tab}rest"
}

# --- parts ---

answer()
{
	plug pad Pad
	wish 'easeback pad'
	start run
	settled
	do_with pad "press KEY_KP2 900"
	await tsv "state${tab}rest"
	sleep 1
	wants count_is tsv "decide${tab}P4" 1
	wants has tsv "pain${tab}2 start"
	await tsv "step${tab}"
	press pad KEY_KPSLASH
	await tsv "state${tab}paused"
	press pad KEY_KPSLASH
	await tsv "say${tab}Pain now"
	press pad KEY_KP3
	await tsv "decide${tab}P4" 2
	press pad KEY_KPDOT
	ended 4
	wants has tsv "end${tab}stopped"
	verdict "a number pad answers, pauses and stops; a key that is held counts once"
	unplug pad
}

ten()
{
	plug pad Pad
	wish 'Easeback PAD'
	start run
	settled
	press pad KEY_KPASTERISK
	ended 3
	wants has tsv "decide${tab}G6"
	wants has tsv "pain${tab}10"
	verdict "the star is ten, and leads to no session"
	unplug pad
}

alone()
{
	plug pad Pad
	plug keyboard Desk
	wish 'easeback pad, easeback desk'
	read_along Pad
	press pad KEY_KP7
	await other KEY_KP7
	start run
	begin_with_pad
	do_with keyboard "down KEY_LEFTCTRL"
	press keyboard KEY_C
	ended 4
	wants hasnt other KEY_KP2
	press pad KEY_KP8
	await other KEY_KP8
	stop_reading
	verdict "while a session runs nobody else reads the keys, afterwards everybody does"
	unplug pad
	unplug keyboard
}

single()
{
	plug pad Pad
	plug button Button
	wish 'easeback pad, easeback button'
	start run
	await tsv "say${tab}Please settle"
	press button KEY_PROG1
	await tsv "say${tab}Zero is no pain"
	press pad KEY_KP2
	await tsv "step${tab}"
	press button KEY_PROG1
	await tsv "state${tab}paused"
	sleep 1
	press button KEY_PROG1
	await tsv "say${tab}Pain now"
	sleep 1
	do_with button "press KEY_PROG1 100
rest 150
press KEY_PROG1 100"
	await tsv "decide${tab}W9"
	await tsv "say${tab}Pain now" 2
	press pad KEY_KP2
	await tsv "decide${tab}P4" 2
	sleep 1
	do_with button "press KEY_PROG1 1600"
	ended 4
	wants has tsv "decide${tab}W3"
	wants has tsv "end${tab}stopped"
	# From the press, which pauses, to the stop, while it is still held.
	down=$(ms "decide${tab}W7" 3) # after that in the set, and that of two presses
	stop=$(ms "decide${tab}W3")
	held=$((${stop:-0} - ${down:-0}))
	echo "      held for $held ms until it stopped"
	wants test "$held" -ge 900
	wants test "$held" -le 1300
	verdict "one button pauses, goes on, asks for the pain, and stops"
	unplug pad
	unplug button
}

remote()
{
	plug remote Shutter
	wish 'shutter' yes
	try_out
	press remote KEY_ENTER
	await tsv pause
	sleep 1
	do_with remote "press KEY_VOLUMEUP 1500"
	await tsv stop
	end_trying
	printf 'space\tpause\nspace\tpause\ns\tstop\n' >"$folder/wanted"
	wants cmp "$folder/wanted" "$folder/tsv"
	verdict "a remote with several keys is one button where the settings say so"
	unplug remote
}

# stops_in NAME: the button is held now, and the session ends.
stops_in()
{
	do_with button "press KEY_PROG1 1300"
	ended 4
	wants has tsv "end${tab}stopped"
	verdict "holding the button stops $1"
}

states()
{
	plug pad Pad
	plug button Button
	wish 'easeback pad, easeback button'
	start run
	await tsv "say${tab}"
	stops_in 'while the coach speaks its first words'
	start run
	settled
	stops_in 'in the question for the pain'
	start run
	begin_with_pad
	stops_in 'in a rest'
	start run
	begin_with_pad
	await tsv "tone${tab}count"
	stops_in 'in a countdown'
	start run
	begin_with_pad
	await tsv "step${tab}"
	stops_in 'in a set'
	start run
	begin_with_pad
	press pad KEY_KPSLASH
	await tsv "state${tab}paused"
	sleep 1
	stops_in 'in a pause'
	unplug pad
	unplug button
}

away()
{
	plug button Button
	plug pad Pad
	wish 'easeback pad'
	start run
	settled
	do_with pad gone
	await errors 'the buttons are gone'
	do_with pad back
	await errors 'the buttons are there: easeback Pad'
	press pad KEY_KP2
	await tsv "state${tab}rest"
	wants has tsv "pain${tab}2 start"
	do_with pad gone
	await errors 'the buttons are gone' 2
	await tsv "say${tab}I cannot reach your buttons"
	do_with pad back
	await errors 'the buttons are there' 2
	press pad KEY_KPDOT
	ended 4
	wants count_is tsv "say${tab}I cannot reach your buttons" 1
	verdict "a number pad that went is said to be gone, and counts again when it is back"
	unplug pad
	unplug button
}

waiting()
{
	plug button Button
	plug pad Pad
	plug keyboard Desk
	wish 'easeback'
	start wait --once
	await captions 'Waiting'
	read_along Desk
	do_with keyboard "press KEY_S 80"
	await other KEY_S
	press pad KEY_KPDOT
	sleep 1
	wants hasnt tsv state
	stop_reading
	press button KEY_PROG1
	begin_with_pad
	do_with button "press KEY_PROG1 1500"
	ended 4
	wants has tsv "end${tab}stopped"
	verdict "a button begins a session; a stop does not; a keyboard stays with everybody"
	unplug pad
	unplug button
	unplug keyboard
}

denied()
{
	plug pad Pad
	wish 'easeback pad'
	path=$(sed -n 's/^there //p' "$folder/pad.said")
	chmod 660 "$path"
	chgrp input "$path"
	chmod 711 "$folder"
	wrong=0
	known
	chown -R nobody "$HOME"
	if ! as_nobody --clear-groups "$easeback" --version >/dev/null; then
		echo "skipped: denied: somebody else may not run what is in $build"
		unplug pad
		return
	fi
	as_nobody --clear-groups "$easeback" run "$routine" --settings "$folder/settings.ini" \
		--silent --no-ear >"$folder/captions" 2>"$folder/errors" </dev/null
	wants test $? -eq 2
	wants has errors 'you may not read "easeback Pad".*sudo usermod -aG input'
	as_nobody --clear-groups "$easeback" doctor --settings "$folder/settings.ini" \
		</dev/null | tr -s ' \n' ' ' >"$folder/told"
	wants has told 'buttons missing "easeback Pad" is there, but you may not read it'
	wants has told 'mend sudo usermod -aG input'
	as_nobody --groups input "$easeback" doctor --settings "$folder/settings.ini" \
		</dev/null | tr -s ' \n' ' ' >"$folder/told"
	wants has told 'buttons ok "easeback Pad"'
	verdict "without the right to read nothing is started, and it is said what gives it"
	unplug pad
}

as_nobody()
{
	setpriv --reuid nobody --regid nogroup "$@"
}

try()
{
	plug pad Pad
	plug button Button
	wish 'easeback'
	try_out
	press pad KEY_KP6
	press pad KEY_KPASTERISK
	press pad KEY_NUMLOCK
	press pad KEY_KPENTER
	await tsv ready
	do_with button "press KEY_PROG1 1300"
	await tsv stop
	end_trying
	printf '6\tnumber 6\n*\tnumber 10\nEnter\tready\nspace\tpause\ns\tstop\n' >"$folder/wanted"
	wants cmp "$folder/wanted" "$folder/tsv"
	verdict "each press is shown as it is understood"
	unplug pad
	unplug button
}

try_out()
{
	wrong=0
	"$easeback" doctor --buttons --settings "$folder/settings.ini" >"$folder/tsv" \
		2>"$folder/errors" </dev/null &
	session=$!
	echo "$session" >"$folder/session.pid"
	await errors 'Press each key'
}

end_trying()
{
	kill "$session"
	ended 0
}

twice()
{
	do_with button "press KEY_PROG1 100
rest 150
press KEY_PROG1 100"
}

# No keyboard, no microphone, no digit: the ready, a number refused, one taken, pain, a stop in the count.
count()
{
	plug button Button
	wish 'easeback button'
	start run
	await errors 'numbers are counted aloud'
	await tsv "listen${tab}ready"
	press button KEY_PROG1
	await tsv "count${tab}1"
	sleep 0.8
	press button KEY_PROG1
	await tsv "say${tab}1. Is that right"
	await tsv "listen${tab}yesno"
	sleep 0.5
	twice
	await tsv "count${tab}2"
	sleep 0.8
	press button KEY_PROG1
	await tsv "listen${tab}yesno" 2
	sleep 0.5
	press button KEY_PROG1
	await tsv "state${tab}rest"
	wants has tsv "heard${tab}key 1"
	wants has tsv "pain${tab}2 start"
	wants hasnt tsv "pain${tab}1"
	await tsv "step${tab}"
	twice
	await tsv "decide${tab}W9"
	await tsv "count${tab}0" 3
	sleep 0.4
	do_with button "press KEY_PROG1 1500"
	ended 4
	wants has tsv "end${tab}stopped"
	verdict "one button alone answers by counting, and stops in the count"
	unplug button
}

presenter()
{
	plug presenter Presenter
	wish 'easeback presenter'
	start run
	await tsv "listen${tab}ready"
	press presenter KEY_PAGEDOWN
	await tsv "count${tab}1"
	sleep 0.8
	press presenter KEY_PAGEDOWN
	await tsv "listen${tab}yesno"
	sleep 0.5
	do_with presenter "press KEY_PAGEDOWN 100
rest 900
press KEY_PAGEDOWN 100"
	await tsv "count${tab}3"
	wants hasnt tsv "${tab}pain${tab}"
	sleep 0.8
	press presenter KEY_PAGEDOWN
	await tsv "listen${tab}yesno" 2
	sleep 0.5
	press presenter KEY_PAGEDOWN
	await tsv "pain${tab}3 start"
	press presenter KEY_B
	ended 4
	wants has tsv "end${tab}stopped"
	verdict "a presenter answers by counting, says no with two slow presses, and stops"
	unplug presenter
}

# Where nobody could say a number, nothing is begun that needs one.
number()
{
	plug remote Shutter
	wish 'easeback shutter' no
	start run
	ended 2
	wants has errors 'no button to press and to stop with'
	wants hasnt tsv say
	verdict "with keys that neither press nor stop nothing is started"
	unplug remote
}

for part in $parts; do
	case $part in
	answer | ten | alone | single | count | presenter | number | remote | states | away | denied | try) $part ;;
	wait) waiting ;;
	*)
		echo "buttons.sh: there is no part $part"
		failed=$((failed + 1))
		;;
	esac
done
if [ $failed -eq 0 ]; then
	echo "real keys do what they should"
else
	echo "$failed wrong"
fi
[ $failed -eq 0 ]
