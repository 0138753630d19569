# SPDX-License-Identifier: GPL-3.0-or-later
"""Rooms, noises, microphones and voices that a recording may be put into."""
import numpy as np
from scipy import signal

HZ = 16000


def level(x):
    """Power of the loud part."""
    frames = x[: len(x) // 160 * 160].reshape(-1, 160)
    power = (frames ** 2).mean(1)
    return power[power >= np.quantile(power, 0.6)].mean() + 1e-9


def faster(x, rate):
    """Speed and pitch together: another length of the throat."""
    up = 200
    return signal.resample_poly(x, up, int(round(up * rate))).astype(np.float32)


def coloured(rng, count, slope):
    spectrum = np.fft.rfft(rng.standard_normal(count))
    f = np.maximum(np.fft.rfftfreq(count, 1 / HZ), 40.0)
    return np.fft.irfft(spectrum * (f / 1000.0) ** slope, count)


def bike(rng, count):
    t = np.arange(count) / HZ
    beat = rng.uniform(1.0, 2.5)
    swing = 0.4 + 0.6 * np.abs(np.sin(np.pi * beat * t + rng.uniform(0, 3))) ** rng.uniform(1, 4)
    return coloured(rng, count, rng.uniform(-0.8, 0.0)) * swing


def motor(rng, count):
    t = np.arange(count) / HZ
    base = rng.uniform(80, 420) * (1 + 0.01 * np.sin(2 * np.pi * rng.uniform(0.2, 3) * t))
    phase = 2 * np.pi * np.cumsum(base) / HZ
    hum = sum(np.sin(k * phase + rng.uniform(0, 6)) / k ** rng.uniform(0.5, 1.5) for k in range(1, 12))
    noise = coloured(rng, count, rng.uniform(-0.6, 0.2))
    return hum / hum.std() * rng.uniform(0.2, 1.0) + noise / noise.std()


def knocks(rng, count):
    x = coloured(rng, count, -0.5) * 0.02
    for _ in range(rng.integers(1, 6)):
        at, length = rng.integers(0, count - 800), rng.integers(100, 800)
        ring = np.exp(-np.arange(length) / rng.uniform(20, 200))
        x[at:at + length] += coloured(rng, length, rng.uniform(-1, 0.5)) * ring * rng.uniform(0.3, 1)
    return x


def mewing(rng, count):
    t = np.arange(count) / HZ
    f = rng.uniform(350, 900) * (1 + 0.3 * np.sin(np.pi * np.clip(t * rng.uniform(0.7, 1.5), 0, 1)))
    phase = 2 * np.pi * np.cumsum(f) / HZ
    return sum(np.sin(k * phase) / k for k in range(1, 8)) * np.sin(np.pi * np.clip(t * 1.1, 0, 1)) ** 2


def noise(rng, count, voices):
    kind = rng.integers(0, 8)
    if kind == 0:
        return bike(rng, count)
    if kind == 1:
        return motor(rng, count)
    if kind == 2:
        return knocks(rng, count)
    if kind == 3:
        return mewing(rng, count)
    if kind in (4, 5):
        x = np.zeros(count)
        for _ in range(rng.integers(2, 7)):
            v = voices[rng.integers(len(voices))]
            at = rng.integers(0, max(1, count - len(v)))
            x[at:at + len(v)] += v[: count - at] / np.sqrt(level(v)) * rng.uniform(0.3, 1)
        return x + 0.01 * rng.standard_normal(count)
    return coloured(rng, count, rng.uniform(-1.2, 0.4))


def room(rng, x, rt60=None):
    rt60 = rng.uniform(0.1, 0.7) if rt60 is None else rt60
    count = int(HZ * rt60)
    tail = rng.standard_normal(count) * 10 ** (-3 * np.arange(count) / count)
    tail[: int(rng.uniform(0.001, 0.006) * HZ)] = 0
    tail *= 10 ** (rng.uniform(-12, 3) / 20) / np.sqrt((tail ** 2).sum() + 1e-9)
    tail[0] = 1.0
    return signal.fftconvolve(x, tail)[: len(x) + count // 2].astype(np.float32)


def telephone(rng, x):
    narrow = signal.resample_poly(x, 1, 2)
    b, a = signal.butter(2, [rng.uniform(150, 350) / 4000, rng.uniform(3000, 3700) / 4000], "band")
    narrow = signal.lfilter(b, a, narrow)
    top = np.abs(narrow).max() + 1e-9
    y = narrow / top
    coded = np.sign(y) * np.log1p(255 * np.abs(y)) / np.log(256)
    coded = np.round(coded * 127) / 127
    y = np.sign(coded) * np.expm1(np.abs(coded) * np.log(256)) / 255 * top
    return signal.resample_poly(y, 2, 1).astype(np.float32)


def narrow(rng, x):
    """Recorded at 8 kHz, and often cut tightly."""
    y = signal.resample_poly(x, 1, 2, window=("kaiser", rng.uniform(5, 9)))
    frames = (y[: len(y) // 80 * 80].reshape(-1, 80) ** 2).mean(1)
    loud = np.where(frames > frames.max() * 10 ** -rng.uniform(2.0, 4.0))[0]
    y = y[loud[0] * 80:(loud[-1] + 1) * 80]
    return signal.resample_poly(y, 2, 1).astype(np.float32)


def tilt(rng, x):
    """A microphone's own colour: a smooth random curve within 8 dB."""
    points = rng.uniform(-8, 8, 6)
    f = np.linspace(0, 1, 65)
    gain = 10 ** (np.interp(f, np.linspace(0, 1, 6), points) / 20)
    return signal.fftconvolve(x, signal.firwin2(64 + 1, f, gain), "same").astype(np.float32)


def place(rng, x, before=None, after=None):
    """In a quiet room: a faint hiss, silence before and after."""
    before = int(HZ * (rng.uniform(0.4, 0.9) if before is None else before))
    after = int(HZ * (0.9 if after is None else after))
    y = np.concatenate([np.zeros(before), x, np.zeros(after)])
    return y, before


def augmented(rng, x, voices, far=False, only_narrow=False):
    """One clip as another person, room, microphone might have given it; far: it is narrow already."""
    x = x.astype(np.float32)
    if rng.random() < 0.7:
        x = faster(x, rng.uniform(0.86, 1.16))
    if rng.random() < 0.5:
        x = tilt(rng, x)
    if rng.random() < 0.45:
        x = room(rng, x)
    if only_narrow and not far:
        x = narrow(rng, x)
    elif rng.random() < (0.0 if far else 0.22):
        x = telephone(rng, x)
    x = x / np.sqrt(level(x)) * 1500 * 10 ** (rng.uniform(-18, 8) / 20)
    power = level(x)
    y, _ = place(rng, x)
    if rng.random() < 0.6:
        n = noise(rng, len(y), voices)
        n /= np.sqrt((n ** 2).mean()) + 1e-9
        y = y + n * np.sqrt(power) * 10 ** (-rng.uniform(2, 32) / 20)
    y = y + rng.standard_normal(len(y)) * rng.uniform(0.5, 8)
    return np.clip(y, -32768, 32767).astype(np.int16)
