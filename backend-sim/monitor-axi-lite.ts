import type { NodeId, StreamInfo } from '../dsl/ir/index.js';
import { ifSo, type Watch } from './watch.js';

/** Bits of the counts of requests that wait for their response. */
const COUNT = 16;

type Channels = Readonly<Record<string, StreamInfo>>;

/**
 * Watches the channels of each AXI4-Lite bus at the module's border together (ARM IHI 0022, A3.3.1 and A3.4.4): a
 * response follows its request, by a cycle at least since no path leads through a slave within the cycle, of a write both
 * its address and its data; and none tells of an exclusive access. What one channel must do is watched as for any stream.
 */
export function watchAxiLite(watch: Watch, streams: readonly StreamInfo[], isTop: boolean): void {
  for (const [bus, channels] of busesOf(streams)) {
    const { aw, w, b, ar, r } = channels;
    if (!aw || !w || !b || !ar || !r) continue;
    // Of a master the far side answers; at the top that is the bench.
    const who = isTop && b.dir === 'in' ? `the bench breaks a rule of AXI4-Lite bus ${bus}` : `AXI4-Lite bus ${bus}`;
    const answers = (
      response: StreamInfo,
      name: string,
      requests: readonly (readonly [StreamInfo, string])[],
    ): void => {
      const open = requests.map(([request, what]) => ({
        what,
        any: watch.bit('redor', countOpen(watch, request, response)),
      }));
      const resp = response.payload.find(({ path }) => path[0] === 'resp')!.node;
      const exclusive = watch.bit('eq', resp, watch.constant(2, 1n));
      watch.body.push(
        ifSo(response.valid, [
          ...open.map(({ any, what }) => watch.require(response, who, any, `${name} without ${what} to answer`)),
          watch.require(
            response,
            who,
            watch.bit('not', exclusive),
            `${name} is 1, EXOKAY, and there are no exclusive accesses`,
          ),
        ]),
      );
    };
    answers(b, 'a write response', [
      [aw, 'a write address'],
      [w, 'write data'],
    ]);
    answers(r, 'a read response', [[ar, 'a read address']]);
  }
}

/** The buses that have all their channels here, by name. */
function busesOf(streams: readonly StreamInfo[]): ReadonlyMap<string, Channels> {
  const buses = new Map<string, Record<string, StreamInfo>>();
  for (const stream of streams) {
    const [, bus, channel] = /^(.*)_(aw|w|b|ar|r)$/.exec(stream.name) ?? [];
    if (stream.protocol !== 'axi4lite' || stream.dir === 'inner' || bus === undefined) continue;
    buses.set(bus, { ...buses.get(bus), [channel!]: stream });
  }
  return buses;
}

/** A register with the number of requests that were taken in earlier cycles and have no response yet. */
function countOpen(watch: Watch, request: StreamInfo, response: StreamInfo): NodeId {
  const count = watch.register(COUNT, 1, request, true);
  const [comes, goes] = [request, response].map(({ valid, ready }) => watch.bit('and', valid, ready));
  const step = (op: 'add' | 'sub') => ({
    kind: 'set' as const,
    target: count,
    value: watch.add({ op, width: COUNT, lanes: 1, args: [count, watch.constant(COUNT, 1n)] }, { kind: 'uint' }),
  });
  watch.body.push(
    ifSo(watch.bit('xor', comes!, goes!), [
      ifSo(comes!, [step('add')]),
      ifSo(watch.bit('and', goes!, watch.bit('redor', count)), [step('sub')]),
    ]),
  );
  return count;
}
