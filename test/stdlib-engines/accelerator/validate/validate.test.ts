import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { acceleratorConfig } from '../../../../stdlib-engines/accelerator/config.js';
import { readProgram } from '../../../../stdlib-engines/accelerator/isa/decode.js';
import { encode, program, semaphores } from '../../../../stdlib-engines/accelerator/isa/encode.js';
import {
  conv,
  end,
  epilogue,
  load,
  map,
  store,
  table,
  weights,
} from '../../../../stdlib-engines/accelerator/isa/formats.js';
import { runProgram } from '../../../../stdlib-engines/accelerator/model/run.js';
import { validate } from '../../../../stdlib-engines/accelerator/validate/validate.js';
import { randomTensor, seeds } from '../../../codec/integer/arbitrary.js';
import { numbers } from '../../quantized/ranges.js';
import { instructions } from '../isa/arbitrary.js';
import { layerProgram } from '../model/layer-program.js';
import { randomLayer } from '../model/random-layer.js';

const validation = suite('programs are refused that could go wrong');
const config = acceleratorConfig(8, 8, { weightRows: 64 });
const sizes = { constants: 4096, work: 65536 };
const around = { config, sizes };

const messages = (...code: Uint8Array[]): string[] => validate(program(code), around).map(({ message }) => message);

/** Sums of one pixel, whose tile the load before has made, and their epilogue. */
const box = { region: 1, images: 1, blocks: 1, rows: 1, columns: 1 };
const sum = { blocks: 1, kernelRows: 1, kernelColumns: 1, stride: 1, images: 1, rows: 1, columns: 1 };
const result = { rows: 1, columns: 1, images: 1 };
const bytes = 8 * (8 + 8);
const good = {
  load: encode(load, box, { signal: semaphores(0) }),
  weights: encode(weights, { bytes }),
  conv: encode(conv, { ...sum, first: 1, last: 1 }, { wait: semaphores(0) }),
  epilogue: encode(epilogue, result, { signal: semaphores(1) }),
  store: encode(store, box, { wait: semaphores(1) }),
  end: encode(end, {}),
};
/** The good program, with others in place of some of its instructions. */
const changed = (changes: Partial<typeof good>): string[] => messages(...Object.values({ ...good, ...changes }));

validation('a good program is none of them', () => {
  assert.equal(changed({}), []);
  const property = fc.property(randomLayer, ({ layer, config }) => {
    const { program, constants, workBytes } = layerProgram(layer, config);
    assert.equal(validate(program, { config, sizes: { constants: constants.length, work: workBytes } }), []);
  });
  fc.assert(property, { seed: 1, numRuns: 30 });
});

validation('what is no program', () => {
  const one = program([good.end]);
  const of = (bytes: Uint8Array) => validate(bytes, around).map(({ message }) => message);
  assert.equal(of(new Uint8Array(10)), ['no program: only 10 bytes']);
  assert.equal(of(Uint8Array.from(one, (byte, at) => (at === 4 ? 9 : byte))), [
    'a program of version 9: this accelerator takes version 1',
  ]);
  assert.equal(of(one.subarray(0, 64)), ['a program of 1 instructions, of which 0 are there']);
  assert.equal(of(Uint8Array.from(one, (byte, at) => (at === 64 ? 77 : byte))), [
    'instruction 0 has opcode 77, which does not exist',
  ]);
  assert.equal(of(Uint8Array.from(one, (byte, at) => (at === 66 ? 1 : byte))), [
    'instruction 0 (end): has bits in byte 2 that belong to no field',
  ]);
});

