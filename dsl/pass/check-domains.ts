import type { Diagnostic } from '../error/diagnostic.js';
import { type Analysis, analyse } from './analyse/analysis.js';
import { describe } from './describe.js';
import { type Border, borderOf } from './domains/border.js';
import { type Sink, sinksOf } from './domains/sinks.js';
import { type Sources, sourcesOf } from './domains/sources.js';
import { type Spread, spreadOf, wayTo } from './domains/spread.js';
import type { Check } from './pass.js';
import { list } from './phrase.js';

/** HW024. A value may be mixed from several domains as long as nobody takes it at an edge. */
export const checkDomains: Check = {
  name: 'check-domains',
  describe: 'no value is taken at the edge of a clock that it does not follow, but in synchronisers',
  check: design => {
    const borders = new Map<string, Border>();
    return analyse(design).flatMap(analysis => {
      const { name, instances } = analysis.module;
      const border = (instance: number): Border => borders.get(instances[instance]!.module)!;
      const sources = once(() => sourcesOf(analysis, border));
      const spread = once(() => spreadOf(analysis, sources()));
      const sinks = once(() => sinksOf(analysis, border));
      borders.set(name, borderOf(analysis, sinks, spread));
      // With a single clock there is nothing to cross, and nothing of the above is computed.
      const free = analysis.module.synchroniser || analysis.module.domains.length < 2;
      return free ? [] : crossings(analysis, sinks(), sources(), spread());
    });
  },
};

/** Computed when it is first asked for. */
function once<T extends object>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}

function crossings(analysis: Analysis, sinks: readonly Sink[], sources: Sources, spread: Spread): Diagnostic[] {
  const told = new Set<string>();
  return sinks.flatMap(sink => {
    const from = sink.from.find(node => spread(node).some(domain => domain !== sink.domain));
    if (from === undefined || told.has(sink.what)) return [];
    told.add(sink.what);
    return crossing(analysis, sink, wayTo(analysis, sources, from, sink.domain), spread(from));
  });
}

function crossing({ module }: Analysis, sink: Sink, way: readonly number[], domains: readonly string[]): Diagnostic {
  const source = module.nodes[way.at(-1)!]!;
  const foreign = domains.find(domain => domain !== sink.domain)!;
  const name = describe(module, source.id);
  const between = way.slice(0, -1).filter(id => module.nodes[id]!.name !== undefined);
  const through = between.length > 0 ? `, through ${list(between.reverse().map(id => describe(module, id)))}` : '';
  return {
    code: 'HW024',
    message: `${name} of domain ${foreign} reaches ${sink.what} of domain ${sink.domain}`,
    spans: [
      { loc: sink.loc, note: `${sink.what} follows ${clock(sink.domain)}, and depends on ${name}${through}` },
      { loc: source.loc, note: `${name} follows ${clock(foreign)}` },
    ],
    module: module.name,
    where: module.loc,
    help: 'carry it over in a module with { synchroniser: true }: one bit through two registers, more by a handshake; a stream by .cross(domain, 16)',
  };

  function clock(domain: string): string {
    const port = module.domains.find(known => known.name === domain)?.clock;
    return port === undefined || port === domain ? `clock ${domain}` : `clock ${port} (domain ${domain})`;
  }
}
