# SPDX-License-Identifier: GPL-3.0-or-later
"""The features that prepare.py wrote, as windows for the net; and who is in which fold."""
import pickle
import zlib

import numpy as np

from net import BANDS, STATES, WINDOW
from words import NAMES

FOLDS = 5


def load(paths):
    rows = []
    for path in paths:
        with open(path, "rb") as f:
            while True:
                try:
                    rows.append(pickle.load(f))
                except EOFError:
                    break
    return rows


def window(row):
    """BANDS + 1 + STATES values a frame, in the middle of WINDOW frames; nothing is 0."""
    x = np.zeros((BANDS + 1 + STATES, WINDOW), np.float16)
    frames = len(row["bands"])
    cut = max(0, (frames - WINDOW) // 2)
    kept = min(frames, WINDOW)
    at = (WINDOW - kept) // 2
    x[:BANDS, at:at + kept] = (np.maximum(row["bands"][cut:cut + kept].T, 4.0) - 12.0) / 4.0
    x[BANDS, at:at + kept] = 1.0
    x[BANDS + 1:, at:at + kept] = (np.maximum(row["states"][cut:cut + kept].T, -12.0) + 6.0) / 4.0
    return x


def fold_of(row):
    """Real speakers are each in one fold; synthetic ones are always for training."""
    if not row["real"]:
        return -1
    known = {"george": 0, "jackson": 1, "nicolas": 2}
    return known.get(row["speaker"], zlib.crc32(row["speaker"].encode()) % FOLDS)


def arrays(rows):
    x = np.stack([window(r) for r in rows])
    y = np.array([NAMES.index(r["label"]) for r in rows])
    return x, y
