# SPDX-License-Identifier: GPL-3.0-or-later
"""What PocketSphinx makes of the recordings in each question, beside the features: for the judge.

examine.py EAR_DUMP SPEECH/manifest.tsv OUT.pkl COPIES [PART OF]
"""
import os
import pickle
import sys

import numpy as np
import soundfile_lite as sf
from augment import augmented, place
from prepare import Dump, label_of, rows_of

ANY, NUMBER, YESNO = 0, 1, 2


def contexts(label, copy):
    if label in ("yes", "no"):
        return [YESNO, NUMBER] if copy == 0 else [YESNO]
    if label == "stop":
        return [NUMBER, YESNO] if copy == 0 else [NUMBER]
    if label == "other":
        return [NUMBER, YESNO, ANY] if copy == 0 else [NUMBER]
    return [NUMBER]


def main():
    dump, manifest, out, copies = Dump(sys.argv[1]), sys.argv[2], sys.argv[3], int(sys.argv[4])
    part, of = (int(sys.argv[5]), int(sys.argv[6])) if len(sys.argv) > 6 else (0, 1)
    rng = np.random.default_rng(100 + part)
    rows = rows_of(manifest)
    clips = [(row, sf.read(os.path.join(os.path.dirname(manifest), row["file"]))) for row in rows]
    voices = [x for _, x in clips if len(x) > 4000]
    with open(out, "wb") as file:
        for n, (row, x) in list(enumerate(clips))[part::of]:
            label = label_of(row)
            for k in range(1 + copies):
                if k == 0:
                    y, _ = place(rng, x, 0.5)
                    y = np.clip(y + rng.standard_normal(len(y)) * 3, -32768, 32767).astype(np.int16)
                else:
                    y = augmented(rng, x, voices, far=row["corpus"] == "fsdd")
                for context in contexts(label, k):
                    seen = dump(y, context) or {"found": None}
                    seen.update(label=label, word=row["label"], speaker=row["speaker"], corpus=row["corpus"],
                                real=True, copy=k, file=row["file"], context=context)
                    pickle.dump(seen, file, protocol=4)
            if n % 200 == part:
                print(f"{n} of {len(clips)} clips", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
