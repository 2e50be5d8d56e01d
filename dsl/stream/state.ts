import { useDomain } from '../clock/use.js';
import { captureLoc } from '../error/capture.js';
import type { Loc, PackedField, StreamInfo } from '../ir/index.js';
import type { Domain } from '../scope/domain.js';
import { hereOrFail } from '../scope/emit.js';
import { report } from '../scope/report.js';
import type { Draft, Scope } from '../scope/scope.js';
import type { Bool } from '../signal/bool.js';
import { isHardware, refsOf } from '../signal/convert.js';
import type { AnySignal } from '../signal/mux.js';
import { named } from '../signal/named.js';
import { ref } from '../signal/signal.js';
import { leavesOf, shapeOf } from '../type/leaf.js';
import type { Type } from '../type/type.js';
import type { Chain } from './chain.js';
import type { Facts } from './facts.js';
import type { Trail } from './trail.js';

/** The signals of a stream. */
export interface Wires {
  readonly type: Type;
  readonly payload: unknown;
  readonly valid: Bool;
  readonly ready: Bool;
  readonly last?: Bool | undefined;
}

/** What the library keeps about a stream besides its signals. */
export interface StreamState {
  readonly scope: Scope;
  readonly domain: Domain;
  readonly info: Draft<StreamInfo>;
  /** A port keeps its name; anything else may still get one. */
  named: boolean;
  readonly defaultName: () => string;
  /** Of what a combinator made. */
  readonly chain?: Chain | undefined;
  /** Registers and memories inside, by the ends of their names. */
  readonly parts: Readonly<Record<string, unknown>>;
  readonly facts: () => Facts;
  readonly trail: () => Trail;
  taken?: { readonly by: string; readonly loc: Loc };
}

/** Key of the state; users never see it. */
export const state: unique symbol = Symbol('stream');

/** A stream, whatever it carries. */
type Named = Omit<Wires, 'type'> & { readonly [state]: StreamState };

/** The entry of a stream in the IR, which monitors and bulk transfers read. */
export function infoOf(
  name: string,
  dir: StreamInfo['dir'],
  protocol: StreamInfo['protocol'],
  { type, payload, valid, ready, last, packed }: Wires & { readonly packed?: readonly PackedField[] | undefined },
  domain: Domain,
): Draft<StreamInfo> {
  const refs = refsOf(payload as AnySignal);
  const { clear, streams } = hereOrFail('a stream');
  const info: Draft<StreamInfo> = {
    name,
    dir,
    protocol,
    domain: useDomain(domain),
    ...(clear !== undefined && { clear }),
    valid: valid[ref].id,
    ready: ready[ref].id,
    ...(last && { last: last[ref].id }),
    payload: leavesOf(type).map((leaf, i) => ({
      path: leaf.path,
      ...shapeOf(leaf),
      node: refs[i]!.id,
      ...(packed && { packed }),
    })),
  };
  streams.push(info);
  return info;
}

/** Notes the one consumer of a stream, after which its name and its facts are settled. */
export function take(wires: Named, by: string): void {
  const own = wires[state];
  if (own.taken) {
    report(
      'HW033',
      `${own.info.name} has two consumers: ${own.taken.by} and ${by}`,
      `give each a branch of its own: const [a, b] = ${own.info.name}.fork(2)`,
      [
        { loc: captureLoc(), note: `taken again here, by ${by}` },
        { loc: own.taken.loc, note: `taken here, by ${own.taken.by}` },
      ],
    );
    return;
  }
  own.taken = { by, loc: captureLoc() };
  if (!own.named) nameParts(wires, own.defaultName(), 'hint');
  if (own.info.dir === 'inner') noteFacts(own.info, own.facts());
}

/** Names the signals and parts of a stream after it. */
export function nameParts(
  { payload, valid, ready, last, [state]: own }: Named,
  name: string,
  level: 'name' | 'hint',
): void {
  own.info.name = name;
  own.named = level === 'name';
  named(`${name}_valid`, valid, level);
  named(`${name}_payload`, payload, level);
  if (last) named(`${name}_last`, last, level);
  named(`${name}_ready`, ready, level);
  for (const [suffix, part] of Object.entries(own.parts))
    named(`${name}_${suffix}`, part, isLogic(part) ? 'hint' : level);
}

/** Names of registers and memories stay; those of the logic between them are there for the reader. */
function isLogic(part: unknown): boolean {
  if (!isHardware(part)) return false;
  return refsOf(part).some(({ scope, id }) => scope.nodes[id]!.op !== 'reg');
}

/** What is static about a stream goes into the IR. */
export function noteFacts(info: Draft<StreamInfo>, { latency, ii }: Facts): void {
  if (latency !== undefined) info.latency = latency;
  if (ii !== undefined) info.interval = ii;
}