validation('fields that a unit would not take', () => {
  const only = (wrong: Uint8Array): string => {
    const [first] = messages(wrong, good.end);
    return first!.replace(/^instruction 0 /, '');
  };
  assert.is(only(encode(load, { ...box, blocks: 0 })), '(load): blocks is 0, and has to be at least 1');
  assert.is(only(encode(load, { ...box, rows: 0 })), '(load): rows is 0, and so is the padding');
  assert.is(
    only(encode(load, { ...box, base: 8191, columns: 2 })),
    '(load): base leads to word 8192 of the tile memory, which has 8192',
  );
  assert.is(
    only(encode(load, { ...box, skip: 1, blocks: 2, blockPitch: 1024 })),
    '(load): base leads to word 1024 of the skip memory, which has 1024',
  );
  assert.is(
    only(encode(load, { ...box, affine: 1, table: 64 })),
    '(load): table leads to word 64 of the table memory, which has 64',
  );
  assert.is(
    only(encode(load, { ...box, address: 65536 })),
    '(load): address leads to byte 65544 of the work, which have 65536',
  );
  assert.is(only(encode(load, { ...box, address: 4 })), '(load): address is 4, which is no multiple of 8');
  assert.is(
    only(encode(load, { ...box, region: 2 })),
    '(load): address is in region 2: there are 0 constants and 1 work',
  );
  assert.is(only(encode(table, {})), '(table): count is 0, and has to be at least 1');
  assert.is(only(encode(weights, { bytes: 12 })), '(weights): bytes is 12, which is no multiple of 8');
  assert.is(only(encode(conv, { ...sum, stride: 3 })), '(conv): stride is 3: there are 1 and 2');
  assert.is(
    only(encode(conv, { ...sum, rows: 27, columns: 19 })),
    '(conv): rows makes 513 sums, and a bank has 512 accumulators',
  );
  assert.is(only(encode(epilogue, { ...result, mode: 9 })), '(epilogue): mode is 9, which does not exist');
  assert.is(
    only(encode(epilogue, { ...result, mode: 2, rows: 3, columns: 2 })),
    '(epilogue): rows is 3, and has to be even for `pool`',
  );
  assert.is(only(encode(epilogue, { ...result, mode: 3, wide: 1 })), '(epilogue): wide is 1: `add` has 8 bits');
  assert.is(only(encode(store, { ...box, region: 0 })), '(store): address is in the constants, which are only read');
  assert.is(only(encode(map, { operation: 6 })), '(map): operation is 6, which does not exist');
  const picture = { operation: 0, rows: 2, columns: 2, sourceRegion: 1, destinationRegion: 1 };
  assert.is(only(encode(map, { ...picture, sourceBytes: 8 })), '(map): sourceBytes is 8, and `picture` has 32');
  assert.is(
    only(encode(map, { ...picture, sourceBytes: 32, destinationBytes: 32, destination: 24 })),
    '(map): source overlaps with the destination',
  );
});

validation('instructions that do not belong together', () => {
  assert.equal(changed({ end: good.store }).slice(-1), ['the program has no `end`']);
  assert.equal(messages(), ['the program has no `end`']);
  assert.equal(messages(good.end, good.end), ['instruction 0 (end): is not the last']);
  assert.equal(messages(encode(end, {}, { wait: 1 })), ['instruction 0 (end): wait is 1']);
  const wait = { wait: semaphores(0) };
  assert.equal(changed({ conv: encode(conv, { ...sum, last: 1 }, wait) }), [
    'instruction 2 (conv): first is 0, and no sums are begun',
    '`weights` bring 128 bytes in all, and `conv` takes 64',
  ]);
  assert.equal(changed({ conv: encode(conv, { ...sum, first: 1 }, wait) }), [
    'instruction 2 (conv): begins sums that have no `last`',
    'instruction 3 (epilogue): has no sums',
  ]);
  assert.equal(changed({ epilogue: encode(epilogue, { ...result, rows: 2 }, { signal: semaphores(1) }) }), [
    'instruction 3 (epilogue): rows takes 1 x 2 x 1 sums',
  ]);
  assert.equal(changed({ epilogue: encode(load, box), store: encode(load, box) }), [
    'instruction 2 (conv): makes sums that no `epilogue` takes',
  ]);
  assert.equal(changed({ weights: encode(weights, { bytes: 64 }) }), [
    '`weights` bring 64 bytes in all, and `conv` takes 128',
  ]);
  assert.equal(changed({ store: encode(store, box, { wait: semaphores(0, 1) }) }), [
    'instruction 4 (store): wait has semaphore 0, for which conv waits too',
  ]);
});

