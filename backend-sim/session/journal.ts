import type { Lane, Machine } from '../machine.js';
import type { StreamPort } from '../stream/layout.js';
import { transferByStep } from '../stream/transfer-by-step.js';
import type { Clocks, Tick } from './clocks.js';

/** What was done to a machine, enough to do it again. */
type Deed =
  | { readonly kind: 'write'; readonly signal: number; readonly lanes: readonly bigint[] }
  | { readonly kind: 'number'; readonly signal: number; readonly value: number; readonly word: number }
  | { readonly kind: 'step'; ticks: number }
  | {
      readonly kind: 'transfer';
      readonly inputs: readonly Lane[];
      readonly outputs: readonly Lane[];
      readonly ticks: number;
    };

/** A stretch of history: a state, and what was done from there on. */
interface Chapter {
  readonly state: Uint8Array;
  readonly edges: readonly number[];
  readonly deeds: Deed[];
  ticks: number;
}

/** Sees every tick just before it happens, with all values settled. */
export type Watch = (tick: Tick) => void;

/**
 * Remembers the recent past of a machine as snapshots and what was done since, so that its last cycles can be
 * watched after the fact: nothing is recorded while it runs, and waves are still there when a check fails.
 */
export interface Journal {
  /** To be called before anything is done. */
  open(): void;
  wrote(signal: number, lanes: readonly bigint[]): void;
  /** A word of 32 bits of a signal. */
  wroteNumber(signal: number, value: number, word?: number): void;
  stepped(ticks: number): void;
  transferred(inputs: readonly Lane[], outputs: readonly Lane[], ticks: number): void;
  /** The state was changed in a way that is not remembered; what was before stays watchable. */
  close(): void;
  /** Forgets everything. */
  clear(): void;
  /** Lives the last `ticks` again, as far as they are remembered, and leaves the machine as it was. */
  replay(ticks: number, watch: Watch): void;
}

/** Deeds after which a new chapter begins. */
const CHAPTER = 4096;
/** Bytes that all snapshots may take together. */
const MEMORY = 64 << 20;

/** A journal that can replay `keep` ticks, once they have passed and unless their states are very large; 0 turns it off. */
export function journalOf(machine: Machine, clocks: Clocks, ports: readonly StreamPort[], keep: number): Journal {
  let chapters: Chapter[] = [];
  let current: Chapter | undefined;

  const forget = (): void => {
    let kept = 0;
    let first = chapters.length - 1;
    let bytes = chapters[first]!.state.length;
    while (first > 0 && kept + chapters[first]!.ticks < keep) {
      bytes += chapters[first - 1]!.state.length;
      if (bytes > MEMORY) break;
      kept += chapters[first--]!.ticks;
    }
    chapters = chapters.slice(Math.max(0, first));
  };
  const add = (deed: Deed, ticks: number): void => {
    if (!current) return;
    current.deeds.push(deed);
    current.ticks += ticks;
    if (current.deeds.length >= CHAPTER) current = undefined;
  };
  return {
    open() {
      if (current || keep === 0) return;
      current = { state: machine.snapshot(), edges: clocks.save(), deeds: [], ticks: 0 };
      chapters.push(current);
      forget();
    },
    wrote: (signal, lanes) => add({ kind: 'write', signal, lanes }, 0),
    wroteNumber: (signal, value, word = 0) => add({ kind: 'number', signal, value, word }, 0),
    stepped(ticks) {
      const before = current?.deeds.at(-1);
      if (current && before?.kind === 'step') {
        before.ticks += ticks;
        current.ticks += ticks;
      } else add({ kind: 'step', ticks }, ticks);
    },
    transferred(inputs, outputs, ticks) {
      add({ kind: 'transfer', inputs, outputs, ticks }, ticks);
      current = undefined;
    },
    close() {
      current = undefined;
    },
    clear() {
      chapters = [];
      current = undefined;
    },
    replay(ticks, watch) {
      const now = machine.snapshot();
      const edges = clocks.save();
      // What is not watched runs at full speed.
      const fast = clocks.together !== undefined && machine.domains.length === 1;
      let skip = chapters.reduce((sum, chapter) => sum + chapter.ticks, 0) - ticks;
      const tick = (): boolean => {
        const next = clocks.next();
        if (skip-- <= 0) watch(next);
        machine.step(next.mask, 1);
        clocks.pass(1);
        return false;
      };
      const again = (deed: Deed): void => {
        if (deed.kind === 'write') machine.write(deed.signal, deed.lanes);
        else if (deed.kind === 'number') machine.pin(deed.signal).write(deed.value, deed.word);
        else if (deed.kind === 'transfer') {
          // The records that an output collects here go nowhere.
          const outputs = deed.outputs.map(lane => ({ ...lane, data: new Uint8Array(lane.data.length) }));
          const start =
            fast && skip > 0 ? machine.transfer(deed.inputs, outputs, Math.min(skip, deed.ticks)) : undefined;
          clocks.pass(start?.cycles ?? 0);
          skip -= start?.cycles ?? 0;
          const steps = { machine, ports, step: tick, next: () => clocks.next().mask, edges: clocks.edges };
          transferByStep(steps, deed.inputs, outputs, deed.ticks - (start?.cycles ?? 0), start);
        } else {
          let left = deed.ticks;
          if (clocks.together !== undefined && skip > 0) {
            const fast = Math.min(skip, left);
            machine.step(clocks.together, fast);
            clocks.pass(fast);
            skip -= fast;
            left -= fast;
          }
          while (left-- > 0) tick();
        }
      };
      for (const chapter of chapters) {
        if (skip >= chapter.ticks) {
          skip -= chapter.ticks;
          continue;
        }
        machine.restore(chapter.state);
        clocks.load(chapter.edges);
        for (const deed of chapter.deeds) again(deed);
      }
      machine.restore(now);
      clocks.load(edges);
      machine.events();
    },
  };
}
