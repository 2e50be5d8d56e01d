import type { IntegerNetwork } from '../../integer/network.js';
import type { Quality } from '../../quality/meter.js';
import { type SensitiveMap, sensitiveMaps } from '../bits.js';
import type { Calibration, QuantizeOptions } from '../calibrate.js';
import { type Method, methods } from '../calibration/method.js';
import type { Scene } from '../calibration/scenes.js';
import { type LayerReport, reportLayers } from './layers.js';
import { compare, drivingOf, type Predictions, predictInteger } from './trial.js';

/** How near frames are to the pictures that they predict, and to those that floats predict. */
export interface Trial {
  readonly quality: Quality;
  /** PSNR to the frames in floats, in dB. */
  readonly toFloat: number;
}

/** What quantization did to a network, and what other choices would have done. */
export interface QuantizationReport {
  readonly float: Quality;
  readonly chosen: Trial;
  /** By each method, all else as chosen. */
  readonly methods: readonly (Trial & { readonly method: Method })[];
  /** With each sensitive map in 8 and in 16 bits, all else as chosen. */
  readonly bits: readonly (Trial & { readonly map: SensitiveMap; readonly bits: 8 | 16 })[];
  readonly layers: readonly LayerReport[];
}

/**
 * Measures a quantized network, and what each choice buys.
 *
 * @param options what the network was made by
 * @param scenes better others than those of the calibration
 * @param floats what `predictFloat` makes of them
 * @param progress is told how many trials are done, of how many
 */
export function reportQuantization(
  calibration: Calibration,
  network: IntegerNetwork,
  options: QuantizeOptions,
  scenes: readonly Scene[],
  floats: Predictions,
  progress: (done: number, of: number) => void = () => {},
): QuantizationReport {
  const all = 1 + methods.length + 2 * sensitiveMaps.length;
  let done = 0;
  const driving = drivingOf(scenes);
  const judge = (quantized: IntegerNetwork): Trial => {
    const predictions = predictInteger(quantized, scenes);
    progress(++done, all);
    return { quality: compare(driving, predictions), toFloat: compare(floats, predictions).psnr };
  };
  const trial = (other: QuantizeOptions): Trial => judge(calibration.quantize({ ...options, ...other }));
  return {
    float: compare(driving, floats),
    chosen: judge(network),
    methods: methods.map(method => ({ method, ...trial({ method }) })),
    bits: sensitiveMaps.flatMap(map =>
      ([8, 16] as const).map(bits => ({ map, bits, ...trial({ bits: { ...options.bits, [map]: bits } }) })),
    ),
    layers: reportLayers(calibration.fused, network, scenes.slice(0, 2)),
  };
}
