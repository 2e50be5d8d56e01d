import type { Loc, NodeId } from '../../dsl/ir/index.js';
import type { Item } from '../rtl/item.js';
import { placeExpr, placeOf } from './lane.js';
import { definition } from './root.js';
import { netName, nodeOf, type Scope } from './scope.js';

/**
 * An element-wise operation as a generate loop over its lanes:
 *
 *   for (i = 0; i < 9; i = i + 1) begin : each_product
 *     assign product[i*16 +: 16] = $signed(x[i*8 +: 8]) * $signed(w[i*8 +: 8]);
 *   end
 */
export function loopOver(scope: Scope, target: NodeId, from: NodeId, loc: Loc | undefined): Item {
  const { width, lanes } = nodeOf(scope, target);
  const name = netName(scope, target);
  const lane = { variable: scope.genvar() };
  return {
    kind: 'loop',
    label: scope.names.take(`each_${name.trim().replace(/^\\/, '')}`),
    variable: lane.variable,
    count: lanes,
    body: [
      {
        kind: 'drive',
        target: placeExpr(placeOf(name, width, lanes, lane)),
        value: definition(scope, from, lane),
        loc,
      },
    ],
  };
}
