import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { interpret, type Machine } from '../../../backend-sim/index.js';
import { parseDesign } from '../../../dsl/ir/text/index.js';

/** Reads and writes the signals of a machine by name. */
function handle(machine: Machine) {
  const find = (name: string): number => {
    const signal = machine.signals.findIndex(({ path }) => path.join('.') === name);
    if (signal < 0) throw new Error(`no signal ${name}`);
    return signal;
  };
  return {
    get: (name: string): bigint => machine.read(find(name))[0]!,
    set: (name: string, value: bigint): void => machine.write(find(name), [value]),
    machine,
  };
}

const run = (text: string) => handle(interpret(parseDesign(text)));

const state = suite('interpreter: state');

/** Three registers that take `d`: with a synchronous reset, with an asynchronous one, and with a value at power-up only. */
const resets = `design top

module top {
  domain a, clock clk rising, reset rst sync high
  domain b, clock clk_b rising, reset rst_n async low
  port in d = %0 : uint<4>, domain a
  port in e = %1 : uint<4>, domain b
  %0 = input : uint<4>, name d port
  %1 = input : uint<4>, name e port
  %2 = reg : uint<4>, name at_edge name
  %3 = reg : uint<4>, name at_once name
  %4 = reg : uint<4>, name power_up name
  register %2, domain a, init 5, reset
  register %3, domain b, init 6, reset
  register %4, domain a, init 7
  set %2 = %0
  set %3 = %1
  set %4 = %0
}
`;

state('starts at power-up values, with resets inactive', () => {
  const { get } = run(resets);
  assert.equal(['at_edge', 'at_once', 'power_up', 'rst', 'rst_n'].map(get), [5n, 6n, 7n, 0n, 1n]);
});

state('a synchronous reset acts at the edge, and leaves registers without a reset alone', () => {
  const { get, set, machine } = run(resets);
  set('d', 1n);
  machine.step(1);
  set('rst', 1n);
  assert.is(get('at_edge'), 1n);
  set('d', 2n);
  machine.step(1);
  assert.equal([get('at_edge'), get('power_up')], [5n, 2n]);
});

state('an asynchronous reset acts at once, and holds against the edge', () => {
  const { get, set, machine } = run(resets);
  set('e', 1n);
  machine.step(2);
  assert.is(get('at_once'), 1n);
  set('rst_n', 0n);
  assert.is(get('at_once'), 6n);
  machine.step(2);
  assert.is(get('at_once'), 6n);
  set('rst_n', 1n);
  assert.is(get('at_once'), 6n);
  machine.step(2);
  assert.is(get('at_once'), 1n);
});

state('only the domains in the mask have an edge', () => {
  const { get, set, machine } = run(resets);
  set('d', 1n);
  set('e', 2n);
  machine.step(2);
  assert.equal([get('at_edge'), get('at_once')], [5n, 2n]);
  machine.step(3);
  assert.equal([get('at_edge'), get('at_once')], [1n, 2n]);
});

/** A memory of 3 words with a masked write port, a plain one, and reads of every kind. */
const memory = `design top

module top {
  domain a, clock clk rising
  port in w0 = %0 : bool<1>, domain a
  port in a0 = %1 : uint<2>, domain a
  port in d0 = %2 : uint<8>, domain a
  port in m0 = %3 : uint<2>, domain a
  port in w1 = %4 : bool<1>, domain a
  port in a1 = %5 : uint<2>, domain a
  port in d1 = %6 : uint<8>, domain a
  port in ra = %7 : uint<2>, domain a
  port in en = %8 : bool<1>, domain a
  memory words : uint<8>, depth 3, style auto, init 1 2 3
  reads %9, under old
  reads %10, under old, domain a
  reads %11, under new, domain a
  writes a, parts 2
  writes a, parts 1
  %0 = input : bool<1>, name w0 port
  %1 = input : uint<2>, name a0 port
  %2 = input : uint<8>, name d0 port
  %3 = input : uint<2>, name m0 port
  %4 = input : bool<1>, name w1 port
  %5 = input : uint<2>, name a1 port
  %6 = input : uint<8>, name d1 port
  %7 = input : uint<2>, name ra port
  %8 = input : bool<1>, name en port
  %9 = read %7 of 0 : uint<8>, name now name
  %10 = read %7, %8 of 0 : uint<8>, name old name
  %11 = read %7, %8 of 0 : uint<8>, name new name
  if %0 {
    write 0 port 0 [%1] = %2 mask %3
  }
  if %4 {
    write 0 port 1 [%5] = %6
  }
}
`;

