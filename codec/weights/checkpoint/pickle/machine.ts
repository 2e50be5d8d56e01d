import { CodecError } from '../../../error.js';

/**
 * A value out of a pickle: null, a boolean, a number, a bigint, a string, a `Uint8Array`, an array for a list or a tuple, a `Map` for
 * a dictionary, and what allowed functions give.
 */
export type Value = unknown;

/** A function of Python that a pickle names, `module.name`, and what we have its call give. */
export class Global {
  constructor(
    readonly name: string,
    readonly call: (args: readonly Value[]) => Value,
  ) {}
}

/** What a pickle may refer to. */
export interface Outside {
  /** Functions by name; nothing else can be called. */
  readonly globals: ReadonlyMap<string, Global>;
  /** What a reference to something that is kept outside of the pickle means. */
  persistent(id: Value): Value;
}

/**
 * A pickle is a program for this machine: a stack, marks in it where the items of a list begin, and a memo for values
 * that are used again. It knows no loops and no jumps.
 */
export class Machine {
  readonly stack: Value[] = [];
  readonly memo = new Map<number, Value>();
  readonly #marks: number[] = [];
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  #at: number;

  constructor(
    bytes: Uint8Array,
    at: number,
    readonly outside: Outside,
    /** What errors call the file. */
    readonly name: string,
  ) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#at = at;
  }

  /** Where the next operation stands. */
  get at(): number {
    return this.#at;
  }

  wrong(what: string): never {
    throw new CodecError(
      `${this.name} is no checkpoint of weights: ${what} (at byte ${this.#at} of its pickle)`,
      "the file may be damaged; to rewrite it in Python: torch.save({'generator': g.state_dict(), 'kp_detector': k.state_dict()}, 'new.pth')",
    );
  }

  /** Some bytes of the program. */
  take(length: number): Uint8Array {
    const bytes = this.#bytes.subarray(this.#skip(length), this.#at);
    return bytes;
  }

  /** An unsigned number of 1, 2, 4 or 8 bytes. */
  unsigned(length: 1 | 2 | 4 | 8): number {
    const at = this.#skip(length);
    if (length === 1) return this.#view.getUint8(at);
    if (length === 2) return this.#view.getUint16(at, true);
    return length === 4 ? this.#view.getUint32(at, true) : Number(this.#view.getBigUint64(at, true));
  }

  signed(): number {
    return this.#view.getInt32(this.#skip(4), true);
  }

  float(): number {
    return this.#view.getFloat64(this.#skip(8), false);
  }

  text(length: number): string {
    try {
      return utf8.decode(this.take(length));
    } catch (error) {
      if (error instanceof CodecError) throw error;
      return this.wrong('a text is not in UTF-8');
    }
  }

  line(): string {
    const end = this.#bytes.indexOf(0x0a, this.#at);
    if (end < 0) this.wrong('it breaks off');
    const line = this.text(end - this.#at);
    this.#skip(1);
    return line;
  }

  push(value: Value): void {
    this.stack.push(value);
  }

  pop(): Value {
    if (this.stack.length <= (this.#marks.at(-1) ?? 0)) this.wrong('an operation finds nothing on the stack');
    return this.stack.pop();
  }

  /** The value on top, which stays. */
  top(): Value {
    const value = this.pop();
    this.push(value);
    return value;
  }

  mark(): void {
    this.#marks.push(this.stack.length);
  }

  /** Everything above the last mark, which goes. */
  popToMark(): Value[] {
    const mark = this.#marks.pop();
    return mark === undefined ? this.wrong('an operation finds no mark') : this.stack.splice(mark);
  }

  /** Goes over some bytes, and gives where they begin. */
  #skip(length: number): number {
    const from = this.#at;
    if (!(from + length <= this.#bytes.length)) this.wrong('it breaks off');
    this.#at += length;
    return from;
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
