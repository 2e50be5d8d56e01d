import { Code } from '../wasm/index.js';
import type { Block, BranchItem, Item } from './block.js';
import { type Marks, newMarks } from './emit-marks.js';
import { emitSink } from './emit-sink.js';
import { newFrame } from './emit-value.js';
import type { EmitContext, Frame } from './frame.js';
import { form } from './low.js';

/** Partitions stand behind a word of flags and a flag; see `gate`. */
const partitionDepth = 2;

/** Emits the items of the root into `entry`, and all that is split off into functions of their own, by number. */
export function emit(context: EmitContext, entry: Code): Map<number, Code> {
  const functions = new Map<number, Code>();

  const runBlock = (frame: Frame, block: Block, around?: Marks): void => {
    // Marks of deeper blocks are set at the end of the partition that they stand in.
    const marks = around && block.depth > partitionDepth ? around : newMarks(frame);
    let inner: { readonly frame: Frame; readonly marks: Marks } | undefined;
    for (const item of block.items) {
      if (item.func === frame.func) {
        runItem(frame, item, marks);
        continue;
      }
      if (inner?.frame.func !== item.func) {
        inner?.marks.end();
        const own = newFrame(context, item.func, new Code());
        inner = { frame: own, marks: newMarks(own) };
        functions.set(item.func, own.code);
        frame.code.call(item.func);
      }
      runItem(inner.frame, item, inner.marks);
    }
    inner?.marks.end();
    if (marks !== around) marks.end();
  };

  const runItem = (frame: Frame, item: Item, marks: Marks): void => {
    if (item.kind === 'node') frame.keep(item.low);
    else if (item.kind === 'branch') runBranch(frame, item, marks);
    else if (item.sink.kind === 'mark') marks.add(item.sink);
    else {
      emitSink(frame, item.sink);
    }
  };

  const runBranch = (frame: Frame, { subject, arms, otherwise }: BranchItem, marks: Marks): void => {
    const { code } = frame;
    frame.push(subject, form.zero);
    if (subject.width > 1) {
      runCases(frame, arms, otherwise, marks);
      return;
    }
    const [then] = arms.map(({ block }) => block) as [Block];
    const [yes, no] = [then.items.length > 0, otherwise.items.length > 0];
    if (!yes) code.op('i32.eqz');
    code.if();
    if (yes) runBlock(frame, then, marks);
    if (yes && no) code.else();
    if (no) runBlock(frame, otherwise, marks);
    code.end();
  };

  /**
   * Jumps by the number on the stack. Blocks stand around the jump, and the code of an arm behind the end of its own:
   * ```
   * block exit  block otherwise  block last .. block first  br_table  end first's code br exit  end ..  end  end
   * ```
   */
  const runCases = (frame: Frame, arms: BranchItem['arms'], otherwise: Block, marks: Marks): void => {
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
      runBlock(frame, block, marks);
      code.br(arms.length - i);
    });
    code.end();
    runBlock(frame, otherwise, marks);
    code.end();
  };

  runBlock(newFrame(context, 0, entry), context.placement.root);
  return functions;
}
