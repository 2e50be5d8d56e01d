import type { AcceleratorConfig } from '../../../stdlib-engines/accelerator/config.js';
import { type MapFields, mapBytes } from '../../../stdlib-engines/accelerator/isa/check/map.js';
import { encode, type FieldValues, program } from '../../../stdlib-engines/accelerator/isa/encode.js';
import type { Format, UnitName } from '../../../stdlib-engines/accelerator/isa/field.js';
import {
  conv,
  end,
  epilogue,
  load,
  map,
  store,
  table,
  weights,
} from '../../../stdlib-engines/accelerator/isa/formats.js';
import { numbers } from '../quantized/ranges.js';

/** Bytes of the work region, and of the constants before the program. */
export const workBytes = 8192;
export const constantBytes = 2048;

interface Step {
  readonly format: Format;
  readonly fields: FieldValues;
}

type Draw = ReturnType<typeof drawsFrom>;

function drawsFrom(seed: number) {
  const next = numbers(seed);
  return {
    next,
    pick: <T>(...all: readonly T[]): T => all[next(0, all.length - 1)]!,
  };
}

/**
 * A program of random instructions, each of which waits for the one before: so what it does depends on no times, and the
 * accelerator and its model have to agree in everything, also in how a program ends that has a fault.
 *
 * @param wrong the part of instructions with a field of any number
 */
export function chain(seed: number, config: AcceleratorConfig, wrong: number): Uint8Array {
  const draw = drawsFrom(seed);
  const good = Array.from({ length: draw.next(2, 6) }, () => pieces(draw, config)).flat();
  const steps = good.map(step => (draw.next(0, 999) < 1000 * wrong ? spoiled(step, draw) : step));
  const unit = (i: number): UnitName | undefined => steps[i]?.format.unit;
  const mask = (name: UnitName | undefined): number => (name ? 1 << semaphores.indexOf(name) : 0);
  return program([
    ...steps.map(({ format, fields }, i) =>
      encode(format, fields, { wait: i > 0 ? mask(unit(i)) : 0, signal: mask(unit(i + 1)) }),
    ),
    encode(end, {}),
  ]);
}

/** A semaphore for each unit, since each may be waited for by one alone. */
const semaphores: readonly UnitName[] = ['load', 'weights', 'conv', 'epilogue', 'store', 'map'];

/** A few instructions that belong together. */
const pieces = (draw: Draw, config: AcceleratorConfig): readonly Step[] =>
  draw.pick(loads, loads, layer, layer, stores, stores, maps)(draw, config);

const word = ({ next }: Draw, bytes: number, config: AcceleratorConfig): number =>
  config.rows * next(0, Math.floor(bytes / config.rows));

/** Strides and pitches with and without gaps, for a box of so many rows and columns. */
function boxed({ next }: Draw, { rows: P }: AcceleratorConfig, [rows, columns]: [number, number], width: number) {
  const [images, blocks] = [next(1, 2), next(1, 2)];
  const rowStride = P * (columns + next(0, 1));
  const blockStride = rowStride * rows + P * next(0, 1);
  const rowPitch = width + next(0, 1);
  return { images, blocks, rowStride, blockStride, imageStride: blocks * blockStride, rowPitch };
}

function loads(draw: Draw, config: AcceleratorConfig): Step[] {
  const { next } = draw;
  const place = () => ({ region: 0, address: word(draw, 1000, config) });
  const [rows, columns] = [next(0, 4), next(0, 4)];
  const [padTop, padBottom, padLeft, padRight] = [next(0, 2), next(0, 1), next(0, 1), next(0, 2)];
  const width = padLeft + columns + padRight;
  const height = padTop + rows + padBottom;
  if (width === 0 || height === 0) return [];
  const box = boxed(draw, config, [rows, columns], width);
  const blockPitch = box.rowPitch * height + next(0, 1);
  const region = next(0, 1);
  const fields = {
    ...{ ...box, blockPitch, imagePitch: box.blocks * blockPitch, rows, columns, padTop, padBottom, padLeft, padRight },
    ...{ region, address: word(draw, region ? workBytes - 800 : constantBytes - 800, config) },
    ...{ base: next(0, 40), skip: next(0, 1), affine: next(0, 1), table: next(0, config.tableRows - 2) },
  };
  const gains = { format: table as Format, fields: { ...place(), first: next(0, 4), count: next(1, 3) } };
  return [...(fields.affine ? [gains] : []), { format: load, fields }];
}

