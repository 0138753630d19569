# SPDX-License-Identifier: GPL-3.0-or-later
"""Fit how far an utterance may be believed (src/io/ear_judge.c), and say how good the ear then is.

judge.py EXAMINED.pkl... -- BANDS0.pt STATES0.pt FOLD0 [BANDS1.pt STATES1.pt FOLD1 ...]

Every utterance is seen by the nets that do not know its speaker; the weights of the judge are
fitted on the other folds too (ridge logistic regression).
"""
import sys

import numpy as np
import torch

from data import fold_of, load, window
from net import BANDS, Net
from words import NAMES

NUMBER, NONE, SAME, YES, NO = 2, 3, 4, 5, 6  # enum intent_kind
NUMBERS = NAMES[:11]
KINDS = {"none": 3, "no pain": 3, "same": 4, "yes": 5, "no": 6, "ready": 7, "resume": 7, "go on": 7, "continue": 7,
         "pause": 8, "repeat": 9, "skip": 10, "easier": 11, "change": 12, "how long": 13, "sharp": 14, "ouch": 15,
         "leg": 16, "something is wrong": 16, "stop": 17, "emergency": 18, "help": 18, "chest": 18,
         "can't breathe": 18, "faint": 18, "numb": 18}
ALWAYS_IN = {"pause", "repeat", "sharp", "leg", "something is wrong", "stop", "emergency", "help", "ouch", "can't breathe"}
FITS = {0: ALWAYS_IN | {"ready", "resume", "go on", "continue", "skip", "easier", "change", "how long", "chest", "faint", "numb"},
        1: ALWAYS_IN | set(NUMBERS) | {"none", "no pain", "same", "oh"}, 2: ALWAYS_IN | {"yes", "no"}}
SIGNS = ["ALWAYS", "CHANCE", "CHANCE_AGREED", "AGREED", "AHEAD", "OVER_OTHERS", "OVER_WORDS", "OVER_NOISE",
         "OVER_PHONES", "PACE", "PACE_SQUARED", "LENGTH", "VOICE"]


def intent(name):
    if name in NUMBERS:
        return NUMBER, NUMBERS.index(name)
    return (NUMBER, 0) if name == "oh" else (KINDS[name], 0)


def load_net(path):
    state = torch.load(path)
    net = Net(state["out.weight"].shape[0])
    net.load_state_dict(state)
    net.eval()
    return net


def chances(rows, nets):
    """The geometric mean of both nets, made into chances again."""
    z = 0
    x = np.stack([window(r) for r in rows]).astype(np.float32)
    for net, hidden in zip(nets, (slice(BANDS + 1, None), slice(0, BANDS))):
        seen = x.copy()
        seen[:, hidden] = 0
        with torch.no_grad():
            out = torch.cat([torch.log_softmax(net(torch.from_numpy(seen[i:i + 128])), 1) for i in range(0, len(x), 128)])
        out = out.numpy()
        if out.shape[1] == len(NAMES) - 1:  # taught before "oh" was a word
            out = np.insert(out, NAMES.index("oh"), -20.0, axis=1)
        z = z + out / 2
    p = np.exp(z)
    return p / p.sum(1, keepdims=True)


def odds(p):
    p = np.clip(p, 1e-4, 1 - 1e-4)
    return np.log(p / (1 - p))


def weigh(row, p):
    """As ear_judge.c does: the intent, and the signs of how far to believe it. None: nothing there."""
    by_intent = {}
    for name in FITS[row["context"]]:
        by_intent[intent(name)] = by_intent.get(intent(name), 0.0) + p[NAMES.index(name)]
    ranked = sorted(by_intent.items(), key=lambda kv: -kv[1])
    found = row["found"]
    ps = (found[1], found[2]) if found and found[0] else None
    best, chance = ranked[0]
    second = ranked[1][1]
    agree = ps == best
    if ps and found[5]:
        return None  # phrases are no matter of single words
    frames = len(row["bands"])
    s = np.zeros(len(SIGNS))
    s[0], s[1], s[4] = 1, odds(chance), odds(chance) - odds(second)
    s[11], s[12] = np.log(frames / 50), np.log((row["voiced"] + 3) / 20)
    if agree:
        grammar, others, phones, words, noise, f = found[8:14]
        pace = np.log(found[3] / (found[4] * 10.0))
        s[2], s[3] = s[1], 1
        s[5], s[6], s[7], s[8] = (grammar - others) / f, (grammar - words) / f, (grammar - noise) / f, (grammar - phones) / f
        s[9], s[10] = pace, pace * pace
    return best, s


