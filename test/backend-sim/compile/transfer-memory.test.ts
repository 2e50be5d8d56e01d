import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { compile } from '../../../backend-sim/compile/index.js';
import type { Lane } from '../../../backend-sim/machine.js';
import { designOf, module, reg, streamIn, streamOut, u8, uint, when } from '../../../dsl/index.js';
import { sizes } from '../quiet-steps.js';

const test = suite('memory of transfers');

test('records that wait stay as they are when code that skips what rests is made meanwhile', () => {
  const many = 40_000;
  const late = module(
    'late',
    () => ({ waits: streamIn(u8), goes: streamIn(u8), y: streamOut(u8), passed: streamOut(u8) }),
    io => {
      const count = reg(uint(20), { init: 0 });
      const over = count.eq(many);
      when(io.goes.fire, () => count.set(count.addWrap(1)));
      io.waits.ready.set(io.y.ready.and(over));
      io.y.valid.set(io.waits.valid.and(over));
      io.y.payload.set(io.waits.payload);
      io.goes.skid().into(io.passed);
    },
  );
  // A clock by which the first code has had its time at once.
  const { now } = performance;
  let time = 0;
  performance.now = () => time++;
  try {
    const machine = compile(late()[designOf], { clusters: sizes[0]! });
    const lane = (stream: string, data: Uint8Array): Lane => ({
      ...{ stream, data, count: data.length },
      stall: { kind: 'never' },
    });
    const waits = Uint8Array.from({ length: 2000 }, (_, i) => i * 7 + 1);
    const [y, passed] = [new Uint8Array(waits.length), new Uint8Array(many)];
    const inputs = [lane('waits', waits), lane('goes', new Uint8Array(many))];
    assert.ok(machine.transfer(inputs, [lane('y', y), lane('passed', passed)], 100_000).complete);
    assert.equal(y, waits);
  } finally {
    performance.now = now;
  }
});

test.run();
