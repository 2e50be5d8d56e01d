import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Arc } from '../../../../dsl/kernel/schedule/graph.js';
import { longest } from '../../../../dsl/kernel/schedule/longest.js';
import { minimise } from '../../../../dsl/kernel/schedule/minimise.js';

const test = suite('minimise');

interface Problem {
  readonly arcs: Arc[];
  readonly cost: number[];
  readonly into: readonly (Arc | undefined)[];
  readonly origin: number;
  /** Where each starts if it starts as early as it can. */
  readonly first: readonly number[];
}

/** Nodes in order behind an origin, and behind each that gives one that takes as much, last of all that use it. */
const problems = (count: number): fc.Arbitrary<Problem> =>
  fc
    .record({
      bits: fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 2, maxLength: count, size: 'max' }),
      picks: fc.array(fc.tuple(fc.nat(), fc.nat(), fc.integer({ min: 0, max: 2 })), {
        maxLength: 2 * count,
        size: 'max',
      }),
      back: fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 3 }),
    })
    .map(({ bits, picks, back }) => {
      const origin = bits.length;
      const arcs: Arc[] = bits.map((_, to) => ({ from: origin, to, weight: 0 }));
      const pairs = picks.map(([a, b, weight]) => {
        const [from, to] = [a % origin, b % origin].sort((x, y) => x - y) as [number, number];
        return { from, to: from === to ? to + 1 : to, weight };
      });
      arcs.push(...pairs.filter(({ to }) => to < origin));
      // No earlier than so many cycles before another: never in the way of starting early.
      const free = longest(origin + 1, arcs, origin) as { potentials: number[] };
      for (const [a, b] of back) {
        const [from, to] = [a % origin, b % origin];
        arcs.push({ from, to, weight: Math.min(-1, free.potentials[to]! - free.potentials[from]!) });
      }
      const found = longest(origin + 1, arcs, origin) as { potentials: number[]; into: readonly (Arc | undefined)[] };
      const [cost, into, first] = [[...bits.map(bit => -bit), 0], [...found.into], [...found.potentials]];
      for (let from = 0; from < origin; from++) {
        const end = cost.push(bits[from]!) - 1;
        const own = { from, to: end, weight: 0 };
        const uses = pairs
          .filter(arc => arc.from === from && arc.to < origin)
          .map(({ to }) => ({ from: to, to: end, weight: 0 }));
        arcs.push(own, ...uses);
        into.push(own);
        first.push([own, ...uses].reduce((most, arc) => Math.max(most, first[arc.from]!), 0));
      }
      return { arcs, cost, into, origin, first };
    });

const solve = ({ arcs, cost, into, origin }: Problem): number[] => minimise(arcs, cost, into, origin);

/** What of the giving nodes cannot be sent to taking ones along arcs without slack: a flow of all of it proves potentials best. */
function unsent({ arcs, cost }: Problem, potentials: readonly number[]): number {
  const tight = arcs.filter(({ from, to, weight }) => potentials[to] === potentials[from]! + weight);
  const flow = tight.map(() => 0);
  const excess = cost.map(value => -value);
  const ways: number[][] = cost.map(() => []);
  tight.forEach(({ from, to }, k) => {
    ways[from]!.push(k);
    ways[to]!.push(k);
  });
  const other = (k: number, node: number): number => (tight[k]!.from === node ? tight[k]!.to : tight[k]!.from);
  for (let giver = 0; giver < cost.length; giver++)
    while (excess[giver]! > 0) {
      const came = new Map<number, number>([[giver, -1]]);
      let taker = -1;
      for (const node of came.keys()) {
        if (excess[node]! < 0) {
          taker = node;
          break;
        }
        for (const k of ways[node]!)
          if ((tight[k]!.from === node || flow[k]! > 0) && !came.has(other(k, node))) came.set(other(k, node), k);
      }
      if (taker < 0) break;
      const way: [number, number][] = [];
      for (let node = taker; node !== giver; node = other(came.get(node)!, node)) way.push([came.get(node)!, node]);
      const amount = way.reduce(
        (most, [k, node]) => (tight[k]!.to === node ? most : Math.min(most, flow[k]!)),
        Math.min(excess[giver]!, -excess[taker]!),
      );
      for (const [k, node] of way) flow[k]! += tight[k]!.to === node ? amount : -amount;
      excess[giver]! -= amount;
      excess[taker]! += amount;
    }
  return excess.reduce((sum, value) => sum + Math.max(0, value), 0);
}

const keeps = ({ arcs }: Problem, at: readonly number[]): boolean =>
  arcs.every(({ from, to, weight }) => at[to]! >= at[from]! + weight);

/** Every choice of cycles below a limit. */
function* choices(count: number, limit: number): Generator<number[]> {
  if (count === 0) return yield [];
  for (const rest of choices(count - 1, limit)) for (let i = 0; i < limit; i++) yield [...rest, i];
}

const total = ({ cost }: Problem, at: readonly number[]): number => cost.reduce((sum, c, i) => sum + c * at[i]!, 0);

test('keeps to all arcs, and a flow proves that nothing is better', () => {
  let better = 0;
  fc.assert(
    fc.property(problems(150), problem => {
      const found = solve(problem);
      assert.ok(keeps(problem, found));
      assert.is(found[problem.origin], 0);
      assert.is(unsent(problem, found), 0);
      if (total(problem, found) < total(problem, problem.first)) better++;
    }),
    { numRuns: 100, seed: 1 },
  );
  assert.ok(better > 50, 'starting early is best too often for a test');
});

test('of the best ones, each node is as early as it can be', () => {
  fc.assert(
    fc.property(problems(5), problem => {
      const { arcs, origin } = problem;
      const found = solve(problem);
      const best = total(problem, found);
      const least = [...found];
      const limit = Math.max(...found.slice(0, origin)) + 1;
      for (const cycles of choices(origin, limit)) {
        const at = [...cycles, 0];
        for (let end = origin + 1; end < found.length; end++)
          at.push(Math.max(...arcs.filter(({ to }) => to === end).map(({ from }) => at[from]!)));
        if (!keeps(problem, at)) continue;
        assert.ok(total(problem, at) >= best);
        if (total(problem, at) === best) for (const [i, cycle] of at.entries()) least[i] = Math.min(least[i]!, cycle);
      }
      assert.equal(found, least);
    }),
    { numRuns: 150, seed: 2 },
  );
});

test.run();