def truth(row):
    if row["label"] == "other" or row["label"] not in FITS[row["context"]]:
        return None
    return intent(row["label"])


def fit(signs, right, weight, ridge=2.0):
    w = np.zeros(signs.shape[1])
    for _ in range(30):
        p = 1 / (1 + np.exp(-np.clip(signs @ w, -30, 30)))
        g = signs.T @ (weight * (right - p)) - ridge * w
        h = (signs * (weight * p * (1 - p))[:, None]).T @ signs + ridge * np.eye(len(w))
        w += np.linalg.solve(h, g)
    return w


def table(name, rows, z, right, known, hit_any):
    for t in (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9):
        take = z >= np.log(t / (1 - t))
        print(f"{name} at {t}: of {known.sum()}: right {100 * (take & right & known).sum() / max(1, known.sum()):.1f}, "
              f"wrong {100 * (take & ~right & known).sum() / max(1, known.sum()):.1f} | of {(~known).sum()} others taken "
              f"{100 * (take & ~known).sum() / max(1, (~known).sum()):.1f}")


def main():
    split = sys.argv.index("--")
    rows = [r for r in load(sys.argv[1:split])]
    nothing = [r for r in rows if not r.get("bands") is not None or "bands" not in r]
    rows = [r for r in rows if "bands" in r]
    print(f"{len(rows)} utterances, {len(nothing)} without sound")
    folds = sys.argv[split + 1:]
    kept, signs, right, known = [], [], [], []
    for bands, states, fold in zip(folds[::3], folds[1::3], folds[2::3]):
        mine = [r for r in rows if fold_of(r) == int(fold)]
        for r, p in zip(mine, chances(mine, (load_net(bands), load_net(states)))):
            seen = weigh(r, p)
            if seen is None:
                continue
            kept.append(r)
            signs.append(seen[1])
            right.append(truth(r) == seen[0])
            known.append(truth(r) is not None)
    signs, right, known = np.array(signs), np.array(right), np.array(known)
    weight = np.array([(0.5 if r["copy"] else 1.0) * (0.5 if r["corpus"] == "fsdd" else 1.0) for r in kept])
    fold = np.array([fold_of(r) for r in kept])
    z = np.zeros(len(kept))
    for f in set(fold):
        others = fold != f
        z[fold == f] = signs[fold == f] @ fit(signs[others], right[others], weight[others])
    for context, name in ((1, "number"), (2, "yesno"), (0, "any")):
        for corpora, tag in ((("sc1", "sc2test"), "wide band"), (("fsdd",), "telephone")):
            for copy in (0, 1):
                i = np.array([r["context"] == context and r["corpus"] in corpora and (r["copy"] > 0) == (copy > 0) for r in kept])
                if i.sum() > 20:
                    table(f"{name}, {tag}, {'made hard' if copy else 'clean'}", None, z[i], right[i], known[i], None)
    p = 1 / (1 + np.exp(-z))
    print("held at: how many, how many of them right (clean, wide band)")
    i = np.array([r["copy"] == 0 and r["corpus"] != "fsdd" for r in kept])
    for lo in np.arange(0, 1, 0.1):
        j = i & (p >= lo) & (p < lo + 0.1)
        if j.sum():
            print(f"{lo:.1f}: {j.sum()} {right[j].mean():.2f}")
    w = fit(signs, right, weight)
    print("static const double weight[SIGNS] = {" + ", ".join(f"[{n}] = {v:.4f}" for n, v in zip(SIGNS, w)) + "};")


if __name__ == "__main__":
    main()
