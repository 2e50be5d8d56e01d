import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { simulate } from '../../../backend-sim/index.js';
import { bool, cleared, module, output, type Sink, type Stream } from '../../../dsl/index.js';
import { acceleratorConfig } from '../../../stdlib-engines/accelerator/config.js';
import { control } from '../../../stdlib-engines/accelerator/control.js';
import { controller } from '../../../stdlib-engines/accelerator/controller.js';
import { handoverCycles, nextCycles } from '../../../stdlib-engines/accelerator/cycles.js';
import { commandPorts, donePorts } from '../../../stdlib-engines/accelerator/dispatch.js';
import { type FaultName, faults } from '../../../stdlib-engines/accelerator/fault.js';
import { encode, program, semaphores } from '../../../stdlib-engines/accelerator/isa/encode.js';
import { units } from '../../../stdlib-engines/accelerator/isa/field.js';
import { conv, end, weights } from '../../../stdlib-engines/accelerator/isa/formats.js';
import { issue } from '../../../stdlib-engines/accelerator/issue.js';
import { acceleratorMap } from '../../../stdlib-engines/accelerator/registers.js';
import {
  type AxiMemoryOptions,
  axiLiteBench,
  axiLiteSlave,
  axiMemory,
  axiQuiesce,
  axiReadMaster,
  connectAxiLite,
  registerDriver,
} from '../../../stdlib-engines/index.js';
import { type AnyInstruction, instructionsOf } from './random-program.js';
import { type Event, type StubOptions, stubUnits } from './stub-units.js';

const test = suite('controller');

const config = acceleratorConfig(8, 8, { queue: 4 });
const map = acceleratorMap(config);
/** All but the units, which are the bench's. */
const withoutUnits = module(
  'without_units',
  () => ({
    s_axi: axiLiteSlave(map),
    irq: output(bool),
    m_axi_program: axiReadMaster({ addressBits: 32, dataBits: config.busBits }),
    commands: commandPorts,
    done: donePorts,
    clear: output(bool),
  }),
  io => {
    const host = controller({ config });
    const core = cleared(host.clear, () => issue({ config }));
    connectAxiLite(io.s_axi, host.s_axi);
    io.irq.set(host.irq);
    io.clear.set(host.clear);
    core.begin.set(host.begin);
    core.run.set(host.run);
    core.program.set(host.program);
    core.regions.set(host.regions);
    host.progress.set(core.progress);
    host.reads.set(core.m_axi.r.fire.asUInt().extend(4));
    host.writes.set(0);
    host.quiet.set(axiQuiesce(core.m_axi, io.m_axi_program, host.halt));
    for (const unit of units) {
      (core.commands[unit] as Stream).into(io.commands[unit] as Sink);
      io.done[unit].into(core.done[unit]);
    }
  },
);

// Where a program is stopped in the middle, offers fall at the border: what is cleared is inside.
const sim = simulate(withoutUnits(), { history: 0, monitor: false });
const fresh = sim.snapshot();

const base = 0x10000;
const offset = 0x400;
const size = 0x4000;

type Bench = Parameters<Parameters<typeof sim.process>[0]>[0];

interface Job extends Partial<StubOptions> {
  readonly bytes: Uint8Array;
  readonly memory?: AxiMemoryOptions;
  /** Registers that are written before the start, beyond the usual. */
  readonly offset?: number;
  readonly base?: number;
  readonly size?: number;
  readonly watchdog?: number;
  /** Cycles after which software says `stop`, or `start` once more. */
  readonly stop?: number;
  readonly again?: number;
}

