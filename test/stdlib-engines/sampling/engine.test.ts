import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { acceleratorConfig } from '../../../stdlib-engines/accelerator/config.js';
import { samplingEngine } from '../../../stdlib-engines/sampling/engine.js';
import { pour, weathers } from '../../dsl/stream/rig.js';
import { within } from '../quantized/ranges.js';
import { commandOf, type SamplingCommand, type Scene, scenes } from './commands.js';

/** `warp` and `motion` as the integer model has them, bit for bit, however both sides stall. */
const engine = suite('the sampling engine');

for (const [rows, busBits] of [
  [8, 32],
  [8, 64],
  [16, 64],
  [16, 128],
  [32, 32],
] as const) {
  const circuit = samplingEngine({ config: acceleratorConfig(rows, rows, { busBits, samplePixels: 64 }) });
  engine(`${rows} channels, ${busBits} bits: what the integer model gives, one command after the other`, () => {
    const property = fc.property(fc.array(scenes(16), { minLength: 1, maxLength: 4 }), weathers, (all, weather) => {
      const commands = all.map(scene => commandOf(scene, rows));
      const feed = {
        command: commands.map(({ command }) => command),
        source: together(commands, 'source'),
        second: together(commands, 'second'),
      };
      const result = together(commands, 'result');
      assert.equal(pour(circuit, feed, { result: result.length }, weather).data.result, result);
    });
    fc.assert(property, { seed: 6, numRuns: rows > 8 ? 8 : 16 });
  });
}

engine('the longest sides, and all of the memory', () => {
  const circuit = samplingEngine({ config: acceleratorConfig(8) });
  for (const [kind, rows, columns] of [
    ['warp', 512, 8],
    ['warp', 7, 512],
    ['motion', 64, 64],
  ] as const) {
    const { command, source, second, result } = commandOf({ kind, rows, columns, seed: 11 }, 8);
    const { data } = pour(circuit, { command: [command], source, second }, { result: result.length });
    assert.equal(data.result, result, `${kind} of ${rows}x${columns}`);
  }
});

/*
 * Interpolation keeps all bits and is rounded to 256ths of a step, 2^-9 at most; the product with the occlusion is exact, and rounded
 * to steps, 1/2. (That the expected words come from the integer model, and so do those of the engine, is held above.)
 */
engine('warp is within 1/2 + 2^-9 of real numbers', () => {
  const property = fc.property(scenes(16), drawn => {
    const scene = { ...drawn, kind: 'warp' } as const;
    const { command, source, second, result } = commandOf(scene, 8);
    result.forEach((word, at) => {
      const [x, y, occlusion] = new Int16Array(Uint8Array.from(second[at]!).buffer) as unknown as [
        number,
        number,
        number,
      ];
      const scale = 2 ** command.flowFraction!;
      const real = realWord(
        scene,
        source,
        (at % scene.columns) + x / scale,
        Math.floor(at / scene.columns) + y / scale,
      );
      word.forEach((value, channel) => {
        within(value, (real[channel]! * (occlusion & 65535)) / 65536, 0.5 + 2 ** -9);
      });
    });
  });
  fc.assert(property, { seed: 6, numRuns: 100 });
});

/** A word between four, zeros outside, in doubles. */
function realWord({ rows, columns }: Scene, words: readonly number[][], x: number, y: number): number[] {
  const [left, top] = [Math.floor(x), Math.floor(y)];
  const [u, v] = [x - left, y - top];
  const at = (row: number, column: number, channel: number): number =>
    row >= 0 && row < rows && column >= 0 && column < columns ? words[row * columns + column]![channel]! : 0;
  return words[0]!.map(
    (_, c) =>
      (1 - v) * ((1 - u) * at(top, left, c) + u * at(top, left + 1, c)) +
      v * ((1 - u) * at(top + 1, left, c) + u * at(top + 1, left + 1, c)),
  );
}

const together = (commands: readonly SamplingCommand[], what: 'source' | 'second' | 'result') =>
  commands.flatMap(command => command[what]);

engine.run();
