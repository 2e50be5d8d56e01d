import { readFileSync } from 'node:fs';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type Simulator, simulate } from '../../../backend-sim/index.js';
import type { Circuit } from '../../../dsl/index.js';
import { catalogue, type Entry } from './catalogue.js';
import { reportRow, streamsOf } from './rig.js';

/**
 * What `docs/streams.md` says of every combinator, what its facts say, and what the finished hardware does: the paths
 * as `report` reads them from it, latency and interval from a simulation in which nothing stalls.
 */
const test = suite('stated and measured');

interface Row {
  readonly latency: string;
  readonly interval: string;
  readonly ready: string;
  readonly valid: string;
}

const page = readFileSync(new URL('../../../docs/streams.md', import.meta.url), 'utf8');
const section = page.slice(page.indexOf('## Combinators'), page.indexOf('### Where the registers'));
const rows = new Map(
  [...section.matchAll(/^\| (`.*) \| .* \| (.*) \| (.*) \| (.*) \| (.*) \|$/gm)].map(
    ([, name, latency, interval, ready, valid]) => [name!, { latency, interval, ready, valid } as Row] as const,
  ),
);

/** The value of a cell: a number, a name, a quotient, a sum; undefined where it is none. */
function cellValue(cell: string, names: Readonly<Record<string, number>>): number | undefined {
  const [sum, least] = cell.split(', at least ');
  const value = sum!
    .split(' + ')
    .map(term =>
      term
        .split('/')
        .map(part => names[part] ?? Number(part))
        .reduce((a, b) => a / b),
    )
    .reduce((a, b) => a + b);
  return Number.isNaN(value) ? undefined : Math.max(value, Number(least ?? value));
}

/** With all sides always ready: the cycle of the first offer, and how many cycles a transfer takes once all is under way. */
function measured({ circuit }: Entry): { readonly first: number; readonly interval: number } {
  const sim = simulate(circuit as Circuit<Record<string, never>>) as Simulator;
  for (const { name, dir } of streamsOf(circuit))
    if (dir !== 'inner') sim.poke(`${name}_${dir === 'in' ? 'valid' : 'ready'}`, true);
  const transfers: number[] = [];
  for (let cycle = 0; cycle < 240; cycle++) {
    if (sim.peek('m_valid')) transfers.push(cycle);
    sim.step();
  }
  return { first: transfers[0]!, interval: 120 / transfers.filter(cycle => cycle >= 120).length };
}

const close = (a: number, b: number): boolean => Math.abs(a - b) < 0.02 * b;

for (const entry of catalogue) {
  const { row, name, circuit, facts, names, needs } = entry;
  test(`${row.replaceAll('`', '')}: ${name}`, () => {
    const said = rows.get(row);
    assert.ok(said, `docs/streams.md has no row for ${row}`);

    // From the inputs that count to the output, through the finished hardware.
    const inputs = streamsOf(circuit).filter(({ dir }) => dir === 'in');
    const validFrom = reportRow(circuit, 'm');
    const through = inputs.some(input => validFrom.includes(input.name));
    const back = inputs.some(input => reportRow(circuit, input.name).includes('m'));
    assert.is(said!.valid, through ? 'c' : 'r', 'valid in the table');
    assert.is(said!.ready, back ? 'c' : 'r', 'ready in the table');
    assert.is(facts.validPath, through ? 'combinational' : 'registered', 'valid in the facts');
    assert.is(facts.readyPath, back ? 'combinational' : 'registered', 'ready in the facts');

    const { first, interval } = measured(entry);
    const latency = cellValue(said!.latency, names);
    if (latency !== undefined) assert.is(first - (needs - 1), latency, 'latency in the table');
    if (facts.latency !== undefined) assert.is(first, facts.latency, 'latency in the facts');
    const every = cellValue(said!.interval, names);
    if (every !== undefined)
      assert.ok(close(interval, every), `an element every ${interval} cycles, ${every} in the table`);
    if (facts.ii !== undefined)
      assert.ok(close(interval, facts.ii), `an element every ${interval} cycles, ${facts.ii} in the facts`);
  });
}

test('every row is measured', () => {
  const known = new Set(catalogue.map(({ row }) => row));
  assert.equal(
    [...rows.keys()].filter(row => !known.has(row)),
    [],
  );
});

test.run();
