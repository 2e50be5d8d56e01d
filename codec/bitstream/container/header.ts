import { formatRules, type KeypointFormat } from '../keypoints/format.js';
import { limits } from '../limits.js';
import { checkRules, positive, type Rule } from '../rule.js';

/** What stands at the beginning of a stream. */
export interface AgcHeader {
  /** Pixels, 1 .. 4096. */
  readonly width: number;
  /** Pixels, 1 .. 4096. */
  readonly height: number;
  /** Frames per second as a fraction, both of 1 .. 2^32-1: `{ numerator: 30000, denominator: 1001 }`. */
  readonly rate: { readonly numerator: number; readonly denominator: number };
  readonly keypoints: KeypointFormat;
  /** The most frames from a source frame to the last one before the next, 1 .. 65535: how far a seek may have to go. */
  readonly gopLimit: number;
  /** How source frames are coded. */
  readonly pictureFormat: 'avif';
  readonly network: NetworkIdentity;
}

/** Which network a stream was made with, and must be decoded with. */
export interface NetworkIdentity {
  /** 1 .. 64 of the characters `A-Z a-z 0-9 . _ -`, a letter or digit first: what people call it, and where a decoder may look for it. */
  readonly name: string;
  /** 16 hexadecimal digits: `networkHash` of its configuration and weights. */
  readonly hash: string;
}

/**
 * The header, if every field is within the bounds above.
 *
 * @throws CodecError that names the first field which is not
 */
export function checkHeader(header: AgcHeader): AgcHeader {
  checkRules(rulesOf(header), 'the header of a stream');
  return header;
}

function rulesOf({ width, height, rate, keypoints, gopLimit, pictureFormat, network }: AgcHeader): Rule[] {
  const text = (name: string, value: string, must: string, pattern: RegExp): Rule => ({
    name,
    must,
    value,
    holds: typeof value === 'string' && pattern.test(value),
  });
  return [
    positive('width', width, limits.side),
    positive('height', height, limits.side),
    positive('rate.numerator', rate.numerator, limits.rate),
    positive('rate.denominator', rate.denominator, limits.rate),
    ...formatRules(keypoints, 'keypoints.'),
    positive('gopLimit', gopLimit, limits.gop),
    text('pictureFormat', pictureFormat, '"avif"', /^avif$/),
    text(
      'network.name',
      network.name,
      '1 to 64 of A-Z a-z 0-9 . _ -, a letter or digit first',
      /^[A-Za-z0-9][\w.-]{0,63}$/,
    ),
    text('network.hash', network.hash, '16 hexadecimal digits, lower case', /^[0-9a-f]{16}$/),
  ];
}
