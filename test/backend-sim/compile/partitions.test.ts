import * as fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { edgeTasks } from '../../../backend-sim/compile/edge-tasks.js';
import { eventBuffer } from '../../../backend-sim/compile/events.js';
import { flatten } from '../../../backend-sim/compile/flat.js';
import { gate } from '../../../backend-sim/compile/gate.js';
import { graph } from '../../../backend-sim/compile/graph.js';
import { compile } from '../../../backend-sim/compile/index.js';
import { indexedRegisters, layOut, type Place } from '../../../backend-sim/compile/layout.js';
import { lowering } from '../../../backend-sim/compile/lower.js';
import { program } from '../../../backend-sim/compile/program.js';
import { store as newStore } from '../../../backend-sim/compile/store.js';
import { interpret } from '../../../backend-sim/interpret/index.js';
import { load } from '../../../backend-sim/wasm/index.js';
import { bool, designOf, input, output, reg, type UInt, u8, u32, when } from '../../../dsl/index.js';
import { randomDesign } from '../../dsl/ir/random-design.js';
import { tape, tapes } from '../../dsl/ir/tape.js';
import { circuitOf } from '../../dsl/rig.js';
import { quietSteps, sizes } from '../quiet-steps.js';
import { randomCases } from './random-cases.js';
import { randomMemories } from './random-memories.js';
import { randomVectors } from './random-vectors.js';

for (const [name, make] of Object.entries({ randomDesign, randomVectors, randomCases, randomMemories })) {
  test(`${name} in parts that sleep is the same design`, () => {
    fc.assert(
      fc.property(tapes(500), tapes(500), fc.constantFrom(...sizes), (shape, stimuli, clusters) => {
        const design = make(shape);
        const parts = compile(design, { partitions: 'always', clusters });
        assert.equal(quietSteps(parts, tape(stimuli)), quietSteps(interpret(design), tape(stimuli)));
      }),
      { numRuns: 40, interruptAfterTimeLimit: 2000 },
    );
  });
}

test('a value that nobody took while it changed is computed anew for those who take it later', () => {
  const circuit = circuitOf(
    { x: input(u8), load: input(bool), first: input(bool), second: input(bool), a: output(u32), b: output(u32) },
    ({ x, load, first, second, a, b }) => {
      const held = reg(u8, { init: 0 });
      when(load, () => held.set(x));
      const square = held.mul(held);
      const shared = square.mul(square).add(held).trunc(32);
      const [one, other] = [reg(u32, { init: 0 }), reg(u32, { init: 0 })];
      when(first, () => one.set(shared));
      when(second, () => other.set(shared));
      a.set(one);
      b.set(other);
    },
  );
  for (const clusters of sizes) {
    const machine = compile(circuit[designOf], { partitions: 'always', clusters });
    const signal = (name: string): number => machine.signals.findIndex(({ path }) => path.join() === name);
    /** Six cycles with a signal at 1: what changes in the first has fallen asleep long before the last. */
    const pulse = (name: string): void => {
      machine.writeNumber(signal(name), 1);
      machine.step(1, 6);
      machine.writeNumber(signal(name), 0);
    };
    for (const [x, taker, shown] of [
      [3, 'first', 'a'],
      [5, 'second', 'b'],
      [7, 'first', 'a'],
    ] as const) {
      machine.writeNumber(signal('x'), x);
      pulse('load');
      pulse(taker);
      assert.is(machine.readNumber(signal(shown)), x ** 4 + x);
    }
  }
});

test('a long chain whose every link several registers take', () => {
  const circuit = circuitOf({ x: input(u8), take: input(bool), sum: output(u8) }, ({ x, take, sum }) => {
    let link: UInt<8> = x;
    let sums: UInt<8> = reg(u8, { init: 0 });
    for (let i = 0; i < 3000; i++) {
      link = i % 2 === 0 ? link.addWrap(sums) : link.xor(i % 256);
      const next = reg(u8, { init: i % 256 });
      when(take, () => next.set(next.addWrap(link)));
      if (i % 100 === 0) sums = next;
    }
    sum.set(link.xor(sums));
  });
  for (const clusters of [sizes[0]!, sizes[3]!]) {
    const machines = [interpret(circuit[designOf]), compile(circuit[designOf], { partitions: 'always', clusters })];
    const seen = machines.map(machine => {
      const [x, take, sum] = ['x', 'take', 'sum'].map(name =>
        machine.signals.findIndex(({ path }) => path[0] === name),
      );
      return [1, 0, 0, 1].map((taken, cycle) => {
        machine.writeNumber(x!, 17 * cycle);
        machine.writeNumber(take!, taken);
        machine.step(1, 2);
        return machine.readNumber(sum!);
      });
    });
    assert.equal(seen[1], seen[0]);
  }
});

/** 24 counters that hold by feedback, and count while a number that all of them see is theirs. */
const counters = circuitOf({ number: input(u8), payload: input(u32), sum: output(u32) }, ({ number, payload, sum }) => {
  const totals = Array.from({ length: 24 }, (_, i) => {
    const mine = number.eq(i + 1);
    const [total, last] = [reg(u32, { init: 0 }), reg(u32, { init: 0 })];
    total.set(mine.mux(total.mul(3).trunc(32).addWrap(last).xor(payload), total));
    last.set(mine.mux(payload.addWrap(total), last));
    return total;
  });
  sum.set(totals.reduce((all, total) => all.xor(total)));
});

test('only the parts that have something to do run', () => {
  const design = counters[designOf];
  const flat = flatten(design);
  const layout = layOut(flat, indexedRegisters(flat));
  const memory = newStore(layout);
  const g = graph();
  const { scopes } = edgeTasks(flat, layout, lowering(g, flat, layout), [], { mask: 1, reset: 0 });
  const parts = gate(g, layout, scopes(), { tasks: [], driven: [] }, { least: 4, most: 100, cut: 16 })!;
  const { binary } = program({
    graph: g,
    layout,
    events: eventBuffer(layout, []),
    asserts: new Set(),
    functionLimit: 6000,
    tasks: parts.tasks,
    loop: { prelude: { tasks: parts.watches, after: parts.before } },
  });
  memory.fit();
  const run = load(binary, memory.memory);
  const [number, payload] = ['number', 'payload'].map(name => {
    const { node } = design.modules[0]!.ports.find(port => port.name === name)!;
    return layout.state(node)!;
  }) as [Place, Place];
  const poke = (place: Place, value: bigint): void => {
    memory.setLane(place, 0, value);
    parts.wake(memory.view(), place);
  };
  const awakeAfter = (cycles: number): number => {
    run(cycles);
    return parts.awake(memory.view());
  };
  assert.is(parts.partitions, 24);
  parts.wakeAll(memory.view());
  assert.is(awakeAfter(1), 24);
  assert.is(awakeAfter(1), 0);
  // A payload that nobody takes wakes nobody.
  poke(payload, 7n);
  assert.is(awakeAfter(1), 0);
  poke(number, 5n);
  run(1);
  assert.is(awakeAfter(1), 1);
  assert.is(awakeAfter(100), 1);
  // Now one takes it.
  poke(payload, 9n);
  assert.is(awakeAfter(1), 1);
  poke(number, 0n);
  run(1);
  assert.is(awakeAfter(1), 0);
});

test.run();
