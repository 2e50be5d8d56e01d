import { arrayConfig } from '../accelerator/array.js';
import { type AcceleratorDecoderOptions, acceleratorDecoder } from '../accelerator/decoder.js';
import { simulatedTarget } from '../accelerator/simulated.js';
import { compileNetwork } from '../compiler/compile.js';
import type { IntegerNetwork } from '../integer/network.js';
import type { Decoder } from './decoder.js';

export interface RtlOptions {
  /** Rows and columns of the accelerator's array. Default `16x16`. */
  readonly array?: string | undefined;
  /** Told every now and then how many cycles have been simulated. */
  readonly onCycles?: ((cycles: number) => void) | undefined;
  /** Told what each program took. */
  readonly onRun?: AcceleratorDecoderOptions['observe'] | undefined;
}

/**
 * The engine `rtl`: the accelerator itself in simulation, cycle by cycle, with the memory of a Zynq-7020 beside it. Its pictures
 * are those of `int8`, bit for bit; a frame of 64x64 pixels takes it seconds.
 *
 * @throws CodecError for an array that there is not, or a network that the accelerator cannot carry out
 */
export async function rtlDecoder(network: IntegerNetwork, options: RtlOptions = {}): Promise<Decoder> {
  const { array = '16x16', onCycles, onRun: observe } = options;
  const compiled = compileNetwork(network, arrayConfig(array));
  const onActivity = (_: number, cycle: number): void => onCycles?.(cycle);
  return acceleratorDecoder(compiled, await simulatedTarget(compiled, { onActivity }), { ...(observe && { observe }) });
}
