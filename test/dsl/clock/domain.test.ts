import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import {
  axiDomain,
  type DomainOptions,
  designOf,
  domain,
  inDomain,
  input,
  module,
  output,
  reg,
  u8,
} from '../../../dsl/index.js';
import { circuitOf, codesOf, errorsOf, rig, rigOf } from '../rig.js';

const clocks = suite('domain');

const counter = module(
  'counter',
  () => ({ q: output(u8) }),
  ({ q }) => {
    const count = reg(u8, { init: 5 });
    const free = reg(u8, { init: 5, reset: false });
    const bare = reg(u8);
    count.set(count.addWrap(1));
    free.set(free.addWrap(1));
    bare.set(bare.addWrap(1));
    q.set(count.addWrap(free.shlWrap(4)).addWrap(bare.subWrap(bare)));
  },
);

for (const edge of ['rising', 'falling'] as const)
  for (const reset of ['sync', 'async', 'none'] as const)
    for (const activeLow of [false, true])
      clocks(`${edge} edge, ${reset} reset, active ${activeLow ? 'low' : 'high'}`, () => {
        const options: DomainOptions = { edge, reset, activeLow };
        const circuit = inDomain(domain(options), () => counter());
        const [module] = circuit[designOf].modules;
        const pin = activeLow ? 'rst_n' : 'rst';
        assert.equal(module!.domains, [
          {
            name: 'clk',
            clock: 'clk',
            edge,
            ...(reset === 'none' ? {} : { reset: { port: pin, kind: reset, activeLow } }),
          },
        ]);
        const dut = rig(circuit);
        dut.step(3);
        assert.is(dut.peek('q'), 8n + (8n << 4n) - 0n);
        if (reset === 'none') return;
        dut.poke(pin, activeLow ? 0 : 1);
        // Asynchronous: at once. Synchronous: at the edge. The register without a reset goes on.
        assert.is(dut.peek('q') & 15n, reset === 'async' ? 5n : 8n);
        dut.step();
        assert.is(dut.peek('q'), BigInt.asUintN(8, 5n + (9n << 4n)));
        dut.poke(pin, activeLow ? 1 : 0);
        dut.step();
        assert.is(dut.peek('q'), BigInt.asUintN(8, 6n + (10n << 4n)));
      });

clocks('ports take the names of the clock, or those that are given', () => {
  assert.equal([domain().clock, domain().resetPort], ['clk', 'rst']);
  assert.equal(
    [domain({ name: 'wr' }).clock, domain({ name: 'wr', activeLow: true }).resetPort],
    ['wr_clk', 'wr_rst_n'],
  );
  assert.equal([axiDomain.clock, axiDomain.resetPort], ['aclk', 'aresetn']);
  assert.equal(
    codesOf(() => domain({ name: '1st' })),
    ['HW002'],
  );
});

clocks('registers of two clocks move with their own', () => {
  const wr = domain({ name: 'wr' });
  const rd = domain({ name: 'rd' });
  const dut = rigOf({ a: output(u8, { domain: wr }), b: output(u8, { domain: rd }) }, ({ a, b }) => {
    const x = inDomain(wr, () => reg(u8, { init: 0 }));
    const y = reg(u8, { init: 0, domain: rd });
    x.set(x.addWrap(1));
    y.set(y.addWrap(1));
    a.set(x);
    b.set(y);
  });
  dut.step(3, 'wr');
  dut.step(2, 'rd');
  dut.machine.step(3);
  assert.equal([dut.peek('a'), dut.peek('b')], [4n, 3n]);
});

clocks('a module serves under any clock of its kind, and takes clocks as parameters', () => {
  const wr = domain({ name: 'wr' });
  const rd = domain({ name: 'rd' });
  const pair = module(
    'pair',
    ({ from, to }: { from: typeof wr; to: typeof rd }) => ({
      x: output(u8, { domain: from }),
      y: output(u8, { domain: to }),
    }),
    ({ x, y }, { from, to }) => {
      const a = reg(u8, { init: 0, domain: from });
      const b = reg(u8, { init: 0, domain: to });
      a.set(a.addWrap(1));
      b.set(b.addWrap(1));
      x.set(a);
      y.set(b);
    },
  );
  const circuit = circuitOf(
    {
      x: output(u8, { domain: wr }),
      y: output(u8, { domain: rd }),
      z: output(u8, { domain: rd }),
      q: output(u8, { domain: rd }),
    },
    io => {
      const one = pair({ from: wr, to: rd });
      const two = pair({ from: rd, to: wr });
      io.x.set(one.x);
      io.y.set(one.y);
      io.z.set(two.x);
      io.q.set(inDomain(rd, () => counter()).q);
    },
  );
  assert.equal(
    circuit[designOf].modules.map(({ name }) => name),
    ['pair', 'counter', 'dut'],
  );
  const dut = rig(circuit);
  dut.step(5, 'wr');
  dut.step(2, 'rd');
  assert.equal([dut.peek('x'), dut.peek('y'), dut.peek('z')], [5n, 2n, 2n]);
});

clocks('two clocks of one name are an error', () => {
  const text = errorsOf(() =>
    circuitOf({}, () => {
      reg(u8, { domain: domain({ name: 'a' }) });
      reg(u8, { domain: domain({ name: 'a', edge: 'falling' }) });
    }),
  );
  assert.match(text[0]!, /^HW026 two clock domains of module dut are called 'a'/);
});

clocks('a value of one clock in a register of another is an error', () => {
  const wr = domain({ name: 'wr' });
  const rd = domain({ name: 'rd' });
  assert.equal(
    codesOf(() =>
      circuitOf({ a: input(u8, { domain: wr }), q: output(u8, { domain: rd }) }, ({ a, q }) => {
        const r = reg(u8, { domain: rd });
        r.set(a);
        q.set(r);
      }),
    ),
    ['HW024'],
  );
});

clocks.run();
