import { isSigned, isTarget, type Node } from '../../dsl/ir/index.js';
import type { Flat, FlatId } from './flat.js';
import { bytesFor } from './low.js';
import { limbWidths } from './word.js';

/** Where the lanes of one value lie: lane `l` at `address + l * stride`, wide lanes as limbs of 8 bytes. */
export interface Place {
  readonly address: number;
  readonly stride: number;
  readonly width: number;
  readonly lanes: number;
  /** Copies of the sign stand above the width, not zeros: what is mostly read with its sign is kept with it. */
  readonly signed?: true;
}

/** Words that a run-time index chooses from: a memory, or the lanes of a register; one limb of them. */
export interface ArrayView {
  readonly address: number;
  readonly stride: number;
  readonly depth: number;
  readonly width: number;
  /** What a write must respect; see `hazard.ts`. */
  readonly key: number;
}

/**
 * Linear memory from address 0:
 * ```
 * | registers, sync reads, inputs | memories | what compiled code asks for later: slots, events, streams |
 * |<---------- stateBytes: what a snapshot holds -------->|
 * ```
 */
export interface Layout {
  /** Place of a register, of the output of a synchronous read, or of an input of the top. */
  state(id: FlatId): Place | undefined;
  /** Place of a memory, by scope and number. */
  memory(scope: number, mem: number): Place;
  /** The limbs of the words of a memory. */
  memoryViews(scope: number, mem: number): readonly number[];
  /** The limbs of the lanes of a register, when a run-time index is to choose among them. */
  laneViews(id: FlatId): readonly number[] | undefined;
  /** Scalar registers that lie side by side as the lanes of one place. */
  readonly groups: readonly RegisterGroup[];
  /** The lane of a group or of a vector of state that an address is that of. */
  laneAt(address: number): StateLane | undefined;
  /** True for the address of a row of a group: code may read and write it as a whole, though its keys are by lane. */
  isGroupRow(address: number): boolean;
  readonly arrays: readonly ArrayView[];
  readonly stateBytes: number;
  /** What a read or write at a fixed address touches: the address itself, the row of a vector, or a whole array. */
  keyOf(address: number): number;
  /** The keys of the rows of vectors that 16 bytes from an address lie in. */
  rowKeys(address: number): readonly number[];
  /** Address of a constant row of 16 bytes. */
  constant(row: bigint): number;
  readonly constants: ReadonlyMap<bigint, number>;
  /** Takes more bytes, aligned to 16. */
  allocate(bytes: number): number;
  /** Bytes taken so far. */
  size(): number;
}

/** Registers of one lane each, and the place that they make up together. */
export interface RegisterGroup {
  readonly ids: readonly FlatId[];
  readonly place: Place;
}

/** One lane of a place with several. */
export interface StateLane {
  readonly place: Place;
  readonly lane: number;
}

/** Bytes of one lane of that width in linear memory. */
export const strideOf = (width: number): number => (width <= 64 ? bytesFor(width) : 8 * Math.ceil(width / 64));

/** The place for a value that starts at `address`. */
export const placeAt = (address: number, width: number, lanes: number): Place => ({
  address,
  stride: strideOf(width),
  width,
  lanes,
});

/**
 * Gives every piece of state its address. `indexed` says which registers a run-time index reads or writes, `together`
 * which scalar ones are to lie side by side.
 */
