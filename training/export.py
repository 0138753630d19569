# SPDX-License-Identifier: GPL-3.0-or-later
"""Write a trained net as the file that is built into the program: export.py NET.pt OUT.weights

With DROP=bands or states in the environment, as in training, the net does not look at those.
"""
import os
import struct
import sys

import numpy as np
import torch

from net import BANDS, Net
from words import NAMES


def table(values):
    v = np.asarray(values, np.float64).ravel()
    step = max(np.abs(v).max() / 32767, 1e-12)
    return struct.pack("<f", step) + np.round(v / step).astype("<i2").tobytes()


def folded(weight, norm):
    """A batch norm after a layer without bias is a scale and a bias."""
    scale = (norm.weight / torch.sqrt(norm.running_var + norm.eps)).detach().numpy()
    bias = norm.bias.detach().numpy() - norm.running_mean.numpy() * scale
    w = weight.detach().numpy()
    return w * scale.reshape(-1, *[1] * (w.ndim - 1)), bias


def main():
    net = Net(len(NAMES))
    net.load_state_dict(torch.load(sys.argv[1]))
    net.eval()
    drop = os.environ.get("DROP", "")
    with torch.no_grad():
        if drop == "bands":
            net.bands.weight[:, :BANDS] = 0
        if drop == "states":
            net.states.weight[:] = 0
    out = struct.pack("<I", len(NAMES)) + b"".join(n.encode().ljust(32, b"\0") for n in NAMES)
    for layer in (net.bands, net.states):
        out += table(layer.weight.detach().numpy()) + table(layer.bias.detach().numpy())
    weight, bias = folded(net.first.weight, net.norm)
    out += table(weight) + table(bias)
    for block in net.blocks:
        weight, bias = folded(block.wide.weight, block.norm)
        out += table(block.deep.weight.detach().numpy()) + table(weight) + table(bias)
    out += table(net.out.weight.detach().numpy()) + table(net.out.bias.detach().numpy())
    with open(sys.argv[2], "wb") as f:
        f.write(out)
    print(f"{len(out)} bytes")


if __name__ == "__main__":
    main()
