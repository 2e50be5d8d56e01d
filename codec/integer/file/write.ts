import { layOut } from '../../weights/safetensors/lay-out.js';
import { type Phase, phasesOf } from '../conv/phase.js';
import { inChannels } from '../conv/sums.js';
import type { ConvLayer, IntegerGraph, IntegerLayer, IntegerNetwork } from '../network.js';
import type { IntegerArray } from '../tensor.js';
import { fields } from './fields.js';

/** What the metadata of a file call its form, and which. A change of what numbers mean is another version. */
export const fileForm = { format: 'grace-int8', version: '2' } as const;

/**
 * A quantized network as a safetensors file: the arrays of convolutions as tensors, `frame/generator.final/weights`, and all
 * else as JSON in its metadata, under `network`. The same network gives the same bytes.
 */
export function writeIntegerNetwork({ config, hash, source, frame }: IntegerNetwork): Uint8Array {
  const parts = [source, frame].flatMap(partsOf).sort((a, b) => (a.name < b.name ? -1 : 1));
  const network = JSON.stringify({ config, hash, source: described(source), frame: described(frame) });
  const { bytes, start } = layOut(parts, { ...fileForm, network });
  const view = new DataView(bytes.buffer);
  let at = start;
  for (const { data } of parts) {
    const size = data.BYTES_PER_ELEMENT;
    for (const value of data) {
      // Signed or not, the bytes are the same.
      if (size === 1) view.setUint8(at, value);
      else if (size === 2) view.setUint16(at, value, true);
      else view.setUint32(at, value, true);
      at += size;
    }
  }
  return bytes;
}

interface Part {
  readonly name: string;
  readonly format: string;
  readonly shape: readonly number[];
  readonly data: IntegerArray;
}

const partsOf = (graph: IntegerGraph): Part[] =>
  graph.layers.flatMap(layer =>
    layer.kind !== 'conv'
      ? []
      : fields.flatMap(({ name, type, of }) => {
          const data = of(layer);
          return data
            ? [{ name: `${graph.name}/${layer.name}/${name}`, format: type, shape: shapeOf(layer, name, data), data }]
            : [];
        }),
  );

/** Weights have their dimensions, for those who look into the file. */
function shapeOf(layer: ConvLayer, field: string, data: IntegerArray): readonly number[] {
  if (field !== 'weights') return [data.length];
  const phases = phasesOf(layer);
  const [first] = phases as readonly [Phase];
  const each = [first.bias.length, inChannels(first), first.kernel, first.kernel];
  return phases.length === 1 ? each : [phases.length, ...each];
}

/** The graph without its arrays. */
const described = (graph: IntegerGraph): object => ({ ...graph, layers: graph.layers.map(withoutArrays) });

function withoutArrays(layer: IntegerLayer): object {
  if (layer.kind !== 'conv') return layer;
  const { weights: _, bias: __, scale: ___, affine, ...rest } = layer;
  return { ...rest, affine: affine !== undefined };
}
