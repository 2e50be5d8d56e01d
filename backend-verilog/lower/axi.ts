import type { Module, StreamInfo } from '../../dsl/ir/index.js';
import type { Attribute } from '../rtl/item.js';

const info = (value: string): Attribute => ({ name: 'X_INTERFACE_INFO', value });
const parameter = (value: string): Attribute => ({ name: 'X_INTERFACE_PARAMETER', value });

/** What vendor tools call the pins of an AXI4-Stream, by the end of our names. */
const signals = ['TDATA', 'TVALID', 'TREADY', 'TLAST', 'TKEEP', 'TSTRB', 'TUSER', 'TID', 'TDEST'];

/** Attributes by which a block design finds buses, with their clocks and resets, and interrupts. */
export function interfaceAttributes(module: Module): ReadonlyMap<string, readonly Attribute[]> {
  const attributes = new Map<string, Attribute[]>();
  const add = (port: string, ...more: Attribute[]): void => {
    attributes.set(port, [...(attributes.get(port) ?? []), ...more]);
  };
  const borders = module.streams.filter(stream => stream.protocol !== 'stream' && stream.dir !== 'inner');
  for (const stream of borders) {
    const bus = busName(module, stream);
    for (const port of portsOf(module, stream)) {
      if (stream.protocol === 'axi4s') {
        const signal = signals.find(name => port.toUpperCase().endsWith(`_${name}`));
        if (signal) add(port, info(`xilinx.com:interface:axis:1.0 ${bus} ${signal}`));
      } else add(port, info(`xilinx.com:interface:aximm:1.0 ${bus} ${port.slice(bus.length + 1).toUpperCase()}`));
    }
  }
  for (const [bus, { port, parameters }] of memoryMapped(module, borders)) {
    add(port, parameter(`XIL_INTERFACENAME ${bus}, ${parameters}`));
  }
  for (const domain of module.domains) {
    const own = new Set(borders.filter(stream => stream.domain === domain.name).map(stream => busName(module, stream)));
    if (own.size === 0) continue;
    const { clock, reset } = domain;
    const association = [
      `ASSOCIATED_BUSIF ${[...own].join(':')}`,
      ...(reset ? [`ASSOCIATED_RESET ${reset.port}`] : []),
    ];
    add(clock, info(`xilinx.com:signal:clock:1.0 ${clock} CLK`), parameter(association.join(', ')));
    if (reset)
      add(
        reset.port,
        info(`xilinx.com:signal:reset:1.0 ${reset.port} RST`),
        parameter(`POLARITY ACTIVE_${reset.activeLow ? 'LOW' : 'HIGH'}`),
      );
  }
  for (const { name, interrupt } of module.ports)
    if (interrupt)
      add(name, info(`xilinx.com:signal:interrupt:1.0 ${name} INTERRUPT`), parameter('SENSITIVITY LEVEL_HIGH'));
  return attributes;
}

/** What a block design has to know of each memory-mapped bus, at its write address, or at its read address where it only reads. */
function memoryMapped(module: Module, borders: readonly StreamInfo[]) {
  const widthOf = (bus: string, pin: string): number =>
    module.ports.find(({ name }) => name === `${bus}_${pin}`)?.width ?? 0;
  const buses = new Map(
    borders.flatMap(stream => (stream.protocol === 'axi4s' ? [] : [[busName(module, stream), stream.protocol]])),
  );
  return [...buses].map(([bus, protocol]) => {
    const [reads, writes] = [widthOf(bus, 'araddr'), widthOf(bus, 'awaddr')];
    const ids = widthOf(bus, 'arid') || widthOf(bus, 'awid');
    const parameters = [
      `PROTOCOL ${protocol.toUpperCase()}`,
      `DATA_WIDTH ${widthOf(bus, 'rdata') || widthOf(bus, 'wdata')}`,
      `ADDR_WIDTH ${writes || reads}`,
      ...(ids > 0 ? [`ID_WIDTH ${ids}`] : []),
      ...(reads > 0 && writes > 0 ? [] : [`READ_WRITE_MODE ${writes > 0 ? 'WRITE' : 'READ'}_ONLY`]),
    ];
    return [bus, { port: `${bus}_${writes > 0 ? 'aw' : 'ar'}addr`, parameters: parameters.join(', ') }] as const;
  });
}

function portsOf(module: Module, stream: StreamInfo): string[] {
  const nodes = new Set([stream.valid, stream.ready, stream.last, ...stream.payload.map(field => field.node)]);
  return module.ports.filter(port => nodes.has(port.node)).map(port => port.name);
}

/** The common part of the pins' names: `s_axis` of `s_axis_tvalid`, `s_axi` of `s_axi_awvalid`. */
const busName = (module: Module, stream: StreamInfo): string =>
  module.ports
    .find(port => port.node === stream.valid)
    ?.name.replace(stream.protocol === 'axi4s' ? /_tvalid$/i : /_(?:aw|w|b|ar|r)valid$/, '') ?? stream.name;
