import { CodecError } from '../error.js';

/** Of how many bits the sensitive maps are: those that say what comes from where. All others have 8. */
export interface Bits {
  /** What the masks are made of. */
  readonly logits: 8 | 16;
  /** Shares of the motions. */
  readonly mask: 8 | 16;
  /** How much of the source is seen. */
  readonly occlusion: 8 | 16;
  /** Where each place looks. */
  readonly flow: 8 | 16;
}

export type SensitiveMap = keyof Bits;

export const sensitiveMaps: readonly SensitiveMap[] = ['logits', 'mask', 'occlusion', 'flow'];

/** What is chosen when nothing is said: `docs/codec/quantization.md` shows what each of them costs and buys. */
export const defaultBits: Bits = { logits: 16, mask: 16, occlusion: 16, flow: 16 };

/**
 * The bits of all maps.
 *
 * @param given as people write them: `['flow=8', 'mask=16']`
 * @throws CodecError for another map, or another number
 */
export function readBits(given: readonly string[]): Bits {
  const bits: Record<string, number> = { ...defaultBits };
  for (const text of given) {
    const [name = '', value, ...more] = text.split('=');
    if (!(sensitiveMaps as readonly string[]).includes(name))
      throw new CodecError(`no tensor whose bits can be chosen is named '${name}'`, `name ${sensitiveMaps.join(', ')}`);
    if ((value !== '8' && value !== '16') || more.length > 0)
      throw new CodecError(`'${text}' is no number of bits`, `write ${name}=8 or ${name}=16`);
    bits[name] = Number(value);
  }
  return bits as unknown as Bits;
}
