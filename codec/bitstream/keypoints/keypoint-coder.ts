import { CodecError } from '../../error.js';
import { type AdaptiveBit, adaptiveBit } from '../coder/adaptive-bit.js';
import type { BitCoder } from '../coder/bit-coder.js';
import { rangeDecoder } from '../coder/range-decoder.js';
import { rangeEncoder } from '../coder/range-encoder.js';
import { limits } from '../limits.js';
import { checkFormat, checkValues, type KeypointFormat, numbersPerKeypoint } from './format.js';
import { type Predictor, predictor } from './predictor.js';
import { type ResidualCoder, residualCoder } from './residual-coder.js';

/** One end of a stream of quantized keypoints. What it encodes, another decodes in the same order. */
export interface KeypointCoder {
  /** Forgets everything: the next frame is coded by itself, as a source frame is. */
  restart(): void;
  /**
   * The code of 1 to 64 frames, each as `quantizeKeypoints` gave it: as few bytes as it takes, so possibly none. A frame in
   * a code by itself takes some two bits more.
   *
   * @throws CodecError if there are no frames or too many, or one has more numbers or fewer than the format; the coder is
   * as it was then
   */
  encode(frames: readonly Int32Array[]): Uint8Array;
  /**
   * The frames of a code. After an error the coder is of no use until `restart`.
   *
   * @throws CodecError if the bytes are no code of keypoints
   */
  decode(code: Uint8Array): Int32Array[];
}

/**
 * Codes the keypoints of a group of pictures. Those of the first frame are coded by themselves; every later number as the difference from
 * its prediction (`predictor`), by adaptive binary arithmetic coding (`residualCoder`) that expects a magnitude like the
 * mean of the last ones.
 *
 * @example
 * const there = keypointCoder(format);
 * const back = keypointCoder(format);
 * back.decode(there.encode([quantizeKeypoints(format, keypoints)]));
 *
 * @throws CodecError if a field of the format is out of its bounds
 */
export function keypointCoder(format: KeypointFormat): KeypointCoder {
  checkFormat(format);
  const stride = numbersPerKeypoint(format);
  const count = format.count * stride;
  const stepsOf = (i: number): number => (i % stride < 2 ? format.steps : format.jacobianSteps!);
  let learnt: Learnt | undefined;

  /** Codes frames, and after each whether another one follows. */
  const code = (coder: BitCoder, given: readonly Int32Array[]): Int32Array[] => {
    learnt ??= nothing();
    const frames: Int32Array[] = [];
    do {
      const values = given[frames.length] ?? new Int32Array(count);
      frames.push(learnt.predictor ? codeNext(learnt, coder, values) : codeFirst(learnt, coder, values));
    } while (
      frames.length < limits.batch &&
      coder.bit(learnt.another[frames.length - 1]!, frames.length < given.length)
    );
    return frames;
  };

  const nothing = (): Learnt => ({
    residuals: residualCoder(),
    another: Array.from({ length: limits.batch - 1 }, () => adaptiveBit(32768, 0)),
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
    encode(frames) {
      checkBatch(frames.length);
      for (const values of frames) checkValues(format, values);
      const coder = rangeEncoder();
      code(coder, frames);
      return coder.finish();
    },
    decode(bytes) {
      const coder = rangeDecoder(bytes);
      const frames = code(coder, []);
      if (coder.hasMore())
        throw new CodecError(
          `keypoints have ${bytes.length} bytes, more than they need`,
          'the stream is damaged: get it again',
        );
      return frames;
    },
  };
}

/** @throws CodecError if so many frames do not go into a code */
export function checkBatch(frames: number): void {
  if (frames === 0 || frames > limits.batch)
    throw new CodecError(`a batch of ${frames} frames`, `a batch has 1 to ${limits.batch}`);
}

/** What has been learnt since the first frame of a group. */
interface Learnt {
  readonly residuals: ResidualCoder;
  /** Whether another frame follows in a code that has n + 1 already: codes mostly have as many as the one before. */
  readonly another: readonly AdaptiveBit[];
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
