import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { acceleratorDecoder } from '../../../codec/accelerator/decoder.js';
import { acceleratorDriver } from '../../../codec/accelerator/driver.js';
import { type AcceleratorPlatform, hardwareTarget } from '../../../codec/accelerator/hardware.js';
import { simulatedPlatform, simulatedTarget } from '../../../codec/accelerator/simulated.js';
import { compileNetwork } from '../../../codec/compiler/compile.js';
import { integerDecoder } from '../../../codec/decoder/int8.js';
import { CodecError } from '../../../codec/error.js';
import { acceleratorConfig } from '../../../stdlib-engines/accelerator/config.js';
import { readProgram } from '../../../stdlib-engines/accelerator/isa/decode.js';
import { acceleratorMap } from '../../../stdlib-engines/accelerator/registers.js';
import type { ErrorRegion } from '../../../stdlib-engines/axi/memory/memory.js';
import { numbers } from '../../stdlib-engines/quantized/ranges.js';
import { randomNetwork } from '../compiler/random-network.js';
import { keypointsFor, pictureFor } from './moving.js';

const hardware = suite('an accelerator in simulation, behind its registers');

hardware('decodes as the integer model does, with two blocks at a time, Jacobians and a slow memory', async () => {
  const network = randomNetwork(32);
  const compiled = compileNetwork(network, acceleratorConfig(8, 16));
  const target = await simulatedTarget(compiled, { watchdog: 20_000, memory: { latency: [1, 90], stall: 0.2 } });
  const runs: number[] = [];
  const decoder = acceleratorDecoder(compiled, target, { observe: ({ cycles }) => runs.push(cycles!) });
  const model = integerDecoder(network);
  const [picture, keypoints, moved] = [pictureFor(network, 1), keypointsFor(network, 1), keypointsFor(network, 2)];
  for (const each of [decoder, model]) await each.source(picture, keypoints);
  assert.equal(await decoder.frame(moved), await model.frame(moved));
  assert.ok(runs.length === 2 && runs.every(cycles => cycles > 1000), `${runs}`);
  await decoder.close();
});

/** A small network on a platform that can be disturbed, and bytes around what it may touch. */
async function makeBench() {
  const network = randomNetwork(21);
  const compiled = compileNetwork(network, acceleratorConfig(8));
  // Somewhere that nothing is, so that the memory asks this list about every burst.
  const nowhere: ErrorRegion = { from: 0, bytes: 1 };
  const errors = [nowhere];
  const inner = simulatedPlatform(compiled.accelerator, { memory: { latency: 12, errors } });
  const disturbed = { accesses: -1 };
  const { address } = inner.memory;
  const bytes = 2 ** 18;
  const platform: AcceleratorPlatform = {
    ...inner,
    memory: { ...inner.memory, bytes },
    async interrupt() {
      if (disturbed.accesses < 0) return inner.interrupt();
      for (let i = 0; i < disturbed.accesses; i++) await inner.registers.read(0);
      return false;
    },
  };
  const margin = 4096;
  const sentinel = new Uint8Array(margin).fill(0xa5);
  const target = await hardwareTarget(compiled, platform, { watchdog: 5000 });
  const constantsBytes = compiled.constants.length + compiled.source.program.length + compiled.frame.program.length;
  const used = 64 * Math.ceil(constantsBytes / 64) + compiled.workBytes;
  await inner.memory.write(address - margin, sentinel);
  await inner.memory.write(address + used, sentinel);
  return {
    ...{ network, compiled, target, platform, errors, nowhere, disturbed },
    ...{ memory: inner.memory, registers: inner.registers },
    /** The first byte of the work region. */
    work: address + used - compiled.workBytes,
    /** Everything that no program may change. */
    async still(): Promise<string> {
      const before = await inner.memory.read(address - margin, margin + used - compiled.workBytes);
      const behind = await inner.memory.read(address + used, margin);
      return Buffer.concat([before, behind]).toString('base64');
    },
  };
}

let made: ReturnType<typeof makeBench> | undefined;
/** One for all tests: it has to stay good. */
const bench = () => {
  made ??= makeBench();
  return made;
};

