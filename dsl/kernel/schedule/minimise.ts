import type { Arc } from './graph.js';
import { Queue } from './queue.js';

/**
 * The potentials that keep to all arcs and make the sum of `cost[i] * potential[i]` as small as it can be; the costs sum
 * up to 0. `start` are any that keep to the arcs.
 *
 * This is a linear program whose dual is a flow of least cost: nodes of negative cost give, nodes of positive cost take,
 * and only arcs without slack may carry. The flow is grown until no more fits (Dinic); then what givers reach rises until
 * another taker is among it (the primal-dual method of Ford and Fulkerson). When all that is given is taken, flow and
 * potentials prove each other best. Potentials are cycles, so there are no more rises than cycles.
 */
export function minimise(arcs: readonly Arc[], cost: readonly number[], start: readonly number[]): number[] {
  const net = new Network(arcs, cost, start);
  while (net.flood()) {
    if (net.reachesTaker()) net.augment();
    else net.rise();
  }
  return [...net.potential];
}

class Network {
  readonly potential: Float64Array;
  readonly #from: Int32Array;
  readonly #to: Int32Array;
  readonly #weight: Float64Array;
  readonly #flow: Float64Array;
  readonly #excess: Float64Array;
  readonly #at: readonly Int32Array[];
  readonly #level: Int32Array;
  readonly #next: Int32Array;
  #reached: number[] = [];
  /** Steps from a giver to the nearest taker. */
  #nearest = 0;

  constructor(arcs: readonly Arc[], cost: readonly number[], start: readonly number[]) {
    this.potential = Float64Array.from(start);
    this.#from = Int32Array.from(arcs, arc => arc.from);
    this.#to = Int32Array.from(arcs, arc => arc.to);
    this.#weight = Float64Array.from(arcs, arc => arc.weight);
    this.#excess = Float64Array.from(cost, value => -value);
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

  #slack(k: number): number {
    return this.potential[this.#to[k]!]! - this.potential[this.#from[k]!]! - this.#weight[k]!;
  }

  /** How much more may go along an arc in this direction. */
  #room(half: number): number {
    const k = half >> 1;
    if (half & 1) return this.#flow[k]!;
    return this.#slack(k) === 0 ? Number.POSITIVE_INFINITY : 0;
  }

  #end(half: number): number {
    return half & 1 ? this.#from[half >> 1]! : this.#to[half >> 1]!;
  }

  /** Numbers everything that can be reached from a giver by its steps from there; false when there is none left. */
  flood(): boolean {
    this.#level.fill(-1);
    this.#next.fill(0);
    const reached: number[] = [];
    for (let node = 0; node < this.#excess.length; node++) {
      if (this.#excess[node]! <= 0) continue;
      this.#level[node] = 0;
      reached.push(node);
    }
    // Ways beyond the nearest taker are none of the shortest.
    this.#nearest = Number.POSITIVE_INFINITY;
    for (const node of reached) {
      const next = this.#level[node]! + 1;
      if (next > this.#nearest) break;
      for (const half of this.#at[node]!) {
        const to = this.#end(half);
        if (this.#level[to]! >= 0 || this.#room(half) === 0) continue;
        this.#level[to] = next;
        reached.push(to);
        if (this.#excess[to]! < 0) this.#nearest = next;
      }
    }
    this.#reached = reached;
    return reached.length > 0;
  }

  reachesTaker(): boolean {
    return Number.isFinite(this.#nearest);
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
    let amount = Math.min(this.#excess[giver]!, -this.#excess[taker]!);
    for (const half of way) amount = Math.min(amount, this.#room(half));
    for (const half of way) this.#flow[half >> 1]! += half & 1 ? -amount : amount;
    this.#excess[giver]! -= amount;
    this.#excess[taker]! += amount;
  }

  /**
   * Raises what givers reach so far that the nearest taker is reached without slack: a node rises by as much as it is nearer to
   * a giver than that taker is, the slack of arcs being their length (Dijkstra; lengths are few and small, so numbers
   * of equal distance lie in one bucket: Dial).
   */
  rise(): void {
    const distance = new Float64Array(this.potential.length).fill(Number.POSITIVE_INFINITY);
    const buckets = new Map<number, number[]>();
    const waiting = new Queue();
    const reach = (node: number, at: number): void => {
      if (at >= distance[node]!) return;
      distance[node] = at;
      const bucket = buckets.get(at);
      if (bucket) bucket.push(node);
      else {
        buckets.set(at, [node]);
        waiting.push(at);
      }
    };
    for (const node of this.#reached) reach(node, 0);
    for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
      let found = false;
      for (const node of buckets.get(at)!) {
        if (distance[node] !== at) continue;
        found ||= this.#excess[node]! < 0;
        for (const half of this.#at[node]!) {
          const k = half >> 1;
          if (half & 1) {
            if (this.#flow[k]! > 0) reach(this.#from[k]!, at);
          } else reach(this.#to[k]!, at + this.#slack(k));
        }
      }
      if (!found) continue;
      for (let node = 0; node < distance.length; node++)
        if (distance[node]! < at) this.potential[node]! += at - distance[node]!;
      return;
    }
    throw new Error('the potentials have no end');
  }
}
