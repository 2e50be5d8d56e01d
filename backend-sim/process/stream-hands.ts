import { fail } from '../error.js';
import type { Session } from '../session/session.js';
import { readField, writeField } from '../stream/bytes.js';
import type { StreamPort } from '../stream/layout.js';
import { packRecords, unpackRecords } from '../stream/records.js';
import type { Value } from '../value/compound.js';
import { didYouMean } from '../value/near.js';
import type { Process, WaitOptions } from './hands.js';
import type { WaitFor } from './process.js';

/** The part of a strand's hands that moves payloads one at a time. */
export function streamHands(session: Session, waitFor: WaitFor): Pick<Process, 'send' | 'receive'> {
  const { machine } = session;
  /** Watches a stream until a transfer; `at` is called when it happens, just before the edge. */
  const transfer = async (port: StreamPort, at: () => void, what: string, options: WaitOptions): Promise<void> => {
    let happened = false;
    const stop = session.watch(tick => {
      if (happened || ((tick.mask >>> port.domain) & 1) === 0) return;
      if (machine.readNumber(port.valid) === 0 || machine.readNumber(port.ready) === 0) return;
      happened = true;
      at();
    });
    try {
      await waitFor(() => happened, what, options);
    } finally {
      stop();
    }
  };
  const streamOf = (name: string, dir: 'in' | 'out'): StreamPort => {
    const candidates = session.ports.filter(port => port.dir === dir);
    const found = candidates.find(port => port.name === name);
    if (found) return found;
    const names = candidates.map(port => port.name);
    return fail(`there is no ${dir}put stream '${name}'.${didYouMean(name, names)}`);
  };
  return {
    async send(stream, payload, options = {}) {
      const port = streamOf(stream, 'in');
      const { data } = packRecords(port, [payload as Value], [options.last ?? false]);
      for (const field of port.fields) session.write(field.signal, readField(data, port, field, 0));
      session.writeNumber(port.valid, 1);
      await transfer(port, () => {}, `stream ${stream} did not take what was sent`, options);
      session.writeNumber(port.valid, 0);
    },
    async receive(stream, options = {}) {
      const port = streamOf(stream, 'out');
      const data = new Uint8Array(port.size);
      const take = (): void => {
        for (const field of port.fields) writeField(data, port, field, 0, machine.read(field.signal));
      };
      session.writeNumber(port.ready, 1);
      await transfer(port, take, `stream ${stream} did not offer anything`, options);
      session.writeNumber(port.ready, 0);
      return unpackRecords(port, data, 1)[0]!;
    },
  };
}
