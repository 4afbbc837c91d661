"""The paper's CNN in python3-torch: the same network, in the same run, on the same machine as the figures it stands beside.

Argument: forward (one spectrum, one thread) or step (training, batch 32, all cores). Prints microseconds as JSON.
"""
import json
import os
import sys
import time

import torch
from torch import nn

POINTS, CLASSES, BATCH = 1392, 63, 32


def paper_cnn(pool):
    """Figure 6: 16/32/64 filters, kernels 21/11/5, LeakyReLU, max pooling, dense 2048 tanh, dropout 0.5."""
    layers, channels, length = [], 1, POINTS
    for filters, kernel in ((16, 21), (32, 11), (64, 5)):
        size = min(pool, length)
        layers += [nn.Conv1d(channels, filters, kernel, padding=kernel // 2), nn.LeakyReLU(), nn.MaxPool1d(size, ceil_mode=True)]
        channels, length = filters, -(-length // size)
    return nn.Sequential(*layers, nn.Flatten(), nn.Linear(channels * length, 2048), nn.Tanh(), nn.Dropout(0.5), nn.Linear(2048, CLASSES))


def forward_times(runs):
    torch.set_num_threads(1)
    model = paper_cnn(2).eval()
    spectrum = torch.rand(1, 1, POINTS)
    times = []
    with torch.inference_mode():
        for _ in range(runs + 50):
            start = time.perf_counter_ns()
            model(spectrum)
            times.append((time.perf_counter_ns() - start) / 1000)
    return sorted(times[50:])


def step_time(runs):
    torch.set_num_threads(os.cpu_count())
    model = paper_cnn(2).train()
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)
    spectra, labels = torch.rand(BATCH, 1, POINTS), torch.randint(0, CLASSES, (BATCH,))
    times = []
    for _ in range(runs + 3):
        start = time.perf_counter_ns()
        optimizer.zero_grad()
        nn.functional.cross_entropy(model(spectra), labels).backward()
        optimizer.step()
        times.append((time.perf_counter_ns() - start) / 1000)
    return sorted(times[3:])


def quantile(ordered, q):
    return ordered[min(len(ordered) - 1, int(q * len(ordered)))]


if __name__ == "__main__":
    times = {"forward": lambda: forward_times(1000), "step": lambda: step_time(12)}[sys.argv[1]]()
    print(json.dumps({"p50": quantile(times, 0.5), "p999": quantile(times, 0.999)}))
