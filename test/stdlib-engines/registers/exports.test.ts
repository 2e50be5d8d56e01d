import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { bool, enumOf, fixed, sint, uint } from '../../../dsl/index.js';
import { timerMap } from '../../../examples/timer/registers.js';
import {
  cHeader,
  constant,
  pulse,
  pythonClass,
  type RegisterBus,
  type RegisterMap,
  rc,
  register,
  registerDriver,
  registerMap,
  registerTable,
  ro,
  rw,
  typescriptClass,
  w1c,
  w1s,
  wo,
} from '../../../stdlib-engines/index.js';
import { SampleRegisters } from '../../golden/registers/sample.js';
import { golden } from '../../golden.js';

/** A map with a field of every kind. */
const sample = registerMap(
  'sample',
  {
    control: register({
      enable: rw(bool, { reset: true }),
      mode: rw(enumOf('off', 'slow', 'fast'), { reset: 'slow', doc: 'How fast it goes.' }),
      gain: rw(fixed({ int: 3, frac: 5 }), { at: 8, reset: -1.5 }),
      start: pulse(bool),
      class: w1s(bool),
    }),
    status: register(
      { busy: ro(bool), level: ro(sint(7)), failed: w1c(uint(3), { at: 16 }) },
      { doc: 'What it does.' },
    ),
    key: register({ low: wo(sint(16)), high: wo(uint(16)) }, { at: 0x20, count: 2, stride: 16 }),
    mixed: register({ seen: rc(uint(8)), limit: rw(uint(8)), other: rw(uint(4)) }),
    id: register({ value: constant(uint(64), 0x0123_4567_89ab_cdefn) }),
    offset: register({ value: rw(sint(64)) }),
  },
  { dataBits: 64, doc: 'All kinds of fields.' },
);

const exports = suite('registers for software');

const makers: Readonly<Record<string, (map: RegisterMap) => string>> = {
  h: cHeader,
  py: pythonClass,
  ts: typescriptClass,
  md: registerTable,
};
for (const [name, map] of Object.entries({ timer: timerMap, sample }))
  for (const [ending, make] of Object.entries(makers))
    exports(`${name}.${ending} is as it was`, () => golden(`registers/${name}.${ending}`, make(map)));

