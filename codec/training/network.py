"""The zero-order motion model as PyTorch modules, with the parameter names of its published checkpoints.

Pictures are [N, 3, H, W] in 0..1, keypoints [N, K, 2] of (x, y) in -1..1, where pixel i of W lies at 2i / (W - 1) - 1
(align_corners = true everywhere). `Network(config)` holds `kp_detector` and `generator`; config is the object of
`codec/networks/*.json`, the same that the TypeScript side reads.
"""
from collections import OrderedDict

import torch
from torch import nn
from torch.nn import functional as F

from parts import Block, Hourglass, Residual, Shrink, grid, warp, widths


class Detector(nn.Module):
    """Pictures -> keypoints: one map per keypoint, softmax over space, the expected coordinate."""

    def __init__(self, config):
        super().__init__()
        part, channels = config["detector"], config["channels"]
        self.down = Shrink(channels, part["scale"], config["shrink"] == "bilinear")
        self.predictor = Hourglass(channels, part, config["upsampling"])
        self.kp = nn.Conv2d(self.predictor.outputs, config["keypoints"], 7, padding=part["padding"])
        self.temperature = part["temperature"]

    def forward(self, pictures):
        maps = self.kp(self.predictor(self.down(pictures))).float()
        heat = F.softmax(maps.flatten(2) / self.temperature, dim=2)
        z = grid(*maps.shape[2:], device=maps.device).view(-1, 2)
        return (heat[..., None] * z).sum(2)  # not `heat @ z`, which autocast would round to bfloat16


class DenseMotion(nn.Module):
    """Source picture and both sets of keypoints -> deformation [N, h, w, 2] and occlusion [N, 1, h, w]."""

    def __init__(self, config):
        super().__init__()
        part, channels, count = config["denseMotion"], config["channels"], config["keypoints"] + 1
        self.down = Shrink(channels, part["scale"], config["shrink"] == "bilinear")
        self.hourglass = Hourglass(count * (channels + 1), part, config["upsampling"])
        self.mask = nn.Conv2d(self.hourglass.outputs, count, 7, padding=3)
        self.occlusion = nn.Conv2d(self.hourglass.outputs, 1, 7, padding=3)
        self.variance = part["variance"]

    def forward(self, source, kp_source, kp_driving):
        small = self.down(source)
        n, channels, height, width = small.shape
        z = grid(height, width, small.device)

        def gaussians(kp):
            distance = (z - kp[:, :, None, None]).square().sum(-1)
            return torch.exp(distance / (-2 * self.variance))

        heat = F.pad(gaussians(kp_driving) - gaussians(kp_source), (0, 0, 0, 0, 1, 0))  # the background's is zero
        shift = F.pad(kp_source - kp_driving, (0, 0, 1, 0))[:, :, None, None]  # [N, K + 1, 1, 1, 2]
        motions = z + shift
        count = motions.shape[1]
        each = small[:, None].expand(-1, count, -1, -1, -1).reshape(n * count, channels, height, width)
        warped = warp(each, motions.reshape(n * count, height, width, 2)).view(n, count, channels, height, width)
        maps = self.hourglass(torch.cat([heat[:, :, None], warped], dim=2).view(n, -1, height, width))
        mask = F.softmax(self.mask(maps).float(), dim=1)
        deformation = z + (mask[..., None] * shift).sum(1)
        occlusion = torch.sigmoid(self.occlusion(maps).float())
        return {"mask": mask, "sparse_deformed": warped, "deformation": deformation, "occlusion_map": occlusion}


class Generator(nn.Module):
    def __init__(self, config):
        super().__init__()
        part, channels = config["generator"], config["channels"]
        width, downs = widths(part), part["downBlocks"]
        self.first = Block(channels, width(0), kernel=7)
        self.down_blocks = nn.ModuleList(Block(width(i), width(i + 1), down=True) for i in range(downs))
        self.bottleneck = nn.Sequential(
            OrderedDict((f"r{i}", Residual(width(downs))) for i in range(part["residualBlocks"]))
        )
        self.up_blocks = nn.ModuleList(
            Block(width(i + 1), width(i), up=config["upsampling"]) for i in reversed(range(downs))
        )
        self.final = nn.Conv2d(width(0), channels, 7, padding=3)
        self.dense_motion_network = DenseMotion(config)
        if config["denseMotion"]["scale"] * 2**downs != 1:
            raise ValueError("dense motion and the generator's features must have one size: scale = 1 / 2^downBlocks")

    def forward(self, source, kp_source, kp_driving):
        x = self.first(source)
        for block in self.down_blocks:
            x = block(x)
        motion = self.dense_motion_network(source, kp_source, kp_driving)
        x = warp(x.float(), motion["deformation"]) * motion["occlusion_map"]
        x = self.bottleneck(x)
        for block in self.up_blocks:
            x = block(x)
        return {**motion, "prediction": torch.sigmoid(self.final(x).float())}


def parameters(state):
    """Without the counters of batches, which published checkpoints may or may not have."""
    return {name: value for name, value in state.items() if not name.endswith("num_batches_tracked")}


class Network(nn.Module):
    """The detector and the generator; `state()` is what checkpoints hold."""

    def __init__(self, config):
        super().__init__()
        if config["jacobians"] or config.get("nestedHeads"):
            raise ValueError("training knows neither jacobians nor nestedHeads: set them to false")
        self.kp_detector = Detector(config)
        self.generator = Generator(config)

    def state(self):
        return parameters(self.state_dict())

    def load(self, state):
        """Takes the tensors of a checkpoint; all that does not fit is one error."""
        own, state = self.state(), parameters(state)
        wrong = [f"{name} is missing" for name in own if name not in state]
        wrong += [f"{name} is not known" for name in state if name not in own]
        wrong += [
            f"{name} is {list(state[name].shape)}, not {list(value.shape)}"
            for name, value in own.items()
            if name in state and state[name].shape != value.shape
        ]
        if wrong:
            raise ValueError("the weights do not fit the network: " + "; ".join(wrong))
        self.load_state_dict(state, strict=False)
