import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bool, check, i8, i32, input, lit, module, named, output, print, reg, type SInt, vec, when } from 'grace-hdl';
import { simulate } from 'grace-hdl/sim';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';

/** What the signals of single cells show when their registers are lanes of rows. */
const signals = suite('signals of cells');
const folder = mkdtempSync(join(tmpdir(), 'grace-cells-'));
signals.after(() => rmSync(folder, { recursive: true }));

const cell = module(
  'cell',
  () => ({
    drain: input(bool),
    a_in: input(i8),
    b_in: input(i8),
    sum_in: input(i32),
    a: output(i8),
    b: output(i8),
    sum: output(i32),
  }),
  io => {
    const a = named('x', reg(i8));
    const b = named('y', reg(i8));
    const sum = named('total', reg(i32, { init: 0 }));
    a.set(io.a_in);
    b.set(io.b_in);
    sum.set(io.drain.mux(io.sum_in, sum.addWrap(a.mul(b).extend(32))));
    when(a.eq(100), () => print('{} x {}', a, b));
    check.cover(sum.lt(0), 'below zero');
    io.a.set(a);
    io.b.set(b);
    io.sum.set(sum);
  },
);

const [rows, columns] = [5, 7];

const array = module(
  'array',
  () => ({
    drain: input(bool),
    left: input(vec(i8, rows)),
    top: input(vec(i8, columns)),
    sums: output(vec(i32, columns)),
  }),
  io => {
    const b: SInt<8>[] = [...io.top];
    const sum: SInt<32>[] = Array<SInt<32>>(columns).fill(lit(i32, 0));
    for (let r = 0; r < rows; r++) {
      let a = io.left.at(r);
      for (let c = 0; c < columns; c++) {
        const here = cell(undefined, { name: `cell_${r}_${c}` });
        here.drain.set(io.drain);
        here.a_in.set(a);
        here.b_in.set(b[c]!);
        here.sum_in.set(sum[c]!);
        a = here.a;
        b[c] = here.b;
        sum[c] = here.sum;
      }
    }
    io.sums.set(sum);
  },
);

/** Both engines on one bench; everything that can be seen of the cells. */
function both(bench: (sim: ReturnType<typeof simulateArray>, file: string) => unknown): void {
  const [wasm, interpreter] = (['wasm', 'interpreter'] as const).map(engine => {
    const said: string[] = [];
    const file = join(folder, `${engine}.vcd`);
    const sim = simulateArray(engine, text => said.push(text));
    const result = bench(sim, file);
    return { result, said, coverage: sim.coverage().map(({ path, hits }) => [path, hits]) };
  });
  assert.equal(wasm, interpreter);
}

const simulateArray = (engine: 'wasm' | 'interpreter', onPrint: (text: string) => void) =>
  simulate(array(), { engine, onPrint, seed: 1 });

const names = Array.from({ length: rows * columns }, (_, i) => `cell_${Math.floor(i / columns)}_${i % columns}`);
const peeks = (sim: ReturnType<typeof simulateArray>) =>
  names.flatMap(name => ['a', 'b', 'total', 'sum_in'].map(part => sim.peek(`${name}.${part}` as never)));
const bytes = (salt: number, count: number): number[] =>
  Array.from({ length: count }, (_, i) => (((salt + 3) * (i + 5) * 2654435) % 256) - 128);
const feed = (sim: ReturnType<typeof simulateArray>, salt: number): void => {
  sim.poke('left', salt % 3 === 0 ? Array(rows).fill(100) : bytes(salt, rows));
  sim.poke('top', bytes(salt + 50, columns));
  sim.poke('drain', salt % 5 === 4);
};

signals('every cell can be peeked by the name of its instance, and prints and covers for itself', () => {
  both(sim => {
    const seen: unknown[] = [];
    for (let cycle = 0; cycle < 20; cycle++) {
      feed(sim, cycle);
      seen.push(peeks(sim));
      sim.step();
    }
    return [seen, sim.peek('sums')];
  });
});

signals('a register of one cell can be set, and changes no other', () => {
  both(sim => {
    feed(sim, 1);
    sim.step(9);
    sim.force('cell_2_3.total', -77);
    sim.force('cell_4_6.x', 13);
    const set = peeks(sim);
    sim.step(2);
    return [set, peeks(sim)];
  });
});

signals('a snapshot holds every cell', () => {
  both(sim => {
    feed(sim, 1);
    sim.step(12);
    const before = peeks(sim);
    const snapshot = sim.snapshot();
    feed(sim, 2);
    sim.step(7);
    const after = peeks(sim);
    sim.restore(snapshot);
    assert.equal(peeks(sim), before);
    feed(sim, 2);
    sim.step(7);
    assert.equal(peeks(sim), after);
    return [before, after];
  });
});

signals('a VCD has every cell in every cycle, also of cycles that are over', () => {
  both((sim, file) => {
    feed(sim, 1);
    sim.step(6);
    const recording = sim.vcd(file, { last: 4 });
    feed(sim, 2);
    sim.step(6);
    recording.close();
    const text = readFileSync(file, 'utf8');
    for (const name of names) assert.ok(text.includes(`$scope module ${name} $end`), name);
    return text.slice(text.indexOf('$scope'));
  });
});

signals('state at random starts each cell at its own', () => {
  for (const seed of [1, 2, 3]) {
    const [wasm, interpreter] = (['wasm', 'interpreter'] as const).map(engine => {
      const sim = simulate(array(), { engine, seed, randomizeState: true, onPrint: () => {} });
      const start = peeks(sim);
      feed(sim, seed);
      sim.step(5);
      return [start, peeks(sim)];
    });
    assert.equal(wasm, interpreter);
    assert.ok(new Set(wasm![0]).size > names.length);
  }
});

signals.run();
