import type { AcceleratorConfig } from '../../../stdlib-engines/accelerator/config.js';
import { encode, program, semaphores } from '../../../stdlib-engines/accelerator/isa/encode.js';
import { end, map, mapOperations } from '../../../stdlib-engines/accelerator/isa/formats.js';
import { drawsOf } from '../../../stdlib-engines/axi/memory/pace.js';
import type { Job } from './machine.js';
import { layerProgram } from './model/layer-program.js';
import { randomLayer } from './random-layer.js';

/** A layer by hand, and behind it a map pass of what it left. */
export interface Made extends Job {
  /** Where in the work region results are written, and how many bytes. */
  readonly written: readonly (readonly [from: number, bytes: number])[];
}

/** A program that computes a random layer and then passes some of its words through the map unit. */
export function layerAndMap(seed: number, config: AcceleratorConfig): Made {
  const layer = layerProgram(randomLayer(seed), config);
  const bytes = Math.min(16, layer.resultBytes / 8) * 8;
  const [source, destination] = [layer.result, 64 * Math.ceil(layer.workBytes / 64)];
  const last = encode(
    map,
    {
      ...{ operation: mapOperations.indexOf('picture'), sourceRegion: 1, destinationRegion: 1, rows: 1 },
      ...{ source, sourceBytes: bytes, destination, destinationBytes: bytes, columns: bytes / 8 },
    },
    { wait: semaphores(15) },
  );
  const code = layer.program.slice(64, -64);
  // The last store says when the map unit may read.
  new DataView(code.buffer).setUint8(code.length - 64 + 7, 0x80);
  const instructions = Array.from({ length: code.length / 64 }, (_, i) => code.subarray(64 * i, 64 * i + 64));
  const work = new Uint8Array(destination + 64 * Math.ceil(bytes / 64) + 192);
  const draw = drawsOf(seed);
  for (const i of work.keys()) work[i] = draw() * 256;
  return {
    program: program([...instructions, last, encode(end, {})]),
    constants: layer.constants,
    work,
    written: [
      [layer.result, layer.resultBytes],
      [destination, bytes],
    ],
  };
}
