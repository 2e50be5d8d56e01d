import { Code } from '../wasm/index.js';
import type { Block, BranchItem, Item } from './block.js';
import { emitSink } from './emit-sink.js';
import { newFrame } from './emit-value.js';
import type { EmitContext, Frame } from './frame.js';
import { form } from './low.js';

/** Emits the items of the root into `entry`, and all that is split off into functions of their own, by number. */
export function emit(context: EmitContext, entry: Code): Map<number, Code> {
  const functions = new Map<number, Code>();

  const runBlock = (frame: Frame, block: Block): void => {
    let inner: Frame | undefined;
    for (const item of block.items) {
      if (item.func === frame.func) {
        runItem(frame, item);
        continue;
      }
      if (inner?.func !== item.func) {
        inner = newFrame(context, item.func, new Code());
        functions.set(item.func, inner.code);
        frame.code.call(item.func);
      }
      runItem(inner, item);
    }
  };

  const runItem = (frame: Frame, item: Item): void => {
    if (item.kind === 'node') frame.keep(item.low);
    else if (item.kind === 'sink') emitSink(frame, item.sink);
    else {
      runBranch(frame, item);
    }
  };

  const runBranch = (frame: Frame, { subject, arms, otherwise }: BranchItem): void => {
    const { code } = frame;
    frame.push(subject, form.zero);
    if (subject.width > 1) {
      runCases(frame, arms, otherwise);
      return;
    }
    const [then] = arms.map(({ block }) => block) as [Block];
    const [yes, no] = [then.items.length > 0, otherwise.items.length > 0];
    if (!yes) code.op('i32.eqz');
    code.if();
    if (yes) runBlock(frame, then);
    if (yes && no) code.else();
    if (no) runBlock(frame, otherwise);
    code.end();
  };

  /**
   * Jumps by the number on the stack. Blocks stand around the jump, and the code of an arm behind the end of its own:
   * ```
   * block exit  block otherwise  block last .. block first  br_table  end first's code br exit  end ..  end  end
   * ```
   */
  const runCases = (frame: Frame, arms: BranchItem['arms'], otherwise: Block): void => {
    const { code } = frame;
    const lowest = arms[0]!.number;
    const index = code.local('i32');
    code
      .i32(Number(BigInt.asIntN(32, lowest)))
      .op('i32.sub')
      .set(index);
    code.block().block();
    for (const _ of arms) code.block();
    const depths = new Map(arms.map(({ number }, i) => [number - lowest, i]));
    const span = Number(arms.at(-1)!.number - lowest) + 1;
    code.get(index).brTable(
      Array.from({ length: span }, (_, i) => depths.get(BigInt(i)) ?? arms.length),
      arms.length,
    );
    arms.forEach(({ block }, i) => {
      code.end();
      runBlock(frame, block);
      code.br(arms.length - i);
    });
    code.end();
    runBlock(frame, otherwise);
    code.end();
  };

  runBlock(newFrame(context, 0, entry), context.placement.root);
  return functions;
}
