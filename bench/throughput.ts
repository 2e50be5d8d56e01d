import { fileURLToPath } from 'node:url';
import type { Design } from './designs.js';
import { icarus } from './icarus.js';
import { median } from './median.js';
import { sourceOf, stylesOf } from './peer-source.js';
import type { Row } from './row.js';
import { type Answer, Session } from './session.js';
import { build, type Compiler } from './verilator.js';

const rounds = 7;
const compilers: readonly Compiler[] = ['g++', 'clang++'];

/** The package as users get it, from its build. */
export const ourProcess = (design: Design): Session =>
  new Session('ours', process.execPath, [
    '--import',
    register,
    fileURLToPath(new URL('./ours.ts', import.meta.url)),
    design.name,
  ]);

const register = new URL('../dist/dsl/name/register.js', import.meta.url).href;

/** Cycles per second of our simulator against the fastest Verilator build, and beside them memory and Icarus. */
export async function throughput(design: Design, say: (text: string) => void): Promise<Row[]> {
  const peers: Session[] = [];
  for (const style of stylesOf(design)) {
    const { files, module } = await sourceOf(design, style);
    for (const compiler of compilers) {
      say(`${design.name}: verilator, ${style} Verilog, ${compiler}`);
      const { executable, folder } = build(files, module, compiler, false);
      peers.push(new Session(`${style} Verilog, ${compiler}`, executable, [], folder));
    }
  }
  const ours = ourProcess(design);
  try {
    // The first round warms every process up, and tells which peer is the fastest.
    say(`${design.name}: choosing the fastest peer`);
    const all = [ours, ...peers];
    let first = await inTurn(all, design.cycles);
    first = await inTurn(all, design.cycles);
    sameChecksums(design, all, first);
    const best = peers.reduce((a, b) => (first.get(a)!.seconds <= first.get(b)!.seconds ? a : b));
    const times = new Map<Session, number[]>([
      [ours, []],
      [best, []],
    ]);
    let last = first;
    for (let round = 0; round < rounds; round++) {
      say(`${design.name}: round ${round + 1} of ${rounds}, ours against ${best.name}`);
      last = await inTurn([ours, best], design.cycles);
      sameChecksums(design, [ours, best], last);
      for (const [session, answer] of last) times.get(session)!.push(design.cycles / answer.seconds);
    }
    const [us, them] = [median(times.get(ours)!), median(times.get(best)!)];
    say(`${design.name}: icarus`);
    const { files, module } = await sourceOf(design, 'hand-written');
    const few = Math.max(100, Math.round(design.cycles / 1000));
    const slow = few / icarus(files, module, few).seconds;
    return [
      {
        design: design.name,
        metric: 'cycles per second',
        ours: us,
        peer: them,
        ratio: us / them,
        floor: design.floor,
        against: `Verilator, ${best.name}`,
      },
      {
        design: design.name,
        metric: 'cycles per second',
        ours: us,
        peer: slow,
        ratio: us / slow,
        floor: null,
        against: 'Icarus',
      },
      {
        design: design.name,
        metric: 'peak MiB',
        ours: last.get(ours)!.mib,
        peer: last.get(best)!.mib,
        ratio: last.get(ours)!.mib / last.get(best)!.mib,
        floor: null,
        against: 'Verilator',
      },
    ];
  } finally {
    for (const session of [ours, ...peers]) session.close();
  }
}

async function inTurn(sessions: readonly Session[], cycles: number): Promise<Map<Session, Answer>> {
  const answers = new Map<Session, Answer>();
  for (const session of sessions) answers.set(session, await session.run(cycles));
  return answers;
}

function sameChecksums(design: Design, sessions: readonly Session[], answers: ReadonlyMap<Session, Answer>): void {
  const sums = sessions.map(session => `${session.name}: ${answers.get(session)!.checksum}`);
  if (new Set(sums.map(text => text.split(': ')[1])).size > 1)
    throw new Error(`bench: ${design.name}: the checksums differ\n  ${sums.join('\n  ')}`);
}
