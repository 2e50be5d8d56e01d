import { weightStream } from '../constants.js';
import type { ConvPass } from '../pass/pass.js';
import { refuse } from '../refuse.js';
import type { Chunk, ConvPlan } from './conv.js';
import { type Geometry, geometryOf, type Tile, wordsOf } from './geometry.js';
import type { Ring } from './ring.js';
import type { Target } from './target.js';
import { chooseTile } from './tiling.js';

/** Chooses the tile of a convolution, and puts its weights among the constants. */
export function planConv(pass: ConvPass, index: number, target: Target, tables: Ring): ConvPlan {
  const { config, batch, constants } = target;
  const geometry = geometryOf(pass, config);
  if (pass.table && geometry.blocks > config.tableRows)
    refuse(
      pass.layers.join(),
      `it normalises ${geometry.blocks} blocks of channels on load, and the table has ${config.tableRows} rows`,
      `an accelerator with tableRows=${geometry.blocks} takes it`,
    );
  const tile = chooseTile(pass, geometry, config, batch);
  return {
    pass,
    index,
    geometry,
    tile,
    chunks: chunksOf(pass, geometry, tile, config.tileWords),
    weights: constants.add(weightStream(pass, config.rows, config.columns)),
    table: pass.table ? tables.take(geometry.blocks)[0] : 0,
  };
}

/** The most blocks that one instruction loads or sums. */
const mostBlocks = 1023;

/** Blocks that are loaded together: about an eighth of the memory, so that parts of a tile can follow those of the one before. */
function chunksOf(pass: ConvPass, geometry: Geometry, tile: Tile, tileWords: number): Chunk[] {
  const { box } = wordsOf(pass, geometry, tile);
  const most = Math.max(1, Math.min(mostBlocks, Math.floor(tileWords / 8 / box)));
  const chunks: Chunk[] = [];
  let first = 0;
  for (const [input, { buffer }] of pass.inputs.entries()) {
    const parts = Math.ceil(buffer.blocks / most);
    const each = Math.ceil(buffer.blocks / parts);
    for (let from = 0; from < buffer.blocks; from += each)
      chunks.push({ input, blocks: [from, Math.min(buffer.blocks, from + each)], first: first + from });
    first += buffer.blocks;
  }
  return chunks;
}
