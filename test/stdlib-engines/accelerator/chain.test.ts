import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { acceleratorConfig } from '../../../stdlib-engines/accelerator/config.js';
import { disassemble } from '../../../stdlib-engines/accelerator/isa/assembler.js';
import { runProgram } from '../../../stdlib-engines/accelerator/model/run.js';
import { drawsOf } from '../../../stdlib-engines/axi/memory/pace.js';
import { chain, constantBytes, workBytes } from './chain.js';
import { machine, programAt } from './machine.js';

/** Programs whose instructions go one after the other: the accelerator and its model agree in all that can be seen. */
const test = suite('chains of instructions');

const config = acceleratorConfig(8, 8, {
  ...{ tileWords: 256, skipWords: 128, outWords: 128, accumulators: 32, weightRows: 128, tableRows: 8 },
  ...{ samplePixels: 64, lineWords: 16, motions: 4, taps: 7, queue: 4 },
});
const whole = machine(config);

async function agree(seed: number, wrong: number): Promise<string> {
  const program = chain(seed, config, wrong);
  const draw = drawsOf(seed);
  const random = (bytes: number) => new Uint8Array(bytes).map(() => draw() * 256);
  // A weight is never -128.
  const constants = random(constantBytes).map(byte => (byte === 0x80 ? 0x81 : byte));
  const work = random(workBytes);
  const at = programAt({ constants });
  const region = new Uint8Array(at + program.length);
  region.set(constants);
  region.set(program, at);
  const after = work.slice();
  const { fault, instruction } = runProgram({ config, program, constants: region, work: after });
  const [seen] = await whole.run([{ program, constants, work, watchdog: 2000, memory: { latency: 3 } }]);
  const said = fault === 'none' ? 0 : instruction;
  assert.equal([seen!.fault, seen!.instruction], [fault, said], disassemble(program));
  const where = after.findIndex((byte, i) => byte !== seen!.work[i]);
  assert.is(where, -1, `byte ${where} of the work region, after ${fault}:\n${disassemble(program)}`);
  assert.ok(seen!.aroundUntouched && Buffer.compare(seen!.constants, constants) === 0);
  return fault;
}

for (const [title, wrong] of [
  ['good ones leave the same bytes', 0],
  ['with faults in them: the same fault of the same instruction, and the same bytes before it', 0.15],
] as const)
  test(title, async () => {
    const kinds = new Set<string>();
    const property = fc.asyncProperty(fc.nat(1e6), async seed => {
      kinds.add(await agree(seed, wrong));
    });
    await fc.assert(property, {
      seed: 3,
      numRuns: 40,
      endOnFailure: true,
      includeErrorInReport: true,
    });
    assert.ok(kinds.has('none') && (wrong === 0 || kinds.size > 3), [...kinds].join());
  });

test.run();