validation('programs that stand still', () => {
  assert.equal(changed({ load: encode(load, box) }), [
    'the program stands still: conv at instruction 2 waits for semaphores; epilogue at instruction 3 waits for sums; ' +
      'store at instruction 4 waits for semaphores',
  ]);
  // The queue before `store` is full, so the load that it waits for is never handed on.
  const waiting = Array.from({ length: 9 }, () => encode(store, box, { wait: semaphores(1) }));
  const raise = encode(load, box, { signal: semaphores(1) });
  assert.match(messages(...waiting, raise, good.end)[0]!, 'stands still: store at instruction 0 waits for semaphores');
  // Both banks are full, and the epilogues that would empty them wait for what waits for a third set of sums.
  const sums = encode(conv, { ...sum, first: 1, last: 1 });
  const third = encode(conv, { ...sum, first: 1, last: 1 }, { signal: semaphores(3) });
  const late = encode(epilogue, result, { wait: semaphores(2) });
  const chain = encode(load, { ...box, base: 9 }, { wait: semaphores(3), signal: semaphores(2) });
  const { load: first, weights: set } = good;
  const begun = encode(conv, { ...sum, first: 1, last: 1 }, { wait: semaphores(0) });
  assert.equal(messages(first, set, begun, set, sums, set, third, late, late, late, chain, good.end), [
    'the program stands still: load at instruction 10 waits for semaphores; conv at instruction 6 waits for a free bank; ' +
      'epilogue at instruction 7 waits for semaphores',
  ]);
});

validation('a semaphore that is raised too often', () => {
  const raise = Array.from({ length: 64 }, () => encode(load, box, { signal: semaphores(5) }));
  assert.equal(messages(...raise, good.end), [
    'instruction 63 (load): signal may raise semaphore 5 to 64, and it counts to 63',
    'instruction 63 (load): signal raises a semaphore above 63',
  ]);
  // In the order in which the machine goes on, each is taken back soon; but the load that does so may have other work.
  const other = { ...box, address: 64, base: 1 };
  const stores = Array.from({ length: 70 }, () => encode(store, box, { signal: semaphores(5) }));
  const loads = Array.from({ length: 70 }, () => encode(load, other, { wait: semaphores(5) }));
  const sum = [good.load, good.weights, good.conv, good.epilogue, good.store];
  const late = messages(...sum, ...stores, ...loads, good.end);
  assert.equal(late.slice(0, 1), ['instruction 68 (store): signal may raise semaphore 5 to 64, and it counts to 63']);
  // The queue before the load unit is full, so the sequencer waits, and with it what raises.
  const pairs = stores.flatMap((raise, i) => [raise, loads[i]!]);
  assert.equal(messages(...sum, ...pairs, good.end), []);
  // What raises has waited for what waits.
  const raises = Array.from({ length: 70 }, () => encode(store, box, { wait: semaphores(6), signal: semaphores(5) }));
  const answers = Array.from({ length: 70 }, () => encode(load, other, { wait: semaphores(5), signal: semaphores(6) }));
  const first = encode(load, other, { signal: semaphores(6) });
  assert.equal(messages(...sum, first, ...raises.flatMap((raise, i) => [raise, answers[i]!]), good.end), []);
});

