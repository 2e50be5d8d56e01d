import { readFileSync } from 'node:fs';
import { type Tensor, tensor } from '../../codec/tensor/tensor.js';

/** Tensors computed by the published PyTorch modules, and the weights that they were computed with. */
export function referenceTensors(): ReadonlyMap<string, Tensor> {
  const file = readFileSync(new URL('./data/fomm-zero-64.safetensors', import.meta.url));
  const start = 8 + Number(file.readBigUInt64LE());
  const header: Record<string, { shape: number[]; data_offsets: [number, number] }> = JSON.parse(
    file.toString('utf8', 8, start),
  );
  delete header.__metadata__;
  const entries = Object.entries(header).map(
    ([
      name,
      {
        shape,
        data_offsets: [from, to],
      },
    ]) => {
      const bytes = new Uint8Array(file.subarray(start + from, start + to));
      return [name, tensor(shape, new Float32Array(bytes.buffer))] as const;
    },
  );
  return new Map(entries);
}

/** One of them without its batch dimension. */
export function unbatched(tensors: ReadonlyMap<string, Tensor>, name: string): Tensor {
  const { shape, data } = tensors.get(name)!;
  return tensor(shape.slice(1), data);
}