export function layOut(
  flat: Flat,
  indexed: ReadonlySet<FlatId>,
  together: readonly (readonly FlatId[])[] = [],
): Layout {
  let top = 16;
  const allocate = (bytes: number): number => {
    const address = top;
    top = (top + bytes + 15) & ~15;
    return address;
  };
  const rows = new Set<number>();
  const groupRows = new Set<number>();
  /** Scalars lie side by side, vectors start a new row. */
  const fit = (width: number, lanes: number): Place => {
    const stride = strideOf(width);
    if (lanes > 1) {
      top = (top + 15) & ~15;
      // A row of padding after the last lane: loads of 16 bytes may begin before a vector, and end behind it.
      const address = allocate(stride * lanes + 16);
      for (let row = address; row < address + stride * lanes; row += 16) rows.add(row);
      return placeAt(address, width, lanes);
    }
    const address = Math.ceil(top / Math.min(stride, 8)) * Math.min(stride, 8);
    top = address + stride;
    return placeAt(address, width, 1);
  };
  const arrays: ArrayView[] = [];
  const views = (place: Place, key: number): number[] =>
    limbWidths(place.width).map((width, limb) => {
      const { address, stride, lanes } = place;
      return arrays.push({ address: address + 8 * limb, stride, depth: lanes, width, key }) - 1;
    });

  const places: (Place | undefined)[] = new Array(flat.size);
  const lanes = new Map<FlatId, readonly number[]>();
  const keys = new Map<number, number>();
  const groupOf = new Map(together.flatMap(group => group.map(id => [id, group] as const)));
  const groups: RegisterGroup[] = [];
  const placeGroup = (ids: readonly FlatId[], node: Node): RegisterGroup => {
    top = (top + 15) & ~15;
    const stride = strideOf(node.width);
    // A row of padding, as behind a vector.
    const address = allocate(stride * ids.length + 16);
    for (let row = address; row < address + stride * ids.length; row += 16) groupRows.add(row);
    const signed = keepsSign(node) && { signed: true as const };
    ids.forEach((id, lane) => {
      places[id] = { ...placeAt(address + lane * stride, node.width, 1), ...signed };
    });
    return { ids, place: { ...placeAt(address, node.width, ids.length), ...signed } };
  };
  let storage = 0;
  flat.scopes.forEach((scope, index) => {
    for (const node of scope.module.nodes) {
      const id = scope.base + node.id;
      const holds = node.op === 'reg' || node.op === 'read' || (node.op === 'input' && index === 0);
      if (!holds || places[id] || (node.op === 'read' && !isSynchronous(flat, id))) continue;
      const group = groupOf.get(id);
      if (group) {
        groups.push(placeGroup(group, node));
        continue;
      }
      const place = fit(node.width, node.lanes);
      places[id] = keepsSign(node) && !indexed.has(id) ? { ...place, signed: true } : place;
      if (!indexed.has(id)) continue;
      const key = -++storage;
      lanes.set(id, views(place, key));
      for (let at = 0; at < place.stride * place.lanes; at++) keys.set(place.address + at, key);
    }
  });
  const memories = flat.scopes.map(({ module }) =>
    module.memories.map(({ width, depth }) => {
      const place = placeAt(allocate(strideOf(width) * depth), width, depth);
      return { place, views: views(place, -++storage) };
    }),
  );
  top = (top + 15) & ~15;
  const stateBytes = top;
  let byAddress: Map<number, StateLane> | undefined;
  const lanesByAddress = (): Map<number, StateLane> => {
    if (byAddress) return byAddress;
    byAddress = new Map();
    const vectors = places.filter((place, id) => place !== undefined && place.lanes > 1 && !indexed.has(id)) as Place[];
    for (const place of [...groups.map(group => group.place), ...vectors]) {
      for (let lane = 0; lane < place.lanes; lane++)
        byAddress.set(place.address + lane * place.stride, { place, lane });
    }
    return byAddress;
  };
  const constants = new Map<bigint, number>();
  const keyOf = (address: number): number => {
    const row = address & ~15;
    return keys.get(address) ?? (rows.has(row) ? row : address);
  };
  return {
    state: id => places[id],
    memory: (scope, mem) => memories[scope]![mem]!.place,
    memoryViews: (scope, mem) => memories[scope]![mem]!.views,
    laneViews: id => lanes.get(id),
    groups,
    laneAt: address => lanesByAddress().get(address),
    isGroupRow: address => groupRows.has(address),
    arrays,
    stateBytes,
    keyOf,
    rowKeys: address => {
      const [first, last] = [address & ~15, (address + 15) & ~15];
      const found = rows.has(first) ? [keyOf(first)] : [];
      return last !== first && rows.has(last) ? [...found, keyOf(last)] : found;
    },
    constants,
    constant(row) {
      const address = constants.get(row) ?? allocate(16);
      constants.set(row, address);
      return address;
    },
    allocate,
    size: () => top,
  };
}

const keepsSign = ({ op, width, format }: Node): boolean =>
  op === 'reg' && isSigned(format) && width <= 64 && width < 8 * strideOf(width);

function isSynchronous(flat: Flat, id: FlatId): boolean {
  const scope = flat.scopes[flat.scopeOf(id)]!;
  const node = flat.node(id);
  return scope.module.memories[node.of!]!.reads.some(read => read.node === node.id && read.domain !== undefined);
}

/** Registers whose lanes a run-time index chooses among. */
export function indexedRegisters(flat: Flat): Set<FlatId> {
  const found = new Set<FlatId>();
  flat.scopes.forEach(({ module }, scope) => {
    for (const node of module.nodes) {
      if (node.op !== 'index') continue;
      const vector = flat.at(scope, node.args[0]!);
      if (isTarget(flat.node(vector).op) && flat.node(vector).op === 'reg') found.add(vector);
    }
  });
  return found;
}
