import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import {
  bool,
  bundle,
  designOf,
  extern,
  input,
  module,
  output,
  type PortTree,
  reg,
  type UInt,
  u8,
  uint,
  vec,
  when,
} from '../../../dsl/index.js';
import { circuitOf, codesOf, errorsOf, rig, rigOf } from '../rig.js';

const instances = suite('instances');

const adder = module(
  'adder',
  ({ width }: { width: number }) => ({
    a: input(uint(width)),
    b: input(uint(width)),
    out: { sum: output(uint(width)), carry: output(bool) },
  }),
  ({ a, b, out }) => {
    const sum = a.add(b);
    out.sum.set(sum.trunc(a.width));
    out.carry.set(sum.bit(a.width));
  },
);

instances('a hierarchy computes what its parts compute', () => {
  const dut = rigOf({ a: input(u8), b: input(u8), y: output(uint(16)), over: output(bool) }, ({ a, b, y, over }) => {
    const low = adder({ width: 8 });
    low.a.set(a);
    low.b.set(b);
    const high = adder({ width: 8 });
    high.a.set(low.out.sum);
    high.b.set(low.out.carry.mux(1, low.out.sum.xor(low.out.sum)));
    y.set(high.out.sum.cat(low.out.sum));
    over.set(high.out.carry);
  });
  dut.poke('a', 200);
  dut.poke('b', 100);
  assert.equal([dut.peek('y'), dut.peek('over')], [(45n << 8n) | 44n, 0n]);
});

instances('ports of every type cross the border', () => {
  const type = bundle({ x: u8, list: vec(vec(u8, 2), 2), flag: bool });
  const pass = module(
    'pass',
    () => ({ a: input(type), y: output(type) }),
    ({ a, y }) => {
      const r = reg(type);
      r.set(a);
      y.set(r);
    },
  );
  const dut = rigOf({ a: input(type), y: output(type) }, ({ a, y }) => {
    const inner = pass();
    inner.a.set(a);
    y.set(inner.y);
  });
  dut.poke('a_x', 1);
  dut.poke('a_list', [2, 3, 4, 5]);
  dut.poke('a_flag', 1);
  dut.step();
  assert.equal([dut.peek('y_x'), dut.peek('y_flag'), dut.lanes('y_list')], [1n, 1n, [2n, 3n, 4n, 5n]]);
});

instances('modules nest and recurse, with a parameter that shrinks', () => {
  const tree: ReturnType<typeof make> = make();
  function make() {
    return module(
      'tree',
      ({ n }: { n: number }) => ({ xs: input(vec(u8, n)), y: output(uint(8 + Math.log2(n))) }),
      ({ xs, y }, { n }) => {
        if (n === 1) {
          y.set(xs.at(0));
          return;
        }
        const halves = [xs.slice(0, n / 2), xs.slice(n / 2)].map(half => {
          const part = tree({ n: n / 2 });
          part.xs.set(half);
          return part.y as UInt;
        });
        y.set(halves[0]!.add(halves[1]!));
      },
    );
  }
  const circuit = tree({ n: 8 });
  assert.equal(
    circuit[designOf].modules.map(({ name }) => name),
    ['tree_n1', 'tree_n2', 'tree_n4', 'tree_n8'],
  );
  const dut = rig(circuit);
  dut.poke('xs', [255, 255, 255, 255, 255, 255, 255, 1]);
  assert.is(dut.peek('y'), 1786n);
});

instances('an input that nobody drives, and one driven only sometimes, are errors', () => {
  const build = (drive: (io: { a: { set(x: never): void }; b: { set(x: never): void } }, c: never) => void) =>
    codesOf(() =>
      circuitOf({ c: input(bool), y: output(u8) }, ({ c, y }) => {
        const part = adder({ width: 8 });
        drive(part as never, c as never);
        y.set(part.out.sum);
      }),
    );
  assert.equal(
    build(io => io.a.set(1 as never)),
    ['HW025'],
  );
  assert.equal(
    build((io, c) => {
      io.a.set(1 as never);
      when(c, () => io.b.set(2 as never));
    }),
    ['HW022'],
  );
});

