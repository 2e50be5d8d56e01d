import { lit, priority, type SignalOf, type Stream, type UInt, u4 } from '../../dsl/index.js';
import type { AcceleratorConfig } from '../accelerator/config.js';
import { faults } from '../accelerator/fault.js';
import type { commandType } from '../accelerator/isa/field.js';
import type { map } from '../accelerator/isa/formats.js';
import { placeIn, type Regions } from '../accelerator/regions.js';
import { mapNeeds } from './needs.js';

/** A `map` instruction as hardware has it. */
export type MapCommand = SignalOf<ReturnType<typeof commandType<typeof map.fields>>>;

/**
 * The faults of instructions, and the addresses that they mean: their fields and sizes, then regions and alignment of source,
 * second and destination. Registered, an instruction per cycle.
 */
export function checkedMap(
  commands: Stream<ReturnType<typeof commandType<typeof map.fields>>>,
  command: MapCommand,
  regions: Regions,
  config: AcceleratorConfig,
  period: number,
) {
  const needs = commands
    .map(({ operation, rows, columns, outRows, outColumns, taps, factor, style, channels, ...rest }) => ({
      which: operation,
      rows,
      columns,
      outRows,
      outColumns,
      taps,
      factor,
      style,
      channels,
      fraction: rest.fraction,
      logits8: rest.logits8,
      flowFraction: rest.flowFraction,
    }))
    .map(mapNeeds(config), { period });
  const place = (name: 'source' | 'second' | 'destination') => {
    const offset = command[name];
    const access = { region: command[`${name}Region`], offset, bytes: command[`${name}Bytes`] };
    const { address, fault } = placeIn(regions, { ...access, alignment: 8, writes: name === 'destination' });
    const low = offset.bits(Math.log2(config.rows) - 1, 0).any();
    return { address, fault: fault.any().mux(fault, low.mux(lit(u4, faults.alignment), 0)) };
  };
  return needs
    .skid()
    .map(needed => {
      const stated = (['source', 'second', 'destination'] as const).map(name =>
        needed[name].eq(command[`${name}Bytes`]),
      );
      const [source, second, destination] = [place('source'), place('second'), place('destination')];
      const fault: UInt<4> = priority(
        [
          [needed.fault.any(), needed.fault.extend(4)],
          [stated.reduce((a, b) => a.and(b)).not(), lit(u4, faults.field)],
          [source.fault.any(), source.fault],
          [second.fault.any(), second.fault],
        ],
        destination.fault,
      );
      return { fault, source: source.address, second: second.address, destination: destination.address };
    })
    .skid();
}
