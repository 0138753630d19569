#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# report.sh - the page for the physiotherapist, today and progress against a small journal whose
#             numbers are known; the page as a browser and as paper show it, where there is one.
# Use: report.sh PROGRAM PAST-JOURNAL
set -u
program=$1
past=$2
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
bad=0
export HOME="$scratch" XDG_CONFIG_HOME="$scratch/config" XDG_DATA_HOME="$scratch/data" TZ=UTC
mkdir -p "$XDG_CONFIG_HOME/easeback/routines" "$XDG_DATA_HOME/easeback"

wrong()
{
	echo "$*"
	bad=1
}

# has FILE TEXT...: each stands in the file; lines and blanks do not count.
has()
{
	file=$1
	shift
	for text in "$@"; do
		tr -s ' \t\n' ' ' <"$file" | grep -qF -- "$text" || wrong "${file##*/} has no: $text"
	done
}

lacks()
{
	file=$1
	shift
	for text in "$@"; do
		grep -qiF -- "$text" "$file" && wrong "${file##*/} has: $text"
	done
}

# --- a journal ------------------------------------------------------------

# ago DAYS [FORMAT]: a day.
ago()
{
	date -u -d "$1 days ago" "+${2:-%Y-%m-%d}"
}

uid()
{
	printf '%032d' "$1"
}

# session NUMBER DAY ORDER DOUBTFUL PAIN
session()
{
	printf '{"line":"session","uid":"%s","at":"%sT08:00:00+00:00","doubtful":%s,"order":%s,' \
		"$(uid "$1")" "$2" "$4" "$3"
	printf '"routine":"mine","title":"Mine","version":"0.1.0","start_pain":%s}\n' "$5"
}

kind=mobilise
# exercise NUMBER PLACE NAME LEVEL COMPLETE, as JSON has them
exercise()
{
	if [ "$5" = true ]; then left=false; else left=true; fi
	printf '{"line":"exercise","uid":"%s","place":%d,"at_ms":%d,"name":"%s","kind":"%s",' \
		"$(uid "$1")" "$2" "$(($2 * 1000))" "$3" "$kind"
	printf '"part":"main","level":%d,"top":9,"sets":1,"reps":5,"out_s":2,"pause_s":0,"hold_s":0,' "$4"
	printf '"back_s":2,"rest_s":20,"minutes":0,"ease":0,"k":0,"begun":true,"complete":%s,' "$5"
	printf '"left":%s,"sharp":false,"done_reps":5,"done_reps_right":0,"done_s":20,"done_s_right":0}\n' \
		"$left"
}

# checkin NUMBER QUESTION PAIN CHANGES
checkin()
{
	printf '{"line":"check-in","uid":"%s","at_ms":5000,"question":"%s","exercise":0,"set":0,' \
		"$(uid "$1")" "$2"
	printf '"heard":%s,"accepted":%s,"belief":"key","changes":%s,"by":"key","percent":100}\n' \
		"$3" "$3" "$4"
}

# away NUMBER WHY: 1 pain, 2 time, 3 something else
away()
{
	printf '{"line":"check-in","uid":"%s","at_ms":4000,"question":"away","exercise":-1,"set":0,' \
		"$(uid "$1")"
	printf '"heard":%d,"accepted":null,"belief":"silence","changes":false,"by":"key","percent":100}\n' "$2"
}

# decision NUMBER ROW PLACE VALUE PAIN
decision()
{
	printf '{"line":"decision","uid":"%s","at_ms":6000,"row":"%s","exercise":%d,"value":%d,"pain":%s}\n' \
		"$(uid "$1")" "$2" "$3" "$4" "$5"
}

# ended NUMBER DAY RESULT
ended()
{
	printf '{"line":"end","uid":"%s","at":"%sT08:20:00+00:00","doubtful":false,"result":"%s"}\n' \
		"$(uid "$1")" "$2" "$3"
}

# activity NUMBER DAY NAME MINUTES
activity()
{
	printf '{"line":"activity","uid":"%s","at":"%sT18:00:00+00:00","doubtful":false,"day":"%s",' \
		"$(uid "$1")" "$2" "$2"
	printf '"name":"%s","minutes":%d}\n' "$3" "$4"
}

# Times that can be ordered: noon of a day.
order()
{
	date -u -d "$1 days ago 12:00" +%s
}

