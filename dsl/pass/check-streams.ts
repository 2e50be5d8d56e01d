import type { Diagnostic } from '../error/diagnostic.js';
import type { NodeId, StreamInfo } from '../ir/index.js';
import { type Analysis, analyse } from './analyse/analysis.js';
import { reachBits } from './analyse/bit-reach.js';
import type { Graph } from './analyse/order.js';
import { describe } from './describe.js';
import type { Check } from './pass.js';

/** HW030. An incoming stream's valid comes from outside, so only streams that the module itself offers are looked at. */
export const checkStreams: Check = {
  name: 'check-streams',
  describe: "no stream's valid waits for its own ready",
  check: design =>
    analyse(design).flatMap(analysis => analysis.module.streams.flatMap(stream => waits(analysis, stream))),
};

function waits(analysis: Analysis, stream: StreamInfo): Diagnostic[] {
  const { valid, ready, name, dir } = stream;
  if (dir === 'in' || !reaches(analysis.graph, valid, ready)) return [];
  const { module } = analysis;
  let found = false;
  reachBits(analysis, [valid, 0], node => {
    found ||= node === ready;
    return !found;
  });
  if (!found) return [];
  return [
    {
      code: 'HW030',
      message: `valid of ${name} depends on ready of ${name} within one cycle`,
      spans: [
        {
          loc: setLoc(analysis, valid),
          note: `${describe(module, valid)} must not wait for ${describe(module, ready)}`,
        },
        {
          loc: module.nodes[ready]!.loc,
          note: 'a receiver may wait for valid before it is ready: then neither would ever come',
        },
      ],
      module: module.name,
      where: module.loc,
      help: 'offer valid as soon as there is something to send; or put .skid() or .regValid() between',
    },
  ];
}

/** Whether a node depends on another as whole words: nearly never, which saves the walk along the bits. */
function reaches({ start, edges }: Graph, from: NodeId, to: NodeId): boolean {
  const seen = new Set([from]);
  for (const node of seen) {
    if (node === to) return true;
    for (let e = start[node]!; e < start[node + 1]!; e++) seen.add(edges[e]!);
  }
  return false;
}

function setLoc({ module, effects }: Analysis, node: number) {
  return effects.drives.get(node)?.[0]?.stmt.loc ?? module.nodes[node]!.loc;
}
