import { when } from '../control/when.js';
import type { Ref } from '../scope/ref.js';
import type { Bool } from '../signal/bool.js';
import { wrap } from '../signal/wrap.js';
import { reg } from '../state/reg.js';
import { bool } from '../type/make.js';
import type { Type } from '../type/type.js';
import { accept, type Offer } from './make.js';
import type { Stream } from './stream.js';

/** Logic with registers in it, but for those behind the last stage. */
export interface Staged {
  readonly results: readonly Ref[];
  /** Fills the registers behind a stage; to be done in every cycle in which an element leaves that stage. */
  readonly move: (stage: number) => void;
  /** The registers, by what they hold. */
  readonly parts: Readonly<Record<string, unknown>>;
}

/**
 * Registers that all move at once, or none does: they stand only while the last one holds an element that is not
 * taken, so every cycle can bring one, and those inside leave by themselves when no more come. `logic` has the
 * registers before the last; without it all of them stand in a row behind the payload.
 */
export function staged(
  source: Stream,
  offer: Offer<Type>,
  ready: Bool,
  stages: number,
  logic: Staged | undefined,
): Offer<Type> {
  const { type } = offer;
  const chain = Array.from({ length: stages }, (_, i) => ({
    payload: logic && i < stages - 1 ? undefined : reg(type),
    valid: reg(bool, { init: false }),
    last: offer.last && reg(bool),
  }));
  const end = chain.at(-1)!;
  const move = end.valid.not().or(ready);
  when(move, () => {
    let payload: unknown = logic ? wrap(type, logic.results) : offer.payload;
    let { valid, last } = offer;
    chain.forEach((stage, i) => {
      const [source, before] = [valid, payload];
      stage.valid.set(source);
      // What is no element is not computed: less power on the chip, and less work in simulation.
      when(source, () => {
        logic?.move(i);
        if (stage.payload) (stage.payload as { set(value: unknown): void }).set(before);
        if (stage.last && last) stage.last.set(last);
      });
      payload = stage.payload ?? payload;
      ({ valid, last } = stage);
    });
  });
  accept(source, move);
  const inner = chain.slice(0, -1).flatMap((stage, i) => [
    [`stage${i}`, stage.payload],
    [`stage${i}_valid`, stage.valid],
    [`stage${i}_last`, stage.last],
  ]);
  const parts = { ...Object.fromEntries(inner), ...single(logic?.parts ?? {}), move };
  return { type, payload: end.payload!, valid: end.valid, last: end.last, parts };
}

/** One of a kind needs no number. */
const single = (parts: Staged['parts']) =>
  Object.fromEntries(
    Object.entries(parts).map(([name, all]) => [name, Array.isArray(all) && all.length === 1 ? all[0] : all]),
  );
