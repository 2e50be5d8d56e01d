import { CodecError } from '../error.js';
import { type Source, withFileSource } from '../file/source.js';
import { isLegacy } from './checkpoint/legacy.js';
import { readCheckpoint } from './checkpoint/read.js';
import { isZip } from './checkpoint/zipped.js';
import { readSafetensors } from './safetensors/read.js';
import type { Weights, WeightsFile } from './weights.js';

/**
 * Reads weights from a file, of a kind that is told by its contents: safetensors, or a PyTorch checkpoint. For memory
 * see `readSafetensors` and `readCheckpoint`.
 *
 * @throws CodecError if the file cannot be read, is of another kind, truncated or damaged
 * @example
 * const weights = await loadWeights('vox-cpk.pth.tar');
 * weights.get('generator.first.conv.weight'); // { shape: [64, 3, 7, 7], data: Float32Array(9408) }
 */
export const loadWeights = async (path: string): Promise<Weights> => (await loadWeightsFile(path)).weights;

/** As `loadWeights`, with what a safetensors file says about itself. */
export const loadWeightsFile = async (path: string): Promise<WeightsFile> => withFileSource(path, readWeights);

/** As `loadWeightsFile`, from bytes of any origin. */
export function readWeights(source: Source): WeightsFile {
  if (isZip(source) || isLegacy(source)) return { weights: readCheckpoint(source), metadata: {} };
  if (source.size > 8 && source.read(8, 1)[0] === 0x7b) return readSafetensors(source);
  throw new CodecError(`${source.name} holds no weights: ${kindOf(source)}`, 'give a .safetensors or .pth file');
}

/** What a file that was taken for weights often is. */
function kindOf(source: Source): string {
  if (source.size === 0) return 'it is empty';
  const start = new TextDecoder('latin1').decode(source.read(0, Math.min(source.size, 64)));
  if (/^version https:\/\/git-lfs/.test(start)) return 'it is a pointer of git-lfs; git lfs pull gets the file itself';
  if (/^\s*</.test(start)) return 'it is a web page, which a download gives that asks for a login first';
  return 'it is neither safetensors nor a PyTorch checkpoint';
}
