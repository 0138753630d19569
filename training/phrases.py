# SPDX-License-Identifier: GPL-3.0-or-later
"""Fit how far a value inside a phrase may be believed (PHRASE_ in src/io/ear_judge.c).

phrases.py EAR_DUMP BANDS.pt STATES.pt: speaks phrases and talk with flite and espeak-ng, lets
the ear look, and prints the weights, and how many are right, fitted on one half, on the other.
"""
import random
import subprocess
import sys
import tempfile

import numpy as np
import soundfile_lite as sf
from augment import place
from judge import FITS, NUMBER, NUMBERS, NONE, chances, fit, intent, load_net, odds
from prepare import Dump
from words import NAMES

ANY, CHECK_IN, YES_NO = 0, 1, 2
FORMS = ["about a %s", "%s out of ten", "I'd say %s", "it's a %s", "maybe %s", "my pain is a %s", "I think it's a %s",
         "around %s", "a %s", "%s today", "probably %s", "it is %s now", "just a %s"]
TALK = """what time is it now|the weather is nice today|did you feed the cat|I was thinking of going out
she told me about the book|can you bring me some water|we should leave at once|there are many people here
he went to the shop for bread|my sister called this morning|the children are playing outside
it will take a while|please close the window|where are the car keys|that sounds good to me
do you want another cup|the bus was late again|I have no idea what you mean|turn off the radio
look at that bird over there|he is on the phone|they live in a small house|I do not like this song
somebody left the light on|give me the remote control|we had a great time last night
she is reading a magazine|the news is on at nine|it costs ten pounds|the phone number ends in six
I need to buy milk and eggs|this chair is not comfortable|how was your day at work
the dinner is almost ready|put it on the table|he has two brothers and a sister
we went for a walk by the river|the doctor said to rest|I am going to bed early
remember to call the plumber|good morning how are you|I lost my glasses somewhere""".replace("\n", "|").split("|")


def texts(rng):
    said = []
    for _ in range(150):
        v = rng.randrange(11)
        said.append((rng.choice(FORMS) % NUMBERS[v], v, CHECK_IN))
    for _ in range(40):
        v = rng.randrange(1, 11)
        said.append(("%s or %s" % tuple(rng.sample([NUMBERS[v], NUMBERS[v - 1]], 2)), v, CHECK_IN))
    for _ in range(50):
        v = rng.randrange(11)
        said.append((rng.choice(["no, %s", "no, it's a %s", "I said %s"]) % NUMBERS[v], v, YES_NO))
        said.append((rng.choice(["pain %s", "my pain is %s"]) % NUMBERS[v], v, ANY))
    return said + [(t, None, c) for t in TALK for c in (ANY, CHECK_IN, YES_NO)]


def speak(path, text, rng, flite):
    if flite:
        voice = ["flite", "-voice", rng.choice(["kal16", "awb", "rms", "slt"]), "--setf",
                 f"duration_stretch={rng.uniform(0.8, 1.2):.2f}", "-t", text, "-o", path]
    else:
        voice = ["espeak-ng", "-v", rng.choice(["en-us", "en-gb", "en-us+f2", "en-us+m3", "en-gb+f3", "en-us+m7"]),
                 "-s", str(rng.randint(120, 175)), "-w", path, text]
    subprocess.run(voice, check=True, stderr=subprocess.DEVNULL)
    return sf.read(path)


def looked_at(dump, nets):
    rng, noise = random.Random(4), np.random.default_rng(4)
    with tempfile.NamedTemporaryFile(suffix=".wav") as wav:
        for n, (text, value, context) in enumerate(texts(rng) * 2):
            y, _ = place(noise, speak(wav.name, text, rng, n % 2 == 0), 0.5)
            y = np.clip(y + noise.standard_normal(len(y)) * 3, -32768, 32767).astype(np.int16)
            seen = dump(y, context)
            if seen is not None and seen["found"][0]:
                yield value, context, seen


def main():
    nets = load_net(sys.argv[2]), load_net(sys.argv[3])
    signs, right, talk, said = [], [], [], 0
    for value, context, seen in looked_at(Dump(sys.argv[1]), nets):
        f = seen["found"]
        said += value is not None and f[5]
        if not f[5]:
            continue
        part = slice(max(0, f[6] - 3), f[7] + 3)
        p = chances([dict(seen, bands=seen["bands"][part], states=seen["states"][part])], nets)[0]
        by_intent = {}
        for name in FITS[CHECK_IN]:
            by_intent[intent(name)] = by_intent.get(intent(name), 0) + p[NAMES.index(name)]
        heard = (f[1], f[2])
        if max(by_intent, key=by_intent.get) != heard:
            continue
        grammar, _, phones, words, _, frames = f[8:14]
        signs.append([1, odds(by_intent[heard]), min((grammar - words) / frames, 0.5), min((grammar - phones) / frames, 0.5)])
        right.append(value is not None and (heard == (NUMBER, value) or (value == 0 and heard[0] == NONE)))
        talk.append(value is None)
    signs, right, talk = np.array(signs), np.array(right), np.array(talk)
    weight, half = np.where(talk, 3.0, 1.0), np.arange(len(right)) % 2
    z = np.zeros(len(right))
    for h in (0, 1):
        z[half == h] = signs[half == h] @ fit(signs[half != h], right[half != h], weight[half != h], 1.0)
    take = z > 0
    print(f"of {said} phrases right {100 * (take & right).sum() / said:.1f} %, "
          f"wrong {100 * (take & ~right & ~talk).sum() / said:.1f} %; of {2 * 3 * len(TALK)} pieces of talk taken {(take & talk).sum()}")
    print("PHRASE_ALWAYS, PHRASE_CHANCE, PHRASE_OVER_WORDS, PHRASE_OVER_PHONES =", fit(signs, right, weight, 1.0))


if __name__ == "__main__":
    main()
