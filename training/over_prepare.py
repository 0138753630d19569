# SPDX-License-Identifier: GPL-3.0-or-later
"""Windows for the net that listens over the coach, out of what bench_echo --write left of words.

over_prepare.py EAR_DUMP FOLDER OUT.pkl      (FOLDER: with the list.tsv of bench_echo)

A halting word counts from its end on; before, and for anything else, the answer is "other".
"""
import csv
import os
import pickle
import sys

import numpy as np
import soundfile_lite as sf
from prepare import Dump
from train_over import HALTS

HZ, WINDOW = 16000, 110 * 160


def looks(row, rng):
    """When to look, in seconds from the piece's beginning, and what there is to be heard."""
    begin = float(row["offset"])
    end = begin + float(row["length"])
    if row["label"] not in HALTS:
        first = 1.25 if row["label"] == "coach" else end + 0.1
        return [(first + rng.uniform(-0.1, 0.1), "other"), (1.59, "other")], end
    list_ = [(end + late + rng.uniform(-0.02, 0.04), row["label"]) for late in (0.02, 0.10, 0.18)]
    list_.append((begin + 0.35 * (end - begin), "other"))
    if rng.random() < 0.5:
        list_.append((begin - 0.05, "other"))
    return list_, end


def cut(x, until):
    until = min(int(until * HZ), len(x))
    before = max(0, WINDOW - until)
    return np.concatenate([np.zeros(before), x[max(0, until - WINDOW):until]]).astype("<i2")


def main():
    dump, folder, out = Dump(sys.argv[1]), sys.argv[2], sys.argv[3]
    rng = np.random.default_rng(7)
    with open(os.path.join(folder, "list.tsv"), encoding="utf-8") as f:
        rows = [r for r in csv.DictReader(f, delimiter="\t", quoting=csv.QUOTE_NONE) if r["speaker"]]
    with open(out, "wb") as file:
        for row in rows:
            x = sf.read(os.path.join(folder, row["n"] + ".wav"))
            times, end = looks(row, rng)
            for at, label in times:
                seen = dump(cut(x, at), -2)
                if seen is None:
                    continue
                seen.update(label=label, word=row["label"], speaker=row["speaker"], snr=float(row["snr"]),
                            real=row["speaker"].isalnum() and len(row["speaker"]) == 8, corpus="over", copy=0,
                            file=row["file"], late=at - end)
                pickle.dump(seen, file, protocol=4)


if __name__ == "__main__":
    main()
