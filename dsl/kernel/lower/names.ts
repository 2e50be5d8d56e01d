import type { ts } from '../front/typescript.js';
import { type Env, type Item, itemOf, type Slot } from './item.js';
import { fail, type Work } from './work.js';

export function slotOf(env: Env, name: string): Slot | undefined {
  for (let at: Env | undefined = env; at; at = at.parent) {
    const slot = at.vars.get(name);
    if (slot) return slot;
  }
  return undefined;
}

/** What a name stands for: a variable of the kernel, or a value from around it. */
export function lookUp(work: Work, env: Env, node: ts.Identifier): Item {
  const slot = slotOf(env, node.text);
  if (!slot) return itemOf(captured(work, env, node));
  if (slot.item.kind === 'nothing')
    fail(work, env, node, {
      code: 'HW047',
      message: `${node.text} has no value on some way that leads here`,
      help: `give it one where it is declared: let ${node.text} = 0`,
    });
  return slot.item;
}

/** The value of a name from around the kernel. */
export function captured(work: Work, env: Pick<Env, 'home' | 'scope'>, node: ts.Identifier): unknown {
  const { text } = node;
  try {
    if (Object.hasOwn(env.scope, text)) return env.scope[text]!();
    if (text === 'undefined') return undefined;
    if (text in globalThis) return (globalThis as Record<string, unknown>)[text];
  } catch (error) {
    return unknown(work, env, node, error instanceof Error ? error.message : String(error));
  }
  return unknown(work, env, node, `${text} is not defined`);
}

const unknown = (work: Work, env: Pick<Env, 'home'>, node: ts.Identifier, why: string): never =>
  fail(work, env, node, {
    code: 'HW047',
    message: `${node.text} has no value yet when the kernel is built: ${why}`,
    help: 'declare it before the kernel is used, as a constant or a parameter of the function around',
  });

export function declare(work: Work, env: Env, node: ts.Node, slot: Omit<Slot, 'kind' | 'born' | 'at'>): Slot {
  const made: Slot = { kind: 'slot', born: work.cells.journals.length, at: node, ...slot };
  env.vars.set(slot.name, made);
  nameItem(work, slot.name, slot.item);
  return made;
}

/** Lets values know the variable that they were first assigned to. */
export function nameItem(work: Work, name: string, item: Item): void {
  if (item.kind === 'num' && item.id !== undefined) work.builder.name(item.id, name);
  if (item.kind === 'group') for (const [key, part] of item.fields) nameItem(work, `${name}_${key}`, part);
  if (
    item.kind === 'list' &&
    item.store.name === undefined &&
    item.shape.reduce((a, b) => a * b, 1) === item.store.length
  )
    Object.assign(item.store, { name });
}
