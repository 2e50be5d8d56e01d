import type { LaneSource } from './gather.js';
import type { Layout } from './layout.js';
import { form, type Low, type LowOp } from './low.js';
import type { Shape } from './row-operators.js';
import type { Elem } from './vector.js';

/** Operators that one instruction, or a few, does for all lanes of a row. */
const lanewise: ReadonlySet<LowOp> = new Set<LowOp>([
  ...(['and', 'or', 'xor', 'not', 'add', 'sub', 'mulu', 'muls', 'mux', 'slice', 'cat', 'zext', 'sext'] as const),
  ...(['eq', 'ne', 'ltu', 'lts', 'leu', 'les'] as const),
]);

/** True when rows can compute it: nothing in it is wider than a lane. */
export const isLanewise = ({ op, width, args }: Low): boolean =>
  lanewise.has(op) && width <= 32 && args.every(arg => arg.width <= 32);

/** What values must have in common to be lanes of one operator. */
export const kindOf = ({ op, at, width, args }: Low): string => `${op} ${at} ${width} ${args.map(arg => arg.width)}`;

/** Where a scalar can be had as part of a row: state that lies in one, or a lane of a vector. */
export function sourceOf(layout: Layout, low: Low): LaneSource {
  if (low.op === 'load') {
    const lane = layout.laneAt(low.at);
    if (lane && lane.place.width === low.width) return { kind: 'state', ...lane };
  }
  if (low.op === 'extract') {
    const bits = 128 / Number((low.name as Shape).split('x')[1]);
    const elem = bits as Elem;
    const vector = { lanes: 128 / bits, width: low.width, elem, form: form.zero, rows: [low.args[0]!] };
    return { kind: 'vector', vector: { ...vector, form: low.width === elem ? form.both : form.zero }, lane: low.at };
  }
  return { kind: 'scalar', value: low };
}

/** A word of which lane `k` takes bit `from + k`; undefined when lanes do not take single bits one after the other. */
export function bitsInOrder(
  lanes: readonly (Low | undefined)[],
): { readonly word: Low; readonly from: number } | undefined {
  if (lanes.length > 16) return undefined;
  const [first] = lanes;
  if (first?.op !== 'slice' || first.width !== 1) return undefined;
  const [word] = first.args as [Low];
  const inOrder = lanes.every(
    (low, k) => low?.op === 'slice' && low.width === 1 && low.args[0] === word && low.at === first.at + k,
  );
  return inOrder ? { word, from: first.at } : undefined;
}

const commutes: ReadonlySet<LowOp> = new Set<LowOp>(['and', 'or', 'xor', 'add', 'mulu', 'muls', 'eq', 'ne']);

/** The arguments of every lane, in the order in which they are most alike: `a + b` and `b + a` are written as they come. */
export function aligned(layout: Layout, lanes: readonly (Low | undefined)[]): readonly (readonly Low[] | undefined)[] {
  let before: readonly Low[] | undefined;
  return lanes.map(low => {
    if (!low) return undefined;
    const [a, b] = low.args as [Low, Low];
    const swap =
      before !== undefined &&
      commutes.has(low.op) &&
      likeness(layout, before[0]!, b) + likeness(layout, before[1]!, a) >
        likeness(layout, before[0]!, a) + likeness(layout, before[1]!, b);
    before = swap ? [b, a] : low.args;
    return before;
  });
}

/** How well a value goes with that of the lane before it. */
function likeness(layout: Layout, before: Low, low: Low): number {
  if (before === low) return 3;
  if (before.op !== low.op) return 0;
  if (low.op !== 'load') return before.width === low.width ? 1 : 0;
  const [x, y] = [layout.laneAt(before.at), layout.laneAt(low.at)];
  if (!x || x.place !== y?.place) return 0;
  return y.lane === x.lane + 1 ? 3 : 2;
}