/** Weights, the convolutions of a group, and its epilogue. */
function layer(draw: Draw, config: AcceleratorConfig): Step[] {
  const { next, pick } = draw;
  const mode = next(0, 5);
  const even = mode === 2 ? 2 : 1;
  const [images, rows, columns] = [next(1, 2), even * next(1, 2), even * next(1, 2)];
  const sizes = { images, rows, columns };
  const steps = [];
  const many = next(1, 2);
  for (let i = 0; i < many; i++) {
    const [first, last] = [Number(i === 0), Number(i === many - 1)];
    const [blocks, kernelRows, kernelColumns] = [next(1, 2), next(1, 3), next(1, 2)];
    const rowPitch = next(3, 12);
    const fields = {
      ...{ ...sizes, blocks, kernelRows, kernelColumns, first, last, stride: next(1, 2), base: next(0, 30), rowPitch },
      ...{ blockPitch: next(0, 60), imagePitch: next(0, 60) },
    };
    const taken = (first ? 8 : 0) + blocks * kernelRows * kernelColumns * config.rows;
    const bytes = taken * config.columns;
    steps.push(
      { format: weights, fields: { region: 0, address: word(draw, constantBytes - bytes, config), bytes } },
      { format: conv, fields },
    );
  }
  const wide = [0, 1, 4].includes(mode) ? next(0, 1) : 0;
  const columnPitch = 1 + wide + next(0, 1);
  const rowPitch = (columns / even) * columnPitch + next(0, 1);
  const imagePitch = (rows / even) * rowPitch;
  const places = { base: next(0, 30), columnPitch, rowPitch, imagePitch, blockPitch: images * imagePitch };
  const added = { skipBase: next(0, 30), skipGain: pick(4096, next(0, 65535)) };
  return [...steps, { format: epilogue, fields: { mode, wide, ...sizes, ...places, ...added } }] as Step[];
}

function stores(draw: Draw, config: AcceleratorConfig): Step[] {
  const { next } = draw;
  const [rows, columns] = [next(1, 3), next(1, 4)];
  const box = boxed(draw, config, [rows, columns], columns);
  const blockPitch = box.rowPitch * rows;
  const places = { region: 1, address: word(draw, workBytes - 1000, config), base: next(0, 40) };
  const fields = { ...box, ...places, blockPitch, imagePitch: box.blocks * blockPitch, rows, columns };
  return [{ format: store, fields }];
}

/** From the constants or the lower half of the work region into the upper half. */
function maps(draw: Draw, config: AcceleratorConfig): Step[] {
  const { next, pick } = draw;
  const operation = next(0, 5);
  const [rows, columns] = [next(1, 5), next(1, 6)];
  const style = next(0, 1);
  const taps = pick(1, 3, 5, 7);
  const factor = next(1, 3);
  const most = (size: number): number => (operation === 1 && !style ? Math.ceil(size / factor) : 9);
  const sizes = { rows, columns, outRows: next(1, most(rows)), outColumns: next(1, most(columns)) };
  const motions = { channels: next(2, config.motions), fraction: next(1, 9), flowFraction: next(0, 8) };
  const flags = { logits8: next(0, 1), shares8: next(0, 1), occlusion8: next(0, 1), flow8: next(0, 1) };
  const fields = {
    ...{ ...sizes, ...motions, ...flags, operation, style, taps, factor },
    ...{ jacobians: next(0, 1), unit: pick(next(500, 8000), next(0, 65535)) },
    ...{ sourceRegion: 1, secondRegion: next(0, 1), destinationRegion: 1 },
  };
  const bytes = mapBytes({ source: 0, second: 0, destination: 0, ...fields } as unknown as MapFields, config);
  const second = word(draw, fields.secondRegion ? 3000 : constantBytes - bytes.secondBytes, config);
  const places = { source: word(draw, 3000, config), second, destination: 4096 + word(draw, 3000, config) };
  return [{ format: map, fields: { ...fields, ...bytes, ...places } }];
}

/** With a number in some field that may be as good as any other. */
function spoiled({ format, fields }: Step, { next, pick }: Draw): Step {
  const [name, { bits }] = pick(...Object.entries(format.fields));
  const value = fields[name] ?? 0;
  const all = 2 ** bits;
  const wished = pick(0, 1, all - 1, all - 8, all / 2, value + 1, value - 1, value + 4, value + 8, next(0, all - 1));
  // More weights than there is room for would only wait; a map must not lie on what it reads.
  if (format === weights && name === 'bytes')
    return { format, fields: { ...fields, bytes: pick(0, value + 4, all - 8) } };
  if (format === weights && name === 'region') return { format, fields: { ...fields, region: pick(2, 3) } };
  if (format === map && ['source', 'second', 'destination'].includes(name))
    return { format, fields: { ...fields, [name]: pick(value + 1, value + 4, workBytes, all - 8) } };
  return { format, fields: { ...fields, [name]: ((wished % all) + all) % all } };
}
