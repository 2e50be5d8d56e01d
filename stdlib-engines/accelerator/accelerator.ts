import { asBits, bool, cleared, module, output, type UInt, uint, vecOf } from '../../dsl/index.js';
import { axiQuiesce } from '../axi/quiesce.js';
import { axiLiteSlave, connectAxiLite } from '../axi-lite/bus.js';
import type { AcceleratorConfig } from './config.js';
import { controller } from './controller.js';
import { buses, busPorts, core } from './core.js';
import { units } from './isa/field.js';
import { acceleratorMap } from './registers.js';

/**
 * A co-processor that decodes talking faces: it runs programs of layers (`isa/formats.ts`) from memory to memory.
 *
 * Software writes the regions and the place of a program into the registers (`acceleratorMap`), starts it, and gets an
 * interrupt. `m_axi_program` fetches instructions, `m_axi_data` loads and stores maps, `m_axi_weights` streams weights,
 * `m_axi_map` serves what is no convolution. `activity` has a bit for each unit at work, in the order of `units`:
 * of `conv` the array multiplies, of `epilogue` the lanes finish sums, of the others an instruction is being carried out.
 *
 * @example accelerator({ config: acceleratorConfig(16) })
 */
export const accelerator = module(
  'accelerator',
  ({ config }: { config: AcceleratorConfig }) => ({
    s_axi: axiLiteSlave(acceleratorMap(config)),
    ...busPorts(config),
    irq: output(bool, { interrupt: true }),
    activity: output(uint(units.length)),
  }),
  (io, { config }) => {
    const host = controller({ config });
    connectAxiLite(io.s_axi, host.s_axi);
    io.irq.set(host.irq);

    const engine = cleared(host.clear, () => core({ config }));
    engine.begin.set(host.begin);
    engine.run.set(host.run);
    engine.program.set(host.program);
    engine.regions.set(host.regions);
    host.progress.set(engine.progress);
    const quiet = buses.map(bus => axiQuiesce(engine[bus], io[bus], host.halt));
    host.quiet.set(quiet.reduce((a, b) => a.and(b)));
    host.reads.set(
      asBits(
        vecOf(
          bool,
          buses.map(bus => io[bus].r.fire),
        ),
      ) as UInt<4>,
    );
    host.writes.set(io.m_axi_data.w.fire.asUInt().cat(io.m_axi_map.w.fire) as UInt<2>);
    io.activity.set(engine.progress.activity);
  },
);
