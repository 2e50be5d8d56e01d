import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { simulate } from '../../../backend-sim/index.js';
import { verilog } from '../../../backend-verilog/index.js';
import { axiDomain, designOf, inDomain, module, streamIn, streamOut, u8, vec } from '../../../dsl/index.js';
import {
  axiCommand,
  axiMaster,
  axiMemory,
  axiReadMaster,
  axiResult,
  axiWrite,
  axiWriteMaster,
  connectAxi,
} from '../../../stdlib-engines/index.js';

const bus = suite('AXI4 buses');

const idle = (name: string, ports: Record<string, ReturnType<typeof axiMaster>>) =>
  module(
    name,
    () => ports,
    io => {
      for (const { aw, w, b, ar, r } of Object.values(io as unknown as Record<string, Halves>)) {
        for (const sink of [aw, w, ar]) {
          sink?.valid.set(false);
          if (sink) sink.payload.set(Object.fromEntries(Object.keys(sink.type.fields).map(key => [key, 0])));
        }
        for (const stream of [b, r]) stream?.ready.set(true);
      }
    },
  );
interface Half {
  // biome-ignore lint/suspicious/noExplicitAny: any payload
  readonly payload: any;
  readonly type: { readonly fields: object };
  readonly valid: { set(value: boolean): void };
  readonly ready: { set(value: boolean): void };
}
type Halves = Partial<Record<'aw' | 'w' | 'b' | 'ar' | 'r', Half>>;

const portsOf = (circuit: ReturnType<ReturnType<typeof idle>>): string[] =>
  circuit[designOf].modules[0]!.ports.map(({ name, dir, width }) => `${dir} ${name} ${width}`);

const address = (channel: string, len: number, lock: number, id: number): string[] => [
  ...[`out m_axi_${channel}id ${id}`, `out m_axi_${channel}addr 32`, `out m_axi_${channel}len ${len}`],
  ...[`out m_axi_${channel}size 3`, `out m_axi_${channel}burst 2`, `out m_axi_${channel}lock ${lock}`],
  ...[`out m_axi_${channel}cache 4`, `out m_axi_${channel}prot 3`],
  ...[`out m_axi_${channel}valid 1`, `in m_axi_${channel}ready 1`],
];

bus('ports have the names of AXI4', () => {
  const options = { addressBits: 32, dataBits: 64 } as const;
  const write = [
    ...address('aw', 8, 1, 1),
    ...['out m_axi_wdata 64', 'out m_axi_wstrb 8', 'out m_axi_wlast 1', 'out m_axi_wvalid 1', 'in m_axi_wready 1'],
    ...['in m_axi_bid 1', 'in m_axi_bresp 2', 'in m_axi_bvalid 1', 'out m_axi_bready 1'],
  ];
  const read = [
    ...address('ar', 8, 1, 1),
    ...['in m_axi_rid 1', 'in m_axi_rdata 64', 'in m_axi_rresp 2', 'in m_axi_rlast 1'],
    ...['in m_axi_rvalid 1', 'out m_axi_rready 1'],
  ];
  assert.equal(portsOf(idle('both', { m_axi: axiMaster(options) })()), [...write, ...read]);
  assert.equal(portsOf(idle('reader', { m_axi: axiReadMaster(options) as never })()), read);
  assert.equal(portsOf(idle('writer', { m_axi: axiWriteMaster(options) as never })()), write);
});

bus('AXI3 has shorter bursts, a wider lock, and an ID beside the write data', () => {
  const options = { addressBits: 32, dataBits: 32, idBits: 6, version: 'axi3' } as const;
  assert.equal(portsOf(idle('writer', { m_axi: axiWriteMaster(options) as never })()), [
    ...address('aw', 4, 2, 6),
    ...['out m_axi_wid 6', 'out m_axi_wdata 32', 'out m_axi_wstrb 4', 'out m_axi_wlast 1'],
    ...['out m_axi_wvalid 1', 'in m_axi_wready 1'],
    ...['in m_axi_bid 6', 'in m_axi_bresp 2', 'in m_axi_bvalid 1', 'out m_axi_bready 1'],
  ]);
});

bus('a block design finds each bus, its sizes and what it does', () => {
  const ports = {
    m_axi: axiMaster({ addressBits: 32, dataBits: 128, idBits: 4 }),
    m_axi_in: axiReadMaster({ addressBits: 40, dataBits: 64 }) as never,
    m_axi_out: axiWriteMaster({ addressBits: 32, version: 'axi3' }) as never,
  };
  const { text } = verilog(inDomain(axiDomain, () => idle('buses', ports)())).files[0]!;
  for (const attribute of [
    'X_INTERFACE_INFO = "xilinx.com:interface:aximm:1.0 m_axi AWLEN"',
    'X_INTERFACE_INFO = "xilinx.com:interface:aximm:1.0 m_axi_in RLAST"',
    'X_INTERFACE_INFO = "xilinx.com:interface:aximm:1.0 m_axi_out WID"',
    'X_INTERFACE_PARAMETER = "XIL_INTERFACENAME m_axi, PROTOCOL AXI4, DATA_WIDTH 128, ADDR_WIDTH 32, ID_WIDTH 4"',
    'X_INTERFACE_PARAMETER = "XIL_INTERFACENAME m_axi_in, PROTOCOL AXI4, DATA_WIDTH 64, ADDR_WIDTH 40, ID_WIDTH 1, READ_WRITE_MODE READ_ONLY"',
    'X_INTERFACE_PARAMETER = "XIL_INTERFACENAME m_axi_out, PROTOCOL AXI3, DATA_WIDTH 32, ADDR_WIDTH 32, ID_WIDTH 1, READ_WRITE_MODE WRITE_ONLY"',
    'X_INTERFACE_PARAMETER = "ASSOCIATED_BUSIF m_axi:m_axi_in:m_axi_out, ASSOCIATED_RESET aresetn"',
  ])
    assert.ok(text.includes(`(* ${attribute} *)`), attribute);
});

bus('a bus of an instance is passed on', () => {
  const ports = () => ({
    m_axi: axiWriteMaster({ addressBits: 64, dataBits: 32 }),
    commands: streamIn(axiCommand(64, 16)),
    bytes: streamIn(vec(u8, 4)),
    results: streamOut(axiResult(64)),
  });
  const inner = module('inner', ports, io => axiWrite(io.m_axi, io.commands, io.bytes).into(io.results));
  const outer = module('outer', ports, io => {
    const engine = inner();
    connectAxi(engine.m_axi, io.m_axi);
    io.commands.into(engine.commands);
    io.bytes.into(engine.bytes);
    engine.results.into(io.results);
  });
  const sim = simulate(outer());
  const memory = axiMemory(sim, 'm_axi');
  const at = 0xffff_ffff_ffff_f001n;
  const { results } = sim.run(
    {
      commands: [{ address: at, bytes: 7 }],
      bytes: [
        [1, 2, 3, 4],
        [5, 6, 7, 8],
      ],
    },
    { expect: { results: 1 } },
  );
  assert.equal(results, [{ address: 0n, resp: 0 }]);
  assert.equal([...memory.read(at - 1n, 9)], [0, 1, 2, 3, 4, 5, 6, 7, 0]);
});

bus.run();