/** Runs a program, and gives what it prints; undefined where there is no such program. */
function run(command: string, ...args: string[]): string | undefined {
  try {
    return execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function inFolder(files: Readonly<Record<string, string>>, act: (folder: string) => void): void {
  const folder = mkdtempSync(join(tmpdir(), 'registers-'));
  try {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    act(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const words = fc.sample(fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }), { numRuns: 20, seed: 5 });

/** The fields of `control` and `status.level` in a word, as numbers that every language prints alike. */
const taken = (word: bigint): string =>
  [
    word & 1n,
    (word >> 1n) & 3n,
    BigInt.asIntN(8, word >> 8n),
    BigInt.asIntN(7, word >> 1n),
    BigInt.asIntN(64, word),
  ].join(' ');

exports('the C header compiles without a warning, and takes and puts fields', () => {
  const main = `#include <inttypes.h>
#include <stdio.h>
#include "timer.h"
#include "sample.h"
int main(void) {
  static const uint64_t words[] = { ${words.map(word => `UINT64_C(${word})`).join(', ')} };
  uint64_t memory[16] = { 0 };
  for (unsigned i = 0; i < ${words.length}; i++) {
    uint64_t w = words[i];
    printf("%" PRIu64 " %" PRIu64 " %" PRId64 " %" PRId64 " %" PRId64 "\\n", sample_control_enable_get(w),
      sample_control_mode_get(w), sample_control_gain_get(w), sample_status_level_get(w), sample_offset_value_get(w));
    if (sample_control_gain_put(w, sample_control_gain_get(w)) != w) return 1;
  }
  sample_control_write(memory, ~UINT64_C(0));
  sample_control_gain_set(memory, -3);
  printf("%" PRIx64 "\\n", sample_control_read(memory));
  sample_key_write(memory, 1, 5);
  printf("%" PRIx64 " %u\\n", memory[SAMPLE_KEY_OFFSET(1) / 8], (unsigned)SAMPLE_KEY_COUNT);
  return 0;
}
`;
  inFolder({ 'timer.h': cHeader(timerMap), 'sample.h': cHeader(sample), 'main.c': main }, folder => {
    const strict = ['-std=c99', '-Wall', '-Wextra', '-Wconversion', '-Wshadow', '-pedantic', '-Werror'];
    const check = ['-fsanitize=undefined', '-fno-sanitize-recover'];
    const program = join(folder, 'main');
    if (run('cc', ...strict, ...check, '-o', program, join(folder, 'main.c')) === undefined) return;
    const [kept] = [0b111n | (0xfdn << 8n)];
    assert.equal(run(program)!.trim().split('\n'), [...words.map(taken), kept.toString(16), '5 2']);
  });
});

exports('the Python module reads and writes fields, and refuses what it cannot keep', () => {
  const main = `import sys
sys.path.insert(0, sys.argv[1])
import timer
from sample import SampleRegisters
class Memory(dict):
    def read(self, offset):
        return self.get(offset, 0)
    def write(self, offset, value):
        self[offset] = value
memory = Memory()
sample = SampleRegisters(memory)
timer.TimerRegisters(memory)
for word in [${words.join(', ')}]:
    for register in (sample.control, sample.status, sample.offset):
        memory[register.offset] = word
    mode = (word >> 1) & 3
    if mode != 3:
        assert sample.control.mode == mode and sample.control.mode.name in ("OFF", "SLOW", "FAST")
    print(int(sample.control.enable), mode, int(sample.control.gain * 32), sample.status.level, sample.offset.value)
memory[0] = 0b101 | 0x40 << 8 | 3 << 16
sample.control.gain = -0.09375
print(hex(memory[0]))
sample.control.write_fields(start=True, mode=sample.control.Mode.SLOW)
print(hex(memory[0]), type(sample.control).__doc__)
sample.key[1].write_fields(low=-1, high=2)
print(hex(memory[0x30]))
sample.mixed.write_fields(limit=3, other=4)
for wrong in (
    lambda: sample.key[0].write_fields(low=1),
    lambda: sample.mixed.write_fields(limit=1),
    lambda: sample.control.write_fields(gain=4),
    lambda: sample.control.write_fields(mode=3),
    lambda: sample.status.write_fields(busy=1),
    lambda: sample.control.start,
):
    try:
        wrong()
        print("nothing")
    except (ValueError, AttributeError) as error:
        print(str(error).replace("SampleControlRegister.", ""))
`;
  inFolder({ 'timer.py': pythonClass(timerMap), 'sample.py': pythonClass(sample), 'main.py': main }, folder => {
    const printed = run('python3', join(folder, 'main.py'), folder);
    if (printed === undefined) return;
    assert.equal(printed.trim().split('\n'), [
      ...words.map(taken),
      '0xfd05',
      '0x1fd03 Register control.',
      '0x2ffff',
      'high cannot be read, so it has to be given too',
      'a read clears this register: give every field that is read and written',
      'gain does not hold 128',
      '3 is not a valid Mode',
      'busy cannot be written',
      'start cannot be read',
    ]);
  });
});

/** The class that is written, and the driver that needs no file: each has to fit where the other is wanted. */
type Software = (bus: RegisterBus) => SampleRegisters;
const software: Readonly<Record<string, Software>> = {
  'the TypeScript class': bus => new SampleRegisters(bus),
  'the driver': bus => registerDriver(sample, bus),
};
const back: (bus: RegisterBus) => ReturnType<typeof registerDriver<typeof sample.registers>> = bus =>
  new SampleRegisters(bus);

for (const [name, make] of Object.entries({ ...software, back }))
  exports(`${name} reads and writes fields, and refuses what it cannot keep`, async () => {
    const memory = new Map<number, bigint>();
    const bus = {
      read: async (offset: number) => memory.get(offset) ?? 0n,
      write: async (offset: number, word: number | bigint) => void memory.set(offset, BigInt(word)),
    };
    const { control, status, key, mixed, offset, id } = make(bus);
    for (const word of words) {
      for (const at of [0x00, 0x08, 0x48]) memory.set(at, word);
      const { enable, mode, gain } = await control.readFields();
      const { level } = await status.readFields();
      const { value } = await offset.readFields();
      const code = mode === undefined ? 3 : ['off', 'slow', 'fast'].indexOf(mode);
      assert.is([Number(enable), code, gain * 32, level, value].join(' '), taken(word));
    }
    memory.set(0, 0b101n | (0x40n << 8n) | (3n << 16n));
    await control.writeFields({ gain: -0.09375 });
    assert.is(memory.get(0), 0xfd05n);
    await control.writeFields({ start: true, mode: 'slow' });
    assert.is(memory.get(0), 0x1fd03n);
    await key[1]!.writeFields({ low: -1, high: 2 });
    assert.is(memory.get(0x30), 0x2ffffn);
    const refused = async (act: Promise<void>): Promise<string> =>
      act.then(
        () => 'nothing',
        (error: Error) => error.message,
      );
    assert.match(await refused(key[0]!.writeFields({ low: 1 })), 'high cannot be read');
    assert.match(await refused(mixed.writeFields({ limit: 1 })), 'a read clears this register');
    assert.match(await refused(control.writeFields({ gain: 4 })), 'gain does not hold 4');
    // @ts-expect-error it holds nothing that can be written
    assert.match(await refused(id.writeFields({ value: 1n })), 'value cannot be written');
  });

exports.run();
