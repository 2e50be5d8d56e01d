import { newMemory, type WasmMemory } from '../wasm/index.js';
import type { Layout, Place } from './layout.js';
import { limbWidths } from './word.js';

/** The linear memory of a machine, seen from TypeScript. */
export interface Store {
  readonly memory: WasmMemory;
  view(): DataView;
  bytes(): Uint8Array;
  /** Grows the memory to all that the layout has handed out by now. */
  fit(): void;
  /** Puts the constants of the layout in place. */
  setConstants(): void;
  lane(place: Place, lane: number): bigint;
  setLane(place: Place, lane: number, value: bigint): void;
}

const page = 1 << 16;

export function store(layout: Layout): Store {
  const pages = (): number => Math.ceil((layout.size() + 16) / page);
  const memory = newMemory(pages());
  let view = new DataView(memory.buffer);
  const limb = (at: number, width: number): bigint => {
    if (width <= 8) return BigInt(view.getUint8(at));
    if (width <= 16) return BigInt(view.getUint16(at, true));
    return width <= 32 ? BigInt(view.getUint32(at, true)) : view.getBigUint64(at, true);
  };
  const setLimb = (at: number, width: number, value: bigint): void => {
    if (width <= 8) view.setUint8(at, Number(value));
    else if (width <= 16) view.setUint16(at, Number(value), true);
    else if (width <= 32) view.setUint32(at, Number(value), true);
    else view.setBigUint64(at, value, true);
  };
  return {
    memory,
    view: () => view,
    bytes: () => new Uint8Array(memory.buffer),
    fit() {
      const missing = pages() - memory.buffer.byteLength / page;
      if (missing <= 0) return;
      memory.grow(missing);
      view = new DataView(memory.buffer);
    },
    setConstants() {
      for (const [row, address] of layout.constants) {
        view.setBigUint64(address, BigInt.asUintN(64, row), true);
        view.setBigUint64(address + 8, row >> 64n, true);
      }
    },
    lane({ address, stride, width }, lane) {
      const at = address + lane * stride;
      if (width <= 64) return BigInt.asUintN(width, limb(at, width));
      return limbWidths(width).reduce((value, _, i) => value | (limb(at + 8 * i, 64) << BigInt(64 * i)), 0n);
    },
    setLane({ address, stride, width, signed }, lane, value) {
      const at = address + lane * stride;
      const bits = BigInt.asUintN(width, value);
      if (width <= 64) setLimb(at, width, signed ? BigInt.asUintN(8 * stride, BigInt.asIntN(width, value)) : bits);
      else for (let i = 0; 64 * i < width; i++) setLimb(at + 8 * i, 64, BigInt.asUintN(64, bits >> BigInt(64 * i)));
    },
  };
}
