import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { designOf, input, mem, module, named, output, reg, u8, wire } from '../../../dsl/index.js';

const names = suite('named');

/** The names of registers, wires and memories that a body leaves. */
function namesOf(body: () => void): string[] {
  const circuit = module('m', () => ({ a: input(u8) }), body)();
  const { nodes, memories } = circuit[designOf].modules[0]!;
  return [
    ...nodes.filter(node => node.op === 'reg').map(node => node.name ?? '?'),
    ...memories.map(memory => memory.name),
  ];
}

const word = () => reg(u8, { init: 0 });

names('gives a name once; a hint gives way to a name', () => {
  const found = namesOf(() => {
    const value = named('first', word());
    named('second', value);
    named('better', named('key', word(), 'hint'));
    named('later', named('kept', word()), 'hint');
  });
  assert.equal(found, ['first', 'better', 'kept']);
});

names('reaches parts of arrays and objects, signals and memories alike', () => {
  const found = namesOf(() => {
    named('bank', [word(), [word()]]);
    named('unit', { count: word(), stack: mem(u8, 4), taps: [word()], size: 8 });
  });
  assert.equal(found, ['bank_0', 'bank_1_0', 'unit_count', 'unit_taps_0', 'unit_stack']);
});

names('returns anything untouched, and reads no getter', () => {
  let reads = 0;
  const values = [1, 'text', null, undefined, () => 1, new Map(), Object.freeze([1, 2]), Symbol.iterator];
  namesOf(() => {
    for (const value of values) assert.is(named('x', value), value);
    const lazy = {
      get part() {
        reads++;
        return wire(u8);
      },
    };
    assert.is(named('lazy', lazy), lazy);
  });
  assert.is(reads, 0);
});

names('a circuit passes, whatever its ports are called', () => {
  const circuit = module(
    'm',
    () => ({ kind: input(u8), cases: output(u8), name: input(u8) }),
    io => io.cases.set(io.kind),
  )();
  assert.is(named('circuit', circuit), circuit);
});

names.run();
