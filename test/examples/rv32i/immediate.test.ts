import fc from 'fast-check';
import { input, module, output, u32 } from 'grace-hdl';
import { simulate } from 'grace-hdl/sim';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { encodeB, encodeI, encodeJ, encodeS, encodeU } from '../../../examples/rv32i/assembler/encode.js';
import { immediateOf } from '../../../examples/rv32i/immediate.js';
import { opcode } from '../../../examples/rv32i/isa.js';

const immediates = suite('examples/rv32i/immediate');
const decoder = module(
  'decoder',
  () => ({ instruction: input(u32), immediate: output(u32) }),
  io => io.immediate.set(immediateOf(io.instruction)),
);

/** Every bit of every format, which programs of the usual length do not reach. */
const formats: Readonly<Record<string, [bits: number, step: number, encode: (value: number) => number]>> = {
  I: [12, 1, value => encodeI(opcode.load, 2, 5, 10, value)],
  S: [12, 1, value => encodeS(2, 31, 10, value)],
  B: [13, 2, value => encodeB(5, 31, 10, value)],
  J: [21, 2, value => encodeJ(5, value)],
  'U of lui': [32, 4096, value => encodeU(opcode.lui, 5, value >>> 12)],
  'U of auipc': [32, 4096, value => encodeU(opcode.auipc, 5, value >>> 12)],
};

for (const [name, [bits, step, encode]] of Object.entries(formats))
  immediates(`format ${name} comes out as the assembler put it in`, () => {
    const sim = simulate(decoder());
    const half = 2 ** (bits - 1) / step;
    fc.assert(
      fc.property(fc.integer({ min: -half, max: half - 1 }), n => {
        sim.poke('instruction', encode(n * step));
        assert.is(sim.peek('immediate') | 0, n * step);
      }),
      { numRuns: 200, examples: [[-half], [half - 1]] },
    );
  });

immediates.run();
