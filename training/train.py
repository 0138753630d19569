# SPDX-License-Identifier: GPL-3.0-or-later
"""Train the keyword net.

train.py OUT.pt FOLD EPOCHS FEATURES.pkl...   (FOLD -1: train on everybody)
With a fold, its speakers are left out; what the net makes of them goes to OUT.pt.tsv.
"""
import os
import sys
import time

import numpy as np
import torch
from torch.nn import functional as F

from data import arrays, fold_of, load
from net import BANDS, Net
from words import NAMES

BATCH = 128
STEPS = 170  # an epoch: batches drawn anew


def weights_of(rows):
    """Recorded people count more than synthetic ones, rare words as much as common ones."""
    count = np.zeros((2, len(NAMES)))
    for r in rows:
        count[int(r["real"]), NAMES.index(r["label"])] += 1
    share = np.minimum(1.0, 1.0 / np.maximum(count, 1) ** 0.75)
    return np.array([share[int(r["real"]), NAMES.index(r["label"])] * (3.0 if r["real"] else 1.0)
                     * (4.0 if r["label"] == "other" else 1.0) for r in rows])


def shaken(x, gen):
    """Shift in time, lose a few bands, lose a few frames, another colour."""
    batch, _, frames = x.shape
    shift = int(torch.randint(-12, 13, (1,), generator=gen))
    x = torch.roll(x, shift, 2)
    on = x[:, BANDS:BANDS + 1]
    x[:, :BANDS] += (torch.randn(batch, 1, 1, generator=gen) * 0.25
                     + torch.nn.functional.interpolate(torch.randn(batch, 1, 5, generator=gen) * 0.25, BANDS, mode="linear")
                     .transpose(1, 2)) * on
    for i in range(batch):
        if torch.rand(1, generator=gen) < 0.5:
            a = int(torch.randint(0, BANDS - 6, (1,), generator=gen))
            x[i, a:a + 6] = 0
        if torch.rand(1, generator=gen) < 0.5:
            a = int(torch.randint(20, frames - 26, (1,), generator=gen))
            x[i, :, a:a + 6] = 0
        if torch.rand(1, generator=gen) < 0.15:
            x[i, :BANDS] = 0
    return x


def main():
    out, fold, epochs = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    drop = os.environ.get("DROP", "")
    torch.manual_seed(fold + 7)
    gen = torch.Generator().manual_seed(fold + 7)
    rows = load(sys.argv[4:])
    train = [r for r in rows if fold < 0 or fold_of(r) != fold]
    held = [r for r in rows if fold >= 0 and fold_of(r) == fold]
    x, y = arrays(train)
    chance = torch.from_numpy(weights_of(train))
    if drop:
        part = slice(0, BANDS) if drop == "bands" else slice(BANDS + 1, None)
        x[:, part] = 0
    net = Net(len(NAMES))
    best = torch.optim.AdamW(net.parameters(), 3e-3, weight_decay=0.02)
    plan = torch.optim.lr_scheduler.OneCycleLR(best, 4e-3, total_steps=epochs * STEPS, pct_start=0.15)
    begun = time.time()
    for epoch in range(epochs):
        net.train()
        loss_sum = 0.0
        for _ in range(STEPS):
            pick = torch.multinomial(chance, BATCH, generator=gen)
            bx = shaken(torch.from_numpy(x[pick.numpy()]).float(), gen)
            loss = F.cross_entropy(net(bx), torch.from_numpy(y[pick.numpy()]), label_smoothing=0.05)
            best.zero_grad()
            loss.backward()
            best.step()
            plan.step()
            loss_sum += float(loss)
        print(f"epoch {epoch}: loss {loss_sum / STEPS:.3f}, {time.time() - begun:.0f} s", file=sys.stderr, flush=True)
    torch.save(net.state_dict(), out)
    if held:
        report(net, held, out + ".tsv", drop)


def report(net, held, path, drop):
    net.eval()
    x, y = arrays(held)
    if drop:
        x[:, slice(0, BANDS) if drop == "bands" else slice(BANDS + 1, None)] = 0
    with torch.no_grad():
        z = torch.cat([torch.log_softmax(net(torch.from_numpy(x[i:i + 256]).float()), 1)
                       for i in range(0, len(x), 256)]).numpy()
    with open(path, "w", encoding="utf-8") as f:
        for r, s in zip(held, z):
            f.write("\t".join([r["file"], r["label"], r["word"], r["speaker"], r["corpus"], str(r["copy"])]
                              + [f"{v:.3f}" for v in s]) + "\n")
    numbers = [NAMES.index(n) for n in NAMES[:13]] + [NAMES.index("stop"), NAMES.index("other")]
    for corpus in sorted({r["corpus"] for r in held}):
        for copy in (0, 1):
            i = [k for k, r in enumerate(held) if r["corpus"] == corpus and r["label"] != "other"
                 and (r["copy"] > 0) == (copy > 0)]
            if i:
                all_right = np.mean(z[i].argmax(1) == y[i])
                j = [k for k in i if y[k] in numbers]
                right = np.mean(np.array(numbers)[z[np.ix_(j, numbers)].argmax(1)] == y[j])
                print(f"{corpus} {'augmented' if copy else 'clean'}: {len(i)} clips, {100 * all_right:.1f} % right, "
                      f"numbers {len(j)}: {100 * right:.1f} %", flush=True)


if __name__ == "__main__":
    main()
