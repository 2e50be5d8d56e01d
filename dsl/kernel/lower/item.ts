import type { Home } from '../front/home.js';
import type { Scope } from '../front/origin.js';
import type { ts } from '../front/typescript.js';
import type { IntType, Range, ValueId } from '../ir.js';
import { isPoint, point } from '../range.js';

/** What an expression of a kernel is while it is lowered. */
export type Item = Num | List | Group | Host | Local | Nothing;

/** A whole number or a truth value. `range` holds on the way that led here, and so may be tighter than that of the value. */
export interface Num {
  readonly kind: 'num';
  /** Absent: the one number of the range, which becomes a value where it is needed. */
  readonly id?: ValueId;
  readonly range: Range;
  readonly bool: boolean;
}

/** Part of an array: a row of it, or all. `offset` counts scalars. */
export interface List {
  readonly kind: 'list';
  readonly store: Store;
  readonly shape: readonly number[];
  readonly offset: Num;
  /** Why it cannot be written; absent: it can. */
  readonly fixed?: string;
}

/** A record, or with numbers for names a tuple or an array of records. */
export interface Group {
  readonly kind: 'group';
  readonly fields: ReadonlyMap<string, Item>;
  readonly tuple: boolean;
}

/** A value from around the kernel that is no whole number: a table, an object, a function, a fraction. */
export interface Host {
  readonly kind: 'host';
  readonly value: unknown;
}

/** A function written within the kernel. */
export interface Local {
  readonly kind: 'local';
  readonly node: ts.ArrowFunction | ts.FunctionExpression | ts.FunctionDeclaration;
  readonly env: Env;
}

export interface Nothing {
  readonly kind: 'nothing';
}

/** Names that are visible at a place, inner to outer; outermost is what the kernel sees of its surroundings. */
export interface Env {
  readonly vars: Map<string, Slot>;
  readonly parent?: Env;
  readonly home: Home;
  readonly scope: Scope;
}

/** A variable. */
export interface Slot {
  readonly kind: 'slot';
  readonly name: string;
  readonly born: number;
  readonly mutable: boolean;
  /** As annotated. */
  readonly type?: IntType | undefined;
  item: Item;
  /** Where it was last assigned. */
  at: ts.Node;
}

/** The elements of an array, which several names may refer to. */
export interface Store {
  readonly kind: 'store';
  readonly born: number;
  /** Number of conditions around the place where it was made. */
  readonly depth: number;
  readonly name?: string | undefined;
  readonly length: number;
  readonly bool: boolean;
  readonly type?: IntType | undefined;
  /** Of an element in a loop that carries the array: an integer type's, and no iteration exceeds it. */
  limit?: Range | undefined;
  /** Highest indices used per dimension, where the type gives no length. */
  readonly used?: number[] | undefined;
  item: Elements;
  at: ts.Node;
}

/** While only fixed indices are used, each element is a number of its own; an index that varies makes it one value. */
export type Elements =
  | { readonly kind: 'parts'; readonly parts: readonly Num[] }
  | { readonly kind: 'whole'; readonly id: ValueId; readonly range: Range };

/** Stands for a length that is to follow from the indices, until they have been seen. */
export const unlimited = 1 << 20;

export const nothing: Nothing = { kind: 'nothing' };
export const constant = (value: bigint, bool = false): Num => ({ kind: 'num', range: point(value), bool });
export const isConstant = (item: Item): item is Num => item.kind === 'num' && isPoint(item.range);

/** A JavaScript value as an item: whole numbers and truth values are numbers, the rest stays what it is. */
export function itemOf(value: unknown): Item {
  if (value === undefined) return nothing;
  if (typeof value === 'boolean') return constant(value ? 1n : 0n, true);
  if (typeof value === 'bigint') return constant(value);
  if (typeof value === 'number' && Number.isInteger(value)) return constant(BigInt(value));
  return { kind: 'host', value };
}

export const group = (fields: Iterable<readonly [string, Item]>, tuple: boolean): Group => ({
  kind: 'group',
  fields: new Map(fields),
  tuple,
});
