import { encodePng, type Picture, preview, y4mChunks } from 'grace-hdl/codec';
import type { Stage } from '../picture/stage.js';
import type { DecodedClip } from './decode.js';
import { rate } from './run.js';
import { besides, comparison } from './sheet.js';

export interface Clip extends DecodedClip {
  readonly stream: Uint8Array;
  readonly drawn: readonly Picture[];
  /** Frames for the sheet, by their numbers. */
  readonly shown: readonly number[];
}

export const clipFiles = [
  ['sheet.png', 'the source; then the clip, float, decoded, twice what that lacks, 8 times how it differs from float'],
  ['talk.webp', 'the clip and what is decoded side by side, moving'],
  ['decoded.y4m', 'what is decoded'],
  ['talk.agc', 'the stream: grace info, grace decode --engine rtl'],
] as const;

/** Writes a clip as a stream, as it is decoded, beside itself, and as a sheet of pictures. */
export async function writeClip(stage: Stage, { stream, drawn, decoded, float, shown }: Clip): Promise<void> {
  const { width, height } = drawn[0]!;
  const some = (all: readonly Picture[]): Picture[] => shown.map(index => all[index]!);
  const inFloat = shown.map(index => float.get(index)!);
  const rows = { source: float.get(0)!, clip: some(drawn), float: inFloat, decoded: some(decoded) };
  stage.write('sheet.png', await encodePng(comparison(rows)));
  const both = { width: 2 * width, height, rate, frames: besides(drawn, decoded) };
  stage.write('talk.webp', await preview(both, { format: 'webp' }));
  const chunks: Uint8Array[] = [];
  for await (const chunk of y4mChunks({ width, height, rate, frames: besides(decoded) })) chunks.push(chunk);
  stage.write('decoded.y4m', Buffer.concat(chunks));
  stage.write('talk.agc', stream);
}
