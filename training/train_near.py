# SPDX-License-Identifier: GPL-3.0-or-later
"""Teach the net that tells a voice from what is left of the coach.

train_near.py OUT.weights EPOCHS TEST.bin TRAIN.bin ...      (from bench_echo --near)

One gated recurrent layer over what the canceller sees of each frame. Prints, for some thresholds,
how many of the test's voices are noticed within half a second, and how often it is mistaken.
START=NET.pt in the environment: goes on from there, in smaller steps.
"""
import os
import struct
import sys

import numpy as np
import torch

TRAITS, UNITS = 80, 40
PIECE, BATCH = 1000, 32
HALF_SECOND = 50


def scenes(path):
    data = np.fromfile(path, "<f4").reshape(-1, TRAITS + 2)
    starts = np.where(data[:, TRAITS] == -2)[0]
    return [data[a + 1:b] for a, b in zip(starts, [*starts[1:], len(data)]) if b - a > 300]


class Near(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.gru = torch.nn.GRU(TRAITS, UNITS, batch_first=True)
        self.out = torch.nn.Linear(UNITS, 1)

    def forward(self, x):
        return self.out(self.gru(x)[0])[..., 0]


def pieces(list_, rng):
    for _ in range(sum(len(s) for s in list_) // (PIECE * BATCH)):
        out = np.zeros((BATCH, PIECE, TRAITS + 2), np.float32)
        out[..., TRAITS] = -1
        for i in range(BATCH):
            s = list_[rng.integers(len(list_))]
            at = rng.integers(max(1, len(s) - PIECE + 1))
            out[i, :len(s[at:at + PIECE])] = s[at:at + PIECE]
        yield torch.from_numpy(out)


def weight_of(label, above_db):
    """A voice far below the coach is hardly to be told; the coach must not be taken for one."""
    faint = ((above_db + 20) / 14).clamp(0.2, 1)
    return torch.where(label > 0.5, faint, torch.where(label < -0.5, 0, 1.5))


def voices(scene):
    """First frames of each voice."""
    y = scene[:, TRAITS] > 0.5
    starts = np.where(y & ~np.r_[False, y[:-1]])[0]
    return [s for i, s in enumerate(starts) if i == 0 or s - starts[i - 1] > 120]


def judge(net, list_):
    net.eval()
    with torch.no_grad():
        seen = [torch.sigmoid(net(torch.from_numpy(s[None, :, :TRAITS].copy())))[0].numpy() for s in list_]
    for limit in (0.3, 0.5, 0.7, 0.8, 0.9, 0.95):
        said, noticed, alarms, frames = {}, {}, 0, 0
        for s, p in zip(list_, seen):
            on = p > limit
            for at in voices(s):
                level = int(round(float(s[at, TRAITS + 1]) / 6))
                said[level] = said.get(level, 0) + 1
                noticed[level] = noticed.get(level, 0) + on[at:at + HALF_SECOND].any()
            quiet = s[:, TRAITS] == 0
            if not (s[:, TRAITS] > 0).any():
                frames += len(s)
                alarms += (on & ~np.r_[False, on[:-1]] & quiet).sum()
        print(f"  {limit}: " + ", ".join(f"{6 * k:+d} dB {100 * noticed[k] / said[k]:.0f} % of {said[k]}" for k in sorted(said)),
              f"; alone: {alarms} in {frames / 360000:.2f} h", flush=True)


def table(values):
    v = np.asarray(values, np.float64).ravel()
    step = max(np.abs(v).max() / 32767, 1e-12)
    return struct.pack("<f", step) + np.round(v / step).astype("<i2").tobytes()


def export(net, path):
    parts = (net.gru.weight_ih_l0, net.gru.weight_hh_l0, net.gru.bias_ih_l0, net.gru.bias_hh_l0, net.out.weight, net.out.bias)
    with open(path, "wb") as f:
        f.write(b"".join(table(p.detach().numpy()) for p in parts))


def main():
    out, epochs = sys.argv[1], int(sys.argv[2])
    test = scenes(sys.argv[3])
    train = [s for path in sys.argv[4:] for s in scenes(path)]
    torch.manual_seed(1)
    torch.set_num_threads(1)
    rng = np.random.default_rng(1)
    net = Near()
    start = os.environ.get("START")
    if start:
        net.load_state_dict(torch.load(start))
    optimizer = torch.optim.AdamW(net.parameters(), 2.5e-3 if start else 5e-3, weight_decay=1e-3)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, epochs)
    for epoch in range(epochs):
        net.train()
        total = steps = 0
        for x in pieces(train, rng):
            score, label = net(x[..., :TRAITS]), x[..., TRAITS]
            weight = weight_of(label, x[..., TRAITS + 1])
            loss = torch.nn.functional.binary_cross_entropy_with_logits(score, label.clamp(0, 1), weight)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 1)
            optimizer.step()
            total, steps = total + loss.item(), steps + 1
        schedule.step()
        print(f"epoch {epoch}: {total / max(1, steps):.4f}", flush=True)
        if epoch % 4 == 3 or epoch == epochs - 1:
            judge(net, test)
    export(net, out)
    torch.save(net.state_dict(), out + ".pt")


if __name__ == "__main__":
    main()
