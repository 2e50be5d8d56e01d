import type { AcceleratorConfig } from '../../../stdlib-engines/accelerator/config.js';
import { samplingSide, samplingWords } from '../../../stdlib-engines/sampling/fits.js';
import type { ConvLayer, IntegerGraph, IntegerLayer, MotionLayer, Value } from '../../integer/network.js';
import { readsOf } from '../../integer/reads.js';
import type { Layout } from '../image.js';
import { refuse } from '../refuse.js';
import { type Buffer, blocksOf, flatBuffer, mapBuffer } from './buffer.js';
import { besides, type ConvSums, sumsOf, tableOf } from './conv.js';
import { type Heads, headsOf } from './heads.js';
import type { ConvInput, ConvPass, MapPass, Pass } from './pass.js';
import { fitsQuads, quadsOf } from './quads.js';

/** A graph as passes, and where the tensors of the graph are in the buffers that they write. */
export interface Lowered {
  readonly passes: readonly Pass[];
  readonly tensors: ReadonlyMap<string, StoredTensor>;
}

/** A tensor in a buffer. */
export interface StoredTensor extends Pick<Value, 'shape'> {
  readonly type: Value['format']['type'];
  readonly buffer: Buffer;
  readonly layout: Layout;
}

/** The input of a frame graph that takes the place of its keypoints. */
export const motionsName = 'motions';

/** The size of a map. */
type Size = readonly [channels: number, rows: number, columns: number];

/**
 * The passes of a graph, in its order: a layer is a pass, but for the heads of dense motion, which are one convolution and
 * one pass of the map unit together, and bilinear doubling, a pass before its convolution.
 *
 * @throws CodecError that names the layer, for one that the accelerator has no pass for
 */
