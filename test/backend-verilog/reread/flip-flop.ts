import { gather, type Nets } from './bits.js';
import { type Bit, type JsonCell, paramBits, paramNumber, paramValue } from './netlist.js';

/** A register of the netlist. */
export interface RereadFlipFlop {
  readonly q: readonly Bit[];
  readonly clock: Bit;
  readonly polarity: number;
  /** The value after an edge, from the values before it; undefined: it holds. */
  next(before: Nets): bigint | undefined;
  /** The value that an asynchronous reset forces now. */
  forced(nets: Nets): bigint | undefined;
}

const kinds = new Set(['$dff', '$dffe', '$adff', '$adffe', '$sdff', '$sdffe', '$sdffce']);

export const isFlipFlop = (cell: JsonCell): boolean => kinds.has(cell.type);

export function rereadFlipFlop(cell: JsonCell): RereadFlipFlop {
  const { connections, type } = cell;
  const active = (nets: Nets, pin: string): boolean => {
    const bits = connections[pin];
    if (!bits) return false;
    return Number(gather(nets, bits)) === (paramBits(cell, `${pin}_POLARITY`)[0] ?? 1);
  };
  const enabled = (nets: Nets): boolean => connections.EN === undefined || active(nets, 'EN');
  return {
    q: connections.Q!,
    clock: connections.CLK![0]!,
    polarity: paramNumber(cell, 'CLK_POLARITY'),
    next(before) {
      const resets = active(before, 'SRST');
      if (type === '$sdffce' && !enabled(before)) return undefined;
      if (resets) return paramValue(cell, 'SRST_VALUE');
      return enabled(before) ? gather(before, connections.D!) : undefined;
    },
    forced: nets => (active(nets, 'ARST') ? paramValue(cell, 'ARST_VALUE') : undefined),
  };
}
