import { phaseKernel } from '../conv/phase.js';
import { strided } from '../conv/sums.js';
import type { ConvLayer } from '../network.js';
import type { Checks } from './checks.js';

export function checkConv(layer: ConvLayer, checks: Checks): void {
  const { inputs, kernel, stride, upsample, affine, weights, bias, scale, epilogue } = layer;
  const { count, whole, wrong, size } = checks;
  const [, rows, columns] = size(inputs[0] ?? wrong('it reads nothing'));
  for (const name of inputs) checks.reads(name, [size(name)[0], rows, columns], 'i8');
  const channels = inputs.reduce((sum, name) => sum + size(name)[0], 0);

  whole('its kernel', kernel, 1, 31);
  if (kernel % 2 === 0) wrong(`its kernel is ${kernel}, which is even`);
  whole('its stride', stride, 1, 2);
  const phases = upsample === 'nearest' ? 4 : 1;
  if (bias.length === 0 || bias.length % phases !== 0) wrong(`it has ${bias.length} biases for ${phases} phases`);
  count('weights', weights.length, bias.length * channels * (phases === 4 ? phaseKernel(kernel) : kernel) ** 2);
  if (weights.includes(-128)) wrong('a weight is -128; they go from -127 to 127');
  count('gains', scale.gain.length, bias.length);
  count('shifts', scale.shift.length, bias.length);
  if (scale.shift.some(shift => shift > 31)) wrong('a shift is greater than 31');
  if (affine) {
    if (upsample !== 'none') wrong('its inputs are both normalised and doubled');
    for (const part of ['gain', 'offset', 'shift'] as const) count(`${part}s on load`, affine[part].length, channels);
    if (affine.shift.some(shift => shift > 31)) wrong('a shift on load is greater than 31');
  }
  if (phases === 4 && stride !== 1) wrong('its phases have a stride');
  if (phases === 4 && (epilogue.kind === 'pool' || epilogue.kind === 'add'))
    wrong(`its phases end with ${epilogue.kind}, which takes whole maps`);
  const times = upsample === 'none' ? 1 : 2;
  checkEpilogue(layer, [bias.length / phases, strided(times * rows, stride), strided(times * columns, stride)], checks);
}

function checkEpilogue({ epilogue }: ConvLayer, sums: readonly [number, number, number], checks: Checks): void {
  const [channels, rows, columns] = sums;
  switch (epilogue.kind) {
    case 'pool':
      if (rows % 2 || columns % 2) checks.wrong(`maps of ${rows}x${columns} cannot be halved`);
      checks.gives([channels, rows / 2, columns / 2], 'i8');
      break;
    case 'add':
      checks.reads(epilogue.input, sums, 'i8');
      checks.whole('the gain of what is added', epilogue.gain, 0, 65535);
      checks.gives(sums, 'i8');
      break;
    case 'sigmoid':
      checks.gives(sums, 'u8', 'u16');
      break;
    case 'picture':
      checks.gives(sums, 'u8');
      break;
    default:
      checks.gives(sums, 'i8', 'i16');
  }
}