export function lowerGraph(graph: IntegerGraph, config: AcceleratorConfig): Lowered {
  const { rows } = config;
  const passes: Pass[] = [];
  const tensors = new Map<string, StoredTensor>();
  const values = new Map<string, Value>([
    ...Object.entries(graph.inputs),
    ...graph.layers.map(l => [l.name, l] as const),
  ]);
  const sizeOf = (name: string): Size => values.get(name)!.shape as Size;
  const blocks: Layout = { kind: 'blocks' };
  const store = (name: string, buffer: Buffer, layout: Layout = blocks, value: Value = values.get(name)!): Buffer => {
    tensors.set(name, { shape: value.shape, type: value.format.type, buffer, layout });
    return buffer;
  };
  const bufferOf = (name: string): Buffer =>
    tensors.get(name)?.buffer ?? refuse(name, 'it is read, and never written to memory', 'read what it is made of');

  for (const [name, { shape, format }] of Object.entries(graph.inputs))
    if (format.type !== 'i32') store(name, mapBuffer(name, shape as Size, { rows, shared: true }));
  const points = Math.max(
    0,
    ...Object.values(graph.inputs).map(({ shape, format }) => (format.type === 'i32' ? shape[0]! : 0)),
  );
  const records = Math.ceil((points + 1) / (rows / 4)) * (rows / 4);
  const motions = flatBuffer(motionsName, 32 * records);
  if (points > 0)
    store(motionsName, motions, { kind: 'motions' }, { shape: [records, 8], format: { type: 'i32', step: 1 } });

  const heads = headsOf(graph);
  const read = new Set(graph.layers.flatMap(readsOf));
  for (const layer of graph.layers) passes.push(...passesOf(layer));
  return { passes, tensors };

  function passesOf(layer: IntegerLayer): Pass[] {
    const group = heads.find(({ logits, softmax, flow, occlusion }) =>
      ([logits, softmax, flow, occlusion] as IntegerLayer[]).includes(layer),
    );
    if (group) return layer === firstOf(group) ? headPasses(group) : [];
    const { name } = layer;
    const shape = layer.shape as Size;
    switch (layer.kind) {
      case 'conv':
        return convPasses(layer);
      case 'motion':
        return [motionPass(layer)];
      case 'softmax':
      case 'flow':
        return refuse(name, 'nothing is sampled by it', 'leave it out');
      case 'sample': {
        const [, height, width] = shape;
        holds(name, height, width);
        const source = bufferOf(layer.input);
        const fields = { rows: height, columns: width, flowFraction: layer.fraction };
        return [mapPass('warp', layer.name, shape, source, fields, { second: bufferOf(layer.flow) })];
      }
      case 'picture': {
        const fields = { rows: shape[1], columns: shape[2] };
        return [mapPass('picture', name, shape, bufferOf(layer.input), fields)];
      }
      case 'shrink': {
        const [, height, width] = sizeOf(layer.input);
        fits(name, width, layer.taps.length);
        const { taps, factor } = layer;
        const fields = {
          ...{ rows: height, columns: width, outRows: shape[1], outColumns: shape[2] },
          ...{ taps: taps.length, factor, style: layer.style === 'bilinear' ? 1 : 0 },
        };
        const constants = new Uint8Array(Math.ceil((2 * taps.length) / rows) * rows);
        for (const [i, tap] of taps.entries()) new DataView(constants.buffer).setUint16(2 * i, tap, true);
        return [mapPass('shrink', name, shape, bufferOf(layer.input), fields, { constants })];
      }
    }
  }

  function firstOf({ logits, occlusion }: Heads): IntegerLayer {
    return graph.layers.find(layer => layer === logits || layer === occlusion)!;
  }

  function mapPass(
    kind: MapPass['kind'],
    name: string,
    shape: Size,
    source: Buffer,
    fields: MapPass['fields'],
    others: Partial<MapPass> = {},
  ): MapPass {
    const output = store(
      name,
      mapBuffer(name, shape, { rows }),
      blocks,
      values.get(name) ?? { shape, format: { type: 'i8', step: 1 } },
    );
    const size = [fields.rows!, fields.columns!] as const;
    return { kind, layers: [name], shape, output, source, size, fields, ...others };
  }

  function motionPass(layer: MotionLayer): MapPass {
    const [channels, height, width] = sizeOf(layer.input);
    if (channels !== 3)
      refuse(layer.name, `the small source has ${channels} channels`, 'there have to be three colours');
    if (points + 1 > config.motions)
      refuse(
        layer.name,
        `there are ${points} keypoints and the background`,
        `an accelerator with motions=${points + 1} takes them`,
      );
    holds(layer.name, height, width);
    const fields = { rows: height, columns: width, unit: layer.unit, jacobians: layer.jacobians === undefined ? 0 : 1 };
    const output = mapBuffer(layer.name, [4 * records, height, width], { rows });
    store(layer.name, output);
    const others = { size: [height, width] as const, shape: layer.shape, second: motions };
    return { kind: 'motion', layers: [layer.name], output, source: bufferOf(layer.input), fields, ...others };
  }

  function convPasses(layer: ConvLayer): Pass[] {
    const [, ...size] = sizeOf(layer.inputs[0]!);
    const before: Pass[] = [];
    let inputs = inputsOf(layer);
    let doubled: readonly [number, number] = size;
    if (layer.upsample === 'bilinear') {
      doubled = [2 * size[0], 2 * size[1]];
      inputs = layer.inputs.map((name, i) => {
        const large = `${name} doubled`;
        if (!tensors.has(large)) {
          fits(layer.name, doubled[1], 1);
          const fields = { rows: size[0], columns: size[1], outRows: doubled[0], outColumns: doubled[1] };
          const shape: Size = [sizeOf(name)[0], ...doubled];
          before.push(mapPass('bilinear', large, shape, bufferOf(name), fields));
        }
        return { ...inputs[i]!, buffer: bufferOf(large) };
      });
    }
    const { kind } = layer.epilogue;
    const times = layer.upsample === 'nearest' ? 2 : 1;
    if (times === 2 && (kind === 'pool' || kind === 'add'))
      refuse(
        layer.name,
        `it doubles its maps by repetition, and then its epilogue is ${kind}`,
        'make two layers of it',
      );
    const wide = layer.format.type === 'i16' || layer.format.type === 'u16';
    const shape = layer.shape as Size;
    const quads = graph.name === 'frame' && !read.has(layer.name) && fitsQuads(layer, config.columns);
    const stored: Size = quads ? [4 * shape[0], shape[1] / 2, shape[2] / 2] : shape;
    const output = mapBuffer(layer.name, stored, { rows, wordsPerPixel: wide ? 2 : 1 });
    store(layer.name, output, quads ? { kind: 'quads' } : blocks);
    const results = layer.shape[1]! * layer.shape[2]! * (kind === 'pool' ? 4 : 1);
    const sums = quads ? quadsOf(sumsOf(layer, results)) : sumsOf(layer, results);
    const table = layer.affine && tableOf(layer.affine, inputs, rows);
    const skip = layer.epilogue.kind === 'add' && { buffer: bufferOf(layer.epilogue.input), gain: layer.epilogue.gain };
    const common = { kind: 'conv', layers: [layer.name], output, shape, inputs, mode: kind } as const;
    return [
      ...before,
      { ...common, ...sums, size: doubled, wide, pixels: false, ...(table && { table }), ...(skip && { skip }) },
    ];
  }

  function inputsOf(layer: ConvLayer): ConvInput[] {
    return layer.inputs.map(name => ({ buffer: bufferOf(name), channels: sizeOf(name)[0] }));
  }

  /** The logits of masks and occlusion side by side, then flow and occlusion of each pixel. */
  function headPasses({ logits, softmax, flow, occlusion }: Heads): Pass[] {
    const [count, height, width] = logits.shape as Size;
    const [, ...size] = sizeOf(logits.inputs[0]!);
    if (count > config.motions)
      refuse(softmax.name, `there are ${count} masks`, `an accelerator with motions=${count} takes them`);
    const channels = blocksOf(count + 1, rows) * rows;
    const name = `${logits.name} and ${occlusion.name}`;
    const buffer = { ...mapBuffer(name, [rows, height, width], { rows, wordsPerPixel: (2 * channels) / rows }), name };
    // Logits of 8 bits are saturated where they are used, and never stored.
    if (logits.format.type === 'i16') store(logits.name, buffer, { kind: 'pixels', channels, first: 0, shift: 0 });
    const sums: ConvSums = besides(sumsOf(logits, height * width), sumsOf(occlusion, height * width));
    const conv: ConvPass = {
      ...{ kind: 'conv', layers: [logits.name, occlusion.name], inputs: inputsOf(logits), size },
      ...{ ...sums, mode: 'none', wide: true, pixels: true, output: buffer, shape: [count + 1, height, width] },
    };
    const map = flatBuffer(flow.name, 8 * height * width);
    const is8 = (layer: Value): number => (layer.format.type.endsWith('8') ? 1 : 0);
    store(flow.name, map, { kind: 'pixels', channels: 4, first: 0, shift: 0 });
    store(occlusion.name, map, { kind: 'pixels', channels: 4, first: 2, shift: is8(occlusion) ? 8 : 0 });
    const fields = {
      ...{ rows: height, columns: width, channels: count, fraction: is8(logits) ? softmax.fraction : 0 },
      ...{ logits8: is8(logits), shares8: is8(softmax), occlusion8: is8(occlusion), flow8: is8(flow) },
      ...{ flowFraction: flow.fraction, jacobians: flow.jacobians === undefined ? 0 : 1 },
    };
    const masks: MapPass = {
      ...{ kind: 'masks', layers: [softmax.name, flow.name], shape: flow.shape, output: map, source: buffer },
      ...{ size: [height, width], second: motions, fields },
    };
    return [conv, masks];
  }

  function holds(name: string, height: number, width: number): void {
    if (Math.max(height, width) > samplingSide)
      refuse(
        name,
        `its maps are ${height}x${width}, and samples are taken of ${samplingSide}x${samplingSide} at most`,
        'a network for smaller pictures',
      );
    const words = samplingWords(height, width);
    if (words > config.samplePixels)
      refuse(
        name,
        `its maps of ${height}x${width} do not fit where samples are taken`,
        `an accelerator with samplePixels=${words} holds them`,
      );
  }

  function fits(name: string, columns: number, taps: number): void {
    if (columns > config.lineWords)
      refuse(
        name,
        `its rows of ${columns} pixels are longer than those of the map unit`,
        `an accelerator with lineWords=${columns} takes them`,
      );
    if (taps > config.taps) refuse(name, `its filter has ${taps} taps`, `an accelerator with taps=${taps} takes it`);
  }
}
