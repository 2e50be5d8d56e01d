/**
 * Counts what an accelerator takes of a Zynq-7020, by Yosys, in a process of its own, which a signal can end at any time:
 *
 *     node --conditions=grace-source --import tsx --import ./dsl/name/register.ts examples/talk/synthesis.ts 16x16
 */
import { arrayConfig } from 'grace-hdl/codec';
import { accelerator } from 'grace-hdl/engines';
import { synth } from 'grace-hdl/verilog';
import type { Resources } from './summary.js';

const config = arrayConfig(process.argv[2] ?? '16x16');
const { used, available, percent } = await synth(accelerator({ config }), { device: 'xc7z020', byModule: true });
const resources: Resources = { used, available, percent };
process.stdout.write(`${JSON.stringify(resources)}\n`);
