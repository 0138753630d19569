# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
#
# easeback.bash - completes commands, options, routines and files for bash.

# Names of routines, the words in front of each line of the list.
_easeback_routines()
{
	"$1" list 2>/dev/null | sed -n 's/^ *\([A-Za-z0-9_-]\{1,\}\)[[:space:]].*/\1/p'
}

_easeback_words()
{
	mapfile -t -O "${#COMPREPLY[@]}" COMPREPLY < <(compgen -W "$1" -- "$2")
}

# Folders, and files with one of the endings.
_easeback_files()
{
	local path
	compopt -o filenames 2>/dev/null
	while IFS= read -r path; do
		if [[ -d $path || " $1 " == *" ${path##*.} "* ]]; then
			COMPREPLY+=("$path")
		fi
	done < <(compgen -f -- "$2")
}

# What an option wants behind it; fails when it wants nothing.
_easeback_value()
{
	case $1 in
	--settings) _easeback_files ini "$2" ;;
	--scene) _easeback_files scene "$2" ;;
	--file | --reference) _easeback_files 'wav flac ogg oga' "$2" ;;
	--evaluate) _easeback_files 'tsv' "$2" ;;
	--from) _easeback_files 'tsv' "$2" ;;
	--delete)
		_easeback_words "$("${COMP_WORDS[0]}" enrol --list 2>/dev/null | sed -n 's/^\([^ ]*\) .*words, .*/\1/p')" "$2"
		;;
	--speakers) _easeback_files 'txt' "$2" ;;
	-o | --output) _easeback_files 'wav flac ogg oga jsonl html' "$2" ;;
	--transcript) _easeback_files 'txt tsv log' "$2" ;;
	--voices)
		_easeback_words "all none $("${COMP_WORDS[0]}" enrol --list 2>/dev/null | sed -n 's/^\([^ ]*\) .*words, .*/\1/p')" "$2"
		;;
	--context) _easeback_words 'number yesno ready over any' "$2" ;;
	--start | --pain) _easeback_words '0 1 2 3 4 5 6 7 8 9 10' "$2" ;;
	-n) _easeback_words '5 10 20 50' "$2" ;;
	--since) _easeback_words "$(date +%F 2>/dev/null)" "$2" ;;
	--voice | --device | --mic | --answers | --exercise | --enrol) COMPREPLY=() ;;
	*) return 1 ;;
	esac
}

_easeback_options()
{
	case $1 in
	'') echo '--help --version --all --settings --voice --device --mic --no-ear --silent --night --no-night --answers' ;;
	run) echo '--help --all --settings --voice --device --mic --no-ear --silent --night --no-night --answers' ;;
	learn) echo '--help --settings --voice --device --mic --no-ear --silent --night --no-night' ;;
	wait) echo '--help --once --settings --voice --device --mic --no-ear --silent --night --no-night --answers' ;;
	render) echo '--help -o --answers --scene --transcript --settings --voice' ;;
	explain) echo '--help --start --pain --exercise --table --quota' ;;
	listen) echo '--help --file --reference --context --mic --voices --evaluate --speakers --folds --enrol --part' ;;
	enrol) echo '--help --list --delete --from --yes --mic --device --voice' ;;
	setup) echo '--help --dry-run --voice --settings' ;;
	sound-test) echo '--help -o --device --mic --voice --settings' ;;
	log) echo '--help -n --since --csv --json' ;;
	today | progress) echo '--help --settings' ;;
	remind) echo '--help --now --silent --night --no-night --settings --voice --device' ;;
	report) echo '--help --since -o --settings' ;;
	export) echo '--help -o' ;;
	forget) echo '--help --yes' ;;
	doctor) echo '--help --devices --speaker --verbose --buttons --settings --device --mic' ;;
	*) echo '--help' ;;
	esac
}

_easeback()
{
	local commands='run learn wait render check show list explain listen enrol setup sound-test log morning today progress report remind export import forget doctor'
	local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} command='' i

	for ((i = 1; i < COMP_CWORD; i++)); do
		if [[ " $commands " == *" ${COMP_WORDS[i]} "* ]]; then
			command=${COMP_WORDS[i]}
			break
		fi
	done
	COMPREPLY=()
	_easeback_value "$before" "$word" && return
	if [[ $word == -* ]]; then
		_easeback_words "$(_easeback_options "$command")" "$word"
		return
	fi
	case $command in
	'') _easeback_words "$commands" "$word" ;;
	run | learn | wait | render | show | today)
		_easeback_files ini "$word"
		_easeback_words "$(_easeback_routines "${COMP_WORDS[0]}")" "$word"
		;;
	check) _easeback_files ini "$word" ;;
	log) _easeback_words 'activity review again read' "$word" ;;
	morning) _easeback_words '0 1 2 3 4 5 6 7 8 9 10' "$word" ;;
	remind) _easeback_words 'off 09:00 daily weekdays' "$word" ;;
	import) _easeback_files jsonl "$word" ;;
	forget) _easeback_words 'all exercise' "$word" ;;
	esac
}

complete -F _easeback easeback
