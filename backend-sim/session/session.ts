import { moduleOf } from '../../dsl/ir/index.js';
import type { Lane, Machine, Pin, TransferResult } from '../machine.js';
import { type StreamPort, streamPortsOf } from '../stream/layout.js';
import { type SteppedTransfer, transferByStep } from '../stream/transfer-by-step.js';
import { type ClockOptions, type Clocks, clocksOf, type Tick } from './clocks.js';
import { type Journal, journalOf, type Watch } from './journal.js';

/** A machine with clocks, a memory of its last cycles, and those who watch it. */
export interface Session {
  readonly machine: Machine;
  readonly clocks: Clocks;
  readonly journal: Journal;
  readonly ports: readonly StreamPort[];
  write(signal: number, lanes: readonly bigint[]): void;
  writeNumber(signal: number, value: number): void;
  /** A signal of one lane, looked up once. */
  pin(signal: number): Pin;
  /** Changes the state in a way that the journal cannot repeat. */
  change(by: () => void): void;
  /** Passes ticks until domain `domain` had `cycles` more edges. */
  step(cycles: number, domain: number): void;
  /** One tick. */
  tick(): void;
  /** A bulk transfer; `limit` counts ticks. With `since` when it went step by step. */
  transfer(inputs: readonly Lane[], outputs: readonly Lane[], limit: number): TransferResult & Partial<SteppedTransfer>;
  /** Calls `watch` before every tick, until the returned function is called. */
  watch(watch: Watch): () => void;
  /** Lets a peer act at every tick, until the returned function is called. */
  attach(peer: Peer): () => void;
  /** Whether a stream of the top has a peer. */
  isServed(stream: string): boolean;
}

/** What stands outside of a circuit and acts at its edges, whoever passes time. */
export interface Peer {
  /** Just before a tick, with all values settled. */
  before(tick: Tick): unknown;
  /** Right after it: writes what holds until the next. */
  after(tick: Tick): unknown;
  /** The streams of the top whose far side it is. */
  readonly streams: readonly string[];
}

export interface SessionOptions {
  readonly clocks?: Readonly<Record<string, ClockOptions>>;
  /** Ticks that can be watched after the fact. */
  readonly history: number;
  /** Called after anything during which the design may have spoken: true when a check failed. */
  readonly listen: () => boolean;
  /** Throws the error of that check; the journal holds the cycle by then. */
  readonly raise: () => void;
}

const SLICE = 1 << 15;

export function sessionOf(machine: Machine, options: SessionOptions): Session {
  const top = moduleOf(machine.design, machine.design.top);
  const clocks = clocksOf(top.domains, options.clocks);
  const ports = streamPortsOf(machine.design);
  const journal = journalOf(machine, clocks, ports, options.history);
  const watches = new Set<Watch>();
  const peers = new Set<Peer>();

  /** True when a check failed at these edges. */
  const edges = (): boolean => {
    const next = clocks.next();
    for (const watch of watches) watch(next);
    for (const peer of peers) peer.before(next);
    machine.step(next.mask, 1);
    clocks.pass(1);
    const failed = options.listen();
    if (peers.size > 0) {
      journal.stepped(1);
      // What failed is shown as it was.
      if (!failed) for (const peer of peers) peer.after(next);
    }
    return failed;
  };
  /** Who sees single ticks. */
  const seen = (): boolean => watches.size > 0 || peers.size > 0;
  /** Events wait in memory until they are heard, so a design that may speak in every cycle is heard now and then. */
  const slice = machine.reports.some(({ kind }) => kind === 'cover' || kind === 'print') ? SLICE : Infinity;
  const session: Session = {
    machine,
    clocks,
    journal,
    ports,
    write(signal, lanes) {
      journal.open();
      machine.write(signal, lanes);
      journal.wrote(signal, lanes);
    },
    writeNumber(signal, value) {
      journal.open();
      machine.writeNumber(signal, value);
      journal.wroteNumber(signal, value);
    },
    pin(signal) {
      const { read, write } = machine.pin(signal);
      return {
        read,
        write(value, word) {
          journal.open();
          write(value, word);
          journal.wroteNumber(signal, value, word);
        },
      };
    },
    change(by) {
      journal.close();
      by();
    },
    step(cycles, domain) {
      if (clocks.together !== undefined && !seen()) {
        let left = cycles;
        do {
          journal.open();
          const done = machine.step(clocks.together, Math.min(left, slice));
          clocks.pass(done);
          journal.stepped(done);
          if (options.listen()) options.raise();
          left -= done;
        } while (left > 0);
        return;
      }
      const until = clocks.edges(domain) + cycles;
      while (clocks.edges(domain) < until) session.tick();
    },
    tick() {
      journal.open();
      const failed = edges();
      if (peers.size === 0) journal.stepped(1);
      if (failed) options.raise();
    },
    transfer(inputs, outputs, limit) {
      journal.open();
      const fast = clocks.together !== undefined && !seen() && machine.domains.length === 1;
      let failed = false;
      const step = (): boolean => {
        failed = edges();
        return failed;
      };
      // What peers write stands in the journal between the ticks, so then all does.
      const { read, readNumber } = machine;
      const { write, writeNumber } = session;
      const hands = peers.size > 0 ? { read, readNumber, write, writeNumber } : machine;
      const steps = { machine: hands, ports, step, next: () => clocks.next().mask, edges: clocks.edges };
      const result = fast ? machine.transfer(inputs, outputs, limit) : transferByStep(steps, inputs, outputs, limit);
      if (fast) {
        clocks.pass(result.cycles);
        failed = options.listen();
      }
      if (peers.size === 0) journal.transferred(inputs, outputs, result.cycles);
      if (failed) options.raise();
      return result;
    },
    watch(watch) {
      watches.add(watch);
      return () => watches.delete(watch);
    },
    attach(peer) {
      peers.add(peer);
      return () => peers.delete(peer);
    },
    isServed: stream => [...peers].some(({ streams }) => streams.includes(stream)),
  };
  return session;
}
