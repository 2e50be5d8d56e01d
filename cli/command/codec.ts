import type { Command } from 'commander';
import { addCompile } from './codec/compile.js';
import { addExport } from './codec/export.js';
import { addImport } from './codec/import.js';
import { addLayers } from './codec/layers.js';
import { addQuantize } from './codec/quantize.js';
import { addRender } from './codec/render.js';
import { addTime } from './codec/time.js';

/** `grace codec`: what is done to networks; each sub-command is a file in `codec/`. */
export function addCodec(grace: Command): void {
  const codec = grace.command('codec').description('work with networks of the talking-face codec');
  for (const add of [addImport, addExport, addLayers, addTime, addQuantize, addCompile, addRender]) add(codec);
}
