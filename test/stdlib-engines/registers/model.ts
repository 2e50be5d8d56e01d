import type { PlacedField, RegisterMap } from '../../../stdlib-engines/index.js';

/** Values of ports by name. */
export type Values = Record<string, bigint>;

interface Write {
  readonly data: bigint;
  readonly strb: bigint;
}

/** One word of a map with the state of its fields. */
interface Word {
  readonly name: string;
  readonly address: number;
  readonly fields: readonly (PlacedField & { readonly port: string })[];
}

export const maskOf = ({ high, low }: PlacedField): bigint => (1n << BigInt(high - low + 1)) - 1n;
const lastCode = (field: PlacedField): bigint =>
  field.type.kind === 'enum' ? BigInt(field.type.cases.length - 1) : maskOf(field);

const readable = new Set(['rw', 'ro', 'w1c', 'w1s', 'rc', 'constant']);
const writable = new Set(['rw', 'wo', 'w1c', 'w1s', 'pulse']);

export const wordsOf = (map: RegisterMap): Word[] =>
  map.placed.flatMap(({ name, array, count, offset, stride, fields }) =>
    Array.from({ length: count }, (_, i) => {
      const word = array ? `${name}_${i}` : name;
      return {
        name: word,
        address: offset + i * stride,
        fields: fields.map(field => ({ ...field, port: `${word}_${field.name}` })),
      };
    }),
  );

/**
 * What a register file does, cycle by cycle and on whole words: a spare place for each request, a register for each
 * response, and in the fields whatever their kind of access says.
 */
export class Model {
  readonly words: readonly Word[];
  readonly #bytes: number;
  readonly #state = new Map<string, bigint>();
  #aw: bigint | undefined;
  #w: Write | undefined;
  #ar: bigint | undefined;
  #b: bigint | undefined;
  #r: { data: bigint; resp: bigint } | undefined;
  #written: string | undefined;

  constructor(
    map: RegisterMap,
    readonly errors: boolean,
  ) {
    this.words = wordsOf(map);
    this.#bytes = map.dataBits / 8;
    for (const { fields } of this.words) for (const { port, reset } of fields) this.#state.set(port, reset);
  }

  /** The outputs that mean something in a cycle with these inputs; then takes the edge. */
  cycle(inputs: Values): Values {
    const now = this.#outputs(inputs);
    const write = this.#taken(inputs);
    const read = this.#reading(inputs);
    for (const word of this.words) for (const field of word.fields) this.#advance(word, field, inputs, write, read);
    this.#channels(inputs, write, read);
    return now;
  }

