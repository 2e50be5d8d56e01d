import { when } from '../control/when.js';
import {
  combinational,
  engine,
  fit,
  isLogic,
  type KernelOptions,
  load,
  payloadOf,
  pipeline,
  planned,
  resultRefs,
  resultType,
  type Word,
  writtenOut,
} from '../kernel/hardware/index.js';
import type { Kernel } from '../kernel/ir.js';
import type { Plan } from '../kernel/schedule/plan.js';
import type { Bool } from '../signal/bool.js';
import { refsOf } from '../signal/convert.js';
import type { AnySignal } from '../signal/mux.js';
import { ref } from '../signal/signal.js';
import { UInt } from '../signal/uint.js';
import { indexType } from '../signal/vec.js';
import { wrap } from '../signal/wrap.js';
import { mem } from '../state/mem.js';
import { reg } from '../state/reg.js';
import { wire } from '../state/wire.js';
import { bool, uint } from '../type/make.js';
import type { Type } from '../type/type.js';
import { accept, derive, type Offer } from './make.js';
import { staged } from './staged.js';
import type { Stream } from './stream.js';

/** Every element through a kernel: as logic, as a pipeline, or by an engine that works at one for many cycles. */
export function mapKernel(source: Stream, kernel: Kernel, options: KernelOptions): Stream {
  const written = writtenOut(kernel, options);
  const type = resultType(kernel);
  if (isLogic(written, options)) {
    const step = { latency: 0, readyPath: 'combinational', validPath: 'combinational' } as const;
    return derive(source, 'map', step, ready => {
      accept(source, ready);
      const results = combinational(written, wordsOf(source, kernel));
      return { type, payload: resultOf(kernel, results), valid: source.valid, last: source.last };
    });
  }
  const plan = planned(written, options);
  // With loops of its own, or those that fill its memories.
  if (plan.top.kind === 'sequence') return sequential(source, plan);
  const { depth } = plan.top;
  const step = { latency: depth, readyPath: 'combinational', validPath: 'registered' } as const;
  return derive(source, 'map', step, ready => pipelined(source, plan, ready, type));
}

const wordsOf = (source: Stream, kernel: Kernel): Word[] =>
  payloadOf(kernel, source.type as Type, refsOf(source.payload as AnySignal));

const resultOf = (kernel: Kernel, words: readonly Word[]) => wrap(resultType(kernel), resultRefs(kernel, words));

function pipelined(source: Stream, plan: Plan, ready: Bool, type: Type): Offer<Type> {
  const { kernel } = plan;
  const enables: { readonly cycle: number; readonly enable: Bool }[] = [];
  const { results, loads, stages } = pipeline(plan, wordsOf(source, kernel), (table, cycle, address) => {
    const { style, depth, width, init, signed } = table;
    const words = init!.map(value => BigInt.asUintN(width, value));
    const memory = mem(uint(width), depth, { style: style === 'block' ? 'block' : 'distributed', init: words });
    const at = new UInt(fit(address, indexType(depth).width));
    if (style !== 'block') return { ref: memory.read(at)[ref], signed };
    const enable = wire(bool, false);
    enables.push({ cycle, enable });
    return { ref: memory.readSync(at, { enable })[ref], signed };
  });
  const move = (stage: number) => {
    for (const { cycle, enable } of enables) if (cycle === stage) enable.set(true);
    for (const entry of loads) if (entry.cycle === stage) load(entry);
  };
  const offer = { type, payload: resultOf(kernel, results), valid: source.valid, last: source.last };
  return staged(source, offer, ready, stages, { results: resultRefs(kernel, results), move, parts: {} });
}

/**
 * Takes an element into registers, works, and offers the result until it is taken; only then the next one is accepted, in
 * the same cycle at the earliest.
 */
function sequential(source: Stream, plan: Plan): Stream {
  const { kernel } = plan;
  const latency = plan.top.duration + 1;
  const step = { latency, ii: latency, readyPath: 'combinational', validPath: 'registered' } as const;
  return derive(source, 'map', step, ready => {
    const type = resultType(kernel);
    const element = reg(source.type as Type) as AnySignal;
    const full = reg(bool, { init: false });
    const idle = wire(bool);
    const free = idle.and(full.not().or(ready));
    const start = source.valid.and(free);
    accept(source, free);
    const { done, busy, results } = engine(plan, payloadOf(kernel, source.type as Type, refsOf(element)), start);
    idle.set(busy.not());
    const last = source.last && reg(bool);
    when(start, () => {
      (element as unknown as { set(value: unknown): void }).set(source.payload);
      if (last) last.set(source.last!);
    });
    full.set(done.or(full.and(ready.not())));
    return { type, payload: resultOf(kernel, results), valid: full, last, parts: { element, full, idle } };
  });
}
