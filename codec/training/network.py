"""The zero-order motion model as PyTorch modules, with the parameter names of its published checkpoints.

Pictures are [N, 3, H, W] in 0..1, keypoints [N, K, 2] of (x, y) in -1..1, where pixel i of W lies at 2i / (W - 1) - 1
(align_corners = true everywhere). `Network(config)` holds `kp_detector` and `generator`; config is the object of
`codec/networks/*.json`, the same that the TypeScript side reads.
"""
from collections import OrderedDict

import torch
from torch import nn
from torch.nn import functional as F


def grid(height, width, device=None):
    """The coordinates of every pixel, [H, W, 2] of (x, y)."""
    y, x = (torch.linspace(-1, 1, n, device=device) for n in (height, width))
    return torch.stack([x.view(1, -1).expand(height, width), y.view(-1, 1).expand(height, width)], dim=-1)


def warp(pictures, coordinates):
    """Samples [N, C, h, w] at [N, H, W, 2], bilinear, zeros outside."""
    return F.grid_sample(pictures, coordinates, mode="bilinear", padding_mode="zeros", align_corners=True)


class Shrink(nn.Module):
    """A Gaussian against aliasing, then every (1 / scale)-th sample, or a bilinear resize."""

    def __init__(self, channels, scale, bilinear):
        super().__init__()
        self.scale, self.bilinear = scale, bilinear
        sigma = (1 / scale - 1) / 2
        size = 2 * round(sigma * 4) + 1
        steps = torch.arange(size, dtype=torch.float32) - size // 2
        line = torch.exp(-(steps**2) / (2 * sigma**2)) if sigma > 0 else torch.ones(1)
        kernel = torch.outer(line, line)
        self.register_buffer("weight", (kernel / kernel.sum()).expand(channels, 1, size, size).clone())

    def forward(self, x):
        if self.scale == 1:
            return x
        blurred = F.conv2d(x, self.weight, padding=self.weight.shape[-1] // 2, groups=x.shape[1])
        if self.bilinear:
            size = [round(n * self.scale) for n in x.shape[2:]]
            return F.interpolate(blurred, size=size, mode="bilinear", align_corners=True)
        step = round(1 / self.scale)
        return blurred[:, :, ::step, ::step]


class Block(nn.Module):
    """[upsample by 2,] conv, batch norm, ReLU [, average pool by 2]."""

    def __init__(self, inputs, outputs, kernel=3, up=None, down=False):
        super().__init__()
        self.conv = nn.Conv2d(inputs, outputs, kernel, padding=kernel // 2)
        self.norm = nn.BatchNorm2d(outputs)
        self.up, self.down = up, down

    def forward(self, x):
        if self.up == "nearest":
            x = F.interpolate(x, scale_factor=2)
        elif self.up == "bilinear":
            x = F.interpolate(x, scale_factor=2, mode="bilinear", align_corners=True)
        x = F.relu(self.norm(self.conv(x)))
        return F.avg_pool2d(x, 2) if self.down else x


class Residual(nn.Module):
    """x + conv2(relu(norm2(conv1(relu(norm1(x))))))."""

    def __init__(self, features):
        super().__init__()
        self.conv1 = nn.Conv2d(features, features, 3, padding=1)
        self.conv2 = nn.Conv2d(features, features, 3, padding=1)
        self.norm1 = nn.BatchNorm2d(features)
        self.norm2 = nn.BatchNorm2d(features)

    def forward(self, x):
        return x + self.conv2(F.relu(self.norm2(self.conv1(F.relu(self.norm1(x))))))


class Encoder(nn.Module):
    def __init__(self, inputs, width, count):
        super().__init__()
        self.down_blocks = nn.ModuleList(
            Block(inputs if i == 0 else width(i), width(i + 1), down=True) for i in range(count)
        )

    def forward(self, x):
        outputs = [x]
        for block in self.down_blocks:
            outputs.append(block(outputs[-1]))
        return outputs


class Decoder(nn.Module):
    def __init__(self, width, count, up):
        super().__init__()
        self.up_blocks = nn.ModuleList(
            Block(width(i + 1) * (1 if i == count - 1 else 2), width(i), up=up) for i in reversed(range(count))
        )

    def forward(self, outputs):
        x = outputs.pop()
        for block in self.up_blocks:
            x = torch.cat([block(x), outputs.pop()], dim=1)
        return x


class Hourglass(nn.Module):
    """A U-net; its output is the last block's maps, then its own input."""

    def __init__(self, inputs, part, up):
        super().__init__()
        width = widths(part)
        self.encoder = Encoder(inputs, width, part["blocks"])
        self.decoder = Decoder(width, part["blocks"], up)
        self.outputs = part["blockExpansion"] + inputs

    def forward(self, x):
        return self.decoder(self.encoder(x))


def widths(part):
    return lambda level: min(part["maxFeatures"], part["blockExpansion"] * 2**level)


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


class Network(nn.Module):
    """The detector and the generator; `state()` is what checkpoints hold."""

    def __init__(self, config):
        super().__init__()
        if config["jacobians"] or config.get("nestedHeads"):
            raise ValueError("training knows neither jacobians nor nestedHeads: set them to false")
        self.kp_detector = Detector(config)
        self.generator = Generator(config)

    def state(self):
        return {k: v for k, v in self.state_dict().items() if not k.endswith("num_batches_tracked")}

    def load(self, state):
        """Takes the tensors of a checkpoint; all that does not fit is one error."""
        own = self.state()
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
