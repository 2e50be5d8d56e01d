"""Reading and writing what training needs: safetensors, network configs, rendered frames."""
import json
import os
import struct
import sys
import zlib

import numpy as np
import torch

FIELDS = {
    "": "size channels keypoints jacobians generator denseMotion detector upsampling shrink",
    "generator": "blockExpansion maxFeatures downBlocks residualBlocks",
    "denseMotion": "blockExpansion maxFeatures blocks scale variance",
    "detector": "blockExpansion maxFeatures blocks scale padding temperature",
}

TYPES = {"F32": np.float32, "F16": np.float16}


def read_safetensors(path):
    """{name: tensor} of a safetensors file of F32 or F16, as float32."""
    with open(path, "rb") as file:
        data = file.read()
    length = int.from_bytes(data[:8], "little")
    if not 2 <= length <= len(data) - 8:
        raise ValueError(f"{path} is no safetensors file")
    header, data = json.loads(data[8 : 8 + length]), data[8 + length :]
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


def read_json(path):
    with open(path) as file:
        try:
            return json.load(file)
        except ValueError as error:
            raise ValueError(f"{path} is no JSON: {error}")


def read_config(path):
    """A network config that states every field which training needs; the TypeScript side has defaults, this has none."""
    config = read_json(path)
    for part, fields in FIELDS.items():
        for field in fields.split():
            if field not in (config[part] if part else config):
                raise ValueError(f"{path} must state {part}{'.' if part else ''}{field}")
    return config


def command(main):
    """Runs a command; what is wrong with its input becomes one line."""
    try:
        main()
    except (OSError, ValueError) as error:
        sys.exit(f"error: {error}")
    except KeyboardInterrupt:
        sys.exit(130)


class Frames:
    """What `codec/training/frames.ts` wrote: `pictures` [identities, frames, size, size, 3] of bytes, and
    `landmarks` [identities, frames, K, 2] in -1..1. The pictures stay on the disk until they are used."""

    def __init__(self, folder, config):
        meta = read_json(os.path.join(folder, "meta.json"))
        count, frames, size = meta["identities"], meta["frames"], meta["size"]
        if config["size"] != size:
            raise ValueError(f"{folder} holds pictures of {size} pixels, and the network is for {config['size']}")
        self.count, self.frames = count, frames
        scripts = meta["scripts"]
        self.scripts = [scripts[i % len(scripts)] for i in range(count)]  # of movements, one per identity
        self.pictures = np.memmap(os.path.join(folder, "frames.u8"), np.uint8, "r", shape=(count, frames, size, size, 3))
        points = np.fromfile(os.path.join(folder, "landmarks.f32"), np.float32)
        self.landmarks = points.reshape(count, frames, -1, 2)

    def get(self, identity, frame):
        """Pictures [N, 3, size, size] in 0..1 and landmarks [N, K, 2] of N pairs (identity, frame)."""
        pictures = torch.from_numpy(np.ascontiguousarray(self.pictures[identity, frame]))
        return pictures.permute(0, 3, 1, 2).float() / 255, torch.from_numpy(self.landmarks[identity, frame])