# Names hold what must not be taken for a part of the page.
rude='<b>\"bird\" & dog</b>'
shown='&lt;b&gt;&quot;bird&quot; &amp; dog&lt;/b&gt;'
make_journal()
{
	echo '{"easeback":"journal","form":2}'
	# Long before the eight weeks.
	session 1 "$(ago 200)" "$(order 200)" false 9
	away 1 3
	ended 1 "$(ago 200)" completed
	# Done in full; a six that was changed to three does not count, so that four is the most.
	session 2 "$(ago 10)" "$(order 10)" false 2
	exercise 2 0 'cat-cow' 3 true
	exercise 2 1 "$rude" 2 true
	away 2 2
	checkin 2 start 2 false
	checkin 2 exercise 6 false
	checkin 2 exercise 3 true
	checkin 2 exercise 4 false
	checkin 2 final 1 false
	decision 2 G9 -1 0 2
	decision 2 S6 0 0 3
	ended 2 "$(ago 10)" completed
	# On a clock that stood in 1970, and was believed; written between the others.
	session 3 1970-01-02 "$(order 6)" false 5
	exercise 3 0 'cat-cow' 3 true
	decision 3 S4 0 1 5
	ended 3 1970-01-02 completed
	# Eased, then ended for pain.
	session 4 "$(ago 3)" "$(order 3)" false 3
	exercise 4 0 'cat-cow' 3 true
	exercise 4 1 "$rude" 2 false
	away 4 1
	checkin 4 exercise 5 false
	decision 4 S4 0 1 5
	checkin 4 exercise 8 false
	decision 4 S1 1 3 8
	ended 4 "$(ago 3)" pain
	# A doubtful clock that showed a likely day: it stands at the sure one before.
	session 6 "$(ago 2)" "$(order 2)" true 7
	# Cut off.
	session 5 "$(ago 1)" "$(order 1)" false null
	exercise 5 0 'cat-cow' 2 false
	morning='{"line":"morning","at":"%sT07:00:00+00:00","doubtful":false,"day":"%s","pain":%d}\n'
	# shellcheck disable=SC2059 # the format is the line
	printf "$morning" "$(ago 9)" "$(ago 9)" 5
	activity 11 "$(ago 70)" 'swim <fast>' 100
	activity 12 "$(ago 8)" 'swim <fast>' 30
	activity 13 "$(ago 2)" 'swim <fast>' 15
}

cat >"$XDG_CONFIG_HOME/easeback/routines/mine.ini" <<'END'
[routine]
title = Mine & <others'>
source = for tests only
prescribed_by = A "test"
review_date = 2020-01-31

[cat-cow]
END
printf '[session]\nroutine = mine\n' >"$XDG_CONFIG_HOME/easeback/easeback.ini"
make_journal >"$scratch/small.jsonl"
"$program" import "$scratch/small.jsonl" >"$scratch/import" || wrong "the journal is not taken in"

# --- its numbers ------------------------------------------------------------

day()
{
	ago "$1" '%-d %b %Y'
}

page=$scratch/page.html
"$program" report -o "$page" >"$scratch/said" || wrong "no report"
has "$scratch/said" '5 sessions'
[ "$(stat -c %a "$page")" = 600 ] || wrong "others may read the page"
cells='<td class="n">%s</td><td class="n">%s</td><td class="n">%s</td><td class="n">%s</td>'
# shellcheck disable=SC2059 # the format is made of cells
row()
{
	first=$1
	shift
	printf "$first</th>$cells<td class=\"n\">%s</td></tr>" "$@"
}
has "$page" "$(row "$(day 10)" 2 4 1 5 '2 of 2')" \
	"$(row "$(day 3)" 3 8 – – '1 of 2')" \
	"$(row "$(day 1)" – – – – '0 of 1')" \
	"$(row "$(day 10) ?" 5 – – – '1 of 1')" \
	"$(row "$(day 3) ?" 7 – – – '0 of 0')" \
	'<dt>Sessions</dt><dd>5: 1 in full, 1 in part, 1 ended for pain or a warning sign, 2 of an unsure day</dd>' \
	'something was done on 3 of' \
	'4 of 6 that were begun were done in full' \
	'raised after 1 of 1 sessions' \
	"because of pain 1 time, time 1 time; said last on $(day 3): pain<" \
	"<b>$(ago 3 '%-d %b')</b>: cat-cow smaller (S4, pain 5); $shown stopped (S1, pain 8); the session ended" \
	"<b>$(ago 10 '%-d %b')</b>: cat-cow smaller (S4, pain 5) <span class=\"doubt\">? day unsure" \
	'<th scope="row">S4</th><td class="n">2</td><td>amber: acceptable, but the dose gets smaller' \
	'<th scope="row">S1</th><td class="n">1</td>' \
	'2 sessions are marked with ?' \
	'swim &lt;fast&gt;</th><td class="n">2</td><td class="n">45</td>' \
	'Routine: Mine &amp; &lt;others&#39;&gt;, prescribed by A &quot;test&quot;' \
	'time to look at the exercises anew' '31 Jan 2020' \
	"$shown</th><td class=\"n\">2 → "
lacks "$page" '<b>"bird' 'S6<' '<td class="n">9</td>'

