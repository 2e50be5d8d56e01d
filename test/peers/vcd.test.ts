import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { compile } from '../../backend-sim/compile/index.js';
import { sessionOf } from '../../backend-sim/session/session.js';
import { recordVcd } from '../../backend-sim/wave/record-vcd.js';
import { type Design, designOf } from '../../dsl/ir/index.js';
import { pack } from '../backend-verilog/stimulus.js';
import { tape } from '../dsl/ir/tape.js';
import { build } from '../random/design.js';
import { recipes } from '../random/recipe.js';
import { type OutsideVcd, outsideReader } from './vcd-reader.js';

/** Our waves read by a program that knows nothing of us, against what the signals were. */
const waves = suite('peers/vcd');
const folder = mkdtempSync(join(tmpdir(), 'grace-vcd-'));
waves.after(() => rmSync(folder, { recursive: true }));
const read = outsideReader();
const test = read ? waves : waves.skip;
const cycles = 10;

interface Recorded {
  readonly text: string;
  /** Picoseconds, and the bits of every signal by its name. */
  readonly seen: readonly { readonly time: number; readonly values: ReadonlyMap<string, bigint> }[];
}

/** Some cycles of a design with random inputs, as a file and as its signals were. */
function recordedOf(design: Design, seed: number): Recorded {
  const machine = compile(design);
  const session = sessionOf(machine, { history: 1, listen: () => false, raise: () => {} });
  const random = tape(fc.sample(fc.nat(0xffff), { numRuns: 4000, seed }));
  const file = join(folder, 'out.vcd');
  const recording = recordVcd(session, file);
  const seen = Array.from({ length: cycles }, () => {
    machine.signals.forEach(({ kind, width, lanes }, signal) => {
      if (kind === 'input')
        session.write(
          signal,
          Array.from({ length: lanes }, () => random.bits(width)),
        );
    });
    const values = new Map(
      machine.signals.map(({ path, width }, signal) => [
        [design.top, ...path].join('.'),
        pack(machine.read(signal), width),
      ]),
    );
    const time = session.clocks.time();
    session.tick();
    machine.events();
    return { time, values };
  });
  recording.close();
  return { text: readFileSync(file, 'utf8'), seen };
}

/**
 * The file without the texts of enums, an extension that GTKWave and Surfer know and the standard does not, and without
 * the reals of fixed point, of which this reader takes the first digit for a part of the next number.
 */
const wholeNumbers = (text: string): string => text.replace(/^[sr]\S* .*\n/gm, '');

/** The first signal that the file has otherwise. */
function difference({ seen }: Recorded, { variables, changes }: OutsideVcd): string | undefined {
  const byName = new Map(variables.map(variable => [variable.name, variable]));
  const now = new Map<string, bigint>();
  let next = 0;
  for (const { time, values } of seen) {
    for (; next < changes.length && changes[next]!.time <= time; next++)
      now.set(changes[next]!.id, changes[next]!.value);
    for (const [name, value] of values) {
      const variable = byName.get(name);
      if (!variable) return `${name} is not in the file`;
      const found = now.get(variable.id);
      if (found !== value) return `${name} at ${time} ps is ${found}, not ${value} (${variable.id})`;
    }
  }
  return undefined;
}

test('another reader finds every signal of random designs, with the value that it had in every cycle', async () => {
  for (const [seed, recipe] of fc.sample(recipes, { numRuns: 20, seed: 5 }).entries()) {
    const recorded = recordedOf(build(recipe).circuit[designOf], seed);
    assert.is(difference(recorded, await read!(wholeNumbers(recorded.text))), undefined);
  }
});

waves('a value that is off by a bit is found', () => {
  const recorded: Recorded = { text: '', seen: [{ time: 0, values: new Map([['top.x', 5n]]) }] };
  const variables = [{ name: 'top.x', size: 4, id: '!' }];
  const found = (value: bigint) => difference(recorded, { variables, changes: [{ time: 0, id: '!', value }] });
  assert.is(found(5n), undefined);
  assert.is(found(4n), 'top.x at 0 ps is 4, not 5 (!)');
  assert.is(difference(recorded, { variables: [], changes: [] }), 'top.x is not in the file');
});

if (!read) console.log('skipped: no other reader of VCD is installed (npm run test:peers)');
waves.run();
