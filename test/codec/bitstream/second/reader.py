"""A second reader of .agc, written from docs/codec/bitstream.md: prints the quantized keypoints, a frame in a line."""
import struct
import sys
import zlib


def clip(value, limit):
    return max(-limit, min(limit, value))


class Bits:
    """The arithmetic code. A learnt bit is a list of its probability and its count."""

    def __init__(self, code):
        self.rest = iter(code)
        self.range = 2**32 - 1
        self.code = 0
        for _ in range(4):
            self.shift()

    def shift(self):
        self.code = self.code << 8 | next(self.rest, 0)

    def narrow(self, bound):
        one = self.code >= bound
        self.code -= bound if one else 0
        self.range = self.range - bound if one else bound
        while self.range < 2**24:
            self.shift()
            self.range <<= 8
        return one

    def even(self):
        return self.narrow(self.range >> 1)

    def learnt(self, bit):
        p, count = bit
        one = self.narrow((self.range >> 16) * (65536 - p))
        p += ((65536 * one - p) * (65536 // (2 * count + 3))) >> 15
        bit[:] = max(32, min(65504, p)), min(96, count + 1)
        return one


class Differences:
    """Differences between numbers and their predictions."""

    borders = [3, 5, 8, 12, 17, 25, 38, 60, 100, 180, 360]

    def __init__(self):
        self.levels = [self.level(expected) for expected in self.borders + [600]]
        self.signs = [[32768, 2] for _ in range(9)]

    @staticmethod
    def level(expected):
        a = 65536 * expected // (expected + 16)
        more = [[min(62259, 11 * a // 10), 3]] + [[a, 3] for _ in range(13)]
        return more, [[32768, 1] for _ in range(22)]

    def read(self, bits, expected, fraction):
        more, longer = self.levels[sum(expected >= border for border in self.borders)]
        magnitude = 0
        while magnitude < 14 and bits.learnt(more[magnitude]):
            magnitude += 1
        if magnitude == 0:
            return 0
        negative = bits.learnt(self.signs[fraction + 4])
        if magnitude == 14:
            length = 0
            while bits.learnt(longer[length]):
                length += 1
            m = 1
            for _ in range(length):
                m = 2 * m + bits.even()
            magnitude += m - 1
        return -magnitude if negative else magnitude


class Group:
    """The frames of a group of pictures. `steps` has the steps of each number of a keypoint."""

    def __init__(self, count, steps):
        self.steps = steps * count
        self.stride = len(steps)
        self.differences = Differences()
        self.another = [[32768, 0] for _ in range(63)]
        self.means = [max(1024, 16 * s) for s in self.steps]
        self.weights = [[0] * 8 for _ in self.steps]
        self.past = None

    def frames(self, code):
        bits = Bits(code)
        frames = [self.frame(bits)]
        while len(frames) < 64 and bits.learnt(self.another[len(frames) - 1]):
            frames.append(self.frame(bits))
        return frames

    def frame(self, bits):
        if self.past is None:
            first = [self.differences.read(bits, 8 * s, 0) for s in self.steps]
            self.past = [[v] * 4 for v in first]
            return first
        moved = []
        for i in range(len(self.steps)):
            moved.append(self.number(bits, i, moved))
        return [past[0] for past in self.past]

    def number(self, bits, i, moved):
        past, weights = self.past[i], self.weights[i]
        own = [clip(past[k] - past[k + 1], 1023) for k in range(3)]
        before = [i - (k + 1) * self.stride for k in range(5)]
        inputs = own + [moved[j] if j >= 0 else 0 for j in before]
        total = sum(w * v for w, v in zip(weights, inputs))
        rounded = (total + 32768) >> 16
        fraction = (total - 65536 * rounded + 4096) >> 13
        difference = self.differences.read(bits, self.means[i] >> 8, fraction)
        self.means[i] += (4096 * min(abs(difference), 65535) - self.means[i]) >> 4
        value = past[0] + rounded + difference
        move = clip(value - past[0], 1023)
        error = clip(16 * move - (total >> 12), 16 * 1023) * 6554
        power = 4 + sum(v * v for v in inputs)
        step = error // power if error >= 0 else -(-error // power)
        self.weights[i] = [clip(w + ((step * v) >> 4), 2**17 - 1) for w, v in zip(weights, inputs)]
        self.past[i] = [value] + past[:3]
        return move


def crc16(data, crc):
    for byte in data:
        crc ^= byte << 8
        for _ in range(8):
            crc = (crc << 1 ^ 0x1021) & 0xFFFF if crc & 0x8000 else crc << 1
    return crc


def varint(data, at):
    value = shift = 0
    while True:
        byte = data[at]
        value |= (byte & 127) << shift
        shift += 7
        at += 1
        if byte < 128:
            return value, at


def frames(data):
    assert data[:5] == b"\x89AGC\x01"
    start = 34 + data[5]
    count, steps, jacobian_steps = data[18], *struct.unpack("<HH", data[20:24])
    assert struct.unpack("<I", data[start : start + 4])[0] == zlib.crc32(data[:start])
    at, found = start + 4, 0
    while True:
        head, payload = varint(data, at)
        kind, end = head & 3, payload + (head >> 2)
        record, content = data[at:end], data[payload:end]
        at = end + (2 if kind == 0 else 4)
        checksum = int.from_bytes(data[end:at], "little")
        chain = crc16(record, chain) if kind == 0 else zlib.crc32(record)
        assert chain == checksum
        chain &= 0xFFFF
        decoded = []
        if kind == 0:
            decoded = group.frames(content)
        elif kind == 1:
            index, code = varint(content, 0)
            length, code = varint(content, code)
            assert index == found
            group = Group(count, [steps] * 2 + [jacobian_steps] * (4 if jacobian_steps else 0))
            decoded = group.frames(content[code : code + length])
        elif kind == 3:
            assert struct.unpack("<I", content[:4])[0] == found and at == len(data)
            return
        found += len(decoded)
        yield from decoded


for frame in frames(sys.stdin.buffer.read()):
    print(*frame)
