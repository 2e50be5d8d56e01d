import { writeChunks } from '../../output/stream.js';
import { print, printJson } from '../../output/terminal.js';

/** What a command says of weights that it has written. */
interface Written {
  readonly file: string;
  readonly tensors: number;
  readonly parameters: number;
  readonly bytes: number;
}

/** Writes a file of weights, and says what is in it, unless it went to standard output. */
export async function writeWeights(
  file: string,
  bytes: Uint8Array,
  weights: ReadonlyMap<string, { readonly data: { readonly length: number } }>,
  json: boolean | undefined,
): Promise<void> {
  await writeChunks(file, [bytes]);
  if (file === '-') return;
  const parameters = [...weights.values()].reduce((sum, { data }) => sum + data.length, 0);
  const written: Written = { file, tensors: weights.size, parameters, bytes: bytes.length };
  await (json
    ? printJson(written)
    : print(`${file}: ${written.tensors} tensors, ${parameters} parameters, ${bytes.length} bytes`));
}