/** Has a program carried out, and says what software sees of it in the end. */
async function drive(p: Bench, job: Job) {
  const software = registerDriver(map, axiLiteBench(p, 's_axi'));
  await software.program.writeFields({ offset: job.offset ?? offset });
  await software.constants_base.writeFields({ address: job.base ?? base });
  await software.constants_size.writeFields({ bytes: job.size ?? size });
  await software.work_size.writeFields({ bytes: 64 });
  await software.watchdog.writeFields({ cycles: job.watchdog ?? 400 });
  await software.irq_enable.writeFields({ done: true, fault: true });
  await software.control.writeFields({ start: true });
  if (job.again !== undefined) {
    await p.tick(job.again);
    await software.program.writeFields({ offset: 0 });
    await software.control.writeFields({ start: true });
  }
  if (job.stop !== undefined) {
    await p.tick(job.stop);
    await software.control.writeFields({ stop: true });
  }
  await p.until(() => Boolean(sim.peek('irq')), { timeout: 20_000 });
  const [irq, status] = [await software.irq_status.readFields(), await software.status.readFields()];
  await software.irq_status.writeFields(irq);
  await software.status.writeFields({ start_ignored: true });
  const places = [];
  for (const unit of software.unit) places.push(await unit.readFields());
  return {
    irq,
    status,
    number: (await software.fault_instruction.readFields()).number,
    instructions: (await software.instructions.readFields()).count,
    reads: (await software.reads.readFields()).beats,
    units: places,
  };
}

/** Runs a program after another, each with units of its own, and says what software saw of each, and what the units. */
async function run(jobs: readonly Job[]) {
  sim.restore(fresh);
  const results = [];
  for (const job of jobs) {
    const memory = axiMemory(sim, 'm_axi_program', { latency: [2, 30], stall: 0.1, ...job.memory });
    memory.write(base + offset, job.bytes);
    const stubs = stubUnits(sim, { seed: 1, longest: 20, inside: 2, ...job });
    try {
      results.push({ ...(await sim.process(p => drive(p, job))), events: stubs.events });
    } finally {
      stubs.detach();
      memory.detach();
    }
  }
  return results;
}

type Result = Awaited<ReturnType<typeof run>>[number];

/** Each unit got its instructions in order and unchanged, and started none before its semaphores allowed it. */
function isFaithful(instructions: readonly AnyInstruction[], events: readonly Event[]): void {
  const counts = new Array<number>(16).fill(0);
  const add = (mask: number, n: number): void => {
    for (let i = 0; i < 16; i++) if ((mask >> i) & 1) counts[i]! += n;
  };
  const order = [...events].sort((a, b) => a.cycle - b.cycle || Number(a.kind === 'end') - Number(b.kind === 'end'));
  for (const { unit, kind, index, name, fields } of order) {
    const wanted = instructions.filter(one => one.unit === unit)[index]!;
    if (kind === 'end') {
      add(wanted.signal, 1);
      continue;
    }
    assert.equal({ name, fields }, { name: wanted.name, fields: wanted.fields });
    add(wanted.wait, -1);
    assert.ok(
      counts.every(count => count >= 0),
      `${name} ${index} waits for nobody`,
    );
  }
}

const ofEvents = (events: readonly Event[], kind: Event['kind']): number =>
  events.filter(event => event.kind === kind).length;

function isDone(result: Result, instructions: readonly AnyInstruction[]): void {
  const { irq, status, events } = result;
  assert.equal([irq, status.fault, status.busy], [{ done: true, fault: false }, 'none', false]);
  assert.is(result.instructions, instructions.length);
  assert.is(ofEvents(events, 'end'), instructions.length);
  isFaithful(instructions, events);
}

function isFault(result: Result, fault: FaultName, number?: number): void {
  assert.equal([result.irq, result.status.fault], [{ done: false, fault: true }, fault]);
  assert.is(result.status.busy, false);
  if (number !== undefined) assert.is(result.number, number);
}

const bytesOf = (instructions: readonly AnyInstruction[]): Uint8Array =>
  program([...instructions.map(({ bytes }) => bytes), encode(end, {})]);

const options = { seed: 11, numRuns: 40 };

