import { aligned } from '../text/aligned.js';
import type { Layer } from './layers.js';

/** Products and parameters of the layers that run equally often. */
export interface LayerTotal {
  readonly per: Layer['per'];
  readonly macs: number;
  readonly parameters: number;
}

/** What the layers of each rate come to, in their order. */
export function totalsOf(layers: readonly Layer[]): LayerTotal[] {
  return [...new Set(layers.map(({ per }) => per))].map(per => {
    const own = layers.filter(layer => layer.per === per);
    const sum = (of: 'macs' | 'parameters'): number => own.reduce((total, layer) => total + layer[of], 0);
    return { per, macs: sum('macs'), parameters: sum('parameters') };
  });
}

/** Layers as CSV: a line of names, then a line for each; shapes are written `64x32x32`, several with spaces between. */
export function layersCsv(layers: readonly Layer[]): string {
  const header = 'part,per,name,op,kernel,stride,padding,groups,inputs,output,macs,parameters';
  const rows = layers.map(({ part, per, name, op, kernel, stride, padding, groups, ...of }) =>
    [
      part,
      per,
      name,
      op,
      kernel,
      stride,
      padding,
      groups,
      shapes(of),
      of.output.join('x'),
      of.macs,
      of.parameters,
    ].join(),
  );
  return [header, ...rows, ''].join('\n');
}

/** Layers to be read: a table for each rate, with what it comes to. */
export const layersText = (layers: readonly Layer[]): string =>
  totalsOf(layers)
    .map(total => `${totalText(total)}\n\n${tableOf(layers.filter(({ per }) => per === total.per))}\n`)
    .join('\n');

/** What layers come to, a line for each rate. */
export const totalsText = (layers: readonly Layer[]): string =>
  totalsOf(layers)
    .map(total => `${totalText(total)}\n`)
    .join('');

const totalText = ({ per, macs, parameters }: LayerTotal): string =>
  `For every ${per}: ${(macs / 1e9).toFixed(3)} GMAC, ${count(parameters)} parameters`;

function tableOf(layers: readonly Layer[]): string {
  const rows = layers.map(of => [
    of.name,
    of.op,
    kernelOf(of),
    shapes(of),
    of.output.join('x'),
    count(of.macs),
    count(of.parameters),
  ]);
  return aligned([['layer', 'operator', 'kernel', 'inputs', 'output', 'MACs', 'parameters'], ...rows], 2);
}

const shapes = ({ inputs }: Pick<Layer, 'inputs'>): string => inputs.map(shape => shape.join('x')).join(' ');

const kernelOf = ({ kernel, stride }: Layer): string =>
  kernel === undefined ? '' : `${kernel}x${kernel}${stride === 1 ? '' : `/${stride}`}`;

/** Thousands apart; nothing for zero. */
const count = (n: number): string => (n === 0 ? '' : n.toLocaleString('en-US').replaceAll(',', ' '));
