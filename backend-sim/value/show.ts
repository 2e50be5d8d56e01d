import type { Format } from '../../dsl/ir/index.js';
import { decodeScalar } from './scalar.js';

/** One lane as text: decimal integers, case names, 0 and 1 for booleans. */
function showScalar(bits: bigint, format: Format, width: number): string {
  if (format.kind === 'bool') return bits === 0n ? '0' : '1';
  return String(decodeScalar(bits, format, width));
}

/** All lanes as text; more than one in brackets. */
export function showLanes(lanes: readonly bigint[], format: Format, width: number): string {
  const texts = lanes.map(lane => showScalar(lane, format, width));
  return texts.length === 1 ? texts[0]! : `[${texts.join(' ')}]`;
}