test('a program is carried out as its semaphores say, for any times of the units', () =>
  fc.assert(
    fc.asyncProperty(
      instructionsOf(40),
      fc.record({ seed: fc.nat(), longest: fc.integer({ min: 1, max: 60 }), inside: fc.integer({ min: 1, max: 4 }) }),
      async (instructions, stubs) => {
        const [first, second] = await run([
          { bytes: bytesOf(instructions), ...stubs },
          { bytes: bytesOf(instructions), ...stubs },
        ]);
        isDone(first!, instructions);
        assert.is(first!.reads, 8 * (instructions.length + 2));
        isDone(second!, instructions);
      },
    ),
    options,
  ));

/** Something that goes wrong with a program, and what is to be seen of it. */
type Mishap = (
  instructions: readonly AnyInstruction[],
  at: number,
) => { readonly job: Job; readonly check: (result: Result) => void };

const withWord = (bytes: Uint8Array, at: number, value: number): Uint8Array => {
  const changed = bytes.slice();
  new DataView(changed.buffer).setUint32(at, value, true);
  return changed;
};

const nothing = (result: Result): void => assert.is(result.events.length, 0);
const before = (instructions: readonly AnyInstruction[], count: number, result: Result): void => {
  assert.is(ofEvents(result.events, 'end'), count);
  isFaithful(instructions, result.events);
};
const refused =
  (fault: FaultName, job: (bytes: Uint8Array) => Job): Mishap =>
  instructions => ({
    job: job(bytesOf(instructions)),
    check: result => {
      isFault(result, fault, 0);
      nothing(result);
    },
  });

const mishaps: Readonly<Record<string, Mishap>> = {
  'no program': refused('magic', bytes => ({ bytes: withWord(bytes, 0, 0x12345678) })),
  'another version': refused('magic', bytes => ({ bytes: withWord(bytes, 4, 2) })),
  'a program at an odd place': refused('alignment', bytes => ({ bytes, offset: offset + 32 })),
  'a header outside of the constants': refused('address', bytes => ({ bytes, size: offset + 63 })),
  'instructions outside of the constants': refused('address', bytes => ({ bytes, size: offset + bytes.length - 64 })),
  'more instructions than an address can have': refused('address', bytes => ({
    bytes: withWord(bytes, 8, 0x40000001),
  })),
  'a region at an odd place': refused('alignment', bytes => ({ bytes, base: base + 16 })),
  'a region beyond the end of all addresses': refused('address', bytes => ({ bytes, base: 0xffffff00 })),
  'a header that cannot be read': refused('readError', bytes => ({
    bytes,
    memory: { errors: [{ from: base + offset + 8, bytes: 1 }] },
  })),
  'an instruction that does not exist': (instructions, at) => ({
    job: { bytes: withWord(bytesOf(instructions), 64 * (at + 1), 0x99) },
    check: result => {
      isFault(result, 'opcode', at);
      before(instructions, at, result);
    },
  }),
  'no end': instructions => ({
    job: { bytes: program(instructions.map(({ bytes }) => bytes)) },
    check: result => {
      isFault(result, 'opcode', instructions.length);
      before(instructions, instructions.length, result);
    },
  }),
  'an instruction that cannot be read': (instructions, at) => ({
    job: {
      bytes: bytesOf(instructions),
      memory: { errors: [{ from: base + offset + 64 * (at + 1) + 40, bytes: 1, resp: 'decodeError' }] },
    },
    check: result => {
      isFault(result, 'readError', at);
      before(instructions, at, result);
    },
  }),
  'a unit reports a fault': (instructions, at) => {
    const { unit } = instructions[at]!;
    const index = instructions.slice(0, at).filter(one => one.unit === unit).length;
    return {
      job: {
        bytes: bytesOf(instructions),
        outcome: (of, which) => (of === unit && which === index ? faults.writeError : 0),
      },
      check: result => {
        isFault(result, 'writeError', at);
        isFaithful(instructions, result.events);
        const fault = result.events.find(
          event => event.unit === unit && event.kind === 'end' && event.index === index,
        )!;
        // Those that had been let go a cycle before go on to their units.
        const granted = new Set(
          result.events.filter(e => e.kind === 'start' && e.cycle > fault.cycle).map(e => e.unit),
        );
        const later = result.events.filter(event => event.kind === 'start' && event.cycle > fault.cycle);
        assert.is(later.length, granted.size);
      },
    };
  },
  'a unit that never ends': (instructions, at) => {
    const { unit } = instructions[at]!;
    const index = instructions.slice(0, at).filter(one => one.unit === unit).length;
    return {
      job: {
        bytes: bytesOf(instructions),
        outcome: (of, which) => (of === unit && which === index ? 'never' : 0),
      },
      check: result => {
        isFault(result, 'timeout', ofEvents(result.events, 'end'));
        const place = result.units[units.indexOf(unit)]!;
        assert.equal(place, { instruction: at, state: 'works' });
      },
    };
  },
  'software stops it': (instructions, at) => ({
    job: { bytes: bytesOf(instructions), stop: 3 * at, longest: 200 },
    check: result => {
      // It may have ended before.
      if (result.status.fault === 'none') isDone(result, instructions);
      else isFault(result, 'aborted');
    },
  }),
  'software starts it again': (instructions, at) => ({
    job: { bytes: bytesOf(instructions), again: at, longest: 100 },
    check: result => {
      isDone(result, instructions);
      assert.is(result.status.start_ignored, true);
    },
  }),
};