instances('a signal of another module, and a port of a finished circuit, are errors', () => {
  let leaked: UInt<8> | undefined;
  const leak = module(
    'leak',
    () => ({ a: input(u8), y: output(u8) }),
    ({ a, y }) => {
      leaked = a;
      y.set(a);
    },
  );
  const use = (what: (stolen: UInt<8>, y: UInt<8>) => void) =>
    errorsOf(() =>
      circuitOf({ a: input(u8), y: output(u8) }, ({ a, y }) => {
        leak().a.set(a);
        what(leaked!, y);
      }),
    );
  assert.match(
    use((x, y) => y.set(x))[0]!,
    /^HW001 a belongs to module leak, and is used in module dut \| pass it through a port/,
  );
  assert.match(use((x, y) => y.set(x.addWrap(1)))[0]!, /^HW001/);
  assert.match(use(x => x.set(1))[0]!, /^HW001|^HW012/);
  const done = adder({ width: 8 });
  assert.equal(
    codesOf(() => done.a),
    ['HW001'],
  );
});

instances('one run shows every mistake that it can', () => {
  const found = codesOf(() =>
    circuitOf({ a: input(u8), b: input(uint(9)), y: output(u8), z: output(u8) }, ({ a, b, y, z }) => {
      y.set(b as never);
      y.set(300);
      z.set(a.addWrap(b as never));
      a.set(1);
    }),
  );
  assert.equal(found, ['HW014', 'HW010', 'HW014', 'HW012']);
});

instances('an error in the body keeps those found before it; other exceptions pass', () => {
  assert.equal(
    codesOf(() =>
      circuitOf({ y: output(u8) }, ({ y }) => {
        y.set(300);
        throw new TypeError('a consequence');
      }),
    ),
    ['HW010'],
  );
  assert.throws(
    () =>
      circuitOf({}, () => {
        throw new TypeError('my own');
      }),
    /my own/,
  );
  // Nothing is left behind that would disturb the next design.
  assert.is(rigOf({ y: output(u8) }, ({ y }) => y.set(3)).peek('y'), 3n);
});

instances('an extern is its model in simulation', () => {
  const ports = (): PortTree => ({ a: input(u8), y: output(u8) });
  const invert = extern('VENDOR_INV', () => ({ a: input(u8), y: output(u8) }), {
    parameters: { WIDTH: 8, MODE: 'FAST' },
    model: ({ a, y }) => y.set(a.not()),
  });
  const circuit = circuitOf({ a: input(u8), y: output(u8) }, ({ a, y }) => {
    const part = invert();
    part.a.set(a);
    y.set(part.y);
  });
  const [black] = circuit[designOf].modules;
  assert.equal(black!.extern, { verilog: 'VENDOR_INV', parameters: { WIDTH: 8, MODE: 'FAST' } });
  const dut = rig(circuit);
  dut.poke('a', 1);
  assert.is(dut.peek('y'), 254n);
  assert.ok(extern('NO_MODEL', ports));
});

instances('the Verilog parameters of an extern follow from those of its instances', () => {
  const ram = extern('RAM', ({ bits }: { bits: number }) => ({ a: input(uint(bits)), y: output(u8) }), {
    parameters: ({ bits }) => ({ DEPTH: 2 ** bits }),
    model: ({ y }) => y.set(0),
  });
  const circuit = circuitOf({ y: output(u8) }, ({ y }) => {
    const [small, large] = [4, 6].map(bits => ram({ bits }));
    small!.a.set(1);
    large!.a.set(2);
    y.set(small!.y.addWrap(large!.y));
  });
  const boxes = circuit[designOf].modules.flatMap(module => module.extern ?? []);
  assert.equal(boxes, [
    { verilog: 'RAM', parameters: { DEPTH: 16 } },
    { verilog: 'RAM', parameters: { DEPTH: 64 } },
  ]);
});

instances('an asynchronous body is refused, since it would build outside of its module', () => {
  const late = module(
    'late',
    () => ({ y: output(u8) }),
    async ({ y }) => y.set(1),
  );
  assert.match(errorsOf(() => late()).join('\n'), /^HW002 .*the body of module late is asynchronous/);
});

instances('a type where a port belongs is refused by the name of the port', () => {
  const group = module(
    'group',
    () => ({ x: { kind: input(u8) }, y: output(u8) }),
    io => io.y.set(io.x.kind),
  );
  assert.equal(
    errorsOf(() => group()),
    [],
  );
  for (const wrong of [u8, 8, undefined, vec(u8, 2)]) {
    const bare = module(
      'bare',
      () => ({ x: wrong, y: output(u8) }) as unknown as { y: ReturnType<typeof output<typeof u8>> },
      ({ y }) => y.set(1),
    );
    assert.match(errorsOf(() => bare()).join('\n'), /^HW002 .*module: x is .+, not a port \| .*x: input/);
  }
});

instances.run();
