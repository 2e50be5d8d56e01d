import {
  bool,
  bundle,
  i8,
  indexType,
  lanewise,
  mem,
  module,
  output,
  streamIn,
  streamOut,
  type UInt,
  u8,
  u16,
  uint,
  type Vec,
  vec,
  when,
  wire,
} from '../../dsl/index.js';
import type { AcceleratorConfig } from '../accelerator/config.js';
import { commandType } from '../accelerator/isa/field.js';
import { conv, epilogue } from '../accelerator/isa/formats.js';
import { accumulate } from './accumulate.js';
import { collect } from './collect.js';
import { convolve } from './convolve.js';
import { finish } from './finish.js';
import { parameters } from './parameters.js';
import { reads } from './reads.js';
import { request } from './request.js';

/**
 * Convolutions of INT8: array of multipliers, accumulators, epilogue, and the three memories around them.
 *
 *     tile_write --> tile memory --> array --> 2 banks of accumulators --> lanes --> output memory --> out_read, out_data
 *     weights ---------------------^ parameters --------------------------^    skip memory (skip_write)
 *
 * `conv` and `epilogue` are carried out in order, each by itself: while the sums of one group are finished, the next group is
 * summed up in the other bank. `conv_done` comes when the words of the tile memory and the weights have been taken, and
 * `epilogue_done` when the results are in the output memory: 0, or the code of a fault, after which nothing was done. What a
 * command means, and what of it is a fault, says `accelerator/isa/formats.ts`; what the sums become, `docs/codec/integers.md`.
 * `tile_write` and `skip_write` are always ready. `multiplies` and `finishes` say, for counters, that the array gives sums in this
 * cycle, and that a group of lanes finishes some.
 */
export const convolutionEngine = module(
  'convolutionEngine',
  ({ config: { rows, columns } }: { config: AcceleratorConfig }) => ({
    conv: streamIn(commandType(conv)),
    conv_done: streamOut(uint(4)),
    epilogue: streamIn(commandType(epilogue)),
    epilogue_done: streamOut(uint(4)),
    weights: streamIn(vec(i8, columns)),
    tile_write: streamIn(bundle({ address: u16, data: vec(i8, rows) })),
    skip_write: streamIn(bundle({ address: u16, data: vec(i8, rows) })),
    out_read: streamIn(u16),
    out_data: streamOut(vec(i8, rows)),
    multiplies: output(bool),
    finishes: output(bool),
  }),
  (io, { config }) => {
    const { rows, tileWords, skipWords, outWords } = config;
    const word = vec(i8, rows);
    const tile = mem(word, tileWords, { style: 'block' });
    const skip = mem(word, skipWords, { style: 'block' });
    const out = mem(vec(u8, rows), outWords, { style: 'block' });
    for (const [memory, writes] of [
      [tile, io.tile_write],
      [skip, io.skip_write],
    ] as const) {
      writes.ready.set(true);
      const { address, data } = writes.payload;
      when(writes.fire, () => memory.write(within(address, memory.depth), data));
    }

    const [released, handed] = [wire(bool), wire(bool)];
    const requests = request(io.epilogue, handed, config);
    const way = convolve(io.conv, io.weights, tile, released, config);
    const banks = accumulate(way.sums, way.notes, requests.bank, config);
    handed.set(banks.handed);
    released.set(requests.parameters.release);
    const { enable, address } = requests.skip;
    const answers = {
      sums: banks.words,
      parameters: parameters(way.parameters, requests.parameters, config),
      skip: skip.readSync(within(address, skipWords), { enable }),
    };
    collect(finish(requests, answers, config), requests, out, config);
    io.multiplies.set(way.sums.fire);
    io.finishes.set(requests.parameters.enable);
    way.dones.into(io.conv_done);
    requests.done.into(io.epilogue_done);
    const words = reads(out, io.out_read, within(io.out_read.payload, outWords));
    words.map(bytes => lanewise(byte => byte.asSInt(), bytes as Vec<typeof u8>)).into(io.out_data);
  },
);

/** An address in the bits that a memory has. */
const within = (address: UInt, depth: number): UInt => address.trunc(indexType(depth).width);
