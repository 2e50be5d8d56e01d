import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { earliest } from '../../../../dsl/kernel/schedule/earliest.js';
import type { Edge, Graph, Task } from '../../../../dsl/kernel/schedule/graph.js';
import { registerBits, schedule } from '../../../../dsl/kernel/schedule/schedule.js';

const test = suite('schedule');

const task: fc.Arbitrary<Task> = fc.record({
  delay: fc.integer({ min: 0, max: 4 }),
  latency: fc.constantFrom(0, 0, 0, 1, 2),
  out: fc.integer({ min: 0, max: 2 }),
  bits: fc.integer({ min: 0, max: 9 }),
});

/** Tasks in order, each using some before it; `back` uses from the iteration before lead the other way. */
const graphs = (count: number, back: number): fc.Arbitrary<Graph> =>
  fc
    .record({
      tasks: fc.array(task, { minLength: 1, maxLength: count }),
      picks: fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 2 * count }),
      backs: fc.array(fc.tuple(fc.nat(), fc.nat(), fc.constantFrom(1, 2)), { maxLength: back }),
    })
    .map(({ tasks, picks, backs }) => {
      const n = tasks.length;
      const edges: Edge[] = picks.flatMap(([a, b]) => {
        const [from, to] = [a % n, b % n].sort((x, y) => x - y) as [number, number];
        return from === to ? [] : [{ from, to, gap: 0, distance: 0, carries: true }];
      });
      for (const [a, b, distance] of backs) edges.push({ from: a % n, to: b % n, gap: 1, distance, carries: true });
      return { tasks, edges, resources: [] };
    });

/** Whether cycles keep to everything, by walking the logic of each cycle. */
function keeps({ tasks, edges }: Graph, cycles: readonly number[], period: number, ii: number): boolean {
  const times: number[] = [];
  for (const [i, { delay, latency, out }] of tasks.entries()) {
    if (cycles[i]! < 0) return false;
    let start = 0;
    for (const edge of edges) {
      if (edge.to !== i) continue;
      const end = cycles[edge.from]! + tasks[edge.from]!.latency + edge.gap - edge.distance * ii;
      if (cycles[i]! < end) return false;
      if (edge.distance === 0 && cycles[i] === end) start = Math.max(start, times[edge.from]!);
    }
    if (start + delay > period) return false;
    times.push(latency > 0 ? out : start + delay);
  }
  return true;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);

/** Every choice of cycles below a limit. */
function* choices(count: number, limit: number): Generator<number[]> {
  if (count === 0) return yield [];
  for (const rest of choices(count - 1, limit)) for (let i = 0; i < limit; i++) yield [...rest, i];
}

test('keeps to dependences and period, and is no worse than as early as possible', () => {
  fc.assert(
    fc.property(graphs(40, 0), fc.integer({ min: 4, max: 12 }), (graph, period) => {
      const found = schedule(graph, period);
      assert.not('kind' in found);
      if ('kind' in found) return;
      assert.ok(keeps(graph, found.cycles, period, 1));
      assert.ok(keeps(graph, found.earliest, period, 1));
      assert.equal(found.earliest, earliest(graph, period).cycles);
      assert.ok(sum(registerBits(graph, found.cycles)) <= sum(registerBits(graph, found.earliest)));
    }),
    { numRuns: 300, seed: 1 },
  );
});

test('has as few register bits as any schedule', () => {
  fc.assert(
    fc.property(graphs(5, 0), fc.integer({ min: 4, max: 9 }), (graph, period) => {
      const found = schedule(graph, period);
      if ('kind' in found) throw new Error(found.kind);
      let best = Number.POSITIVE_INFINITY;
      for (const cycles of choices(graph.tasks.length, 5))
        if (keeps(graph, cycles, period, 1)) best = Math.min(best, sum(registerBits(graph, cycles)));
      assert.is(sum(registerBits(graph, found.cycles)), best);
    }),
    { numRuns: 60, seed: 2 },
  );
});

test('finds a schedule for an interval when there is one, and else a circle that proves there is none', () => {
  fc.assert(
    fc.property(graphs(4, 3), fc.integer({ min: 4, max: 9 }), fc.integer({ min: 1, max: 4 }), (graph, period, ii) => {
      const found = schedule(graph, period, ii);
      if ('cycles' in found) return assert.ok(keeps(graph, found.cycles, period, ii));
      assert.is(found.kind, 'circle');
      for (const cycles of choices(graph.tasks.length, 7)) assert.not(keeps(graph, cycles, period, ii));
      if (found.kind === 'circle') assert.ok(sum(found.arcs.map(arc => arc.weight)) > 0);
    }),
    { numRuns: 60, seed: 3 },
  );
});

test('accesses share the ports of a memory', () => {
  const access: Task = { delay: 1, latency: 1, out: 1, bits: 8 };
  const tasks = [access, access, access, access];
  const graph = { tasks, edges: [], resources: [{ name: 'ports', tasks: [0, 1, 2, 3], ports: 2 }] };
  const found = schedule(graph, 10, 2);
  assert.ok('cycles' in found);
  if ('cycles' in found) assert.equal([...found.cycles].sort(), [0, 0, 1, 1]);
  assert.is((schedule(graph, 10, 1) as { kind: string }).kind, 'ports');
});

test('accesses that a circle keeps in step, and so at the same ports, take a longer interval', () => {
  const access: Task = { delay: 0, latency: 1, out: 1, bits: 8 };
  // The second is two cycles behind the first, neither more nor less: with an interval of two they meet in every place.
  const edges: Edge[] = [
    { from: 0, to: 1, gap: 1, distance: 0, carries: true },
    { from: 1, to: 0, gap: 1, distance: 2, carries: true },
  ];
  const graph = { tasks: [access, access], edges, resources: [{ name: 'ports', tasks: [0, 1], ports: 1 }] };
  assert.is((schedule(graph, 10, 2) as { kind: string }).kind, 'ports');
  const found = schedule(graph, 10, 3);
  assert.ok('cycles' in found);
});

test('no cycle has more accesses than ports, whatever waits for what', () => {
  fc.assert(
    fc.property(graphs(30, 2), fc.nat(), fc.constantFrom(3, 8, Number.POSITIVE_INFINITY), (graph, salt, ii) => {
      const tasks = graph.tasks.flatMap((_, i) => ((i * 7 + salt) % 5 < 2 ? [i] : []));
      const found = schedule({ ...graph, resources: [{ name: 'ports', tasks, ports: 2 }] }, 8, ii);
      if (!('cycles' in found)) return;
      assert.ok(keeps(graph, found.cycles, 8, Math.min(ii, 1000)));
      const used = new Map<number, number>();
      for (const task of tasks) {
        const slot = Number.isFinite(ii) ? found.cycles[task]! % ii : found.cycles[task]!;
        used.set(slot, (used.get(slot) ?? 0) + 1);
        assert.is(found.cycles[task], found.earliest[task]);
      }
      assert.ok([...used.values()].every(count => count <= 2));
    }),
    { numRuns: 200, seed: 4 },
  );
});

test.run();
