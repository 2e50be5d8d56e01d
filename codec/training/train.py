"""Trains a network on rendered frames. docs/codec/training.md tells how, and what came out.

    python3 codec/training/train.py --config codec/networks/tiny-64.json --data out/train --run out/run

The run folder holds `checkpoint.pt` (all that resuming needs: run the same command again) and `log.csv`.
`settle.py` makes the shipped network of a checkpoint.
"""
import argparse
import os

import torch

import augment
from files import Frames, command, read_config
from loss import keypoint_distance, landmark_distance, pyramid_l1, psnr, ssim
from parts import warp
from run import Log, Run

MIRRORED = [0, 1, 3, 2, 5, 4, 6, 8, 7, 9]  # of the landmarks in codec/render/landmarks.ts


def options():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--config", required=True, help="network config, codec/networks/NAME.json")
    parser.add_argument("--data", required=True, help="folder that codec/training/frames.ts wrote")
    parser.add_argument("--run", required=True, help="folder of the checkpoint and the log")
    parser.add_argument("--steps", type=int, default=18000, help="steps in all")
    parser.add_argument("--decay", type=int, default=6000, help="of these, the last, in which the rate falls to 0")
    parser.add_argument("--warm", type=int, default=200, help="and the first, in which it rises")
    parser.add_argument("--guided", type=int, default=3000, help="steps in which the guiding losses fade out")
    parser.add_argument("--batch", type=int, default=8)
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
    os.makedirs(args.run, exist_ok=True)
    run, log = Run(config, args), Log(os.path.join(args.run, "log.csv"))
    while run.step < args.steps:
        for group in run.optimizer.param_groups:
            group["lr"] = learning_rate(run.step, args)
        parts = losses(run.network, draw(data, args.batch, MIRRORED), args.device, args.precision == "bf16")
        loss = total(parts, max(0, 1 - run.step / args.guided))
        if not torch.isfinite(loss):
            raise ValueError(f"the loss is {loss.item()} at step {run.step}: go on with a lower --rate")
        run.optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(run.network.parameters(), 1.0)
        run.optimizer.step()
        run.average()
        run.step += 1
        log.add(run.step, parts, args.batch)
        if run.step % args.save == 0 or run.step == args.steps:
            run.save()


if __name__ == "__main__":
    command(main)
