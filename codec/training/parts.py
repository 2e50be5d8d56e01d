"""What the parts of the network have in common: coordinates, warping, shrinking, blocks, the U-net."""
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
