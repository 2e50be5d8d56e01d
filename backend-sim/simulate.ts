import { type Circuit, type Design, designOf, moduleOf } from '../dsl/ir/index.js';
import { engines } from './engine.js';
import { fail } from './error.js';
import { monitorStreams } from './monitor.js';
import type { SimulateOptions } from './options.js';
import type { Process } from './process/hands.js';
import { processOf } from './process/process.js';
import { schedulerOf } from './process/scheduler.js';
import { mixSeed } from './random.js';
import { accessOf } from './session/access.js';
import { ioOf, valuesOf } from './session/io.js';
import { memoryOf } from './session/memory.js';
import { namesOf } from './session/names.js';
import { type Session, sessionOf } from './session/session.js';
import { voiceOf } from './session/voice.js';
import type { Simulator } from './simulator.js';
import { type Feed, type RunOptions, type RunResult, runStreams } from './stream/run.js';
import { tallyOf } from './stream/tally.js';
import type { CollectedOf, FeedOf } from './stream-types.js';
import type { Io } from './types.js';
import type { Value } from './value/compound.js';
import { didYouMean } from './value/near.js';
import { recentWaves, wavesAround } from './wave/recent.js';
import { recordVcd } from './wave/record-vcd.js';

const HISTORY = 256;

/**
 * Starts a circuit at its power-up values, resets inactive, inputs 0.
 *
 * @example
 * const sim = simulate(counter({ width: 8 }));
 * sim.poke('enable', true);
 * sim.step(3);
 * sim.peek('count'); // 3
 *
 * @throws SimulationError for something that is no circuit, and for clocks that the circuit does not have.
 */
export function simulate<Ports>(circuit: Circuit<Ports> | Design, options: SimulateOptions = {}): Simulator<Ports> {
  const { engine = 'wasm', seed = 1, monitor = true, randomizeState = false, history = HISTORY } = options;
  const source = designFrom(circuit);
  const design = monitor ? monitorStreams(source) : source;
  const machine = engines[engine](design);
  const top = moduleOf(design, design.top);

  const onPrint = options.onPrint ?? ((text: string) => console.log(text));
  const voice = voiceOf(machine, top.name, onPrint, path => wavesOfFailure(session, path, history, options.failureVcd));
  const session = sessionOf(machine, {
    history,
    listen: voice.listen,
    raise: voice.raise,
    ...(options.clocks && { clocks: options.clocks }),
  });
  const names = namesOf(design, machine.signals);
  const access = accessOf(session);
  const scheduler = schedulerOf(session);
  const { clocks } = session;
  const domain = (name: string | undefined): number => {
    const found = name === undefined ? 0 : machine.domains.indexOf(name);
    return found >= 0 ? found : fail(`there is no clock domain '${name}'.${didYouMean(name!, machine.domains)}`);
  };
  /** Time belongs to the processes while there are any. */
  const ownTime = (what: string): void => {
    if (scheduler.active) fail(`${what} while a process runs: time passes only by await p.tick() and p.until() then`);
  };
  const values = valuesOf(names, access) as Readonly<Record<string, Value>>;
  const tally = tallyOf(session);
  const stage = { session, names, access, tally, values, domain };
  let runs = 0;

  const sim: Simulator<Ports> = {
    design: source,
    io: ioOf(names, access) as Io<Ports>,
    get cycle() {
      return clocks.edges(0);
    },
    get time() {
      return clocks.time() / 1000;
    },
    peek: name => access.peek(names.find(name)) as never,
    peekBig: name => access.peekBig(names.find(name)),
    poke: (name, value) => access.poke(names.find(name), value),
    pin(name) {
      const { tree } = names.find(name);
      if (tree.kind !== 'leaf' || tree.leaf.lanes !== 1) return undefined;
      const { signal, format } = tree.leaf;
      return format.kind === 'uint' || format.kind === 'bool' ? session.pin(signal) : undefined;
    },
    force: (name, value) => access.force(names.find(name), value),
    step(cycles = 1, clock) {
      ownTime('step');
      if (!Number.isInteger(cycles) || cycles < 0) fail(`step: ${cycles} is no number of cycles`);
      session.step(cycles, domain(clock));
    },
    reset(cycles = 1) {
      ownTime('reset');
      const set = (active: boolean): void => {
        for (const { reset } of top.domains) if (reset) access.poke(names.find(reset.port), active !== reset.activeLow);
      };
      set(true);
      // Every clock needs its edges; slow ones take longer.
      const until = machine.domains.map((_, i) => clocks.edges(i) + cycles);
      for (const [i, edges] of until.entries()) session.step(Math.max(0, edges - clocks.edges(i)), i);
      set(false);
    },
    run: (feed, runOptions) => sim.transfer(feed, runOptions).data,
    transfer<const E>(feed: FeedOf<Ports>, runOptions: RunOptions<E> = {}) {
      ownTime('run');
      const result = runStreams(session, mixSeed(seed, runs++), feed as Feed, runOptions as RunOptions);
      return result as RunResult<CollectedOf<Ports, E>>;
    },
    process(body) {
      const stop = tally.start();
      return scheduler.run(strand => body(processOf(stage, strand) as Process<Ports>)).finally(stop);
    },
    attach(peer) {
      const own = domain(peer.clock);
      const acts = ({ mask }: { readonly mask: number }): boolean => ((mask >>> own) & 1) === 1;
      return session.attach({
        streams: peer.streams ?? [],
        before: tick => acts(tick) && peer.before(),
        after: tick => acts(tick) && peer.after(),
      });
    },
    memory: name => memoryOf(session, name),
    snapshot: () => ({ state: machine.snapshot(), edges: clocks.save(), hits: voice.save() }),
    restore({ state, edges, hits }) {
      session.change(() => machine.restore(state));
      session.journal.clear();
      clocks.load(edges);
      voice.load(hits);
    },
    vcd: (path, vcdOptions) => recordVcd(session, path, vcdOptions),
    waves: wavesOptions => recentWaves(session, wavesOptions),
    get checks() {
      return voice.checks();
    },
    coverage: () => voice.checks().filter(({ kind }) => kind === 'cover'),
  };
  if (randomizeState) {
    machine.randomize(seed, randomizeState === 'all');
    if (randomizeState === 'all') {
      sim.reset();
      session.journal.clear();
    }
  }
  return sim;
}

/** The last cycles as text, and in a file where one is asked for. */
function wavesOfFailure(session: Session, path: readonly string[], last: number, file?: string): string | undefined {
  const drawn = wavesAround(session, path);
  if (file === undefined) return drawn;
  recordVcd(session, file, { last }).close();
  return `${drawn ?? ''}\nall signals of the last cycles are in ${file}`.trimStart();
}

function designFrom(circuit: Circuit<unknown> | Design): Design {
  if (typeof circuit === 'object' && circuit !== null) {
    if (designOf in circuit) return circuit[designOf];
    if ('top' in circuit && 'modules' in circuit) return circuit;
  }
  return fail(
    typeof circuit === 'function'
      ? 'simulate: this is a module; call it to make a circuit: simulate(counter({ width: 8 }))'
      : `simulate: ${circuit === null ? 'null' : typeof circuit} is no circuit`,
  );
}
