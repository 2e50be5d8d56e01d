import type { Span } from '../../error/diagnostic.js';
import { fail } from '../../scope/report.js';
import type { Loop } from '../ir.js';
import { locOfTask, titleOf } from './describe.js';
import type { Flow, Setting } from './flow.js';
import type { Arc } from './graph.js';
import { type Obstacle, type Schedule, schedule } from './schedule.js';

const ns = (value: number): string => `${Number(value.toFixed(2))} ns`;

/** An operation that no register can stand in. */
export function tooSlow(setting: Setting, flow: Flow, task: number): never {
  const { target, period } = setting;
  const { delay, out } = flow.tasks[task]!;
  const takes = Math.max(delay, out);
  fail(
    'HW050',
    `${titleOf(setting, flow, task)} takes ${ns(takes)} on ${target.name}, and a period of ${ns(period + target.register)} leaves ${ns(period)} for logic`,
    `a period of ${ns(takes + target.register)} or more, or fewer bits: the operation has no register inside`,
    [{ loc: locOfTask(setting, flow, task), note: `takes ${ns(takes)}` }],
  );
}

/** The interval that was asked for, or the least one, with its schedule; an error that shows the recurrence when it cannot be. */
export function intervalThatWorks(
  setting: Setting,
  flow: Flow,
  loop: Loop,
): { readonly ii: number; readonly found: Schedule } {
  const asked = loop.ii;
  let obstacle: Obstacle | undefined;
  for (let ii = asked ?? 1; ; ) {
    const found = schedule(flow, setting.period, ii);
    if (!('kind' in found)) {
      if (obstacle && asked !== undefined) return refuse(setting, flow, loop, obstacle, ii);
      return { ii, found };
    }
    if (found.kind === 'slow') tooSlow(setting, flow, found.task);
    obstacle ??= found;
    ii =
      found.kind === 'ports'
        ? Math.max(ii + 1, Math.ceil(found.resource.tasks.length / found.resource.ports))
        : larger(found.arcs, ii);
  }
}

/** The least interval at which this circle could be kept. */
function larger(circle: readonly Arc[], ii: number): number {
  const total = circle.reduce((sum, { weight }) => sum + weight, 0);
  const distance = circle.reduce((sum, arc) => sum + (arc.distance ?? 0), 0);
  if (distance === 0) return ii + 1;
  return ii + Math.max(1, Math.ceil(total / distance));
}

function refuse(setting: Setting, flow: Flow, loop: Loop, obstacle: Obstacle, works: number): never {
  const asked = { loc: loop.loc, note: `an iteration every ${cycles(loop.ii!)} is asked for` };
  if (obstacle.kind === 'ports')
    fail(
      'HW051',
      `pipeline(${loop.count}, { ii: ${loop.ii} }): ${obstacle.resource.tasks.length} accesses for ${obstacle.resource.ports} ${obstacle.resource.name}`,
      `{ ii: ${works} }, more ports, or keep the array in registers`,
      [...obstacle.resource.tasks.slice(0, 2).map(task => span(setting, flow, task, 'an access')), asked],
    );
  const arcs = (obstacle as { readonly arcs: readonly Arc[] }).arcs;
  const origin = flow.tasks.length;
  const distance = arcs.reduce((sum, arc) => sum + (arc.distance ?? 0), 0);
  const needs = arcs.reduce((sum, arc) => sum + arc.weight + (arc.distance ?? 0) * loop.ii!, 0);
  const turn = arcs.find(arc => arc.distance) ?? arcs[0]!;
  // Whether it is time that is missing, or cycles.
  const slower = !('kind' in schedule(flow, Number.POSITIVE_INFINITY, loop.ii));
  const real = arcs.filter(({ from, to }) => from !== origin && to !== origin);
  const times = real.reduce((sum, { from }) => sum + flow.tasks[from]!.delay + flow.tasks[from]!.out, 0);
  fail(
    'HW051',
    `pipeline(${loop.count}, { ii: ${loop.ii} }): what one iteration makes, the next but ${distance - 1} needs ${cycles(needs)} later, and gets after ${loop.ii! * distance}`.replace(
      'the next but 0',
      'the next',
    ),
    `{ ii: ${works} }${slower ? ', a longer period' : ''}, or less between the two lines`,
    [
      span(setting, flow, turn.from, `made here, for the iteration ${distance === 1 ? 'after' : `${distance} later`}`),
      span(setting, flow, turn.to, `needed here: ${ns(times)} of logic on the way round`),
      asked,
    ],
  );
}

const cycles = (count: number): string => (count === 1 ? 'cycle' : `${count} cycles`);

const span = (setting: Setting, flow: Flow, task: number, note: string): Span => ({
  loc: locOfTask(setting, flow, task),
  note: `${titleOf(setting, flow, task)}: ${note}`,
});

/** A loop that waits for one within it. */
export function noInterval(loop: Loop, inner: { readonly loc: Loop['loc'] }, works: number): never {
  fail(
    'HW051',
    `pipeline(${loop.count}, { ii: ${loop.ii} }) holds a loop: an iteration takes ${cycles(works)}`,
    `write the inner loop out with unroll, or { ii: ${works} }`,
    [
      { loc: inner.loc, note: 'this loop is done once before it can be started again' },
      { loc: loop.loc, note: `an iteration every ${cycles(loop.ii!)} is asked for` },
    ],
  );
}

/** Straight code that does not fit: its stages are too few for the period. */
export function noSchedule(setting: Setting, flow: Flow, obstacle: Obstacle): never {
  const end = flow.items.findIndex(item => item.kind === 'end');
  const stages = flow.tasks[end]?.to;
  if (obstacle.kind === 'ports')
    fail(
      'HW051',
      `${obstacle.resource.tasks.length} accesses in every cycle for ${obstacle.resource.ports} ${obstacle.resource.name}`,
      'more ports, or a loop that reads one after the other',
      [span(setting, flow, obstacle.resource.tasks[0]!, 'an access')],
    );
  const free = flow.tasks.map((task, i) => (i === end ? { ...task, from: 0, to: Number.MAX_SAFE_INTEGER } : task));
  const found = schedule({ ...flow, tasks: free }, setting.period);
  const needed = 'kind' in found ? stages! + 1 : found.cycles[end]!;
  fail(
    'HW051',
    `${setting.kernel.name} in ${stages} ${stages === 1 ? 'stage' : 'stages'}, and a period of ${ns(setting.period + setting.target.register)} takes ${needed}`,
    `{ stages: ${needed} }, or leave the stages out and give the period alone`,
    [{ loc: setting.kernel.values[setting.kernel.body.results[0] ?? 0]?.loc, note: 'this result is too late' }],
  );
}