hardware('whatever goes wrong has a name, nothing else is touched, and the next frame is right', async () => {
  const { network, compiled, target, errors, nowhere, disturbed, memory, work, still } = await bench();
  const decoder = acceleratorDecoder(compiled, target);
  const model = integerDecoder(network);
  const [picture, keypoints] = [pictureFor(network, 1), keypointsFor(network, 1)];
  await model.source(picture, keypoints);
  const programAt = memory.address + 64 * Math.ceil(compiled.constants.length / 64) + compiled.source.program.length;
  const { program } = compiled.frame;
  const before = await still();
  const names = new Set<string>();
  const kinds = ['read', 'write', 'program', 'stop'] as const;
  const property = fc.asyncProperty(fc.constantFrom(...kinds), fc.nat(), async (kind, seed) => {
    const next = numbers(seed);
    await decoder.source(picture, keypoints);
    if (kind === 'stop') disturbed.accesses = next(0, 600);
    if (kind === 'read')
      errors[0] = {
        from: memory.address + next(0, work - memory.address + compiled.workBytes),
        bytes: 200,
        access: 'read',
      };
    if (kind === 'write') errors[0] = { from: work + next(0, compiled.workBytes), bytes: 500, access: 'write' };
    const damaged = program.slice();
    if (kind === 'program')
      for (let i = next(1, 4); i > 0; i--) damaged[next(0, damaged.length - 1)]! ^= 1 << next(0, 7);
    await memory.write(programAt, damaged);
    try {
      await decoder.frame(keypoints);
    } catch (error) {
      assert.instance(error, CodecError, `${error}`);
      const { message } = error as CodecError;
      const ended = /^the frame program has ended (at instruction \d+|after \d+ instructions) with the fault (\w+)/;
      const [, , fault] = message.match(ended) ?? [];
      assert.ok(fault, message);
      names.add(fault!);
    }
    disturbed.accesses = -1;
    errors[0] = nowhere;
    await memory.write(programAt, program);
    assert.is(await still(), before);
    await decoder.source(picture, keypoints);
    const moved = keypointsFor(network, seed % 1000);
    assert.equal(await decoder.frame(moved), await model.frame(moved));
  });
  await fc.assert(property, { seed: 2, numRuns: 8 });
  for (const fault of ['readError', 'writeError', 'aborted']) assert.ok(names.has(fault), `${[...names]}`);
});

hardware('a start while busy is refused, and what runs goes on', async () => {
  const { compiled, registers, target } = await bench();
  const driver = acceleratorDriver(registers, compiled.accelerator);
  await driver.check();
  const offset = 64 * Math.ceil(compiled.constants.length / 64);
  await driver.start(offset);
  await refused(driver.start(offset), 'the accelerator runs a program already');
  assert.ok(await driver.busy());
  while (await driver.busy());
  const { fault, counters } = await driver.outcome();
  assert.is(fault, 'none');
  assert.is(counters.instructions, compiled.source.program.length / 64 - 2);
  try {
    await target.read(compiled.workBytes - 3, 4);
    assert.unreachable();
  } catch (error) {
    assert.instance(error, RangeError);
  }
});

async function refused(promise: Promise<unknown>, message: string | RegExp): Promise<void> {
  try {
    await promise;
  } catch (error) {
    assert.instance(error, CodecError);
    assert.match((error as CodecError).message, message);
    return;
  }
  assert.unreachable();
}

hardware('a program that stands still is ended by the watchdog, which says where units are', async () => {
  const { compiled, target, memory, network } = await bench();
  const at = memory.address + 64 * Math.ceil(compiled.constants.length / 64) + compiled.source.program.length;
  const { program } = compiled.frame;
  const hanging = program.slice();
  // The first instruction waits for semaphore 15, which nobody raises before it.
  hanging[64 + 5] = 0x80;
  await memory.write(at, hanging);
  const { name } = readProgram(program)[0]!;
  const ended = new RegExp(
    `^the frame program has ended after \\d+ instructions with the fault timeout: .*${name} waits at instruction 0`,
  );
  await refused(target.run('frame'), ended);
  await memory.write(at, program);
  const decoder = acceleratorDecoder(compiled, target);
  await decoder.source(pictureFor(network, 3), keypointsFor(network, 3));
});

hardware('what was started before software came is stopped, and the next frame is right', async () => {
  const { network, compiled, platform, registers } = await bench();
  await acceleratorDriver(registers, compiled.accelerator).start(64 * Math.ceil(compiled.constants.length / 64));
  const decoder = acceleratorDecoder(compiled, await hardwareTarget(compiled, platform));
  const model = integerDecoder(network);
  const [picture, keypoints, moved] = [pictureFor(network, 4), keypointsFor(network, 4), keypointsFor(network, 5)];
  for (const each of [decoder, model]) await each.source(picture, keypoints);
  assert.equal(await decoder.frame(moved), await model.frame(moved));
});

hardware('an accelerator of another kind, no accelerator, and too little memory', async () => {
  const { compiled, registers, memory } = await bench();
  const open = (change: Partial<AcceleratorPlatform>) =>
    hardwareTarget(compiled, { registers, memory, interrupt: async () => true, close: async () => {}, ...change });
  const [rows] = acceleratorMap(compiled.accelerator).placed.filter(({ name }) => name === 'rows');
  const other = {
    ...registers,
    read: async (offset: number) => (offset === rows!.offset ? 16 : registers.read(offset)),
  };
  await refused(open({ registers: other }), 'an accelerator with rows = 16, for a network that was compiled for 8');
  const none = { read: async () => 7, write: async () => {} };
  await refused(open({ registers: none }), 'no accelerator: its first register holds 0x7, and not 0x47524341');
  const small = open({ memory: { ...memory, bytes: 4096 } });
  await refused(small, /a compiled network of \d+ bytes, for which there are 4096/);
});

hardware.run();
