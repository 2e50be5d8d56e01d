import type { Loc } from '../../ir/index.js';
import type { Flow, Setting } from './flow.js';

/** What a user calls a task: its operation, and the variable it is for. */
export function titleOf({ kernel }: Setting, flow: Flow, task: number): string {
  const item = flow.items[task]!;
  switch (item.kind) {
    case 'operation': {
      const { name } = kernel.values[item.step.result]!;
      return name === undefined ? item.step.op : `${item.step.op} ${name}`;
    }
    case 'loop':
      return `${item.step.flavour}(${item.step.count})`;
    case 'argument':
    case 'carried':
      return kernel.values[item.value]!.name ?? item.kind;
    default:
      return item.kind;
  }
}

export function locOfTask({ kernel }: Setting, flow: Flow, task: number): Loc {
  const item = flow.items[task]!;
  if (item.kind === 'operation' || item.kind === 'loop') return item.step.loc;
  if (item.kind === 'argument' || item.kind === 'carried') return kernel.values[item.value]!.loc;
  return { frames: [] };
}
