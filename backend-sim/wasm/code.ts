import { Bytes } from './bytes.js';
import { type AccessName, access, type OpName, op } from './op.js';
import { type LaneName, laneAccess, type SimdName, simd } from './simd.js';
import { type ValueType, valueTypes } from './type.js';

/** What a block leaves on the stack. */
export type BlockType = ValueType | 'none';

const blockCode = (type: BlockType): number => (type === 'none' ? 0x40 : valueTypes[type]);

/**
 * The body of one function. Methods append one instruction each and chain.
 * Locals are numbered after the parameters, in the order in which `local` hands them out.
 */
export class Code {
  readonly #code = new Bytes();
  readonly #locals: ValueType[] = [];

  constructor(readonly params: readonly ValueType[] = []) {}

  get length(): number {
    return this.#code.length;
  }

  /** A new local, 0 at the start of the function. */
  local(type: ValueType): number {
    this.#locals.push(type);
    return this.params.length + this.#locals.length - 1;
  }

  op(name: OpName): this {
    this.#code.byte(op[name]);
    return this;
  }

  i32(value: number): this {
    this.#code.byte(0x41).s32(value);
    return this;
  }

  i64(value: bigint): this {
    this.#code.byte(0x42).s64(value);
    return this;
  }

  /** A vector constant of 16 bytes. */
  v128(bytes: ArrayLike<number>): this {
    this.#code.byte(0xfd).u32(0x0c).bytes(bytes);
    return this;
  }

  get(local: number): this {
    this.#code.byte(0x20).u32(local);
    return this;
  }

  set(local: number): this {
    this.#code.byte(0x21).u32(local);
    return this;
  }

  tee(local: number): this {
    this.#code.byte(0x22).u32(local);
    return this;
  }

  /** A load or store at the address on the stack plus `offset`. `aligned: false` where it may be at any byte. */
  access(name: AccessName, offset: number, aligned = true): this {
    const [code, align] = access[name];
    this.#code
      .byte(code)
      .u32(aligned ? align : 0)
      .u32(offset);
    return this;
  }

  loadVector(offset: number): this {
    this.#code.byte(0xfd).u32(0x00).u32(0).u32(offset);
    return this;
  }

  storeVector(offset: number): this {
    this.#code.byte(0xfd).u32(0x0b).u32(0).u32(offset);
    return this;
  }

  /** 32 bits from memory, in all four lanes. They may lie at any byte. */
  loadSplat(offset: number): this {
    this.#code.byte(0xfd).u32(0x09).u32(0).u32(offset);
    return this;
  }

  simd(name: SimdName): this {
    this.#code.byte(0xfd).u32(simd[name]);
    return this;
  }

  lane(name: LaneName, lane: number): this {
    this.#code.byte(0xfd).u32(laneAccess[name]).byte(lane);
    return this;
  }

  /** Picks 16 of the 32 bytes of two vectors. */
  shuffle(bytes: ArrayLike<number>): this {
    this.#code.byte(0xfd).u32(0x0d).bytes(bytes);
    return this;
  }

  block(type: BlockType = 'none'): this {
    this.#code.byte(0x02).byte(blockCode(type));
    return this;
  }

  loop(type: BlockType = 'none'): this {
    this.#code.byte(0x03).byte(blockCode(type));
    return this;
  }

  if(type: BlockType = 'none'): this {
    this.#code.byte(0x04).byte(blockCode(type));
    return this;
  }

  else(): this {
    this.#code.byte(0x05);
    return this;
  }

  end(): this {
    this.#code.byte(0x0b);
    return this;
  }

  /** Leaves `depth` blocks; from a loop it goes back to its start. */
  br(depth: number): this {
    this.#code.byte(0x0c).u32(depth);
    return this;
  }

  brIf(depth: number): this {
    this.#code.byte(0x0d).u32(depth);
    return this;
  }

  brTable(depths: readonly number[], otherwise: number): this {
    this.#code.byte(0x0e).u32(depths.length);
    for (const depth of depths) this.#code.u32(depth);
    this.#code.u32(otherwise);
    return this;
  }

  call(func: number): this {
    this.#code.byte(0x10).u32(func);
    return this;
  }

  /** Calls a function of the type with that number through the table, at the index on the stack. */
  callIndirect(type: number): this {
    this.#code.byte(0x11).u32(type).u32(0);
    return this;
  }

  /** memory.copy: destination, source and length lie on the stack. */
  copy(): this {
    this.#code.byte(0xfc).u32(0x0a).byte(0).byte(0);
    return this;
  }

  /** The function as the code section holds it. */
  finish(): Bytes {
    const out = new Bytes();
    const runs: { type: ValueType; count: number }[] = [];
    for (const type of this.#locals) {
      const last = runs.at(-1);
      if (last?.type === type) last.count++;
      else runs.push({ type, count: 1 });
    }
    out.u32(runs.length);
    for (const { type, count } of runs) out.u32(count).byte(valueTypes[type]);
    return out.bytes(this.#code.view()).byte(0x0b);
  }
}
