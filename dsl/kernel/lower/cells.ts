import type { Range, ValueId } from '../ir.js';
import { meet } from '../range.js';
import type { Num, Slot, Store } from './item.js';

export type Cell = Slot | Store;

/** What was written since it was opened, with what was there before. */
export interface Journal {
  readonly kind: 'branch' | 'loop';
  readonly before: Map<Cell, Cell['item']>;
}

/** What is known of values on the way to the place that is being lowered. */
export type Known = ReadonlyMap<ValueId, Range>;

/** The variables and arrays of a kernel as they change, and what holds where. */
export class Cells {
  readonly journals: Journal[] = [];
  /** Conditions of the branches that the place being lowered is in, outer to inner. */
  readonly path: Num[] = [];
  known: Known = new Map();

  /** Arrays that are one value are written under the condition of the path, which is right for all branches. */
  write(cell: Cell, item: Cell['item']): void {
    const enabled = cell.kind === 'store' && cell.item.kind === 'whole';
    for (let i = this.journals.length - 1; i >= cell.born; i--) {
      const { kind, before } = this.journals[i]!;
      if (enabled && kind === 'branch' && !before.has(cell)) continue;
      if (!before.has(cell)) before.set(cell, cell.item);
      break;
    }
    cell.item = item as never;
  }

  /** Whether a loop stands between a variable and the place that is being lowered. */
  inLoopOf = (cell: Cell): boolean => this.journals.slice(cell.born).some(({ kind }) => kind === 'loop');

  /** Runs `body`, and gives what it has written and left there; then all is as before. */
  record<T>(kind: Journal['kind'], body: () => T): { result: T; after: Map<Cell, Cell['item']> } {
    const journal: Journal = { kind, before: new Map() };
    const known = this.known;
    const path = this.path.length;
    this.journals.push(journal);
    const undo = (): Map<Cell, Cell['item']> => {
      const after = new Map<Cell, Cell['item']>();
      for (const [cell, item] of journal.before) {
        after.set(cell, cell.item);
        cell.item = item as never;
      }
      return after;
    };
    try {
      const result = body();
      return { result, after: undo() };
    } catch (error) {
      undo();
      throw error;
    } finally {
      this.journals.splice(this.journals.indexOf(journal));
      this.known = known;
      this.path.length = path;
    }
  }

  /** A number with what is known of it here. */
  range(num: Num, known: Known = this.known): Range {
    const more = num.id === undefined ? undefined : known.get(num.id);
    return more ? meet(num.range, more) : num.range;
  }

  learn(facts: Iterable<readonly [ValueId, Range]>): void {
    const known = new Map(this.known);
    for (const [id, range] of facts) {
      const before = known.get(id);
      known.set(id, before ? meet(before, range) : range);
    }
    this.known = known;
  }
}
