"""Measures a network on rendered frames that training has not seen.

    python3 codec/training/evaluate.py --config codec/networks/tiny-64.json \\
        --weights codec/networks/tiny-64.safetensors --data out/held-out

The first frame of each identity is the source of all its others. Prints PSNR (dB) and SSIM, means over all frames, of
repeating the source, of the prediction, and of the prediction from keypoints rounded to steps of 1/64 to 1/512.
`--pictures FILE.png` also draws rows of source, driving, prediction and difference.
"""
import argparse

import numpy as np
import torch

from files import Frames, read_config, read_safetensors, write_png
from loss import psnr, ssim
from network import Network

STEPS = (512, 256, 128, 64)


def quality(a, b):
    return np.array([psnr(a, b).sum().item(), ssim(a, b).sum().item()])


def sheet(path, rows):
    """Rows of pictures side by side, each pixel drawn 3 by 3."""
    sheet = torch.cat([torch.cat(list(row), dim=2) for row in rows], dim=1)
    pixels = (sheet.clamp(0, 1) * 255).round().byte().permute(1, 2, 0).numpy()
    write_png(path, np.ascontiguousarray(pixels.repeat(3, 0).repeat(3, 1)))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--config", required=True)
    parser.add_argument("--weights", required=True)
    parser.add_argument("--data", required=True, help="folder of held-out frames")
    parser.add_argument("--identities", type=int, help="only the first of them")
    parser.add_argument("--pictures", help="PNG to draw")
    args = parser.parse_args()
    torch.set_num_threads(1)
    network = Network(read_config(args.config)).eval()
    network.load(read_safetensors(args.weights))
    data, sums, frames, rows = Frames(args.data), {}, 0, []
    count = min(args.identities or data.count, data.count)
    for identity in range(count):
        pictures, _ = data.get(np.full(data.frames, identity), np.arange(data.frames))
        driving = pictures[1:]
        source = pictures[:1].expand_as(driving)
        with torch.no_grad():
            keypoints = network.kp_detector(pictures)
            cases = {"repeated source": source}
            for steps in (None, *STEPS):
                kp = keypoints if steps is None else (keypoints * steps).round() / steps
                outputs = network.generator(source, kp[:1].expand_as(kp[1:]), kp[1:])
                name = "prediction" if steps is None else f"prediction, keypoints in 1/{steps}"
                cases[name] = (outputs["prediction"] * 255).round() / 255
        for name, pictures in cases.items():
            sums[name] = sums.get(name, 0) + quality(pictures, driving)
        frames += len(driving)
        best, middle = cases["prediction"], len(driving) // 2
        for at in (middle, len(driving) - 1):
            rows.append([source[at], driving[at], best[at], (best[at] - driving[at]).abs() * 4])
    for name, total in sums.items():
        print(f"{name:30} {total[0] / frames:6.2f} dB {total[1] / frames:.4f}")
    gain = (sums["prediction"] - sums["repeated source"]) / frames
    print(f"{'gain over repeating':30} {gain[0]:6.2f} dB {gain[1]:.4f}   ({count} identities, {frames} frames)")
    if args.pictures:
        rows = rows[:24]
        sheet(args.pictures, [rows[i] + rows[i + 1] for i in range(0, len(rows) - 1, 2)])


if __name__ == "__main__":
    main()
