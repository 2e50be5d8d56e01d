"""Reading and writing what training needs: safetensors, network configs, rendered frames."""
import json
import os
import struct
import zlib

import numpy as np
import torch

TYPES = {"F32": np.float32, "F16": np.float16}


def read_safetensors(path):
    """{name: tensor} of a safetensors file of F32 or F16, as float32."""
    with open(path, "rb") as file:
        header = json.loads(file.read(struct.unpack("<Q", file.read(8))[0]))
        data = file.read()
    tensors = {}
    for name, entry in header.items():
        if name != "__metadata__":
            begin, end = entry["data_offsets"]
            values = np.frombuffer(data[begin:end], TYPES[entry["dtype"]]).reshape(entry["shape"])
            tensors[name] = torch.from_numpy(values.astype(np.float32))
    return tensors


def write_safetensors(path, tensors, metadata, dtype="F16"):
    """Writes {name: tensor} in the order of their names; the file appears whole or not at all."""
    header, parts, offset = {"__metadata__": metadata}, [], 0
    for name in sorted(tensors):
        part = tensors[name].detach().cpu().contiguous().numpy().astype(TYPES[dtype])
        header[name] = {"dtype": dtype, "shape": list(part.shape), "data_offsets": [offset, offset + part.nbytes]}
        parts.append(part.tobytes())
        offset += part.nbytes
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    with open(path + ".part", "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text)
        for part in parts:
            file.write(part)
    os.replace(path + ".part", path)


def write_png(path, pixels):
    """Writes [H, W, 3] bytes as a PNG."""
    height, width, _ = pixels.shape
    rows = b"".join(b"\0" + row.tobytes() for row in pixels)

    def chunk(name, data):
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    with open(path, "wb") as file:
        file.write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)))
        file.write(chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))


def read_config(path):
    with open(path) as file:
        return json.load(file)


class Frames:
    """What `codec/training/frames.ts` wrote: `pictures` [identities, frames, size, size, 3] of bytes, and
    `landmarks` [identities, frames, K, 2] in -1..1. The pictures stay on the disk until they are used."""

    def __init__(self, folder):
        with open(os.path.join(folder, "meta.json")) as file:
            meta = json.load(file)
        count, frames, size = meta["identities"], meta["frames"], meta["size"]
        self.count, self.frames, self.size = count, frames, size
        scripts = meta["scripts"]
        self.scripts = [scripts[i % len(scripts)] for i in range(count)]  # of movements, one per identity
        self.pictures = np.memmap(os.path.join(folder, "frames.u8"), np.uint8, "r", shape=(count, frames, size, size, 3))
        points = np.fromfile(os.path.join(folder, "landmarks.f32"), np.float32)
        self.landmarks = points.reshape(count, frames, -1, 2)

    def get(self, identity, frame):
        """Pictures [N, 3, size, size] in 0..1 and landmarks [N, K, 2] of N pairs (identity, frame)."""
        pictures = torch.from_numpy(np.ascontiguousarray(self.pictures[identity, frame]))
        return pictures.permute(0, 3, 1, 2).float() / 255, torch.from_numpy(self.landmarks[identity, frame])
