# SPDX-License-Identifier: GPL-3.0-or-later
"""Train the net that hears halting words over the coach.

train_over.py OUT.pt FOLD EPOCHS WINDOWS.pkl...   (FOLD -1: everybody; else its speakers are only judged)
"""
import sys
import time

import numpy as np
import torch
from torch.nn import functional as F

from data import arrays, fold_of, load
from net import Net
from train import shaken
from words import NAMES

BATCH, STEPS = 128, 100
HALTS = ["pause", "sharp", "leg", "something is wrong", "stop", "emergency", "help", "ouch", "chest", "can't breathe",
         "faint", "numb"]


def main():
    out, fold, epochs = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    torch.manual_seed(11)
    gen = torch.Generator().manual_seed(11)
    rows = [r for r in load(sys.argv[4:]) if r["speaker"]]
    # a coach alone has no speaker of the manifest: every fifth piece is judged
    part = [fold_of(r) if r["real"] else (n % 5 if r["word"] == "coach" else -1) for n, r in enumerate(rows)]
    train = [r for r, p in zip(rows, part) if fold < 0 or p != fold]
    held = [r for r, p in zip(rows, part) if fold >= 0 and p == fold]
    x, y = arrays(train)
    count = np.bincount(y, minlength=len(NAMES))
    share = np.array([1.0 / max(1, count[k]) ** 0.7 for k in y])
    share *= np.array([(8.0 if r["label"] == "other" else 2.5 if r["label"] == "stop" else 1.0) for r in train])
    chance = torch.from_numpy(share)
    net = Net(len(NAMES))
    best = torch.optim.AdamW(net.parameters(), 3e-3, weight_decay=0.02)
    plan = torch.optim.lr_scheduler.OneCycleLR(best, 4e-3, total_steps=epochs * STEPS, pct_start=0.15)
    begun = time.time()
    for epoch in range(epochs):
        net.train()
        loss_sum = 0.0
        for _ in range(STEPS):
            pick = torch.multinomial(chance, BATCH, generator=gen).numpy()
            loss = F.cross_entropy(net(shaken(torch.from_numpy(x[pick]).float(), gen)), torch.from_numpy(y[pick]),
                                   label_smoothing=0.05)
            best.zero_grad()
            loss.backward()
            best.step()
            plan.step()
            loss_sum += float(loss)
        print(f"epoch {epoch}: loss {loss_sum / STEPS:.3f}, {time.time() - begun:.0f} s", file=sys.stderr, flush=True)
    torch.save(net.state_dict(), out)
    if held:
        report(net, held)


def report(net, held):
    net.eval()
    x, y = arrays(held)
    with torch.no_grad():
        p = torch.cat([torch.softmax(net(torch.from_numpy(x[i:i + 256]).float()), 1) for i in range(0, len(x), 256)]).numpy()
    halts = [NAMES.index(h) for h in HALTS]
    top = p[:, halts].max(1)
    stop = p[:, NAMES.index("stop")]
    late = np.array([r["late"] for r in held])
    for t in (0.5, 0.7, 0.85, 0.95):
        line = f"at {t}:"
        for lo, hi in ((-15, -9), (-9, -3), (-3, 3), (3, 12)):
            i = np.array([r["label"] == "stop" and lo <= r["snr"] < hi and r["late"] > 0.05 for r in held])
            line += f" stop {lo}..{hi} dB {100 * (stop[i] > t).mean():.0f} % of {i.sum()}"
        for word in ("coach", None):
            i = np.array([r["label"] == "other" and (r["word"] == "coach" if word else r["word"].startswith("other")) for r in held])
            line += f" | {word or 'other words'} {100 * (top[i] > t).mean():.2f} % of {i.sum()}"
        print(line, flush=True)


if __name__ == "__main__":
    main()
