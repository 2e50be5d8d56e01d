import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { type Design, firstCycleFloor } from './designs.js';
import { median } from './median.js';
import { sourceOf } from './peer-source.js';
import type { Row } from './row.js';
import { type Answer, Session } from './session.js';
import { build } from './verilator.js';

/** Seconds from nothing to the first simulated cycle, as a whole process on either side. */
export async function firstCycle(design: Design, say: (text: string) => void): Promise<Row> {
  const ours: Timed[] = [];
  for (let i = 0; i < 5; i++) {
    say(`${design.name}: our first cycle, ${i + 1} of 5`);
    ours.push(command(design));
  }
  const { files, module } = await sourceOf(design, 'hand-written');
  const peers: Timed[] = [];
  for (const compiler of ['g++', 'clang++'] as const) {
    say(`${design.name}: the first cycle of verilator with ${compiler}`);
    const { executable, folder, seconds } = build(files, module, compiler, true);
    const run = await session(() => new Session('peer', executable, [], folder));
    peers.push({ ...run, seconds: seconds! + run.seconds });
  }
  const checksums = new Set([...ours, ...peers].map(({ checksum }) => checksum));
  if (checksums.size > 1)
    throw new Error(`bench: ${design.name}: the checksums of the first cycle differ: ${[...checksums].join(', ')}`);
  const [us, them] = [median(ours.map(({ seconds }) => seconds)), Math.min(...peers.map(({ seconds }) => seconds))];
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

type Timed = Pick<Answer, 'checksum' | 'seconds'>;

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** The command of the built package, as a user calls it. It keeps nothing of one run for the next. */
function command({ name, command: [file, ...options] = [] }: Design): Timed {
  const args = [at('../dist/cli/main.cjs'), 'sim', at(`./designs/${file}`), ...options, '--cycles', '1', '--json'];
  // Where it is set, node spends more on reading the certificates of a company's network than on most designs.
  const { NODE_EXTRA_CA_CERTS: _, ...env } = process.env;
  const begin = process.hrtime.bigint();
  const said = execFileSync(process.execPath, args, { env, encoding: 'utf8' });
  const seconds = Number(process.hrtime.bigint() - begin) / 1e9;
  const { ports } = JSON.parse(said);
  if (typeof ports?.checksum !== 'number') throw new Error(`bench: ${name} has no checksum: ${said}`);
  return { checksum: ports.checksum, seconds };
}

async function session(start: () => Session): Promise<Timed> {
  const begin = process.hrtime.bigint();
  const session = start();
  const { checksum } = await session.run(1);
  const seconds = Number(process.hrtime.bigint() - begin) / 1e9;
  session.close();
  return { checksum, seconds };
}
