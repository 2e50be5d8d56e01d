import { Bool, type BoolSource } from '../signal/bool.js';
import { ref } from '../signal/signal.js';
import { state, take } from './state.js';
import type { Stream } from './stream.js';

const byHand = 'a body that sets its ready';

/** The `ready` of a stream: its first assignment makes the author the consumer. */
export class ReadyByHand extends Bool {
  readonly #stream: Stream;

  constructor(ready: Bool, stream: Stream) {
    super(ready[ref]);
    this.#stream = stream;
  }

  /** @throws HardwareError HW033 when the stream has another consumer. */
  override set(value: BoolSource): void {
    if (this.#stream[state].taken?.by !== byHand) take(this.#stream, byHand);
    super.set(value);
  }
}
