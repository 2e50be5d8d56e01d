import type { Arc } from './graph.js';

/** A tree of arcs without slack from an origin, and the flow that they carry; all other arcs are empty. */
export class Tree {
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly weight: Float64Array;
  readonly potential: Float64Array;
  /** By node: what carries it, the arc between the two, in either direction, and the flow there. */
  readonly #up: Int32Array;
  readonly via: Int32Array;
  readonly flow: Float64Array;
  readonly #depth: Int32Array;
  /** What a node carries, as a list: the first, then the neighbours in it. */
  readonly #first: Int32Array;
  readonly #next: Int32Array;
  readonly #previous: Int32Array;

  /** Arcs that lead away from the origin, `into` by node; what is below an arc and takes more than it gives has its flow from there. */
  constructor(arcs: readonly Arc[], cost: readonly number[], into: readonly (Arc | undefined)[], origin: number) {
    this.from = Int32Array.from(arcs, arc => arc.from);
    this.to = Int32Array.from(arcs, arc => arc.to);
    this.weight = Float64Array.from(arcs, arc => arc.weight);
    this.potential = new Float64Array(cost.length);
    const number = new Map(arcs.map((arc, k) => [arc, k]));
    this.via = Int32Array.from(into, arc => (arc ? number.get(arc)! : -1));
    this.#up = Int32Array.from(into, arc => arc?.from ?? -1);
    this.flow = Float64Array.from(cost);
    this.#depth = new Int32Array(cost.length);
    this.#first = new Int32Array(cost.length).fill(-1);
    this.#next = new Int32Array(cost.length).fill(-1);
    this.#previous = new Int32Array(cost.length).fill(-1);
    for (let node = 0; node < cost.length; node++) if (node !== origin) this.#hang(node, this.#up[node]!);
    const order = [origin];
    for (const node of order)
      for (let below = this.#first[node]!; below >= 0; below = this.#next[below]!) {
        this.potential[below] = this.potential[node]! + this.weight[this.via[below]!]!;
        this.#depth[below] = this.#depth[node]! + 1;
        order.push(below);
      }
    for (const node of order.reverse()) if (node !== origin) this.flow[this.#up[node]!]! += this.flow[node]!;
  }

  #leadsDown(node: number): boolean {
    return this.to[this.via[node]!] === node;
  }

  /** Takes an arc into the tree that misses so many cycles, for the first one that empties while flow moves to it. */
  enter(arc: number, missing: number): void {
    const [from, to] = [this.from[arc]!, this.to[arc]!];
    const meeting = this.#meeting(from, to);
    // Round the circle, from where the sides meet to `from`, through the arc, and from `to` back.
    let amount = Number.POSITIVE_INFINITY;
    let leaving = -1;
    let below = from;
    for (let node = from; node !== meeting; node = this.#up[node]!)
      if (!this.#leadsDown(node) && this.flow[node]! <= amount) {
        amount = this.flow[node]!;
        leaving = node;
      }
    for (let node = to; node !== meeting; node = this.#up[node]!)
      if (this.#leadsDown(node) && this.flow[node]! < amount) {
        amount = this.flow[node]!;
        leaving = node;
        below = to;
      }
    if (leaving < 0) throw new Error('the potentials have no end');
    if (amount > 0) {
      for (let node = from; node !== meeting; node = this.#up[node]!)
        this.flow[node]! += this.#leadsDown(node) ? amount : -amount;
      for (let node = to; node !== meeting; node = this.#up[node]!)
        this.flow[node]! += this.#leadsDown(node) ? -amount : amount;
    }
    this.#turn(below, leaving, arc, amount);
    this.#shift(below, below === to ? missing : -missing);
  }

  #meeting(a: number, b: number): number {
    while (a !== b)
      if (this.#depth[a]! >= this.#depth[b]!) a = this.#up[a]!;
      else b = this.#up[b]!;
    return a;
  }

  /** Hangs what is below `leaving` up again at `node`, by an arc to the rest of the tree: all arcs between the two turn round. */
  #turn(node: number, leaving: number, arc: number, amount: number): void {
    let up = this.from[arc] === node ? this.to[arc]! : this.from[arc]!;
    for (let done = false; !done; ) {
      done = node === leaving;
      const [above, via, flow] = [this.#up[node]!, this.via[node]!, this.flow[node]!];
      this.#take(node);
      this.#hang(node, up);
      this.via[node] = arc;
      this.flow[node] = amount;
      [up, node, arc, amount] = [node, above, via, flow];
    }
  }

  #hang(node: number, up: number): void {
    const next = this.#first[up]!;
    this.#up[node] = up;
    this.#next[node] = next;
    this.#previous[node] = -1;
    if (next >= 0) this.#previous[next] = node;
    this.#first[up] = node;
  }

  #take(node: number): void {
    const [next, previous] = [this.#next[node]!, this.#previous[node]!];
    if (next >= 0) this.#previous[next] = previous;
    if (previous >= 0) this.#next[previous] = next;
    else this.#first[this.#up[node]!] = next;
  }

  /** Moves the potentials of everything from a node downwards. */
  #shift(top: number, by: number): void {
    for (let node = top; ; ) {
      this.potential[node]! += by;
      this.#depth[node] = this.#depth[this.#up[node]!]! + 1;
      if (this.#first[node]! >= 0) node = this.#first[node]!;
      else {
        while (node !== top && this.#next[node]! < 0) node = this.#up[node]!;
        if (node === top) return;
        node = this.#next[node]!;
      }
    }
  }
}
