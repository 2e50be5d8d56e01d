import type { Module, StreamInfo } from '../../dsl/ir/index.js';
import type { Attribute } from '../rtl/item.js';

const info = (value: string): Attribute => ({ name: 'X_INTERFACE_INFO', value });
const parameter = (value: string): Attribute => ({ name: 'X_INTERFACE_PARAMETER', value });

/** What vendor tools call the pins of an AXI4-Stream, by the end of our names. */
const signals = ['TDATA', 'TVALID', 'TREADY', 'TLAST', 'TKEEP', 'TSTRB', 'TUSER', 'TID', 'TDEST'];

/** Attributes by which a block design finds buses, clocks and resets; empty for a module without AXI4-Stream. */
export function interfaceAttributes(module: Module): ReadonlyMap<string, readonly Attribute[]> {
  const attributes = new Map<string, Attribute[]>();
  const buses = module.streams.filter(stream => stream.protocol === 'axi4s' && stream.dir !== 'inner');
  for (const stream of buses) {
    for (const port of portsOf(module, stream)) {
      const signal = signals.find(name => port.toUpperCase().endsWith(`_${name}`));
      if (signal) attributes.set(port, [info(`xilinx.com:interface:axis:1.0 ${busName(module, stream)} ${signal}`)]);
    }
  }
  for (const domain of module.domains) {
    const own = buses.filter(stream => stream.domain === domain.name).map(stream => busName(module, stream));
    if (own.length === 0) continue;
    const { clock, reset } = domain;
    const association = [`ASSOCIATED_BUSIF ${own.join(':')}`, ...(reset ? [`ASSOCIATED_RESET ${reset.port}`] : [])];
    attributes.set(clock, [info(`xilinx.com:signal:clock:1.0 ${clock} CLK`), parameter(association.join(', '))]);
    if (reset)
      attributes.set(reset.port, [
        info(`xilinx.com:signal:reset:1.0 ${reset.port} RST`),
        parameter(`POLARITY ACTIVE_${reset.activeLow ? 'LOW' : 'HIGH'}`),
      ]);
  }
  return attributes;
}

function portsOf(module: Module, stream: StreamInfo): string[] {
  const nodes = new Set([stream.valid, stream.ready, stream.last, ...stream.payload.map(field => field.node)]);
  return module.ports.filter(port => nodes.has(port.node)).map(port => port.name);
}

/** The common part of the pins' names: `s_axis` of `s_axis_tvalid`. */
const busName = (module: Module, stream: StreamInfo): string =>
  module.ports.find(port => port.node === stream.valid)?.name.replace(/_tvalid$/i, '') ?? stream.name;
