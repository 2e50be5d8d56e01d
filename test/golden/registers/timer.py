"""Registers of timer. Made from their description: change that, not this."""

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
    """A word of 32 bits at an offset."""

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


class TimerIdRegister(_Register):
    """Register id."""

    value = _Field(0, 32, "constant", int)  # Tells that this is a timer, and its version. - constant


class TimerControlRegister(_Register):
    """How it runs."""

    class Mode(IntEnum):
        """What comes after the last count."""

        REPEAT = 0
        ONCE = 1

    enable = _Field(0, 1, "rw", bool)  # Counts while 1. - read and written
    mode = _Field(1, 1, "rw", Mode)  # What comes after the last count. - read and written
    restart = _Field(8, 1, "pulse", bool)  # Counts from 0 again. - acts once when written, reads as 0


class TimerPrescaleRegister(_Register):
    """Register prescale."""

    cycles = _Field(0, 16, "rw", int)  # Clock cycles of one count, less 1. - read and written


class TimerTopRegister(_Register):
    """Register top."""

    value = _Field(0, 16, "rw", int)  # The last count. - read and written


class TimerCountRegister(_Register):
    """Register count."""

    value = _Field(0, 16, "ro", int)  # The count now. - read


class TimerRoundsRegister(_Register):
    """Register rounds."""

    number = _Field(0, 8, "rc", int)  # Rounds since the last read, at most 255. - a read clears it


class TimerDutyRegister(_Register):
    """Register duty."""

    value = _Field(0, 16, "rw", int)  # Counts in which the output is 1. - read and written


class TimerIrqStatusRegister(_Register):
    """Interrupts that have come. Write 1 to clear."""

    done = _Field(0, 1, "w1c", bool)  # A round has ended. - a written 1 clears the bit
    match = _Field(1, 1, "w1c", bool)  # Output 0 has fallen. - a written 1 clears the bit


class TimerIrqEnableRegister(_Register):
    """Interrupts that reach the line."""

    done = _Field(0, 1, "rw", bool)  # A round has ended. - read and written
    match = _Field(1, 1, "rw", bool)  # Output 0 has fallen. - read and written


class TimerIrqPendingRegister(_Register):
    """Interrupts that have come and are enabled."""

    done = _Field(0, 1, "ro", bool)  # A round has ended. - read
    match = _Field(1, 1, "ro", bool)  # Output 0 has fallen. - read


class TimerRegisters:
    """A timer with two outputs of variable width."""

    def __init__(self, mmio):
        self.id = TimerIdRegister(mmio, 0x00)
        self.control = TimerControlRegister(mmio, 0x04)
        self.prescale = TimerPrescaleRegister(mmio, 0x08)
        self.top = TimerTopRegister(mmio, 0x0c)
        self.count = TimerCountRegister(mmio, 0x10)
        self.rounds = TimerRoundsRegister(mmio, 0x14)
        self.duty = [TimerDutyRegister(mmio, 0x20 + 0x04 * i) for i in range(2)]
        self.irq_status = TimerIrqStatusRegister(mmio, 0x28)
        self.irq_enable = TimerIrqEnableRegister(mmio, 0x2c)
        self.irq_pending = TimerIrqPendingRegister(mmio, 0x30)