  #outputs(inputs: Values): Values {
    const read = this.#reading(inputs);
    const out: Values = {
      s_axi_awready: bit(this.#aw === undefined),
      s_axi_wready: bit(this.#w === undefined),
      s_axi_arready: bit(this.#ar === undefined),
      s_axi_bvalid: bit(this.#b !== undefined),
      s_axi_rvalid: bit(this.#r !== undefined),
    };
    if (this.#b !== undefined) out.s_axi_bresp = this.#b;
    if (this.#r) Object.assign(out, { s_axi_rdata: this.#r.data, s_axi_rresp: this.#r.resp });
    for (const word of this.words) {
      out[`wr_${word.name}`] = bit(this.#written === word.name);
      out[`rd_${word.name}`] = bit(read !== undefined && this.#hit(read, readable) === word);
      for (const field of word.fields) out[`see_${field.port}`] = this.#value(field, inputs);
    }
    return out;
  }

  #value(field: PlacedField & { port: string }, inputs: Values): bigint {
    return field.access === 'ro' ? inputs[`hw_${field.port}`]! : this.#state.get(field.port)!;
  }

  /** The write that is taken in this cycle. */
  #taken(inputs: Values): (Write & { address: bigint }) | undefined {
    const address = this.#aw ?? (inputs.s_axi_awvalid ? inputs.s_axi_awaddr! : undefined);
    const word =
      this.#w ?? (inputs.s_axi_wvalid ? { data: inputs.s_axi_wdata!, strb: inputs.s_axi_wstrb! } : undefined);
    const free = this.#b === undefined || inputs.s_axi_bready;
    return address !== undefined && word && free ? { ...word, address } : undefined;
  }

  #reading(inputs: Values): bigint | undefined {
    const address = this.#ar ?? (inputs.s_axi_arvalid ? inputs.s_axi_araddr! : undefined);
    return this.#r === undefined || inputs.s_axi_rready ? address : undefined;
  }

  /** The word that an access reaches, when it has a field of such an access. */
  #hit(address: bigint, kinds: ReadonlySet<string>): Word | undefined {
    const start = Math.floor(Number(address) / this.#bytes) * this.#bytes;
    const word = this.words.find(word => word.address === start);
    return word?.fields.some(({ access }) => kinds.has(access)) ? word : undefined;
  }

  #channels(inputs: Values, write: (Write & { address: bigint }) | undefined, read: bigint | undefined): void {
    const resp = (hit: unknown): bigint => (hit || !this.errors ? 0n : 2n);
    const hit = write && this.#hit(write.address, writable);
    this.#written = hit?.name;
    if (this.#b === undefined || inputs.s_axi_bready) this.#b = write && resp(hit);
    if (write) this.#aw = this.#w = undefined;
    else {
      if (inputs.s_axi_awvalid) this.#aw ??= inputs.s_axi_awaddr!;
      if (inputs.s_axi_wvalid) this.#w ??= { data: inputs.s_axi_wdata!, strb: inputs.s_axi_wstrb! };
    }
    const shown = read !== undefined ? this.#hit(read, readable) : undefined;
    if (this.#r === undefined || inputs.s_axi_rready)
      this.#r = read === undefined ? undefined : { data: this.#shown(shown), resp: resp(shown) };
    if (read !== undefined) this.#ar = undefined;
    else if (inputs.s_axi_arvalid) this.#ar ??= inputs.s_axi_araddr!;
  }

  /** Data of the read that was taken: the values before the edge, which `cycle` kept. */
  #shown(word: Word | undefined): bigint {
    const fields = word?.fields.filter(({ access }) => readable.has(access)) ?? [];
    return fields.reduce((bits, field) => bits | (this.#before.get(field.port)! << BigInt(field.low)), 0n);
  }

  readonly #before = new Map<string, bigint>();

  #advance(
    word: Word,
    field: PlacedField & { port: string },
    inputs: Values,
    write: (Write & { address: bigint }) | undefined,
    read: bigint | undefined,
  ): void {
    const { port, access, low } = field;
    const old = this.#value(field, inputs);
    this.#before.set(port, old);
    const mask = maskOf(field);
    const isWritten = write !== undefined && this.#hit(write.address, writable) === word;
    let bytes = 0n;
    for (let i = 0n; i < 8n; i++) if (write && (write.strb >> i) & 1n) bytes |= 0xffn << (8n * i);
    const given = isWritten ? ((write.data & bytes) >> BigInt(low)) & mask : 0n;
    const kept = isWritten ? old & ~(bytes >> BigInt(low)) : old;
    const hardware = inputs[`hw_${port}`] ?? 0n;
    const isRead = read !== undefined && this.#hit(read, readable) === word;
    const next: Record<string, () => bigint> = {
      rw: () => (inputs[`en_${port}`] ? hardware : (kept | given) > lastCode(field) ? old : kept | given),
      wo: () => (inputs[`en_${port}`] ? hardware : (kept | given) > lastCode(field) ? old : kept | given),
      pulse: () => (given > lastCode(field) ? 0n : given),
      w1c: () => (old & ~given) | hardware,
      w1s: () => (old & ~hardware) | given,
      rc: () => (isRead ? 0n : old) | hardware,
    };
    const advance = next[access];
    if (advance) this.#state.set(port, advance());
  }
}

const bit = (condition: boolean): bigint => (condition ? 1n : 0n);
