import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { verilog } from '../../backend-verilog/index.js';
import {
  bool,
  dot,
  i8,
  input,
  module,
  output,
  reg,
  type SInt,
  type Source,
  sint,
  type Type,
  type UInt,
  u8,
  uint,
  vec,
  vecOf,
  when,
} from '../../dsl/index.js';

const names = suite('derived names');

const ports = {
  acc: input(i8),
  bias: input(i8),
  count: input(u8),
  from_valid: input(uint(1)),
  from_ready: input(uint(1)),
  taps: input(vec(i8, 4)),
  n: input(uint(3)),
};
interface Io {
  readonly acc: SInt<8>;
  readonly bias: SInt<8>;
  readonly count: UInt<8>;
  readonly from_valid: UInt<1>;
  readonly from_ready: UInt<1>;
  readonly taps: { readonly length: number; map<R>(fn: (tap: SInt<8>) => R): R[] };
  readonly n: UInt<3>;
}

/** The nets of a module that gives a value twice, so that it is declared; without the ports. */
function netsOf(type: Type, build: (io: Io) => unknown, beside?: (io: Io) => unknown): string[] {
  const top = module(
    'top',
    () => ({ ...ports, x: output(type), y: output(type), z: output(uint(64)) }),
    io => {
      io.z.set((beside?.(io as never) ?? 0) as never);
      const value = build(io as never) as Source<Type>;
      (io.x as { set(value: unknown): void }).set(value);
      (io.y as { set(value: unknown): void }).set(value);
    },
  );
  const [{ text }] = verilog(top()).files as unknown as [{ text: string }];
  return [...text.matchAll(/^ {2}(?:wire|reg) (?:\[\S+\] )?(\w+)/gm)]
    .map(match => match[1]!)
    .filter(name => name !== '_unused_ok');
}

const cases: Readonly<Record<string, readonly [Type, (io: Io) => unknown]>> = {
  sum_acc_bias: [sint(9), io => io.acc.add(io.bias)],
  product_acc_bias: [sint(16), io => io.acc.mul(io.bias)],
  product_acc_m5: [sint(12), io => io.acc.mul(-5)],
  from_valid_and_ready: [uint(1), io => io.from_valid.and(io.from_ready)],
  max_acc_bias: [i8, io => io.acc.max(io.bias)],
  abs_acc: [uint(8), io => io.acc.abs()],
  acc_xor_bias: [i8, io => io.acc.xor(io.bias)],
};

for (const [name, [type, build]] of Object.entries(cases))
  names(`a value is called ${name}`, () => {
    assert.equal(netsOf(type, build), [name]);
  });

names('an edit elsewhere moves no name', () => {
  for (const [name, [type, build]] of Object.entries(cases)) {
    const found = netsOf(type, build, io => io.count.mul(io.count).mul(io.n).extend(64));
    assert.ok(found.includes(name), `${name} among ${found}`);
  }
});

names('the lanes of a vector give it what their names have in common', () => {
  const chosen = netsOf(i8, ({ n, acc, bias }) => vecOf(i8, [acc, bias, acc, bias]).at(n));
  assert.equal(chosen, ['lanes_acc_bias', 'lanes_acc_bias_at_n']);
});

names('lanes that have no names give the vector none, and it is printed all the same', () => {
  const chosen = netsOf(i8, ({ n, acc, bias }) => vecOf(i8, [acc.xor(5), bias.xor(6), acc.and(7), bias.or(8)]).at(n));
  assert.is(chosen.length, 2);
});

names('a register is called after the output that it is, what it takes, or what it does', () => {
  const nets = netsOf(i8, ({ acc, count }) => {
    const taken = reg(i8);
    const timer = reg(u8);
    const busy = reg(bool, { init: false });
    taken.set(acc);
    timer.set(timer.addWrap(1));
    when(timer.eq(3), () => busy.set(true));
    return busy.mux(taken, count.asSInt().addWrap(timer.asSInt()));
  });
  assert.equal(nets.slice(0, 3), ['acc_reg', 'count_reg', 'flag']);
  const top = module(
    'top',
    () => ({ x: output(u8) }),
    io => {
      const held = reg(u8);
      held.set(held.addWrap(1));
      io.x.set(held);
    },
  );
  assert.match(verilog(top()).files[0]!.text, 'reg [7:0] x_reg');
});

names('long ones say what is done and to what, and say it once', () => {
  const nets = netsOf(sint(30), ({ taps, acc, bias }) =>
    dot(taps as never, [1, 22, 333, 4444])
      .add(acc.mul(bias))
      .max(-12345)
      .extend(30),
  );
  for (const name of nets) {
    assert.ok(name.length <= 34, name);
    const operators = name
      .split('_')
      .filter(word => ['sum', 'product', 'mux', 'and', 'or', 'not', 'lt'].includes(word));
    assert.is(new Set(operators).size, operators.length, name);
  }
});

names.run();
