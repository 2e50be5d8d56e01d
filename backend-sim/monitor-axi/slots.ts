import type { NodeId, Stmt, StreamInfo } from '../../dsl/ir/index.js';
import { ifSo, type Logic } from './logic.js';

/** Requests that can be followed at a time, and the bits of their number. */
export const SLOTS = 32;
export const COUNT = 6;

/** Requests in the order in which they came, each with its ID and a number of 8 bits. */
export interface Slots {
  readonly count: NodeId;
  readonly ids: NodeId;
  readonly values: NodeId;
  /** The oldest with that ID. */
  find(id: NodeId): Found;
  /** What happens at an edge; statements, in their order. */
  change(what: {
    readonly comes: NodeId;
    readonly id: NodeId;
    readonly value: NodeId;
    readonly goes: NodeId;
    readonly found: Found;
  }): Stmt[];
}

/** Where a request was found. */
export interface Found {
  readonly any: NodeId;
  readonly at: NodeId;
  /** A bit for every lane from there on. */
  readonly beyond: NodeId;
}

const places = Array.from({ length: SLOTS }, (_, i) => i);

export function slotsOf(logic: Logic, of: StreamInfo, idBits: number): Slots {
  const { watch, number, compare } = logic;
  const count = watch.register(COUNT, 1, of, true);
  const ids = watch.register(idBits, SLOTS, of, true);
  const values = watch.register(8, SLOTS, of, true);
  return {
    count,
    ids,
    values,
    find(id) {
      const used = compare('ltu', logic.lits(COUNT, places), logic.splat(count, SLOTS));
      const same = compare('eq', ids, logic.splat(id, SLOTS));
      const all = logic.reshape(number('and', same, used), 1);
      // -x keeps the lowest 1 and turns the bits above it over.
      const negative = number('sub', logic.lit(SLOTS, 0), all);
      const lowest = number('and', all, negative);
      const bits = [4, 3, 2, 1, 0].map(bit => {
        const those = places.reduce((mask, place) => mask + ((place >> bit) & 1) * 2 ** place, 0);
        return watch.bit('redor', number('and', lowest, logic.lit(SLOTS, those)));
      });
      const at = watch.add({ op: 'cat', width: 5, lanes: 1, args: bits }, { kind: 'uint' });
      return {
        any: watch.bit('redor', all),
        at: logic.extend(at, COUNT),
        beyond: logic.reshape(number('or', all, negative), SLOTS),
      };
    },
    change({ comes, id, value, goes, found }) {
      const without = number('sub', count, logic.extend(goes, COUNT));
      return [
        ifSo(
          goes,
          [ids, values].map(field => logic.set(field, logic.mux(found.beyond, logic.shifted(field), field))),
        ),
        ifSo(comes, [logic.setAt(ids, without, id), logic.setAt(values, without, value)]),
        logic.set(count, number('add', without, logic.extend(comes, COUNT))),
      ];
    },
  };
}
