import type { Scope } from '../scope/scope.js';
import { after, type Facts, unknown } from './facts.js';
import { type Sink, sinkState } from './sink.js';
import { state } from './state.js';
import { Stream } from './stream.js';
import { extend, merge, type Trail } from './trail.js';

/** What a module knows of a stream that leaves it, kept for the modules that hold an instance of it. */
export interface Lead {
  readonly facts: Facts;
  readonly trail: Trail;
}

const nothing: Lead = { facts: unknown, trail: [] };

/** Notes in a module's scope what is known of its output `name`. */
export const noteLead = (scope: Scope, name: string, lead: Lead): void => {
  scope.notes.set(`out ${name}`, lead);
};

/**
 * The output `name` of an instance, seen from the module that holds it: the ways from each input of the instance,
 * behind those of the stream that has been connected to that input.
 */
export function leadOf(scope: Scope, index: number, name: string): Lead {
  const { child } = scope.instances[index]!;
  const inner = child.scope.notes.get(`out ${name}`) as Lead | undefined;
  if (!inner) return nothing;
  const ways = inner.trail.flatMap(mark => {
    const feeder = mark.origin instanceof Stream ? feederOf(scope, index, mark.origin) : undefined;
    return feeder ? [{ mark, feeder }] : [];
  });
  const [way] = ways;
  if (!way) return nothing;
  const { latency, ii, readyPath, validPath } = inner.facts;
  const step = { latency, ii, readyPath, validPath };
  return {
    facts: after(way.feeder.facts, step),
    trail: merge(ways.map(({ mark, feeder }) => extend(feeder[state].trail(), mark))),
  };
}

function feederOf(scope: Scope, index: number, input: Stream): Stream | undefined {
  const sink = scope.notes.get(`sink ${index} ${input[state].info.name}`) as Sink | undefined;
  return sink?.[sinkState].fed?.stream;
}