for (const [name, mishap] of Object.entries(mishaps))
  test(`${name}: said, and the next program is carried out`, () =>
    fc.assert(
      fc.asyncProperty(instructionsOf(20), fc.nat(), fc.nat(), async (instructions, place, seed) => {
        const { job, check } = mishap(instructions, place % instructions.length);
        const [wrong, next] = await run([
          { ...job, seed },
          { bytes: bytesOf(instructions), seed },
        ]);
        check(wrong!);
        isDone(next!, instructions);
      }),
      { ...options, numRuns: 8 },
    ));

test('a semaphore that is raised above 63', async () => {
  const raise = encode(weights, {}, { signal: semaphores(3) });
  const many = program([...Array.from({ length: 70 }, () => raise), encode(end, {})]);
  const [result] = await run([{ bytes: many, longest: 1 }]);
  isFault(result!, 'semaphore', 63);
});

test('a program that waits for what nobody raises: the watchdog, and who waits', async () => {
  const waits = encode(conv, {}, { wait: semaphores(5) });
  const [result] = await run([{ bytes: program([encode(weights, {}), waits, encode(end, {})]), watchdog: 100 }]);
  isFault(result!, 'timeout', 1);
  assert.equal(result!.units[2], { instruction: 1, state: 'waits' });
});

test('a stop in the very cycle after the start ends the program, too', () => {
  const life = simulate(control());
  life.poke('start', true);
  life.step();
  life.poke('start', false);
  life.poke('stop', true);
  life.step();
  life.poke('stop', false);
  life.poke('quiet', true);
  assert.is(life.peek('draining'), true);
  life.step(2);
  assert.equal([life.peek('busy'), life.peek('outcome')], [false, { code: faults.aborted, number: 0 }]);
});

test('from the end of an instruction to the next, in cycles', async () => {
  const code = [
    encode(weights, {}, { wait: semaphores(0) }),
    encode(weights, {}),
    encode(conv, {}, { signal: semaphores(0) }),
    encode(end, {}),
  ];
  const [result] = await run([{ bytes: program(code), longest: 1, inside: 4, eager: true }]);
  const at = (unit: string, kind: string, index = 0): number =>
    result!.events.find(event => event.unit === unit && event.kind === kind && event.index === index)!.cycle;
  assert.is(at('weights', 'start') - at('conv', 'end'), handoverCycles);
  assert.is(at('weights', 'start', 1) - at('weights', 'start'), nextCycles);
});

test.run();