validation('results that depend on times', () => {
  const free = encode(conv, { ...sum, first: 1, last: 1 });
  assert.equal(changed({ load: encode(load, box), conv: free }), [
    'instruction 2 (conv): reads word 0 of the tile memory, which instruction 0 (load) may not have written yet',
    'instruction 4 (store): writes byte 0 of the work region, which instruction 0 (load) may not have read yet',
  ]);
  assert.equal(changed({ store: encode(store, box) }), [
    'instruction 4 (store): reads word 0 of the output memory, which instruction 3 (epilogue) may not have written yet',
  ]);
  assert.equal(changed({ conv: encode(conv, { ...sum, base: 1, first: 1, last: 1 }, { wait: semaphores(0) }) }), [
    'instruction 2 (conv): reads word 1 of the tile memory, which nothing has written',
  ]);
  assert.equal(messages(encode(load, { ...box, affine: 1 }), good.end), [
    'instruction 0 (load): reads row 0 of the table, which nothing has written',
  ]);
  const { end: last, ...others } = good;
  assert.equal(messages(...Object.values(others), encode(load, { ...box, base: 1 }), last), [
    'instruction 4 (store): writes byte 0 of the work region, which instruction 5 (load) may not have read yet',
  ]);
  const twice = [encode(load, box, { signal: semaphores(0) }), good.weights, good.conv, encode(epilogue, result)];
  assert.equal(messages(...twice, encode(load, box), last), [
    'instruction 2 (conv): reads word 0 of the tile memory, which instruction 4 (load) may not have written yet',
  ]);
});

/** A program with some of its masks changed: waits and signals are dropped at random. */
function loosened(bytes: Uint8Array, seed: number): Uint8Array {
  const next = numbers(seed);
  const all = readProgram(bytes);
  const dropped = next(0, 4);
  return program(
    all.map(({ format, fields, wait, signal }) => {
      const keep = next(0, 2) > 0 || format === end;
      const mask = keep ? 0xffff : 0xffff & ~(1 << dropped);
      return encode(format, fields, { wait: wait & mask, signal: signal & mask });
    }),
  );
}

validation('what is not refused ends, and gives the same in any order of events', () => {
  let accepted = 0;
  const property = fc.property(randomLayer, seeds, ({ layer, config }, seed) => {
    const { program, constants, workBytes } = layerProgram(layer, config);
    const bytes = loosened(program, seed);
    const problems = validate(bytes, { config, sizes: { constants: constants.length, work: workBytes } });
    if (problems.length > 0) return;
    accepted++;
    const results = [0, 1, 2, 3].map(order => {
      const work = new Uint8Array(randomTensor([workBytes], 'u8', seed).data);
      const next = numbers(seed + order);
      const pick = order === 0 ? () => 0 : (units: number) => next(0, units - 1);
      assert.is(runProgram({ config, program: bytes, constants, work, pick }).fault, 'none');
      return work;
    });
    for (const other of results.slice(1)) assert.equal(other, results[0]);
  });
  fc.assert(property, { seed: 1, numRuns: 100 });
  assert.ok(accepted > 10, `${accepted} accepted`);
});

validation('nothing breaks validator or model, and the model agrees about what ends', () => {
  const config = acceleratorConfig(8, 8, { tileWords: 64, skipWords: 64, outWords: 64, accumulators: 32 });
  const base = fc.oneof(
    fc.array(instructions, { maxLength: 12 }).map(all => program(all.map(i => encode(i.format, i.fields, i)))),
    fc.constant(program(Object.values(good))),
  );
  const mutations = fc.array(fc.record({ at: fc.nat(), bit: fc.nat(7) }), { maxLength: 6 });
  const property = fc.property(base, mutations, fc.nat(), (bytes, flips, cut) => {
    const mutated = bytes.slice();
    for (const { at, bit } of flips) mutated[at % mutated.length]! ^= 1 << bit;
    const shown = cut % 7 === 0 ? mutated.subarray(0, cut % mutated.length) : mutated;
    const work = new Uint8Array(sizes.work);
    const problems = validate(shown, { config, sizes });
    const { fault } = runProgram({ config, program: shown, constants: new Uint8Array(sizes.constants), work });
    if (problems.length === 0) assert.is(fault, 'none');
  });
  fc.assert(property, { seed: 1, numRuns: 2000 });
});

validation.run();
