/**
 * The WebAssembly engine of the simulator. On the way from a design to running code:
 *
 * 1. `flat` lays the instances side by side, `drivers` sorts statements by what they drive, `layout` gives state its
 *    addresses.
 * 2. `lower` turns nodes into values of the low graph (`low`, `graph`): wide ones as limbs (`word`), vectors as rows of
 *    16 bytes (`vector-lower`, `vector`, `gather`), circles of whole words by lanes and bits (`cycle`).
 * 3. `edge-tasks`, `state-tasks` and `memory-tasks` say what happens at an edge, as decision trees (`tree`) of stores
 *    (`sink`). Scalar registers that are the same in many places lie side by side (`groups`) and are worked on as rows
 *    where that saves work (`pack-registers`, `pack`).
 * 4. `program` makes code of tasks: `block` arranges them behind branches (`cases`: behind jumps), `place` computes each
 *    value where it is needed, `schedule` orders for update in place, `split` cuts into functions, `emit` writes them.
 * 5. `gate` is another form of the tasks, in partitions that sleep: `support` says what a task follows from, `clusters`
 *    which belong together, `separate` what to do with values that several need. `pace` chooses between the forms.
 * 6. `programs` compiles each piece of code when it is first needed, `transfer` wraps one in a loop over streams, and
 *    `compile` is the machine around all of it.
 */
export { compile } from './compile.js';
export type { CompileOptions } from './options.js';
