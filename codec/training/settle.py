"""Makes the shipped network of a training checkpoint.

    python3 codec/training/settle.py --config codec/networks/tiny-64.json --data out/train --run out/run \\
        --out codec/networks/tiny-64.safetensors

Takes the averaged parameters, rounds them to what F16 holds, measures the statistics of every batch norm anew on
unchanged pictures (those of training follow other parameters and changed colours), and writes F16.
"""
import argparse
import os

import torch
from torch import nn

from files import Frames, command, read_config, write_safetensors
from network import Network
from run import read_checkpoint


def settle(network, data, batches, count=32):
    """Rounds parameters to F16 and sets every batch norm's statistics to the mean over `batches` batches."""
    with torch.no_grad():
        for value in network.parameters():
            value.copy_(value.half().float())
    norms = [module for module in network.modules() if isinstance(module, nn.BatchNorm2d)]
    for norm in norms:
        norm.reset_running_stats()
        norm.momentum = None  # the plain mean of all batches
    network.train()
    with torch.no_grad():
        for _ in range(batches):
            identity = torch.randint(data.count, (count,)).repeat_interleave(2).numpy()
            frame = torch.randint(data.frames, (2 * count,)).numpy()
            pictures, _ = data.get(identity, frame)
            keypoints = network.kp_detector(pictures)
            network.generator(pictures[0::2], keypoints[0::2], keypoints[1::2])
    network.eval()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--config", required=True)
    parser.add_argument("--data", required=True, help="the frames of training")
    parser.add_argument("--run", required=True, help="folder of the checkpoint")
    parser.add_argument("--out", required=True, help="safetensors to write")
    parser.add_argument("--batches", type=int, default=60)
    parser.add_argument("--seed", type=int, default=2)
    args = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(args.seed)
    config = read_config(args.config)
    network = Network(config)
    saved = read_checkpoint(os.path.join(args.run, "checkpoint.pt"), "cpu")
    network.load(saved["averaged"])
    settle(network, Frames(args.data, config), args.batches)
    write_safetensors(args.out, network.state(), {"steps": str(saved["step"])})
    print(f"{args.out}: {os.path.getsize(args.out)} bytes, {saved['step']} steps")


if __name__ == "__main__":
    command(main)
