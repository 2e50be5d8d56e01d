import type { RegisterBus } from '../../stdlib-engines/registers/driver.js';
import type { CompiledNetwork } from '../compiler/image.js';
import { CodecError } from '../error.js';
import { acceleratorDriver } from './driver.js';
import { type AcceleratorTarget, programError } from './target.js';

/** How software reaches an accelerator: on a chip, or in simulation. */
export interface AcceleratorPlatform {
  readonly registers: RegisterBus;
  /** Memory that the accelerator reaches too, by the addresses that it uses. */
  readonly memory: PlatformMemory;
  /** Waits for the interrupt: `false` when it has not come for as long as one waits here. */
  interrupt(): Promise<boolean>;
  close(): Promise<void>;
}

/** Memory that software and accelerator share; addresses and lengths in bytes. */
export interface PlatformMemory {
  /** The part of it that is ours: from a multiple of 64 on, within 4 GB. */
  readonly address: number;
  readonly bytes: number;
  read(address: number, length: number): Promise<Uint8Array>;
  write(address: number, bytes: Uint8Array): Promise<void>;
}

/** How long a program may stand still. */
export interface HardwareOptions {
  /** Cycles without the end of an instruction after which a program is stopped; 0: never. Default: 2^24. */
  readonly watchdog?: number;
}

const roundedUp = (value: number): number => 64 * Math.ceil(value / 64);

/** Bytes of memory that are cleared at a time. */
const clearing = 1 << 20;

/**
 * An accelerator behind its registers, with the programs and constants of a network in its memory:
 *
 *     address   constants, source program, frame program   the region of constants
 *               work region
 *
 * A fault, or an interrupt that does not come, ends a run with an error that says what and where; the run after it is good again.
 *
 * @throws CodecError for an accelerator of another configuration, and where memory is too small
 */
export async function hardwareTarget(
  compiled: CompiledNetwork,
  platform: AcceleratorPlatform,
  { watchdog = 2 ** 24 }: HardwareOptions = {},
): Promise<AcceleratorTarget> {
  const { registers, memory } = platform;
  const source = roundedUp(compiled.constants.length);
  const frame = source + compiled.source.program.length;
  const constants = { address: memory.address, bytes: frame + compiled.frame.program.length };
  const work = { address: memory.address + roundedUp(constants.bytes), bytes: compiled.workBytes };
  const offsets = { source, frame };
  const needed = roundedUp(constants.bytes) + work.bytes;
  if (needed > memory.bytes)
    throw new CodecError(
      `a compiled network of ${needed} bytes, for which there are ${memory.bytes}`,
      'give the accelerator more memory, or compile for fewer frames at a time',
    );
  const driver = acceleratorDriver(registers, compiled.accelerator);
  await driver.check();
  if (await driver.busy()) await end();
  await memory.write(constants.address, compiled.constants);
  for (const graph of ['source', 'frame'] as const)
    await memory.write(constants.address + offsets[graph], compiled[graph].program);
  for (let at = 0; at < work.bytes; at += clearing)
    await memory.write(work.address + at, new Uint8Array(Math.min(clearing, work.bytes - at)));
  await driver.configure({ constants, work }, watchdog);

  /** Stops what runs, and asks until it has come to rest, which takes some hundred cycles if memory answers. */
  async function end(): Promise<void> {
    await driver.stop();
    for (let asked = 0; asked < 1000; asked++) if (!(await driver.busy())) return;
    throw new CodecError(
      'the accelerator does not come to rest after it was stopped',
      'its memory does not answer: reset the chip, and check the clock and the bus of the accelerator',
    );
  }
  const inWork = (offset: number, length: number): number => {
    if (offset >= 0 && offset + length <= work.bytes) return work.address + offset;
    throw new RangeError(`bytes ${offset} to ${offset + length} of a work region of ${work.bytes}`);
  };
  return {
    write: (offset, bytes) => memory.write(inWork(offset, bytes.length), bytes),
    read: (offset, length) => memory.read(inWork(offset, length), length),
    async run(graph) {
      await driver.start(offsets[graph]);
      if (!(await platform.interrupt()) && (await driver.busy())) await end();
      const { fault, instruction, counters, units } = await driver.outcome();
      if (fault !== 'none') throw programError(graph, fault, instruction, units);
      return { cycles: counters.cycles, counters };
    },
    close: () => platform.close(),
  };
}
