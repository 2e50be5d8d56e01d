/** A transfer under way: what is left of it, and how fast it could go. */
export interface Flow {
  /** Bytes. */
  left: number;
  /** Bytes in a cycle at most. */
  readonly most: number;
  /** Bytes in a cycle, now. */
  rate: number;
}

/** Parts what memory gives in a cycle among flows: as much for each, but no more than it can take. */
export function share(flows: readonly Flow[], bytesPerCycle: number): void {
  const bySpeed = [...flows].sort((a, b) => a.most - b.most);
  let rest = bytesPerCycle;
  for (const [i, flow] of bySpeed.entries()) {
    flow.rate = Math.min(flow.most, rest / (bySpeed.length - i));
    rest -= flow.rate;
  }
}
