import { fail } from '../scope/report.js';
import { describe, show } from '../type/show.js';
import type { Type } from '../type/type.js';
import { group, isGroup, isPort, type Port, type PortTree } from './port.js';

/**
 * Builds the object through which ports are used: `leaf` makes the signal of a port from its path. `side` tells
 * whether groups are seen from inside the module or from its parent.
 */
export function walkPorts(
  tree: PortTree,
  side: 'inside' | 'outside',
  leaf: (port: Port, path: readonly string[]) => unknown,
  path: readonly string[] = [],
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(tree).map(([key, spec]) => {
      const here = [...path, key];
      if (typeof spec !== 'object' || spec === null || isType(spec))
        fail(
          'HW002',
          `module: ${here.join('.')} is ${isType(spec) ? `the type ${show(spec)}` : describe(spec)}, not a port`,
          `say its direction: ${key}: input(type), or ${key}: output(type)`,
          [],
        );
      if (isPort(spec)) return [key, leaf(spec, here)];
      if (!isGroup(spec)) return [key, walkPorts(spec, side, leaf, here)];
      const signals = walkPorts(spec[group].ports, side, leaf, here);
      return [key, spec[group][side](signals, here.join('_'))];
    }),
  );
}

/** A type, which a group of ports with one called `kind` is not. */
const isType = (spec: unknown): spec is Type => typeof (spec as { kind?: unknown } | undefined)?.kind === 'string';
