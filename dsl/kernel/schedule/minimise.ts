import type { Arc } from './graph.js';

/**
 * The potentials that keep to all arcs and make the sum of `cost[i] * potential[i]` as small as it can be; the costs sum
 * up to 0. `start` are any that keep to the arcs.
 *
 * This is a linear program whose dual is a flow of least cost: nodes of negative cost give, nodes of positive cost take,
 * and only arcs without slack may carry. The flow is grown until no more fits (Dinic); then everything that still can
 * be reached from a giver rises until another arc is without slack (the primal-dual method of Ford and Fulkerson). When
 * all that is given is taken, flow and potentials prove each other best. Potentials are cycles, so few rises are needed.
 */
export function minimise(arcs: readonly Arc[], cost: readonly number[], start: readonly number[]): number[] {
  const net = new Network(arcs, cost, start);
  while (net.flood()) {
    if (net.reachesTaker()) net.augment();
    else net.rise();
  }
  return net.potential;
}

class Network {
  readonly potential: number[];
  readonly #flow: Float64Array;
  readonly #excess: number[];
  readonly #at: readonly Int32Array[];
  readonly #level: Int32Array;
  readonly #next: Int32Array;
  #reached: number[] = [];

  constructor(
    readonly arcs: readonly Arc[],
    cost: readonly number[],
    start: readonly number[],
  ) {
    this.potential = [...start];
    this.#excess = cost.map(value => -value);
    this.#flow = new Float64Array(arcs.length);
    this.#level = new Int32Array(start.length);
    this.#next = new Int32Array(start.length);
    const at: number[][] = start.map(() => []);
    // Arc k is numbered 2k seen from where it leaves, 2k + 1 from where it arrives.
    arcs.forEach(({ from, to }, k) => {
      at[from]!.push(2 * k);
      at[to]!.push(2 * k + 1);
    });
    this.#at = at.map(list => Int32Array.from(list));
  }

  #slack({ from, to, weight }: Arc): number {
    return this.potential[to]! - this.potential[from]! - weight;
  }

  /** How much more may go along an arc in this direction. */
  #room(half: number): number {
    const k = half >> 1;
    if (half & 1) return this.#flow[k]!;
    return this.#slack(this.arcs[k]!) === 0 ? Number.POSITIVE_INFINITY : 0;
  }

  #end(half: number): number {
    const arc = this.arcs[half >> 1]!;
    return half & 1 ? arc.from : arc.to;
  }

  /** Numbers everything that can be reached from a giver by its steps from there; false when there is none left. */
  flood(): boolean {
    this.#level.fill(-1);
    this.#next.fill(0);
    const reached: number[] = [];
    this.#excess.forEach((excess, node) => {
      if (excess <= 0) return;
      this.#level[node] = 0;
      reached.push(node);
    });
    for (const node of reached)
      for (const half of this.#at[node]!) {
        const to = this.#end(half);
        if (this.#level[to]! >= 0 || this.#room(half) === 0) continue;
        this.#level[to] = this.#level[node]! + 1;
        reached.push(to);
      }
    this.#reached = reached;
    return reached.length > 0 && this.#excess[reached[0]!]! > 0;
  }

  reachesTaker(): boolean {
    return this.#reached.some(node => this.#excess[node]! < 0);
  }

  /** Sends along shortest ways until each of them is full. */
  augment(): void {
    for (const giver of this.#reached) {
      if (this.#level[giver] !== 0) break;
      const way: number[] = [];
      let node = giver;
      while (this.#excess[giver]! > 0) {
        if (this.#excess[node]! < 0) {
          this.#send(giver, node, way);
          way.length = 0;
          node = giver;
          continue;
        }
        const half = this.#step(node);
        if (half !== undefined) {
          way.push(half);
          node = this.#end(half);
        } else if (way.length > 0) {
          node = this.#end(way.pop()! ^ 1);
          this.#next[node]!++;
        } else break;
      }
    }
  }

  #step(node: number): number | undefined {
    const halves = this.#at[node]!;
    for (; this.#next[node]! < halves.length; this.#next[node]!++) {
      const half = halves[this.#next[node]!]!;
      if (this.#level[this.#end(half)] === this.#level[node]! + 1 && this.#room(half) > 0) return half;
    }
    return undefined;
  }

  #send(giver: number, taker: number, way: readonly number[]): void {
    const amount = Math.min(this.#excess[giver]!, -this.#excess[taker]!, ...way.map(half => this.#room(half)));
    for (const half of way) this.#flow[half >> 1]! += half & 1 ? -amount : amount;
    this.#excess[giver]! -= amount;
    this.#excess[taker]! += amount;
  }

  /** Everything reached rises until an arc that leads out of it has no slack. */
  rise(): void {
    let least = Number.POSITIVE_INFINITY;
    for (const arc of this.arcs)
      if (this.#level[arc.from]! >= 0 && this.#level[arc.to]! < 0) least = Math.min(least, this.#slack(arc));
    if (!Number.isFinite(least)) throw new Error('the potentials have no end');
    for (const node of this.#reached) this.potential[node]! += least;
  }
}
