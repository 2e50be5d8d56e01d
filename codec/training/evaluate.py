"""Measures a network on rendered frames that training has not seen.

    python3 codec/training/evaluate.py --config codec/networks/tiny-64.json \\
        --weights codec/networks/tiny-64.safetensors --data out/held-out

The first frame of each clip is the source of all its others. Prints PSNR (dB) and SSIM, means over all frames, of
repeating the source, of the prediction, and of the prediction from keypoints rounded to steps of 1/512 to 1/64; for
clips with head motion, and for those of speech.
`--pictures FILE.png` also draws rows of source, driving, prediction and difference.
"""
import argparse

import numpy as np
import torch

from files import Frames, command, read_config, read_safetensors, write_png
from loss import psnr, ssim
from network import Network

STEPS = (512, 256, 128, 64)


def quality(a, b):
    """Frames, and the sums of PSNR and SSIM over them."""
    return np.array([len(a), psnr(a, b).sum().item(), ssim(a, b).sum().item()])


def reconstruct(network, pictures):
    """All pictures of a clip but the first, made in different ways from it, as 8 bits hold them."""
    cases = {"repeated source": pictures[:1].expand_as(pictures[1:])}
    with torch.no_grad():
        keypoints = network.kp_detector(pictures)
        for steps in (None, *STEPS):
            kp = keypoints if steps is None else (keypoints * steps).round() / steps
            outputs = network.generator(cases["repeated source"], kp[:1].expand_as(kp[1:]), kp[1:])
            name = "prediction" if steps is None else f"prediction, keypoints in 1/{steps}"
            cases[name] = (outputs["prediction"] * 255).round() / 255
    return cases


def sheet(path, rows):
    """Rows of pictures side by side, each pixel drawn 2 by 2."""
    sheet = torch.cat([torch.cat(list(row), dim=2) for row in rows], dim=1)
    pixels = (sheet.clamp(0, 1) * 255).round().byte().permute(1, 2, 0).numpy()
    write_png(path, np.ascontiguousarray(pixels.repeat(2, 0).repeat(2, 1)))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--config", required=True)
    parser.add_argument("--weights", required=True)
    parser.add_argument("--data", required=True, help="folder of held-out frames")
    parser.add_argument("--identities", type=int, help="only the first of them")
    parser.add_argument("--pictures", help="PNG to draw")
    args = parser.parse_args()
    torch.set_num_threads(1)
    config = read_config(args.config)
    network = Network(config).eval()
    network.load(read_safetensors(args.weights))
    data, sums, rows = Frames(args.data, config), {}, []
    for identity in range(min(args.identities or data.count, data.count)):
        pictures, _ = data.get(np.full(data.frames, identity), np.arange(data.frames))
        cases, driving = reconstruct(network, pictures), pictures[1:]
        group = sums.setdefault("speech" if data.scripts[identity] == "speech" else "head motion", {})
        for name, made in cases.items():
            group[name] = group.get(name, 0) + quality(made, driving)
        for at in (len(driving) // 2, len(driving) - 1):
            made = cases["prediction"][at]
            rows.append([pictures[0], driving[at], made, (made - driving[at]).abs() * 4])
    for group, cases in sums.items():
        print(f"{group}, {cases['prediction'][0]:.0f} frames")
        for name, (frames, *total) in cases.items():
            gain = (total - cases["repeated source"][1:]) / frames
            print(f"  {name:32} {total[0] / frames:6.2f} dB {total[1] / frames:.4f}   {gain[0]:+.2f} dB {gain[1]:+.4f}")
    if args.pictures:
        rows = rows[:24]
        sheet(args.pictures, [rows[i] + rows[i + 1] for i in range(0, len(rows) - 1, 2)])


if __name__ == "__main__":
    command(main)
