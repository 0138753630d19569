# SPDX-License-Identifier: GPL-3.0-or-later
"""Make features: every clip as it is and as others might have said it, seen by the ear itself.

prepare.py EAR_DUMP SPEECH/manifest.tsv SYNTHETIC/list.tsv OUT.pkl [COPIES [COPIES_SYNTHETIC [PART OF]]]

With NARROW=1 in the environment all copies are such as 8 kHz recordings are, and there is nothing else.
"""
import csv
import os
import pickle
import struct
import subprocess
import sys

import numpy as np
import soundfile_lite as sf
from augment import HZ, augmented, place
from words import NAMES


class Dump:
    """The ear's own view of a sound (ear_dump.c)."""

    def __init__(self, program):
        self.p = subprocess.Popen([program], stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def __call__(self, samples, context=-1):
        self.p.stdin.write(struct.pack("<ii", len(samples), context) + samples.tobytes())
        self.p.stdin.flush()
        frames, first, end, voiced = struct.unpack("<4i", self.p.stdout.read(16))
        if frames == 0:
            return None
        bands = np.frombuffer(self.p.stdout.read(frames * 160), "<f4").reshape(frames, 40)
        states = np.frombuffer(self.p.stdout.read(frames * 504), "<f4").reshape(frames, 126)
        seen = {"first": first, "end": end, "voiced": voiced,
                "bands": bands.astype(np.float16), "states": np.maximum(states, -30).astype(np.float16)}
        if context >= 0:
            seen["found"] = struct.unpack("<8i6f", self.p.stdout.read(56))
        return seen


def rows_of(path):
    with open(path, newline="", encoding="utf-8") as f:
        return list(csv.DictReader(f, delimiter="\t"))


def label_of(row):
    return row["label"] if row["label"] in NAMES and row.get("kind", "command") == "command" else "other"


def main():
    dump, manifest, synthetic, out = Dump(sys.argv[1]), sys.argv[2], sys.argv[3], sys.argv[4]
    copies = int(sys.argv[5]) if len(sys.argv) > 5 else 10
    copies_synthetic = int(sys.argv[6]) if len(sys.argv) > 6 else 2
    part, of = (int(sys.argv[7]), int(sys.argv[8])) if len(sys.argv) > 8 else (0, 1)
    narrow = os.environ.get("NARROW") == "1"
    rng = np.random.default_rng(1 + part + 100 * narrow)
    clips = []
    for path, real in ((manifest, True), (synthetic, False)):
        for row in rows_of(path):
            x = sf.read(os.path.join(os.path.dirname(path), row["file"]))
            clips.append((row, real, x))
    voices = [x for _, real, x in clips if len(x) > 4000]
    with open(out, "wb") as file:
        for n, (row, real, x) in list(enumerate(clips))[part::of]:
            label = row["label"] if not real else label_of(row)
            for k in range(int(narrow), 1 + (copies if real else copies_synthetic)):
                if k == 0:
                    y, _ = place(rng, x, 0.5)
                    y = y + rng.standard_normal(len(y)) * 3
                    y = np.clip(y, -32768, 32767).astype(np.int16)
                else:
                    y = augmented(rng, x, voices, far=row.get("corpus") == "fsdd", only_narrow=narrow)
                seen = dump(y)
                if seen is None:
                    continue
                seen.update(label="other" if label == "talk" else label, word=row["label"], speaker=row["speaker"],
                            corpus=row.get("corpus", "synthetic"), real=real, copy=k, file=row["file"])
                pickle.dump(seen, file, protocol=4)
            if n % 500 == part:
                print(f"{n} of {len(clips)} clips", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
