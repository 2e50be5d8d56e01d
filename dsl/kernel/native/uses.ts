import type { Block, Kernel, Step, ValueId } from '../ir.js';

/**
 * Where an array may be changed in its place instead of being copied: at the last use of a value that belongs to
 * nobody else, in the block that it was made in. Parameters and tables belong to others.
 */
export function changeable(kernel: Kernel): (user: Step | Block, id: ValueId) => boolean {
  /** The last user of each array: a step of the block it was made in, or that block for its results. */
  const last = new Map<ValueId, Step | Block>();
  /** Those that their last user has twice. */
  const shared = new Set<ValueId>();
  const home = new Map<ValueId, Block>();
  const at = new Map<Step | Block, Block>();

  const visit = (block: Block): Set<ValueId> => {
    const used = new Set<ValueId>();
    const use = (ids: Iterable<ValueId>, user: Step | Block): void => {
      for (const id of ids) {
        used.add(id);
        if (last.get(id) === user) shared.add(id);
        else shared.delete(id);
        last.set(id, user);
      }
    };
    at.set(block, block);
    if (block !== kernel.body) for (const arg of block.args) home.set(arg, block);
    for (const step of block.steps) {
      at.set(step, block);
      if (step.kind === 'operation') {
        use(step.args, step);
        if (step.op !== 'const') home.set(step.result, block);
      } else {
        const inner = visit(step.body);
        use(step.initial, step);
        use(inner, step);
        for (const id of step.results) home.set(id, block);
      }
    }
    use(block.results, block);
    return new Set([...used].filter(id => home.get(id) !== block));
  };
  visit(kernel.body);
  return (user, id) => last.get(id) === user && !shared.has(id) && home.get(id) === at.get(user);
}
