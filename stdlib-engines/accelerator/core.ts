import { asBits, bool, input, module, output, type Sink, type Stream, type UInt, u32, vecOf } from '../../dsl/index.js';
import { axiMaster, axiReadMaster, connectAxi } from '../axi/bus.js';
import { convolutionEngine } from '../convolution/engine.js';
import { loadUnit } from '../dma/load.js';
import { storeUnit } from '../dma/store.js';
import { weightsUnit } from '../dma/weights.js';
import { mapUnit } from '../maps/map-unit.js';
import type { AcceleratorConfig } from './config.js';
import { issue, progressType } from './issue.js';
import { regionsType } from './regions.js';

/** The four buses of an accelerator; all read, `m_axi_data` and `m_axi_map` also write. */
export const buses = ['m_axi_program', 'm_axi_data', 'm_axi_weights', 'm_axi_map'] as const;

/** Ports for the four buses of an accelerator. */
export const busPorts = ({ busBits }: AcceleratorConfig) => {
  const sizes = { addressBits: 32, dataBits: busBits };
  return {
    m_axi_program: axiReadMaster(sizes),
    m_axi_data: axiMaster(sizes),
    m_axi_weights: axiReadMaster(sizes),
    m_axi_map: axiMaster(sizes),
  };
};

/**
 * What carries programs out, and is cleared between them: `issue`, and the six units with what lies between them. `conv` and
 * `epilogue` are one engine, which holds the memories; `load` and `store` share a bus, of which each has a half.
 */
export const core = module(
  'core',
  ({ config }: { config: AcceleratorConfig }) => ({
    begin: input(bool),
    run: input(bool),
    program: input(u32),
    regions: input(regionsType),
    ...busPorts(config),
    progress: output(progressType),
  }),
  (io, { config }) => {
    const issuer = issue({ config });
    issuer.begin.set(io.begin);
    issuer.run.set(io.run);
    issuer.program.set(io.program);
    issuer.regions.set(io.regions);
    connectAxi(issuer.m_axi, io.m_axi_program);

    const load = loadUnit({ config });
    const weights = weightsUnit({ config });
    const store = storeUnit({ config });
    const map = mapUnit({ config });
    for (const unit of [load, weights, store, map]) unit.regions.set(io.regions);
    const { ar, r, aw, w, b } = io.m_axi_data;
    connectAxi(load.m_axi, { ar, r });
    connectAxi(store.m_axi, { aw, w, b });
    connectAxi(weights.m_axi, io.m_axi_weights);
    connectAxi(map.m_axi, io.m_axi_map);

    const engine = convolutionEngine({ config });
    load.tile_write.into(engine.tile_write);
    load.skip_write.into(engine.skip_write);
    weights.weights.into(engine.weights);
    store.out_read.into(engine.out_read);
    engine.out_data.into(store.out_data);

    // An instruction of the engine waits for sums or weights for a while: what counts is that it goes on.
    const [loads, streams, , , stores, maps] = Array.from({ length: 6 }, (_, i) => issuer.progress.activity.bit(i));
    const activity = [loads!, streams!, engine.multiplies, engine.finishes, stores!, maps!];
    io.progress.set({ ...issuer.progress, activity: asBits(vecOf(bool, activity)) as UInt<6> });

    const units = {
      load,
      weights,
      store,
      map,
      conv: { command: engine.conv, done: engine.conv_done },
      epilogue: { command: engine.epilogue, done: engine.epilogue_done },
    };
    for (const [name, unit] of Object.entries(units)) {
      const of = name as keyof typeof units;
      (issuer.commands[of] as Stream).into(unit.command as Sink);
      unit.done.into(issuer.done[of]);
    }
  },
);
