# SPDX-License-Identifier: GPL-3.0-or-later
"""What the keyword net tells apart: its classes, how each is said, and what it must not be taken for."""

CLASSES = {
    "zero": ["zero"], "one": ["one"], "two": ["two"], "three": ["three"], "four": ["four"],
    "five": ["five"], "six": ["six"], "seven": ["seven"], "eight": ["eight"], "nine": ["nine"],
    "ten": ["ten"], "none": ["none", "nothing"], "no pain": ["no pain"], "same": ["same", "the same"],
    "yes": ["yes"], "no": ["no"], "ready": ["ready"], "resume": ["resume"], "go on": ["go on"],
    "continue": ["continue"], "pause": ["pause"], "repeat": ["repeat"], "skip": ["skip"],
    "easier": ["easier"], "change": ["change"], "how long": ["how long"],
    "sharp": ["sharp", "sharp pain"], "leg": ["leg", "my leg"],
    "something is wrong": ["something is wrong", "something's wrong"], "stop": ["stop"], "emergency": ["emergency"],
    "help": ["help", "help me"], "ouch": ["ouch", "ow"], "oh": ["oh"], "chest": ["chest", "my chest", "chest pain", "my chest hurts"],
    "can't breathe": ["can't breathe", "I can't breathe", "I cannot breathe"], "faint": ["faint", "I feel faint"],
    "numb": ["numb", "I feel numb", "numb saddle"],
}
NAMES = list(CLASSES) + ["other"]

# Words that sound like one of ours, and everyday words; said by the synthetic speakers only.
OTHERS = """for floor door more your fourth forty force fork fire fine find vine wine line mine sign
nice ice knife life hive dive five-ish drive alive live fix sick sex sticks kicks mix socks sax
seven-ish heaven eleven even oven given send cent free tree through throw street thirty three-ish
she tea we key knee too you do who shoe blue true food tooth won run sun done fun gun nun once
month lunch want wonder hero arrow narrow year euro late ate hate wait gate great plate
lake age aid day eighty then than den tin men pen hen when ton town tank thank nun now know nose
note go goal snow show so slow low row home phone nope note top shop chop drop step stuff stock
stuck stomp spot start stand store story shop stops yet yeah guess less dress mess chess yell west
us is this bus paws pass parse boss cause because course horse house pose harp shark shop heart
hard large chart chalk sharpen lag lake lick legs egg bag back rack lack let red bread head bed
reddy steady already read rest repeat-it receive people recipe skim kit skin ship tip keep sip
ease easy kiss busy exchange chain range strange game came name shame sane safe say sale hung wrong long
belong along hour out couch about loud ouch-y towel now allow how help-ful health held hello yelp
kelp shelf self urgent urgency agency merge chess best test jest just cast breath bread breeze
paint feint fate faith thumb numbness number something anything coming same-time some sum
left right up down on off happy marvin wow forward backward bird cat sheila dog learn visual follow
water coffee tea kitchen window table chair music radio light television telephone computer
please sorry thanks okay good morning evening night today tomorrow yesterday always never maybe
mother father brother sister children people person woman man girl boy baby friend family
white black green yellow orange purple brown grey pink
Monday Tuesday Wednesday Thursday Friday Saturday Sunday January March April summer winter
walk sit lie turn roll lift bend stretch relax slowly gently breathe-in knee hip shoulder arm hand
foot ankle neck muscle body chest-nut belly spine pillow blanket mat floor
the a and of to in that it with as was be by at from this have or had not but what all were
think look see take make come time work way thing first last new old little big small long high
question answer minute second moment week month year""".replace("-ish", "").split()
OTHERS = sorted({w.replace("-", " ") for w in OTHERS} - {f for fs in CLASSES.values() for f in fs})

SENTENCES = """it is raining again today|could you pass me the salt|what is for dinner tonight
the train leaves at half past|I will be back in a moment|where did you put my glasses
the cat wants to go outside|turn the television down please|the kettle is boiling
did anybody feed the dog|there is somebody at the door|I was thinking about the garden
we should call your mother|that was a good film|the neighbours are quite loud
it will be sunny in the afternoon|have you seen the newspaper|the parcel came this morning
let me have a look at that|tell him I am busy right now""".replace("\n", "|").split("|")
