import { CodecError } from '../../error.js';
import type { BitCoder } from '../coder/bit-coder.js';
import { rangeDecoder } from '../coder/range-decoder.js';
import { rangeEncoder } from '../coder/range-encoder.js';
import { limits } from '../limits.js';
import { type KeypointFormat, numbersPerKeypoint } from './format.js';
import { type Predictor, predictor } from './predictor.js';
import { type ResidualCoder, residualCoder } from './residual-coder.js';

/** One end of a stream of quantized keypoints. What it encodes, another decodes in the same order. */
export interface KeypointCoder {
  /** Forgets everything: the next frame is coded by itself, as a source frame is. */
  restart(): void;
  /** The code of what `quantizeKeypoints` gave: as few bytes as it takes, so possibly none. */
  encode(values: Int32Array): Uint8Array;
  /**
   * The numbers of a code. After an error the coder is of no use until `restart`.
   *
   * @throws CodecError if the bytes are no code of keypoints
   */
  decode(code: Uint8Array): Int32Array;
}

/**
 * Codes the keypoints of a group of pictures. Those of the first frame are coded by themselves; every later number as the difference from
 * its prediction (`predictor`), by adaptive binary arithmetic coding (`residualCoder`) that expects a magnitude like the
 * mean of the last ones.
 *
 * @example
 * const there = keypointCoder(format);
 * const back = keypointCoder(format);
 * back.decode(there.encode(quantizeKeypoints(format, keypoints)));
 */
export function keypointCoder(format: KeypointFormat): KeypointCoder {
  const stride = numbersPerKeypoint(format);
  const count = format.count * stride;
  const stepsOf = (i: number): number => (i % stride < 2 ? format.steps : format.jacobianSteps!);
  let learnt: Learnt | undefined;

  const code = (coder: BitCoder, values: Int32Array): Int32Array => {
    learnt ??= nothing();
    return learnt.predictor ? codeNext(learnt, coder, values) : codeFirst(learnt, coder, values);
  };

  const nothing = (): Learnt => ({
    residuals: residualCoder(),
    // A 256th of a unit, until there are better reasons.
    means: Int32Array.from({ length: count }, (_, i) => Math.max(1024, stepsOf(i) * 16)),
  });

  const codeFirst = (learnt: Learnt, coder: BitCoder, values: Int32Array): Int32Array => {
    const decoded = values.map((value, i) => checked(learnt.residuals.code(coder, value, stepsOf(i) * 8, 0)));
    learnt.predictor = predictor(decoded, stride);
    return decoded;
  };

  return {
    restart() {
      learnt = undefined;
    },
    encode(values) {
      const coder = rangeEncoder();
      code(coder, values);
      return coder.finish();
    },
    decode(bytes) {
      const coder = rangeDecoder(bytes);
      const values = code(coder, new Int32Array(count));
      if (coder.hasMore())
        throw new CodecError(
          `keypoints have ${bytes.length} bytes, more than they need`,
          'the stream is damaged: get it again',
        );
      return values;
    },
  };
}

/** What has been learnt since the first frame of a group. */
interface Learnt {
  readonly residuals: ResidualCoder;
  /** The mean magnitude of the last residuals of each number, in 4096ths. */
  readonly means: Int32Array;
  /** There once the first frame is known. */
  predictor?: Predictor;
}

function codeNext({ residuals, means, predictor }: Learnt, coder: BitCoder, values: Int32Array): Int32Array {
  return values.map((value, i) => {
    const prediction = predictor!.predict(i);
    const rounded = (prediction + 32768) >> 16;
    const fraction = (prediction - rounded * 65536 + 4096) >> 13;
    const base = predictor!.last(i) + rounded;
    const residual = residuals.code(coder, value - base, means[i]! >> 8, fraction);
    means[i]! += (Math.min(Math.abs(residual), 65535) * 4096 - means[i]!) >> 4;
    const decoded = checked(base + residual);
    predictor!.learn(i, decoded);
    return decoded;
  });
}

function checked(value: number): number {
  if (Math.abs(value) > limits.value)
    throw new CodecError(
      `a keypoint is coded as ${value} steps, beyond ${limits.value}`,
      'the stream is damaged: get it again',
    );
  return value;
}
