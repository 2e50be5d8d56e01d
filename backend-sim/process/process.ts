import { fail } from '../error.js';
import type { Access } from '../session/access.js';
import type { Names } from '../session/names.js';
import type { Session } from '../session/session.js';
import { readField, writeField } from '../stream/bytes.js';
import { packRecords, unpackRecords } from '../stream/records.js';
import type { Value } from '../value/compound.js';
import { didYouMean } from '../value/near.js';
import type { Process, WaitOptions } from './hands.js';
import type { Strand } from './scheduler.js';

const PATIENCE = 100_000;

/** What strands share: the simulation as they see it. */
export interface Stage {
  readonly session: Session;
  readonly names: Names;
  readonly access: Access;
  domain(name: string | undefined): number;
}

/** Gives a strand of the scheduler its hands. `values` reads ports by name. */
export function processOf<S>(stage: Stage, strand: Strand, values: S): Process<S> {
  const { session, names, access } = stage;
  const { clocks } = session;
  const waitFor = async (ready: () => boolean, what: string, { timeout = PATIENCE, clock }: WaitOptions) => {
    const domain = stage.domain(clock);
    const start = clocks.edges(domain);
    await strand.wait(() => ready() || clocks.edges(domain) - start >= timeout);
    if (!ready()) fail(`${what} within ${timeout} cycles`, { cycle: clocks.edges(domain) });
  };
  /** Watches a stream until a transfer; `at` is called when it happens, just before the edge. */
  const transfer = async (port: Session['ports'][number], at: () => void, what: string, options: WaitOptions) => {
    let happened = false;
    const stop = session.watch(tick => {
      if (happened || ((tick.mask >>> port.domain) & 1) === 0) return;
      if (session.machine.readNumber(port.valid) === 0 || session.machine.readNumber(port.ready) === 0) return;
      happened = true;
      at();
    });
    try {
      await waitFor(() => happened, what, options);
    } finally {
      stop();
    }
  };
  const streamOf = (name: string, dir: 'in' | 'out') => {
    const candidates = session.ports.filter(port => port.dir === dir);
    return (
      candidates.find(port => port.name === name) ??
      fail(
        `there is no ${dir}put stream '${name}'.${didYouMean(
          name,
          candidates.map(port => port.name),
        )}`,
      )
    );
  };
  return {
    peek: name => access.peek(names.find(name)),
    poke: (name, value) => access.poke(names.find(name), value),
    cycle: clock => clocks.edges(stage.domain(clock)),
    async tick(cycles = 1, clock) {
      const domain = stage.domain(clock);
      const until = clocks.edges(domain) + cycles;
      if (cycles > 0) await strand.wait(() => clocks.edges(domain) >= until);
    },
    async until(condition, options = {}) {
      if (!condition(values))
        await waitFor(() => Boolean(condition(values)), `until(${condition}) did not hold`, options);
    },
    fork(body) {
      const forked = strand.fork(inner => body(processOf(stage, inner, values)));
      return { join: () => strand.join(forked) };
    },
    async all<T>(...bodies: readonly ((p: Process<S>) => Promise<T>)[]): Promise<T[]> {
      const forked = bodies.map(body => strand.fork(inner => body(processOf(stage, inner, values))));
      const results: T[] = [];
      for (const each of forked) results.push(await strand.join(each));
      return results;
    },
    async send(
      stream: string,
      payload: unknown,
      options: WaitOptions & { readonly last?: boolean } = {},
    ): Promise<void> {
      const port = streamOf(stream, 'in');
      const { data } = packRecords(port, [payload as Value], [options.last ?? false]);
      for (const field of port.fields) session.write(field.signal, readField(data, port, field, 0));
      session.writeNumber(port.valid, 1);
      await transfer(port, () => {}, `stream ${stream} did not take what was sent`, options);
      session.writeNumber(port.valid, 0);
    },
    async receive(stream, options = {}) {
      const port = streamOf(stream, 'out');
      const data = new Uint8Array(port.size);
      const take = (): void => {
        for (const field of port.fields) writeField(data, port, field, 0, session.machine.read(field.signal));
      };
      session.writeNumber(port.ready, 1);
      await transfer(port, take, `stream ${stream} did not offer anything`, options);
      session.writeNumber(port.ready, 0);
      return unpackRecords(port, data, 1)[0]!;
    },
  };
}