# Since a day between two sessions, and since always.
"$program" report --since "$(ago 5)" >"$scratch/since.html" || wrong "no report since a day"
has "$scratch/since.html" '<dt>Sessions</dt><dd>3'
"$program" report --since 2000-01-01 >"$scratch/always.html" || wrong "no report since always"
has "$scratch/always.html" '<dt>Sessions</dt><dd>6'
"$program" report --since tomorrow >"$scratch/none" 2>"$scratch/said" && wrong "tomorrow is a date"
has "$scratch/said" 'such as 2027-01-15'

# --- its form -----------------------------------------------------------------

form()
{
	lacks "$1" 'http:' 'https:' '<script' 'src=' '@import' 'javascript'
	[ "$(grep -o '\bid="[^"]*"' "$1" | sort | uniq -d | wc -l)" -eq 0 ] ||
		wrong "${1##*/}: two things have one id"
	if command -v xmllint >/dev/null; then
		xmllint --noout "$1" 2>"$scratch/lint" || {
			wrong "${1##*/} is not well formed:"
			head -n 3 "$scratch/lint"
		}
	else
		echo "skipped: the page's form is not looked at, xmllint is missing: apt install libxml2-utils"
	fi
}
form "$page"
form "$scratch/always.html"
if command -v gnuplot >/dev/null; then
	[ "$(grep -c '<svg.*role="img" aria-labelledby' "$page")" -eq 4 ] || wrong "not four charts"
	[ "$(grep -c '<desc' "$page")" -eq 4 ] || wrong "a chart says nothing of itself"
	lacks "$page" 'Without charts'
else
	echo "skipped: no charts, gnuplot is missing: apt install gnuplot-nox"
fi
[ "$(grep -c '<caption>' "$page")" -eq "$(grep -c '<table' "$page")" ] || wrong "a table has no caption"

# Without gnuplot; with one that fails, hangs up or says nonsense.
charts()
{
	printf '#!/bin/sh\n%s\n' "$1" >"$scratch/gnuplot"
	chmod +x "$scratch/gnuplot"
	EASEBACK_GNUPLOT="$scratch/gnuplot" "$program" report >"$scratch/bare.html" || wrong "no page: $1"
	has "$scratch/bare.html" 'Without charts: ' '<caption>Pain, 0 to 10'
	lacks "$scratch/bare.html" '<svg'
	form "$scratch/bare.html"
}
EASEBACK_GNUPLOT=/nonexistent "$program" report >"$scratch/bare.html" || wrong "no page without gnuplot"
has "$scratch/bare.html" 'Without charts: gnuplot is missing' 'apt install gnuplot-nox'
lacks "$scratch/bare.html" '<svg'
charts 'exit 3'
charts 'exec >&- <&-; exit 0'
charts 'echo "<svg><svg>"'

# An empty journal, and a place that cannot be written.
mkdir -p "$scratch/empty"
XDG_DATA_HOME=$scratch/empty "$program" report >"$scratch/empty.html" || wrong "no page of nothing"
has "$scratch/empty.html" 'No session in this time'
form "$scratch/empty.html"
"$program" report -o "$scratch/nowhere/page.html" 2>"$scratch/said" && wrong "written nowhere"
has "$scratch/said" 'cannot be written'

# --- today and progress ---------------------------------------------------------

"$program" today >"$scratch/today" || wrong "no today"
has "$scratch/today" 'cat-cow' "$(ago 0)" 'AD4: It is time'
"$program" progress >"$scratch/progress" || wrong "no progress"
has "$scratch/progress" 'cat-cow level' 'In other routines'
# Strength was done yesterday: it rests today, and what else there is does not.
printf '[routine]\ntitle = Strong\nsource = for tests only\n[bridge]\n[cat-cow]\n' \
	>"$XDG_CONFIG_HOME/easeback/routines/strong.ini"
{
	echo '{"easeback":"journal","form":2}'
	session 20 "$(ago 1)" "$(order 1)" false 1
	kind=strength
	exercise 20 0 'bridge' 0 true
	ended 20 "$(ago 1)" completed
} >"$scratch/strong.jsonl"
mkdir -p "$scratch/strong"
XDG_DATA_HOME=$scratch/strong "$program" import "$scratch/strong.jsonl" >/dev/null || wrong "no strong journal"
XDG_DATA_HOME=$scratch/strong "$program" today strong >"$scratch/strong.said" || wrong "no strong today"
has "$scratch/strong.said" 'Strong, 1 of 2 exercises' \
	"Resting bridge until $(ago -1 '%A %Y-%m-%d') (N2)" 'N2: strength rests the day after'
XDG_DATA_HOME=$scratch/strong "$program" progress >"$scratch/strong.said" || wrong "no strong progress"
has "$scratch/strong.said" "bridge level 0 of 9 last done on $(ago 1)"

awk 'length > 80' "$scratch/today" "$scratch/progress" | grep . && wrong "wider than 80 columns"

# --- in a browser, on paper -------------------------------------------------------

browser=$(command -v chromium || command -v chromium-browser || :)
show()
{
	timeout 120 "$browser" --headless --no-sandbox --disable-gpu --allow-file-access-from-files \
		--user-data-dir="$scratch/browser" "$@" 2>/dev/null
}
paper()
{
	show --no-pdf-header-footer --print-to-pdf="$scratch/page.pdf" "file://$scratch/eight.html" >/dev/null
	pages=$(grep -ac '/Type */Page\b' "$scratch/page.pdf" 2>/dev/null)
	[ "${pages:-0}" -ge 1 ] && [ "$pages" -le 2 ] || wrong "eight weeks take $pages sides of A4"
}
# At the width of a telephone nothing sticks out.
telephone()
{
	cat >"$scratch/telephone.html" <<'END'
<iframe src="eight.html" style="width:360px;height:900px;border:0" onload="
 var page = this.contentDocument.documentElement;
 document.body.dataset.found = page.scrollWidth > page.clientWidth ? 'out' : 'in'"></iframe>
END
	show --dump-dom "file://$scratch/telephone.html" | grep -qF 'found="in"' ||
		wrong "the page is wider than a telephone"
}
# Eight weeks in which hardly anything went well, and names without a place to break them.
hard_journal()
{
	echo '{"easeback":"journal","form":2}'
	number=100
	while [ $number -lt 146 ]; do
		day=$(ago $((150 - number)))
		session $number "$day" "$(order $((150 - number)))" false 4
		place=0
		while [ $place -lt 8 ]; do
			exercise $number $place "Backstretchingwithoutanyplacetobreakthename-$place" 3 true
			place=$((place + 1))
		done
		decision $number G8 -1 1 4
		decision $number S4 $((number % 8)) 1 5
		[ $((number % 3)) -ne 0 ] || decision $number W4 $((number % 5)) 2 null
		[ $((number % 9)) -ne 0 ] || decision $number S1 7 3 8
		ended $number "$day" partly
		number=$((number + 1))
	done
}

if [ -n "$browser" ]; then
	export XDG_DATA_HOME="$scratch/eight"
	mkdir -p "$XDG_DATA_HOME/easeback"
	"$past" "$XDG_DATA_HOME/easeback/journal.db" 70 >/dev/null || wrong "no journal of eight weeks"
	"$program" report -o "$scratch/eight.html" >/dev/null || wrong "no report of eight weeks"
	form "$scratch/eight.html"
	paper
	telephone
	hard_journal >"$scratch/hard.jsonl"
	export XDG_DATA_HOME="$scratch/hard"
	"$program" import "$scratch/hard.jsonl" >/dev/null || wrong "no hard journal"
	"$program" report -o "$scratch/eight.html" >/dev/null || wrong "no report of hard weeks"
	paper
	telephone
else
	echo "skipped: the page is not looked at in a browser, there is none: apt install chromium"
fi

# What was cut off, and then not gone on with, was begun all the same.
{
	echo '{"easeback":"journal","form":2}'
	session 200 "$(ago 1)" "$(order 1)" false 2
	exercise 200 0 'cat-cow' 1 true
	decision 200 G6 -1 0 8
	ended 200 "$(ago 1)" refused
} >"$scratch/refused.jsonl"
export XDG_DATA_HOME="$scratch/refused"
"$program" import "$scratch/refused.jsonl" >/dev/null || wrong "no journal of a session cut off"
"$program" log >"$scratch/refused.txt"
has "$scratch/refused.txt" 'cut off 2 - 1/1'
"$program" report >"$scratch/refused.html"
has "$scratch/refused.html" '1 in part' 'something was done on 1 of'
lacks "$scratch/refused.html" '1 not begun'

# Where no page can be made, it says why, and ends nobody else: it runs in a group of its own here.
alone()
{
	rm -f "$scratch/code"
	setsid -w sh -c '"$1" report >"$2/said" 2>&1; echo $? >"$2/code"' sh "$program" "$scratch"
	[ "$(cat "$scratch/code" 2>/dev/null)" = "$1" ] || wrong "no exit code $1 without $2"
	has "$scratch/said" "$3"
}
export XDG_DATA_HOME="$scratch/damaged"
mkdir -p "$XDG_DATA_HOME/easeback"
printf 'This is no journal%2000s' '' >"$XDG_DATA_HOME/easeback/journal.db"
alone 2 'a journal that can be read' 'it is damaged'
echo 'nonsense' >"$XDG_CONFIG_HOME/easeback/easeback.ini"
alone 1 'settings that can be read' 'easeback.ini:1:'
rm "$XDG_CONFIG_HOME/easeback/easeback.ini"

[ "$bad" -eq 0 ] && echo "the page says what the journal says"
exit "$bad"
