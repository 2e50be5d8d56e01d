import type { Module, Port } from '../../ir/index.js';
import type { Analysis } from '../analyse/analysis.js';
import type { Sink } from './sinks.js';
import type { Spread } from './spread.js';

/** The clock domains of a module's ports, by the names that the module gives them. */
export interface Border {
  /** The domains in whose edges the value of an input is taken. */
  into(port: Port): readonly string[];
  /** The domains with which an output changes, apart from what it only passes through. */
  outOf(port: Port): readonly string[];
}

/**
 * A port without a domain belongs to those that its value reaches, or comes from, inside; into a synchroniser
 * anything may go. `sinks` and `spread` are only asked for when there is such a port.
 */
export function borderOf(analysis: Analysis, sinks: () => readonly Sink[], spread: () => Spread): Border {
  const { module } = analysis;
  if (module.extern && module.body.length === 0) {
    const own = ({ domain }: Port): readonly string[] => (domain === undefined ? onlyDomain(module) : [domain]);
    return { into: own, outOf: own };
  }
  let taken: readonly Taken[] | undefined;
  return {
    into({ domain, node }) {
      if (domain !== undefined) return [domain];
      if (module.synchroniser) return [];
      taken ??= takenIn(analysis, sinks());
      return taken.filter(({ reached }) => reached[node] === 1).map(item => item.domain);
    },
    outOf: ({ domain, node }) => (domain === undefined ? spread()(node) : [domain]),
  };
}

const onlyDomain = ({ domains }: Module): readonly string[] => (domains.length === 1 ? [domains[0]!.name] : []);

interface Taken {
  readonly domain: string;
  /** 1 for every node that a value taken in the domain depends on. */
  readonly reached: Uint8Array;
}

function takenIn({ module, graph }: Analysis, sinks: readonly Sink[]): readonly Taken[] {
  return module.domains.map(({ name: domain }) => {
    const reached = new Uint8Array(module.nodes.length);
    const open = sinks.filter(sink => sink.domain === domain).flatMap(sink => sink.from);
    for (let id = open.pop(); id !== undefined; id = open.pop()) {
      if (reached[id]) continue;
      reached[id] = 1;
      for (let e = graph.start[id]!; e < graph.start[id + 1]!; e++) open.push(graph.edges[e]!);
    }
    return { domain, reached };
  });
}
