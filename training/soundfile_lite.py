# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads any recording as 16-bit mono at 16,000 Hz, through sox."""
import subprocess

import numpy as np


def read(path):
    raw = subprocess.run(["sox", path, "-r", "16000", "-c", "1", "-b", "16", "-e", "signed", "-t", "raw", "-"],
                         check=True, capture_output=True).stdout
    return np.frombuffer(raw, "<i2").astype(np.float32)
