/** A transfer under way: what is left of it, and how fast it could go. */
export interface Flow {
  /** The number of its bus, and behind it the store's half of one. */
  readonly port: number;
  /** Bytes. */
  left: number;
  /** Bytes in a cycle at most. */
  readonly most: number;
  /** Bytes in a cycle, now. */
  rate: number;
}

/** Buses of the accelerator: program, data, weights, map. */
const ports = 4;

/**
 * Parts what memory gives among flows, as `axiMemory` does: in each cycle another bus is the first to be served, a beat each,
 * as long as there are beats. What a flow cannot take, those that can take more have.
 *
 * @param beats that memory gives in a cycle
 * @param bytes of a beat
 */
export function share(flows: readonly Flow[], beats: number, bytes: number): void {
  const whole = Math.floor(beats);
  for (const flow of flows) {
    flow.rate = 0;
    for (let turn = 0; turn < ports; turn++) {
      const away = (other: Flow): number => (other.port - turn + ports) % ports;
      const before = flows.filter(other => away(other) < away(flow)).length;
      const part = before < whole ? 1 : before === whole ? beats - whole : 0;
      flow.rate += (part * bytes) / ports;
    }
  }
  let spare = Math.max(0, beats * bytes - flows.reduce((sum, flow) => sum + Math.min(flow.rate, flow.most), 0));
  for (const flow of flows) {
    const room = flow.most - flow.rate;
    const more = Math.max(0, Math.min(room, spare));
    spare -= more;
    flow.rate = Math.min(flow.rate, flow.most) + more;
  }
}
