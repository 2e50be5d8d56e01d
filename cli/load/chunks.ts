import type { Chunks } from '../../codec/file/chunks.js';
import type { Codec } from './codec.js';

/** The bytes of a file, or of standard input when it is called `-`, as they come. */
export const chunksOf = (codec: Codec, path: string): Chunks => (path === '-' ? process.stdin : codec.fileChunks(path));
