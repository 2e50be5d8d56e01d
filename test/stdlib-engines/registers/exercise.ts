import type { RegisterMap } from '../../../stdlib-engines/index.js';
import { Model, maskOf, type Values, wordsOf } from './model.js';
import type { Running } from './probe.js';

/** How busy each side is: the chance, in eighths, that an offer or a ready comes in a cycle. */
export interface Traffic {
  readonly requests: number;
  readonly responses: number;
  readonly hardware: number;
  readonly seed: number;
}

/**
 * Runs random accesses and random hardware for some cycles, and gives the first difference from the model, if any.
 * Offers hold until they are taken, as AXI wants it.
 */
export function exercise(dut: Running, map: RegisterMap, errors: boolean, traffic: Traffic, cycles: number) {
  const model = new Model(map, errors);
  const draw = noise(traffic.seed);
  const often = (eighths: number): boolean => draw(8n) < BigInt(eighths);
  const words = wordsOf(map);
  const wide = (bits: number): bigint => draw(1n << BigInt(bits));
  const address = (): bigint =>
    often(7) ? BigInt(words[Number(draw(BigInt(words.length)))]!.address) : wide(map.addressBits);
  const inputs: Values = {
    ...{ s_axi_awvalid: 0n, s_axi_awaddr: 0n, s_axi_awprot: 0n, s_axi_arvalid: 0n, s_axi_araddr: 0n, s_axi_arprot: 0n },
    ...{ s_axi_wvalid: 0n, s_axi_wdata: 0n, s_axi_wstrb: 0n, s_axi_bready: 0n, s_axi_rready: 0n },
  };
  const offer = (channel: string, fresh: () => Values, wasTaken: boolean): void => {
    if (inputs[`s_axi_${channel}valid`] === 1n && !wasTaken) return;
    Object.assign(inputs, fresh(), { [`s_axi_${channel}valid`]: often(traffic.requests) ? 1n : 0n });
  };
  let before: Values = {};
  for (let cycle = 0; cycle < cycles; cycle++) {
    offer('aw', () => ({ s_axi_awaddr: address(), s_axi_awprot: wide(3) }), before.s_axi_awready === 1n);
    offer('ar', () => ({ s_axi_araddr: address(), s_axi_arprot: wide(3) }), before.s_axi_arready === 1n);
    const all = (1n << BigInt(map.dataBits / 8)) - 1n;
    const word = () => ({ s_axi_wdata: wide(map.dataBits), s_axi_wstrb: often(5) ? all : wide(map.dataBits / 8) });
    offer('w', word, before.s_axi_wready === 1n);
    inputs.s_axi_bready = often(traffic.responses) ? 1n : 0n;
    inputs.s_axi_rready = often(traffic.responses) ? 1n : 0n;
    for (const field of words.flatMap(({ fields }) => fields)) {
      const { port, access, type } = field;
      if (access === 'constant' || access === 'pulse') continue;
      const acts = often(traffic.hardware);
      if (access === 'rw' || access === 'wo') inputs[`en_${port}`] = acts ? 1n : 0n;
      const value = type.kind === 'enum' ? draw(BigInt(type.cases.length)) : draw(maskOf(field) + 1n);
      inputs[`hw_${port}`] = acts || access === 'ro' ? value : 0n;
    }
    dut.write(inputs);
    before = model.cycle(inputs);
    for (const [port, expected] of Object.entries(before)) {
      const found = dut.read(port);
      if (found !== expected) return `cycle ${cycle}: ${port} is ${found}, and not ${expected}`;
    }
    dut.edge();
  }
  return undefined;
}

/** Numbers below a limit that look random and are always the same. */
function noise(seed: number): (limit: bigint) => bigint {
  let state = BigInt(seed) * 2654435761n + 1n;
  return limit => {
    let value = 0n;
    for (let bits = 1n; bits < limit; bits <<= 32n) {
      state = BigInt.asUintN(64, state * 6364136223846793005n + 1442695040888963407n);
      value = (value << 32n) | (state >> 32n);
    }
    return value % limit;
  };
}
