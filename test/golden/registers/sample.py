"""Registers of sample. Made from their description: change that, not this."""

from enum import IntEnum


class _Field:
    """Some bits of a register, as an attribute."""

    def __init__(self, low, width, access, kind, signed=False, frac=0):
        self.low, self.width, self.access, self.kind = low, width, access, kind
        self.signed, self.frac = signed, frac
        self.mask = ((1 << width) - 1) << low
        self.reads = access not in ("wo", "pulse")
        self.writes = access in ("rw", "wo", "w1c", "w1s", "pulse")

    def __set_name__(self, owner, name):
        self.name = name

    def __get__(self, register, owner=None):
        if register is None:
            return self
        if not self.reads:
            raise AttributeError(f"{self.name} cannot be read")
        return self.decode(register.read_word())

    def __set__(self, register, value):
        register.write_fields(**{self.name: value})

    def decode(self, word):
        value = (word & self.mask) >> self.low
        if self.signed and value >> (self.width - 1):
            value -= 1 << self.width
        return value / (1 << self.frac) if self.kind is float else self.kind(value)

    def encode(self, value):
        value = round(value * (1 << self.frac)) if self.kind is float else int(value)
        low = -(1 << (self.width - 1)) if self.signed else 0
        if not low <= value < low + (1 << self.width):
            raise ValueError(f"{self.name} does not hold {value}")
        if issubclass(self.kind, IntEnum):
            self.kind(value)
        return (value << self.low) & self.mask


class _Register:
    """A word of 64 bits at an offset."""

    def __init__(self, mmio, offset):
        self._mmio, self.offset = mmio, offset

    @classmethod
    def _fields(cls):
        return {name: field for name, field in vars(cls).items() if isinstance(field, _Field)}

    def read_word(self):
        return int(self._mmio.read(self.offset))

    def write_word(self, word):
        self._mmio.write(self.offset, word)

    def read_fields(self):
        """All fields that can be read, by name, in one read."""
        word = self.read_word()
        return {name: field.decode(word) for name, field in self._fields().items() if field.reads}

    def write_fields(self, **values):
        """Writes these fields at once; of the others, those that are read and written stay, and nothing else acts."""
        fields = self._fields()
        word = keep = 0
        for name, value in values.items():
            if name not in fields or not fields[name].writes:
                raise AttributeError(f"{name} cannot be written")
            word |= fields[name].encode(value)
        for name, field in fields.items():
            if name not in values and field.access == "wo":
                raise ValueError(f"{name} cannot be read, so it has to be given too")
            if name not in values and field.access == "rw":
                keep |= field.mask
        if keep and any(field.access == "rc" for field in fields.values()):
            raise ValueError("a read clears this register: give every field that is read and written")
        self.write_word(word | (self.read_word() & keep if keep else 0))


class SampleControlRegister(_Register):
    """Register control."""

    class Mode(IntEnum):
        """How fast it goes."""

        OFF = 0
        SLOW = 1
        FAST = 2

    enable = _Field(0, 1, "rw", bool)  # read and written
    mode = _Field(1, 2, "rw", Mode)  # How fast it goes. - read and written
    gain = _Field(8, 8, "rw", float, signed=True, frac=5)  # read and written, in units of 2^-5
    start = _Field(16, 1, "pulse", bool)  # acts once when written, reads as 0
    class_ = _Field(17, 1, "w1s", bool)  # a written 1 sets the bit


class SampleStatusRegister(_Register):
    """What it does."""

    busy = _Field(0, 1, "ro", bool)  # read
    level = _Field(1, 7, "ro", int, signed=True)  # read
    failed = _Field(16, 3, "w1c", int)  # a written 1 clears the bit


class SampleKeyRegister(_Register):
    """Register key."""

    low = _Field(0, 16, "wo", int, signed=True)  # written, reads as 0
    high = _Field(16, 16, "wo", int)  # written, reads as 0


class SampleMixedRegister(_Register):
    """Register mixed."""

    seen = _Field(0, 8, "rc", int)  # a read clears it
    limit = _Field(8, 8, "rw", int)  # read and written
    other = _Field(16, 4, "rw", int)  # read and written


class SampleIdRegister(_Register):
    """Register id."""

    value = _Field(0, 64, "constant", int)  # constant


class SampleOffsetRegister(_Register):
    """Register offset."""

    value = _Field(0, 64, "rw", int, signed=True)  # read and written


class SampleRegisters:
    """All kinds of fields."""

    def __init__(self, mmio):
        self.control = SampleControlRegister(mmio, 0x00)
        self.status = SampleStatusRegister(mmio, 0x08)
        self.key = [SampleKeyRegister(mmio, 0x20 + 0x10 * i) for i in range(2)]
        self.mixed = SampleMixedRegister(mmio, 0x38)
        self.id = SampleIdRegister(mmio, 0x40)
        self.offset = SampleOffsetRegister(mmio, 0x48)
