import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { simulate } from '../../../backend-sim/index.js';
import { lint, verilog } from '../../../backend-verilog/index.js';
import { axiDomain, bool, designOf, inDomain, input, module, output, u16, u32, u64, when } from '../../../dsl/index.js';
import {
  AxiError,
  axiLiteBench,
  axiLiteMaster,
  axiLiteSlave,
  connectAxiLite,
  constant,
  register,
  registerFile,
  registerMap,
  ro,
  rw,
  w1c,
  w1s,
  wo,
} from '../../../stdlib-engines/index.js';
import { golden } from '../../golden.js';

const bus = suite('AXI4-Lite');

const map = registerMap('adder', {
  x: register({ value: rw(u16, { reset: 7 }) }),
  sum: register({ value: ro(u16) }),
  key: register({ value: wo(u32) }),
  id: register({ value: constant(u32, 0xadd) }, { at: 0x20 }),
});

const adder = module(
  'adder',
  () => ({ s_axi: axiLiteSlave(map), y: input(u16) }),
  io => {
    const { regs } = registerFile(io.s_axi, map);
    regs.sum.value.set(regs.x.value.addWrap(io.y));
  },
);

/** The same behind a border of its own, with a bus that passes through. */
const nested = module(
  'nested',
  () => ({ s_axi: axiLiteSlave(map), y: input(u16) }),
  io => {
    const inner = adder();
    inner.y.set(io.y);
    connectAxiLite(io.s_axi, inner.s_axi);
  },
);

bus('ports have the names of AXI', () => {
  const ports = adder()[designOf].modules[0]!.ports.map(({ name, dir, width }) => `${dir} ${name} ${width}`);
  assert.equal(ports, [
    ...['in s_axi_awaddr 6', 'in s_axi_awprot 3', 'in s_axi_awvalid 1', 'out s_axi_awready 1'],
    ...['in s_axi_wdata 32', 'in s_axi_wstrb 4', 'in s_axi_wvalid 1', 'out s_axi_wready 1'],
    ...['out s_axi_bresp 2', 'out s_axi_bvalid 1', 'in s_axi_bready 1'],
    ...['in s_axi_araddr 6', 'in s_axi_arprot 3', 'in s_axi_arvalid 1', 'out s_axi_arready 1'],
    ...['out s_axi_rdata 32', 'out s_axi_rresp 2', 'out s_axi_rvalid 1', 'in s_axi_rready 1'],
    'in y 16',
  ]);
});

bus('a block design finds the bus, its sizes, its clock and its reset', async () => {
  const { files } = verilog(inDomain(axiDomain, () => adder()));
  const { text } = files[0]!;
  for (const attribute of [
    'X_INTERFACE_INFO = "xilinx.com:interface:aximm:1.0 s_axi AWADDR"',
    'X_INTERFACE_INFO = "xilinx.com:interface:aximm:1.0 s_axi RREADY"',
    'X_INTERFACE_PARAMETER = "XIL_INTERFACENAME s_axi, PROTOCOL AXI4LITE, DATA_WIDTH 32, ADDR_WIDTH 6"',
    'X_INTERFACE_PARAMETER = "ASSOCIATED_BUSIF s_axi, ASSOCIATED_RESET aresetn"',
  ])
    assert.ok(text.includes(`(* ${attribute} *)`), attribute);
  assert.equal(await lint(files), []);
});

bus('an interrupt is told as one', () => {
  const line = module(
    'line',
    () => ({ a: input(bool), irq: output(bool, { interrupt: true }) }),
    io => io.irq.set(io.a),
  );
  assert.match(
    verilog(line()).files[0]!.text.replaceAll(/\s+/g, ' '),
    '(* X_INTERFACE_INFO = "xilinx.com:signal:interrupt:1.0 irq INTERRUPT" *) (* X_INTERFACE_PARAMETER = "SENSITIVITY LEVEL_HIGH" *) output wire irq',
  );
});

for (const [name, make] of Object.entries({ adder, nested })) {
  bus(`software reads and writes ${name}`, async () => {
    const sim = simulate(make());
    sim.poke('y', 5);
    await sim.process(async p => {
      const master = axiLiteBench(p, 's_axi', { wait: () => (p.cycle() * 7) % 4 });
      assert.is(await master.read(0x04), 12);
      await master.write(0x00, 0xffff_1234);
      assert.is(await master.read(0x00), 0x1234);
      await master.write(0x00, 0xabcd, 0b10);
      assert.is(await master.read(0x04), 0xab34 + 5);
      assert.is(await master.read(0x23), 0xadd);
      assert.equal(await master.tryRead(0x08), { data: 0, resp: 2 });
      assert.is(await master.tryWrite(0x20, 1), 2);
      const error = await master.write(0x10, 1).catch((reason: unknown) => reason);
      assert.instance(error, AxiError);
      assert.is((error as Error).message, 'write of address 0x10 was answered by SLVERR');
    });
  });
}

bus('the Verilog is as it was', () => {
  const { text } = verilog(adder(), { comments: false }).files[0]!;
  golden('registers/adder.v', text);
});

bus('a bit is raised in several places', async () => {
  const flags = registerMap('flags', { status: register({ seen: w1c(bool), left: w1s(bool) }) });
  const watcher = module(
    'watcher',
    () => ({ s_axi: axiLiteSlave(flags), a: input(bool), b: input(bool), c: input(bool) }),
    ({ s_axi, a, b, c }) => {
      const { seen, left } = registerFile(s_axi, flags).regs.status;
      seen.raise(a);
      seen.raise(b);
      when(c, () => seen.raise());
      left.clear(a);
      left.clear(b);
    },
  );
  for (const port of ['a', 'b', 'c'] as const) {
    const sim = simulate(watcher());
    sim.poke(port, true);
    sim.step();
    sim.poke(port, false);
    await sim.process(async p => {
      const master = axiLiteBench(p, 's_axi');
      assert.is(await master.read(0), 1);
      await master.write(0, 3);
      assert.is(await master.read(0), 2);
    });
  }
});

