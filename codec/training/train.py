"""Trains a network on rendered frames. docs/codec/training.md tells how, and what came out.

    python3 codec/training/train.py --config codec/networks/tiny-64.json --data out/train --run out/run --steps 12000

The run folder holds `checkpoint.pt` (all that resuming needs: run the same command again) and `log.csv`.
`settle.py` makes the shipped network of a checkpoint.
"""
import argparse
import copy
import os
import time

import torch

import augment
from files import Frames, command, read_config
from loss import keypoint_distance, landmark_distance, pyramid_l1, psnr, ssim
from network import Network, warp

MIRRORED = [0, 1, 3, 2, 5, 4, 6, 8, 7, 9]  # of the landmarks in codec/render/landmarks.ts
EMA = 0.999  # of the averaged parameters, which are the ones to ship


def options():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--config", required=True, help="network config, codec/networks/NAME.json")
    parser.add_argument("--data", required=True, help="folder that codec/training/frames.ts wrote")
    parser.add_argument("--run", required=True, help="folder of the checkpoint and the log")
    parser.add_argument("--steps", type=int, default=12000, help="steps in all")
    parser.add_argument("--decay", type=int, default=3000, help="of these, the last, in which the rate falls to 0")
    parser.add_argument("--warm", type=int, default=200, help="and the first, in which it rises")
    parser.add_argument("--guided", type=int, default=4000, help="steps in which the guiding losses fade out")
    parser.add_argument("--batch", type=int, default=16)
    parser.add_argument("--rate", type=float, default=1e-3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--save", type=int, default=250, help="steps between checkpoints")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    parser.add_argument("--precision", choices=["bf16", "f32"], default="bf16", help="of convolutions")
    return parser.parse_args()


def learning_rate(step, args):
    """Rises, stays, falls in a line to 0: a run may be resumed with more steps as long as it has not begun to fall."""
    return args.rate * min(1, (step + 1) / args.warm, (args.steps - step) / args.decay)


def draw(data, count, order):
    """A batch: sources and drivings, two frames of one identity each, and the landmarks of both."""
    identity = torch.randint(data.count, (count,)).repeat_interleave(2).numpy()
    frame = torch.randint(data.frames, (2 * count,)).numpy()
    pictures, points = data.get(identity, frame)
    pictures = augment.colours(pictures, count)
    if torch.rand(()) < 0.5:
        pictures, points = augment.flip(pictures, points, order)
    return pictures[0::2], pictures[1::2], points[0::2], points[1::2]


def losses(network, batch, device, fast):
    """The parts of the loss, of which `total` makes one number; `fast` is whether convolutions are in bfloat16."""
    bend = augment.Bend(max(1, len(batch[0]) // 4))  # of some only: the detector is a third of the work
    extra = augment.noise(batch[0], 0.04), bend.pictures(batch[1][: bend.count])
    source, driving, points_source, points_driving, noisy, bent = (part.to(device) for part in (*batch, *extra))
    count = len(source)
    with torch.autocast(device, dtype=torch.bfloat16, enabled=fast):
        found = network.kp_detector(torch.cat([source, driving, bent]))
        kp_source, kp_driving, kp_bent = found.split([count, count, bend.count])
        # the bitstream rounds coordinates, to steps of 1/256 or so
        rounded = [kp + (torch.rand_like(kp) - 0.5) / 128 for kp in (kp_source, kp_driving)]
        outputs = network.generator(noisy, *rounded)
    prediction = outputs["prediction"]
    back = bend.points(kp_bent.cpu()).to(device)
    down = network.generator.dense_motion_network.down
    moved = warp(down(source), outputs["deformation"])
    return {
        "l1": pyramid_l1(prediction, driving),
        "ssim": 1 - ssim(prediction, driving).mean(),
        "equivariance": keypoint_distance(back, kp_driving[: bend.count]),
        "landmarks": landmark_distance(found[: 2 * count], torch.cat([points_source, points_driving])),
        "moved": pyramid_l1(moved, down(driving)),
        "psnr": psnr(prediction, driving).mean().detach(),
        "repeat": psnr(source, driving).mean().detach(),
    }


def total(parts, guided):
    """`guided` fades from 1 to 0: landmarks and the warped source lead at first, then only the picture counts."""
    picture = 10 * parts["l1"] + parts["ssim"] + parts["equivariance"]
    return picture + guided * (5 * parts["landmarks"] + 5 * parts["moved"])


def main():
    args = options()
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    config = read_config(args.config)
    data = Frames(args.data, config)
    network = Network(config).to(args.device, memory_format=torch.channels_last)
    optimizer = torch.optim.AdamW(network.parameters(), args.rate, betas=(0.9, 0.99), weight_decay=1e-2)
    averaged, first = copy.deepcopy(network), 0
    os.makedirs(args.run, exist_ok=True)
    checkpoint = os.path.join(args.run, "checkpoint.pt")
    if os.path.exists(checkpoint):
        saved = torch.load(checkpoint, map_location=args.device)
        network.load_state_dict(saved["network"])
        averaged.load_state_dict(saved["averaged"])
        optimizer.load_state_dict(saved["optimizer"])
        torch.set_rng_state(saved["random"].cpu())
        first = saved["step"]

    log, sums, began = open(os.path.join(args.run, "log.csv"), "a", buffering=1), {}, time.time()
    for step in range(first, args.steps):
        for group in optimizer.param_groups:
            group["lr"] = learning_rate(step, args)
        batch = draw(data, args.batch, MIRRORED)
        parts = losses(network, batch, args.device, args.precision == "bf16")
        optimizer.zero_grad(set_to_none=True)
        total(parts, max(0, 1 - step / args.guided)).backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step()
        with torch.no_grad():
            weight = min(EMA, (step + 1) / (step + 10))
            for mean, value in zip(averaged.parameters(), network.parameters()):
                mean.lerp_(value, 1 - weight)
        for name, value in parts.items():
            sums[name] = sums.get(name, 0) + float(value)
        if (step + 1) % 50 == 0:
            if log.tell() == 0:
                log.write(",".join(["step", "samples_per_second", *sums]) + "\n")
            speed = 50 * args.batch / (time.time() - began)
            log.write(",".join([f"{step + 1}", f"{speed:.1f}", *(f"{v / 50:.5f}" for v in sums.values())]) + "\n")
            sums, began = {}, time.time()
        if (step + 1) % args.save == 0 or step + 1 == args.steps:
            state = {"network": network.state_dict(), "averaged": averaged.state_dict(), "step": step + 1}
            state.update(optimizer=optimizer.state_dict(), random=torch.get_rng_state())
            torch.save(state, checkpoint + ".part")
            os.replace(checkpoint + ".part", checkpoint)


if __name__ == "__main__":
    command(main)
