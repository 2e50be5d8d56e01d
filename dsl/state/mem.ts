import { useDomain } from '../clock/use.js';
import { captureLoc } from '../error/capture.js';
import type { Memory, ReadPort, WritePort } from '../ir/index.js';
import type { Domain } from '../scope/domain.js';
import { emit, hereOrFail, idOf, oneOf } from '../scope/emit.js';
import { fail, report } from '../scope/report.js';
import type { Draft, Scope } from '../scope/scope.js';
import { type BoolSource, boolRef } from '../signal/bool.js';
import { constantValues } from '../signal/constant-values.js';
import { refsFor } from '../signal/convert.js';
import { unsigned } from '../signal/int.js';
import { nameAs } from '../signal/named.js';
import { fromRefs, packRefs } from '../signal/pack.js';
import { ref } from '../signal/signal.js';
import type { UInt } from '../signal/uint.js';
import { bitsFor, bitsOf, formatOf, leavesOf } from '../type/leaf.js';
import { withinLimit } from '../type/limit.js';
import { show } from '../type/show.js';
import type { LiteralOf, SignalOf, Source, Type } from '../type/type.js';

export interface MemOptions<T> {
  /** Power-up contents from word 0; missing words are 0. */
  readonly init?: readonly LiteralOf<T>[];
  /** What a synchronous read shows of a word that is written at the same edge. Default `old`. */
  readonly readUnderWrite?: 'old' | 'new';
  /** What the vendor tool is asked to build it from. Default: its own choice. */
  readonly style?: 'auto' | 'block' | 'distributed';
}

export interface WriteOptions {
  /** One bit for each equal part of the word; bit 0 is the least significant part. A part whose bit is 0 keeps its value. */
  readonly mask?: UInt;
  readonly domain?: Domain;
}

/**
 * `depth` words of one type. Addresses are unsigned and of any width that reaches the last word; a read beyond the
 * last word gives 0, a write there does nothing.
 */
export class Mem<T extends Type = Type> {
  readonly #scope: Scope;
  readonly #memory: Draft<Memory> & { reads: ReadPort[]; writes: WritePort[] };
  readonly #index: number;

  constructor(
    readonly type: T,
    readonly depth: number,
    readonly options: MemOptions<T>,
  ) {
    if (!Number.isInteger(depth) || depth < 1)
      fail('HW002', `mem: depth is ${depth}, not a whole number of at least 1`, 'mem(u8, 256)');
    withinLimit('memory', depth * bitsOf(type), `mem of ${depth} words`);
    this.#scope = hereOrFail('mem');
    const leaves = leavesOf(type);
    const [only] = leaves;
    this.#memory = {
      name: 'mem',
      width: bitsOf(type),
      depth,
      format: leaves.length === 1 && only!.lanes === 1 ? formatOf(only!.type) : { kind: 'uint' },
      style: options.style ?? 'auto',
      reads: [],
      writes: [],
      loc: captureLoc(),
      ...(options.init && { init: words(type, options.init, depth) }),
    };
    this.#index = this.#scope.memories.push(this.#memory) - 1;
  }

  /** The word at this address, in the same cycle. */
  read(address: UInt): SignalOf<T> {
    return this.#read(address);
  }

  /** The word at this address one clock edge later; it holds while `enable` is 0. */
  readSync(address: UInt, options: { readonly enable?: BoolSource; readonly domain?: Domain } = {}): SignalOf<T> {
    return this.#read(address, useDomain(options.domain), options.enable);
  }

  /** Writes a word at the clock edge. Each call is one write port; of two that meet at an address, the later wins. */
  write(address: UInt, data: Source<T>, options: WriteOptions = {}): void {
    const scope = this.#here();
    const { mask } = options;
    if (mask && this.#memory.width % mask.width !== 0)
      report(
        'HW014',
        `a mask of ${mask.width} bits on words of ${this.#memory.width} bits`,
        'the mask has one bit for each of some equal parts of the word',
      );
    const port = this.#memory.writes.push({ domain: useDomain(options.domain), parts: mask?.width ?? 1 }) - 1;
    scope.statements.push({
      kind: 'write',
      mem: this.#index,
      port,
      addr: this.#address(address),
      data: idOf(packRefs(this.type, refsFor(this.type, data))),
      ...(mask && { mask: oneOf(unsigned(mask, 'a mask'), 'a mask') }),
      loc: captureLoc(),
    });
  }

  [nameAs](name: string): void {
    if (this.#memory.name === 'mem') this.#memory.name = name;
  }

  #read(address: UInt, domain?: string, enable?: BoolSource): SignalOf<T> {
    this.#here();
    this.#address(address);
    const args = [address[ref], ...(domain !== undefined && enable !== undefined ? [boolRef(enable)] : [])];
    const node = emit('read', this.#memory.width, this.#memory.format, args, { of: this.#index });
    this.#memory.reads.push({
      node: node.id,
      underWrite: this.options.readUnderWrite ?? 'old',
      ...(domain === undefined ? {} : { domain }),
    });
    return fromRefs(this.type, node);
  }

  #address(address: UInt): number {
    const needed = bitsFor(0n, BigInt(this.depth - 1), false);
    const id = oneOf(unsigned(address, 'an address'), 'an address');
    if (address.width < needed)
      report(
        'HW014',
        `an address of ${address.width} bits does not reach word ${this.depth - 1}`,
        `address.extend(${needed})`,
      );
    return id;
  }

  #here(): Scope {
    const scope = hereOrFail('a memory is used');
    if (scope !== this.#scope)
      fail(
        'HW001',
        `memory ${this.#memory.name} belongs to module ${this.#scope.name}, and is used in ${scope.name}`,
        'reach it through ports',
      );
    return scope;
  }
}

/**
 * A memory of `depth` words: `.read(a)` in the same cycle, `.readSync(a)` one edge later, `.write(a, x)` at the edge,
 * each as often as it has ports.
 */
export const mem = <T extends Type>(type: T, depth: number, options: MemOptions<T> = {}): Mem<T> =>
  new Mem(type, depth, options);

/** Initial words as packed bits. */
function words<T extends Type>(type: T, init: readonly LiteralOf<T>[], depth: number): bigint[] {
  if (init.length > depth)
    fail('HW002', `${init.length} initial words for a memory of ${depth}`, `mem(${show(type)}, ${init.length})`);
  const leaves = leavesOf(type);
  return init.map(word => {
    let at = 0n;
    let bits = 0n;
    constantValues(type, word).forEach((lanes, i) => {
      const width = BigInt(bitsOf(leaves[i]!.type));
      for (const lane of lanes) {
        bits |= lane << at;
        at += width;
      }
    });
    return bits;
  });
}