bus('words have 64 bits when asked to', async () => {
  const wide = registerMap('wide', { x: register({ value: rw(u64) }) }, { dataBits: 64 });
  const store = module(
    'store',
    () => ({ s_axi: axiLiteSlave(wide) }),
    io => void registerFile(io.s_axi, wide),
  );
  await simulate(store()).process(async p => {
    const master = axiLiteBench(p, 's_axi', { dataBits: 64 });
    await master.write(0, 0x0123_4567_89ab_cdefn);
    await master.write(0, 0n, 0b0001_0000);
    assert.is(await master.read(0), 0x0123_4500_89ab_cdefn);
    assert.is(await master.tryWrite(8, 1n), 2);
  });
});

bus('a read and a write are taken in every cycle', () => {
  const sim = simulate(adder());
  const feed = Array.from({ length: 50 }, (_, i) => i);
  const { cycles, data } = sim.transfer(
    {
      s_axi_aw: feed.map(() => ({ addr: 0, prot: 0 })),
      s_axi_w: feed.map(data => ({ data, strb: 15 })),
      s_axi_ar: feed.map(() => ({ addr: 4, prot: 0 })),
    },
    { expect: { s_axi_b: 50, s_axi_r: 50 } },
  );
  assert.is(cycles, 51);
  // A read in the cycle of a write still sees the value before it.
  assert.equal(
    data.s_axi_r,
    feed.map(i => ({ data: i === 0 ? 7 : i - 1, resp: 0 })),
  );
});

/** A master that asks for nothing. */
const idle = module(
  'idle',
  () => ({ m_axi: axiLiteMaster({ addressBits: 4 }) }),
  ({ m_axi: { aw, w, b, ar, r } }) => {
    for (const { valid } of [aw, w, ar]) valid.set(false);
    for (const { payload } of [aw, ar]) payload.set({ addr: 0, prot: 0 });
    w.payload.set({ data: 0, strb: 0 });
    for (const { ready } of [b, r]) ready.set(true);
  },
);

/** A slave that answers as the bench says, so that it can break every rule. */
const broken = module(
  'broken',
  () => ({ s_axi: axiLiteSlave({ addressBits: 4 }), m_axi: axiLiteMaster({ addressBits: 4 }) }),
  io => connectAxiLite(io.s_axi, io.m_axi),
);

for (const engine of ['wasm', 'interpreter'] as const) {
  const said = (pokes: Readonly<Record<string, number>>[]): string => {
    const sim = simulate(broken(), { engine });
    try {
      for (const values of pokes) {
        for (const [port, value] of Object.entries(values)) sim.poke(port, value);
        sim.step();
      }
    } catch (error) {
      return (error as Error).message.split('\n')[0]!.replace(/^assert failed: /, '');
    }
    return 'nothing';
  };
  const ready = { m_axi_awready: 1, m_axi_wready: 1, m_axi_arready: 1, s_axi_bready: 1, s_axi_rready: 1 };

  bus(`${engine}: the rules between the channels are watched`, () => {
    assert.is(
      said([ready, { m_axi_rvalid: 1 }]),
      `AXI4-Lite bus s_axi: a read response without a read address to answer`,
    );
    assert.is(
      said([
        { ...ready, s_axi_awvalid: 1 },
        { s_axi_awvalid: 0, m_axi_bvalid: 1 },
      ]),
      `AXI4-Lite bus s_axi: a write response without write data to answer`,
    );
    assert.is(
      said([
        { ...ready, s_axi_wvalid: 1 },
        { s_axi_wvalid: 0, m_axi_bvalid: 1 },
      ]),
      `AXI4-Lite bus s_axi: a write response without a write address to answer`,
    );
    const both = [
      { ...ready, s_axi_wvalid: 1, s_axi_awvalid: 1 },
      { s_axi_wvalid: 0, s_axi_awvalid: 0, m_axi_bvalid: 1 },
    ];
    assert.is(said(both), 'nothing');
    assert.is(
      said([...both, {}]),
      `AXI4-Lite bus s_axi: a write response without a write address to answer`,
      'one response too many',
    );
    assert.is(
      said([
        { ...ready, s_axi_arvalid: 1 },
        { s_axi_arvalid: 0, m_axi_rvalid: 1, m_axi_rresp: 1 },
      ]),
      `AXI4-Lite bus s_axi: a read response is 1, EXOKAY, and there are no exclusive accesses`,
    );
  });

  bus(`${engine}: where the bench answers, it is told so`, () => {
    const sim = simulate(idle(), { engine });
    sim.poke('m_axi_rvalid', 1);
    assert.throws(() => sim.step(), /the bench breaks a rule of AXI4-Lite bus m_axi: a read response without a read/);
  });

  bus(`${engine}: each channel holds what it offers`, () => {
    const rule = 'before the offer was taken; it holds until ready';
    assert.is(
      said([{ s_axi_awvalid: 1 }, { s_axi_awvalid: 0 }]),
      `the bench breaks a rule of stream s_axi_aw: valid fell ${rule}`,
    );
    assert.is(
      said([{ s_axi_wvalid: 1 }, { s_axi_wdata: 1 }]),
      `the bench breaks a rule of stream s_axi_w: payload.data changed ${rule}`,
    );
  });
}

bus.run();
