# SPDX-License-Identifier: GPL-3.0-or-later
"""The keyword net: two views of the sound in, one score a word out. src/io/ear_net.c is the same in C."""
import torch
from torch import nn

WINDOW = 128  # frames of 10 ms
BANDS, STATES = 40, 126
WIDTH = 96
DILATIONS = (1, 1, 2, 2)


class Block(nn.Module):
    def __init__(self, dilation):
        super().__init__()
        self.deep = nn.Conv1d(WIDTH, WIDTH, 9, padding=4 * dilation, dilation=dilation, groups=WIDTH, bias=False)
        self.wide = nn.Conv1d(WIDTH, WIDTH, 1, bias=False)
        self.norm = nn.BatchNorm1d(WIDTH)

    def forward(self, x):
        return torch.relu(x + self.norm(self.wide(self.deep(x))))


class Net(nn.Module):
    def __init__(self, words):
        super().__init__()
        self.bands = nn.Conv1d(BANDS + 1, 32, 1)
        self.states = nn.Conv1d(STATES, 48, 1)
        self.first = nn.Conv1d(80, WIDTH, 5, stride=2, padding=2, bias=False)
        self.norm = nn.BatchNorm1d(WIDTH)
        self.blocks = nn.ModuleList(Block(d) for d in DILATIONS)
        self.drop = nn.Dropout(0.2)
        self.out = nn.Linear(2 * WIDTH, words)

    def embed(self, x):
        """x: batch, BANDS + 1 + STATES, WINDOW; the last band says where there is sound."""
        view = torch.cat([torch.relu(self.bands(x[:, : BANDS + 1])), torch.relu(self.states(x[:, BANDS + 1:]))], 1)
        y = torch.relu(self.norm(self.first(view)))
        for block in self.blocks:
            y = block(y)
        return torch.cat([y.mean(2), y.amax(2)], 1)

    def forward(self, x):
        return self.out(self.drop(self.embed(x)))
