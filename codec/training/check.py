"""Proves network.py against reference tensors: the authors' modules with random weights.

    python3 codec/training/check.py test/codec/data/fomm-zero-64.safetensors

prints the greatest difference of each tensor, and fails above 1e-5. A second argument is the JSON file of another
configuration, whose tensors were computed elsewhere.
"""
import json
import sys

import torch

from files import command, read_safetensors
from network import Network

CONFIG = {
    "channels": 3, "keypoints": 10, "jacobians": False, "upsampling": "nearest", "shrink": "decimate",
    "generator": {"blockExpansion": 8, "maxFeatures": 64, "downBlocks": 2, "residualBlocks": 6},
    "denseMotion": {"blockExpansion": 8, "maxFeatures": 64, "blocks": 3, "scale": 0.25, "variance": 0.01},
    "detector": {"blockExpansion": 8, "maxFeatures": 64, "blocks": 3, "scale": 0.25, "padding": 0, "temperature": 0.1},
}


def main():
    path, config = sys.argv[1], CONFIG
    if len(sys.argv) > 2:
        with open(sys.argv[2]) as file:
            config = json.load(file)
    tensors = read_safetensors(path)
    network = Network(config).eval()
    network.load({k: v for k, v in tensors.items() if k.startswith(("generator.", "kp_detector."))})
    source, worst = tensors["source"], 0.0

    def compare(name, value):
        nonlocal worst
        difference = (value - tensors[name]).abs().max().item()
        worst = max(worst, difference)
        print(f"{name:24} {difference:.2e}")

    with torch.no_grad():
        compare("kp_detected", network.kp_detector(source))
        for frame in ("frame0", "frame1"):
            outputs = network.generator(source, tensors["kp_source"], tensors[f"{frame}.kp_driving"])
            for name in ("mask", "occlusion_map", "sparse_deformed", "prediction"):
                compare(f"{frame}.{name}", outputs[name])
    if worst > 1e-5:
        sys.exit(f"error: differs by {worst:.2e}, more than 1e-5")


if __name__ == "__main__":
    command(main)
