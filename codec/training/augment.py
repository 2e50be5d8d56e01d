"""Random changes of training data, drawn from torch's generator."""
import torch
from torch.nn import functional as F

from parts import grid


def colours(pictures, identities):
    """A gain and an offset per channel; `pictures` is [identities * m, 3, H, W], all m of one identity change alike."""
    gain = 1 + 0.3 * (torch.rand(identities, 1, 3, 1, 1) - 0.5)
    offset = 0.2 * (torch.rand(identities, 1, 3, 1, 1) - 0.5)
    groups = pictures.view(identities, -1, *pictures.shape[1:])
    return (groups * gain + offset).clamp(0, 1).view_as(pictures)


def flip(pictures, points, order):
    """Mirrors left and right; `order` says which point becomes which."""
    return pictures.flip(3), points[:, order] * torch.tensor([-1.0, 1.0])


def noise(pictures, amplitude):
    """Gaussian noise of a random strength per picture: sources reach the decoder through a lossy picture codec."""
    strength = amplitude * torch.rand(pictures.shape[0], 1, 1, 1)
    return (pictures + strength * torch.randn_like(pictures)).clamp(0, 1)


class Bend:
    """A random smooth map of the plane: affine plus thin-plate spline."""

    def __init__(self, count, affine=0.05, spline=0.005, points=5):
        self.count = count
        self.matrix = torch.eye(2) + affine * torch.randn(count, 2, 2)
        self.shift = affine * torch.randn(count, 1, 2)
        self.controls = grid(points, points).view(1, -1, 2)
        self.weights = spline * torch.randn(count, points**2, 1)

    def points(self, p):
        """Where points [N, M, 2] go."""
        distance = (p[:, :, None] - self.controls[:, None]).abs().sum(-1)
        spline = (distance.square() * torch.log(distance + 1e-6)) @ self.weights
        return p @ self.matrix.transpose(1, 2) + self.shift + spline

    def pictures(self, pictures):
        """The picture that shows at z what was at points(z)."""
        n, _, height, width = pictures.shape
        z = self.points(grid(height, width).view(1, -1, 2).expand(n, -1, -1)).view(n, height, width, 2)
        return F.grid_sample(pictures, z, padding_mode="reflection", align_corners=True)
