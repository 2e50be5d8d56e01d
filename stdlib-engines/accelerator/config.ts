/** The sizes of an accelerator. A word of its memories is a pixel of a block of channels: `rows` bytes. */
export interface AcceleratorConfig {
  /** Of the array: input channels at a time, and channels of a block. 8, 16 or 32. */
  readonly rows: number;
  /** Of the array: output channels at a time. `rows` or twice that. */
  readonly columns: number;
  /** Of each bus to memory: 32, 64 or 128 bits. */
  readonly busBits: 32 | 64 | 128;
  /** Bursts that a bus may have open. */
  readonly outstanding: number;
  /** Words of the tile memory: what convolutions read. */
  readonly tileWords: number;
  /** Words of the skip memory: what `add` adds. */
  readonly skipWords: number;
  /** Words of the output memory: results before they are stored. */
  readonly outWords: number;
  /** Pixels of each of the two banks of accumulators. */
  readonly accumulators: number;
  /** Sets of parameters and weights wait here: so many rows of the array. */
  readonly weightRows: number;
  /** Rows of the table of gains on load: so many blocks of channels. */
  readonly tableRows: number;
  /** Sums that the epilogue takes in a cycle: whole rows of parameters, and at most a word of results of 16 bits. */
  readonly lanes: number;
  /** Pixels of a block that `warp` and `motion` hold. */
  readonly samplePixels: number;
  /** Words of the longest row that `shrink` and `bilinear` take. */
  readonly lineWords: number;
  /** Motions at most, the background among them. */
  readonly motions: number;
  /** Taps of the filter of `shrink` at most. */
  readonly taps: number;
  /** Instructions that wait before each unit. */
  readonly queue: number;
}

/** What fields of instructions reach, and hardware is made for. */
const ranges = {
  outstanding: [1, 64],
  tileWords: [2, 65536],
  skipWords: [2, 65536],
  outWords: [2, 65536],
  accumulators: [1, 65536],
  weightRows: [1, 65536],
  tableRows: [1, 1024],
  samplePixels: [4, 65536],
  lineWords: [2, 4095],
  motions: [2, 63],
  // More of them would not fit the sums of `shrink`.
  taps: [1, 31],
  queue: [1, 64],
} as const;

/**
 * What is usual for an array of this size, and fits a Zynq-7020 at 16x16.
 *
 * @throws RangeError for sizes that there are none of
 */
export function acceleratorConfig(
  rows = 16,
  columns = rows,
  changes: Partial<Omit<AcceleratorConfig, 'rows' | 'columns'>> = {},
): AcceleratorConfig {
  const config: AcceleratorConfig = {
    rows,
    columns,
    busBits: 64,
    outstanding: 8,
    tileWords: 8192,
    skipWords: 1024 * (columns / rows),
    outWords: 2048 * (columns / rows),
    accumulators: 512,
    weightRows: 1024,
    tableRows: 64,
    lanes: columns / 4,
    samplePixels: 4096,
    lineWords: 512,
    motions: 16,
    taps: 31,
    queue: 8,
    ...changes,
  };
  const wrong = (what: string): never => {
    throw new RangeError(`an accelerator ${what}`);
  };
  if (![8, 16, 32].includes(rows)) wrong(`with ${rows} rows: there are 8, 16 or 32`);
  if (columns !== rows && columns !== 2 * rows) wrong(`with ${columns} columns: there are ${rows} or ${2 * rows}`);
  if (![32, 64, 128].includes(config.busBits) || config.busBits > 8 * rows)
    wrong(`with a bus of ${config.busBits} bits: there are 32, 64 or 128, and no more than ${rows} bytes`);
  const least = columns / 8;
  const most = rows / 2;
  if (config.lanes < least || config.lanes > most || !Number.isInteger(Math.log2(config.lanes)))
    wrong(`with ${config.lanes} lanes for ${rows} x ${columns}: there are powers of 2 from ${least} to ${most}`);
  for (const [name, [from, to]] of Object.entries(ranges)) {
    const value = config[name as keyof typeof ranges];
    if (!Number.isInteger(value) || value < from || value > to)
      wrong(`whose ${name} is ${value}: a whole number from ${from} to ${to}`);
  }
  return Object.freeze(config);
}
