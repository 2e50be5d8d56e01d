import { rmSync } from 'node:fs';
import { type Design, firstCycleFloor } from './designs.js';
import { median } from './median.js';
import { sourceOf } from './peer-source.js';
import type { Row } from './row.js';
import { Session } from './session.js';
import { ourProcess } from './throughput.js';
import { build } from './verilator.js';

/** Seconds from nothing to the first simulated cycle, as a whole process on either side. */
export async function firstCycle(design: Design, say: (text: string) => void): Promise<Row> {
  const ours: number[] = [];
  for (let i = 0; i < 3; i++) {
    say(`${design.name}: our first cycle, ${i + 1} of 3`);
    // From the sources on both sides: what the loader kept of an earlier run does not count.
    rmSync('node_modules/.cache/grace-hdl', { recursive: true, force: true });
    ours.push(await timed(() => ourProcess(design)));
  }
  const { files, module } = await sourceOf(design, 'hand-written');
  const peers: number[] = [];
  for (const compiler of ['g++', 'clang++'] as const) {
    say(`${design.name}: the first cycle of verilator with ${compiler}`);
    const { executable, folder, seconds } = build(files, module, compiler, true);
    peers.push(seconds! + (await timed(() => new Session('peer', executable, [], folder))));
  }
  const [us, them] = [median(ours), Math.min(...peers)];
  return {
    design: design.name,
    metric: 'seconds to first cycle',
    ours: us,
    peer: them,
    ratio: them / us,
    floor: firstCycleFloor,
    against: 'Verilator',
  };
}

async function timed(start: () => Session): Promise<number> {
  const begin = process.hrtime.bigint();
  const session = start();
  await session.run(1);
  const seconds = Number(process.hrtime.bigint() - begin) / 1e9;
  session.close();
  return seconds;
}
