# SPDX-License-Identifier: GPL-3.0-or-later
"""Speak every word with the synthetic voices of Debian: espeak-ng, flite and festival.

synthesise.py FOLDER [SEED [FORM...]]: only these forms; writes FOLDER/*.wav and FOLDER/list.tsv (file, label, speaker).
"""
import os
import random
import subprocess
import sys
import tempfile

from words import CLASSES, OTHERS, SENTENCES

ACCENTS = ["en-us", "en-us", "en-us", "en-gb", "en-gb-x-rp", "en-gb-scotland", "en-029", "en-us-nyc"]
VARIANTS = ["m1", "m2", "m3", "m4", "m5", "m6", "m7", "m8", "f1", "f2", "f3", "f4", "f5", "Adam",
            "Alex", "Alicia", "Andrea", "Andy", "Annie", "Antonio", "Auguste", "Boris", "Caleb",
            "Denis", "Diogo", "Ed", "Gene", "Half-LifeAnnouncementSystem", "Jacky", "Lee", "Marco",
            "Mario", "Michael", "Michel", "Mike", "Mr", "Nguyen", "Reed", "Steph", "Travis", "Zac",
            "anika", "aunty", "belinda", "benjamin", "boris", "david", "edward", "grandma",
            "grandpa", "iven", "john", "kaukovalta", "linda", "max", "norbert", "quincy", "rob",
            "robert", "shelby", "steph", "victor", "zac"]
FLITE = ["kal16", "awb", "rms", "slt"]
FESTIVAL = ["kal_diphone", "ked_diphone", "cmu_us_slt_cg", "nitech_us_slt_arctic_hts"]


def espeak(path, text, rng):
    voice = rng.choice(ACCENTS) + "+" + rng.choice(VARIANTS)
    subprocess.run(["espeak-ng", "-v", voice, "-s", str(rng.randint(110, 210)), "-p",
                    str(rng.randint(20, 80)), "-w", path, text], check=True,
                   stderr=subprocess.DEVNULL)
    return "espeak-" + voice


def flite(path, text, rng):
    voice = rng.choice(FLITE)
    pitch = {"kal16": 105, "awb": 125, "rms": 95, "slt": 170}[voice] * rng.uniform(0.75, 1.4)
    subprocess.run(["flite", "-voice", voice, "--setf", f"duration_stretch={rng.uniform(0.75, 1.5):.2f}",
                    "--setf", f"int_f0_target_mean={pitch:.0f}", "--setf",
                    f"int_f0_target_stddev={rng.uniform(5, 35):.0f}", "-t", text, "-o", path], check=True)
    return "flite-" + voice


def festival(folder, jobs, rng):
    """One process for all: it takes a second to start."""
    listed = subprocess.run(["festival", "--batch", '(print (voice.list))'], capture_output=True, text=True).stdout
    voices = [v for v in FESTIVAL if v in listed]
    done = []
    with tempfile.NamedTemporaryFile("w", suffix=".scm") as scheme:
        for voice in voices:
            scheme.write(f"(voice_{voice})\n")
            for n, (text, label) in enumerate(jobs):
                name = f"fest-{voice}-{n}.wav"
                scheme.write(f"(Parameter.set 'Duration_Stretch {rng.uniform(0.8, 1.4):.2f})\n"
                             f'(utt.save.wave (utt.synth (Utterance Text "{text}")) "{folder}/{name}" \'riff)\n')
                done.append((name, label, "festival-" + voice))
        scheme.flush()
        subprocess.run(["festival", "--batch", scheme.name], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return [d for d in done if os.path.exists(f"{folder}/{d[0]}")]


def main():
    folder = sys.argv[1]
    rng = random.Random(int(sys.argv[2]) if len(sys.argv) > 2 else 1)
    os.makedirs(folder, exist_ok=True)
    rows = []
    jobs = [(text, label, 60, 40) for label, forms in CLASSES.items() for text in
            forms]
    jobs += [(text, "other", 4, 3) for text in OTHERS] + [(text, "talk", 6, 4) for text in SENTENCES]
    only = set(sys.argv[3:])
    jobs = [j for j in jobs if not only or j[0] in only]
    for n, (text, label, by_espeak, by_flite) in enumerate(jobs):
        for k in range(by_espeak):
            name = f"es-{n}-{k}.wav"
            rows.append((name, label, espeak(f"{folder}/{name}", text, rng)))
        for k in range(by_flite):
            name = f"fl-{n}-{k}.wav"
            rows.append((name, label, flite(f"{folder}/{name}", text, rng)))
        if n % 50 == 0:
            print(f"{n} of {len(jobs)} words", file=sys.stderr)
    fest = [(text, label) for label, forms in CLASSES.items() for text in forms for _ in range(6)]
    fest += [(text, "other") for text in OTHERS]
    rows += festival(folder, [j for j in fest if not only or j[0] in only], rng)
    with open(f"{folder}/list.tsv", "w", encoding="utf-8") as out:
        out.write("file\tlabel\tspeaker\n")
        out.writelines("\t".join(r) + "\n" for r in rows)


if __name__ == "__main__":
    main()
