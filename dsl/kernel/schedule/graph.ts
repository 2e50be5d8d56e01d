/** Something that takes time: an operator, a memory access, where values enter or leave. */
export interface Task {
  /** Nanoseconds from its inputs to its outputs; of one with registers inside, to the first of them. */
  readonly delay: number;
  /** Cycles from its inputs to its outputs: 0 for logic, more for what has registers inside. */
  readonly latency: number;
  /** Nanoseconds from the last register inside to its outputs. */
  readonly out: number;
  /** Bits of its result, as they stand in a register; 0: never in a register. */
  readonly bits: number;
  /** The cycles in which it may start. */
  readonly from?: number;
  readonly to?: number;
}

/**
 * `to` uses what `from` makes, or waits for it: it starts `gap` cycles or more behind its end, `distance` iterations
 * later. With neither the two may follow each other within one cycle.
 */
export interface Edge {
  readonly from: number;
  readonly to: number;
  readonly gap: number;
  readonly distance: number;
  /** False for an order without a value. */
  readonly carries: boolean;
}

/** Tasks of which at most `ports` can start in one cycle: accesses to one memory. */
export interface Resource {
  readonly name: string;
  readonly tasks: readonly number[];
  readonly ports: number;
}

/** Tasks, those without a distance between them in order of dependence. */
export interface Graph {
  readonly tasks: readonly Task[];
  readonly edges: readonly Edge[];
  readonly resources: readonly Resource[];
}

/** `potential[to] >= potential[from] + weight`: all that a schedule is made of. */
export interface Arc {
  readonly from: number;
  readonly to: number;
  readonly weight: number;
  /** Iterations between the two: the weight is less by so many times the interval. */
  readonly distance?: number;
}

/** Edges by the task at one of their ends. */
export function edgesBy(graph: Graph, end: 'from' | 'to'): readonly (readonly Edge[])[] {
  const by: Edge[][] = graph.tasks.map(() => []);
  for (const edge of graph.edges) by[edge[end]]!.push(edge);
  return by;
}

/** Room for rounding: what just fits a period must not fall out of it. */
export const fits = (time: number, period: number): boolean => time <= period + 1e-6;
