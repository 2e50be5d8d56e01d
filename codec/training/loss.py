"""What training makes small."""
import torch
from torch.nn import functional as F

LEVELS = 4
LUMA = (0.299, 0.587, 0.114)


def pyramid_l1(prediction, target):
    """Mean absolute difference, over the picture and over its halvings: coarse levels see motion from afar."""
    total = 0
    for level in range(LEVELS):
        if level > 0:
            prediction, target = F.avg_pool2d(prediction, 2), F.avg_pool2d(target, 2)
        total = total + (prediction - target).abs().mean()
    return total / LEVELS


def ssim(a, b, sigma=1.5, window=11):
    """Structural similarity of the luma per picture [N]: Gaussian window of 11, no padding (Wang 2004)."""
    steps = torch.arange(window, dtype=torch.float32, device=a.device) - window // 2
    line = torch.exp(-(steps**2) / (2 * sigma**2))
    line = line / line.sum()
    weights = torch.tensor(LUMA, device=a.device).view(1, 3, 1, 1)
    a, b = (a * weights).sum(1, keepdim=True), (b * weights).sum(1, keepdim=True)
    maps = torch.cat([a, b, a * a, b * b, a * b], dim=1).flatten(0, 1)[:, None]
    maps = F.conv2d(F.conv2d(maps, line.view(1, 1, 1, -1)), line.view(1, 1, -1, 1))
    mean_a, mean_b, aa, bb, ab = maps.view(a.shape[0], 5, *maps.shape[2:]).unbind(1)
    c1, c2 = 0.01**2, 0.03**2
    top = (2 * mean_a * mean_b + c1) * (2 * (ab - mean_a * mean_b) + c2)
    bottom = (mean_a**2 + mean_b**2 + c1) * (aa - mean_a**2 + bb - mean_b**2 + c2)
    return (top / bottom).mean((1, 2))


def psnr(a, b):
    """Peak signal to noise ratio in dB per picture [N], over all channels."""
    return -10 * torch.log10((a - b).square().mean((1, 2, 3)).clamp_min(1e-10))


def keypoint_distance(a, b):
    """Mean absolute difference of coordinates, in units of half a picture."""
    return (a - b).abs().mean()


def landmark_distance(keypoints, landmarks):
    """The same from landmarks; when there are fewer of one than of the other, the rest is free."""
    count = min(keypoints.shape[1], landmarks.shape[1])
    return keypoint_distance(keypoints[:, :count], landmarks[:, :count])
