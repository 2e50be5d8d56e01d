"""Writes the small checkpoints beside it, with PyTorch 1.13: views, every format of floats, an optimizer, both forms of file."""

import json
from collections import OrderedDict

import torch


class Part(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = torch.nn.Conv2d(3, 4, 3)
        self.norm = torch.nn.BatchNorm2d(4)


torch.manual_seed(1)
generator, detector, discriminator = Part(), Part(), Part()
optimizer = torch.optim.Adam(generator.parameters())
generator.norm(generator.conv(torch.randn(1, 3, 8, 8))).sum().backward()
optimizer.step()

state = generator.state_dict()
base = torch.arange(24.0).reshape(2, 3, 4)
state["views.t"] = base.permute(2, 0, 1)
state["views.row"] = base[1]
state["views.step"] = base[:, :, ::2]
state["half"] = torch.tensor([1.5, -2.0, 65504.0, 6e-8]).half()
state["brain"] = torch.tensor([1.5, -3e38]).bfloat16()
state["double"] = torch.tensor([1 / 3.0], dtype=torch.float64)
state["scalar"] = torch.tensor(2.5)
state["none"] = torch.zeros(0, 3)

checkpoint = {
    "generator": state,
    "kp_detector": OrderedDict((f"module.{name}", tensor) for name, tensor in detector.state_dict().items()),
    "discriminator": discriminator.state_dict(),
    "optimizer_generator": optimizer.state_dict(),
    "epoch": 7,
}
torch.save(checkpoint, "zipped.pth.tar")
torch.save(checkpoint, "legacy.pth.tar", _use_new_zipfile_serialization=False)
torch.save(checkpoint, "proto4.pth.tar", pickle_protocol=4)
torch.save(generator, "module.pth")
flat = OrderedDict((f"module.generator.{name}", tensor) for name, tensor in generator.state_dict().items())
torch.save({"state_dict": flat}, "flat.pth")

expected = {f"generator.{name}": tensor for name, tensor in state.items()}
expected |= {f"kp_detector.{name}": tensor for name, tensor in detector.state_dict().items()}
with open("expected.json", "w") as file:
    shown = {name: [list(t.shape), t.float().flatten().tolist()] for name, t in expected.items()}
    json.dump({name: value for name, value in shown.items() if "num_batches" not in name}, file)
