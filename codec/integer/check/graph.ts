import { CodecError } from '../../error.js';
import { checkSums } from '../conv/bound.js';
import type { IntegerGraph, Value } from '../network.js';
import { readsOf } from '../reads.js';
import type { Report } from './checks.js';
import { checkLayer } from './layer.js';

/** The widest map that places of 10 bits address, the most channels, and the most numbers in a tensor: bounds of memory. */
const widest = 1024;
const mostChannels = 8192;
const mostNumbers = 2 ** 26;

/**
 * Holds that a graph can be run, and by hardware: that layers read what is there, in shapes and types that fit; that numbers lie in
 * the ranges of their fields; that no sum of a convolution can exceed 32 bits.
 *
 * @throws CodecError that names the layer
 */
export function checkGraph(graph: IntegerGraph): void {
  const known = new Map<string, Value>();
  const add = (name: string, value: Value): void => {
    const wrong = wrongIn(graph, name);
    if (known.has(name)) wrong('there is another of that name');
    const { shape, format } = value;
    const fits = (side: number, at: number): boolean =>
      Number.isSafeInteger(side) && side > 0 && side <= (at === 0 ? mostChannels : widest);
    if (!shape.every(fits) || shape.reduce((a, b) => a * b, 1) > mostNumbers)
      wrong(
        `its shape is ${shape.join('x')}, and there may be ${mostChannels} channels of ${widest}x${widest}, ${mostNumbers} numbers in all`,
      );
    if (!(Number.isFinite(format.step) && format.step > 0)) wrong(`its step is ${format.step}`);
    known.set(name, value);
  };
  for (const [name, value] of Object.entries(graph.inputs)) add(name, value);
  for (const layer of graph.layers) {
    const wrong = wrongIn(graph, layer.name);
    for (const name of readsOf(layer)) if (!known.has(name)) wrong(`it reads ${name}, which is not there before it`);
    checkLayer(layer, name => known.get(name)!, wrong);
    if (layer.kind === 'conv') checkSums(layer.name, layer);
    add(layer.name, layer);
  }
  for (const [name, from] of Object.entries(graph.outputs))
    if (!known.has(from)) wrongIn(graph, name)(`it is ${from}, which is not there`);
}

const wrongIn =
  (graph: IntegerGraph, name: string): Report =>
  what => {
    throw new CodecError(
      `${name} of the ${graph.name} graph: ${what}`,
      'the quantized network is damaged: make it anew',
    );
  };
