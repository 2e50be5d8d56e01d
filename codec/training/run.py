"""What a run of training keeps on the disk: the checkpoint and the log."""
import copy
import os
import pickle
import time

import torch

from network import Network

EMA = 0.999  # of the averaged parameters, which are the ones to ship


def read_checkpoint(path, device):
    try:
        return torch.load(path, map_location=device)
    except (RuntimeError, EOFError, pickle.UnpicklingError) as error:
        raise ValueError(f"{path} is no checkpoint: {str(error).splitlines()[0]}")


class Log:
    """`log.csv`: the means of what every 50 steps measured."""

    EVERY = 50

    def __init__(self, path):
        self.file = open(path, "a", buffering=1)
        self.rows, self.began = [], time.time()

    def add(self, step, parts, batch):
        self.rows.append({name: float(value) for name, value in parts.items()})
        if step % self.EVERY == 0:
            if self.file.tell() == 0:
                self.file.write(",".join(["step", "samples_per_second", *parts]) + "\n")
            speed = len(self.rows) * batch / (time.time() - self.began)
            means = [sum(row[name] for row in self.rows) / len(self.rows) for name in parts]
            self.file.write(f"{step},{speed:.1f}," + ",".join(f"{mean:.5f}" for mean in means) + "\n")
            self.rows, self.began = [], time.time()


class Run:
    """All that a checkpoint holds."""

    def __init__(self, config, args):
        self.path = os.path.join(args.run, "checkpoint.pt")
        self.network = Network(config).to(args.device, memory_format=torch.channels_last)
        self.averaged = copy.deepcopy(self.network)
        self.optimizer = torch.optim.AdamW(
            self.network.parameters(), args.rate, betas=(0.9, 0.99), weight_decay=1e-2
        )
        self.step = 0
        if os.path.exists(self.path):
            saved = read_checkpoint(self.path, args.device)
            self.network.load(saved["network"])
            self.averaged.load(saved["averaged"])
            self.optimizer.load_state_dict(saved["optimizer"])
            torch.set_rng_state(saved["random"].cpu())
            self.step = saved["step"]

    def save(self):
        names = ("network", "averaged", "optimizer")
        state = {name: getattr(self, name).state_dict() for name in names}
        torch.save({**state, "step": self.step, "random": torch.get_rng_state()}, self.path + ".part")
        os.replace(self.path + ".part", self.path)

    def average(self):
        """The mean follows quickly at first, when parameters still travel."""
        weight = min(EMA, (self.step + 1) / (self.step + 10))
        with torch.no_grad():
            for mean, value in zip(self.averaged.parameters(), self.network.parameters()):
                mean.lerp_(value, 1 - weight)