state('a synchronous read gives the old or the new word, and holds while not enabled', () => {
  const { get, set, machine } = run(memory);
  const reads = (): bigint[] => ['now', 'old', 'new'].map(get);
  assert.equal(reads(), [1n, 0n, 0n]);
  set('en', 1n);
  set('w1', 1n);
  set('d1', 99n);
  machine.step(1);
  assert.equal(reads(), [99n, 1n, 99n]);
  set('en', 0n);
  set('ra', 1n);
  machine.step(1);
  assert.equal(reads(), [2n, 1n, 99n]);
});

state('a mask chooses parts of the word, and the later port wins', () => {
  const { get, set, machine } = run(memory);
  for (const [name, value] of Object.entries({ w0: 1n, d0: 0xabn, m0: 2n, en: 1n })) set(name, value);
  machine.step(1);
  assert.equal([get('now'), get('new')], [0xa1n, 0xa1n]);
  for (const [name, value] of Object.entries({ m0: 3n, w1: 1n, d1: 0x77n })) set(name, value);
  machine.step(1);
  assert.is(get('now'), 0x77n);
});

state('beyond the depth a read gives 0 and a write does nothing', () => {
  const { get, set, machine } = run(memory);
  for (const [name, value] of Object.entries({ w1: 1n, a1: 3n, d1: 9n, ra: 3n, en: 1n })) set(name, value);
  machine.step(1);
  assert.equal(['now', 'old', 'new'].map(get), [0n, 0n, 0n]);
  assert.equal(
    [0, 1, 2, 3].map(address => machine.readWord(['words'], address)),
    [1n, 2n, 3n, 0n],
  );
});

/** The read port's clock is another than the write port's. */
const crossing = `design top

module top {
  domain a, clock clk rising
  domain b, clock clk_b rising
  port in d = %0 : uint<8>, domain a
  memory words : uint<8>, depth 1, style auto, init 1
  reads %3, under new, domain b
  writes a, parts 1
  %0 = input : uint<8>, name d port
  %1 = const 0 : uint<1>
  %2 = const 1 : bool<1>
  %3 = read %1 of 0 : uint<8>, name q name
  write 0 port 0 [%1] = %0
}
`;

state('a write by another clock shows only at a later edge, even at the same instant', () => {
  const { get, set, machine } = run(crossing);
  set('d', 5n);
  machine.step(3);
  assert.is(get('q'), 1n);
  machine.step(2);
  assert.is(get('q'), 5n);
});

state('a snapshot brings back everything', () => {
  const { get, set, machine } = run(memory);
  const start = machine.snapshot();
  for (const [name, value] of Object.entries({ w1: 1n, d1: 9n, en: 1n })) set(name, value);
  machine.step(1, 2);
  assert.equal(['now', 'new', 'd1'].map(get), [9n, 9n, 9n]);
  machine.restore(start);
  assert.equal(['now', 'new', 'd1'].map(get), [1n, 0n, 0n]);
});

state('random power-up values come from the seed alone, and spare what has a value', () => {
  const words = (seed: number): bigint[] => {
    const { get, machine } = run(resets.replace(', init 7', ''));
    machine.randomize(seed);
    return ['at_edge', 'at_once', 'power_up'].map(get);
  };
  assert.equal(words(1).slice(0, 2), [5n, 6n]);
  assert.equal(words(3), words(3));
  assert.ok(new Set([1, 2, 3, 4, 5, 6].map(seed => words(seed)[2])).size > 1);
});

state('values that chase each other are an error', () => {
  const loop = `design top

module top {
  %0 = wire : bool<1>, name w name
  %1 = not %0 : bool<1>
  set %0 = %1
}
`;
  assert.throws(() => run(loop).get('w'), /combinational loop/);
});

state.run();
