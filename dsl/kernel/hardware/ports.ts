import { when } from '../../control/when.js';
import { fromHere } from '../../error/capture.js';
import { Bool } from '../../signal/bool.js';
import { named } from '../../signal/named.js';
import { ref } from '../../signal/signal.js';
import { SInt } from '../../signal/sint.js';
import { UInt } from '../../signal/uint.js';
import type { Vec } from '../../signal/vec.js';
import { wrap } from '../../signal/wrap.js';
import { type Mem, mem } from '../../state/mem.js';
import { reg } from '../../state/reg.js';
import { wire } from '../../state/wire.js';
import { bool, sint, uint, vec } from '../../type/make.js';
import type { Literal } from '../../type/type.js';
import type { MemoryPlan } from '../schedule/flow.js';
import { fit, truth, type Word } from './operate.js';
import { widthOfRange } from './shape.js';

/** When an access happens: the bit that says so, and which of those times that repeat in its block. */
export interface Turn {
  readonly active: Bool;
  readonly block: unknown;
  readonly slot: number;
}

/** One port of a memory, and who uses it in which cycles. */
interface Port {
  readonly uses: { readonly turn: Turn; readonly active: Bool; readonly address: UInt; readonly data?: UInt | SInt }[];
  readonly address: UInt;
  readonly word?: UInt | SInt;
}

interface Store {
  readonly plan: MemoryPlan;
  readonly memory: Mem;
  readonly reads: Port[];
  readonly writes: Port[];
}

/**
 * The memories of an engine. Accesses of one block that can meet have ports of their own, as its schedule has seen to;
 * those that never meet share one: what it is given is chosen by who is active.
 */
export class MemoryPorts {
  readonly #stores = new Map<MemoryPlan, Store>();
  readonly #arrays = new Map<MemoryPlan, Vec>();
  readonly #later: (() => void)[] = [];

  /** The word at an address: in this cycle, or in the next one of a block memory. */
  read(plan: MemoryPlan, turn: Turn, address: Word): Word {
    if (plan.style === 'registers') {
      const element = this.#array(plan).at(this.#address(plan, address)) as UInt;
      return { ref: element[ref], signed: plan.signed };
    }
    const store = this.#store(plan);
    const port = this.#port(store.reads, turn, () => {
      const chosen = wire(uint(this.#width(plan)), 0);
      const word = plan.style === 'block' ? store.memory.readSync(chosen) : store.memory.read(chosen);
      return { uses: [], address: chosen, word: word as UInt };
    });
    port.uses.push({ turn, active: turn.active, address: this.#address(plan, address) });
    return { ref: port.word![ref], signed: plan.signed };
  }

  write(plan: MemoryPlan, turn: Turn, address: Word, data: Word, enable: Word): void {
    if (plan.style === 'registers') {
      const element = this.#array(plan).at(this.#address(plan, address)) as UInt;
      const value = fit(data, plan.width);
      this.#later.push(() =>
        when(turn.active.and(new Bool(truth(enable))), () =>
          element.set(plan.signed ? (new SInt(value) as never) : new UInt(value)),
        ),
      );
      return;
    }
    const store = this.#store(plan);
    const on = turn.active.and(new Bool(truth(enable)));
    const port = this.#port(store.writes, turn, () => ({ uses: [], address: wire(uint(this.#width(plan)), 0) }));
    const word = fit(data, plan.width);
    port.uses.push({
      turn,
      active: on,
      address: this.#address(plan, address),
      data: plan.signed ? new SInt(word) : new UInt(word),
    });
  }

  /** New contents for an array in registers. */
  replace(plan: MemoryPlan, turn: Turn, contents: Word): void {
    const array = this.#array(plan);
    const value = wrap(array.type, [fit(contents, plan.width)]);
    this.#later.push(() => when(turn.active, () => array.set(value as Vec)));
  }

  /** All of an array in registers. */
  whole(plan: MemoryPlan): Word {
    return { ref: this.#array(plan).refs[0]!, signed: plan.signed };
  }

  #array(plan: MemoryPlan): Vec {
    let array = this.#arrays.get(plan);
    if (!array) {
      const { signed, width, depth } = plan;
      array = reg(vec(signed ? sint(width) : uint(width), depth)) as Vec;
      named(plan.name, array);
      this.#arrays.set(plan, array);
    }
    return array;
  }

  /** Gives every port what its users give it. */
  finish(): void {
    // In the order of the accesses: of two in one cycle the later one stays.
    for (const assign of this.#later) assign();
    for (const { plan, memory, reads, writes } of this.#stores.values())
      fromHere(() => {
        for (const { uses, address } of reads) for (const use of uses) when(use.active, () => address.set(use.address));
        for (const { uses, address } of writes) {
          const data = wire(plan.signed ? sint(plan.width) : uint(plan.width), 0) as UInt;
          const on = wire(bool, false);
          for (const use of uses)
            when(use.active, () => {
              on.set(true);
              address.set(use.address);
              data.set(use.data as UInt);
            });
          when(on, () => memory.write(address, data as never));
        }
      }, plan.loc);
  }

  #store(plan: MemoryPlan): Store {
    const before = this.#stores.get(plan);
    if (before) return before;
    const { depth, width, signed, init } = plan;
    const style = plan.style === 'block' ? 'block' : 'distributed';
    const memory = mem(signed ? sint(width) : uint(width), depth, {
      style,
      ...(init && { init: init as readonly Literal[] }),
    });
    named(plan.name, memory);
    const store: Store = { plan, memory: memory as unknown as Mem, reads: [], writes: [] };
    this.#stores.set(plan, store);
    return store;
  }

  /** A port that nobody has at this time, or one more: the schedule has seen to it that there are enough. */
  #port(ports: Port[], { block, slot }: Turn, make: () => Port): Port {
    const free = ports.find(({ uses }) => !uses.some(({ turn }) => turn.block === block && turn.slot === slot));
    if (free) return free;
    const port = make();
    ports.push(port);
    return port;
  }

  #width = ({ depth }: MemoryPlan): number => widthOfRange({ min: 0n, max: BigInt(depth - 1) });

  #address = (plan: MemoryPlan, address: Word): UInt => new UInt(fit(address, this.#width(plan)));
}
