import { loadValue, scale, storeValue } from './access.js';
import { pushConstant } from './convert.js';
import { type Frame, pushAs } from './frame.js';
import { form } from './low.js';
import { fills, storedForm } from './place.js';
import type { MarkSink, Sink } from './sink.js';

/** Does what a sink says; marks are for `emit-marks`. */
export function emitSink(frame: Frame, sink: Exclude<Sink, MarkSink>): void {
  const { code } = frame;
  if (sink.kind === 'event') {
    frame.context.event(code, sink, low => {
      pushAs(frame, low, 'i64', form.zero);
    });
    return;
  }
  if (sink.kind === 'store') {
    code.i32(0);
    if (sink.pointer !== undefined) code.access('i32.load', sink.pointer);
    frame.push(sink.value, storedForm(sink));
    storeValue(code, sink.value, sink.address, sink.pointer === undefined);
    return;
  }
  const first = frame.context.layout.arrays[sink.arrays[0]!]!;
  const at = code.local('i32');
  frame.push(sink.index, form.zero);
  code.set(at);
  const sure = 2 ** sink.index.ubits <= first.depth;
  if (!sure) code.get(at).i32(first.depth).op('i32.lt_u').if();
  scale(code.get(at), first.stride).set(at);
  sink.words.forEach((word, limb) => {
    const { address } = frame.context.layout.arrays[sink.arrays[limb]!]!;
    const t = word.type as 'i32' | 'i64';
    code.get(at);
    const mask = sink.mask?.[limb];
    frame.push(word, fills(word) && !mask ? form.any : form.zero);
    if (mask) {
      frame.push(mask, form.zero);
      code.op(`${t}.and`);
      loadValue(code.get(at), word, address, form.zero);
      frame.push(mask, form.zero);
      pushConstant(code, -1n, word.width, form.zero);
      code.op(`${t}.xor`).op(`${t}.and`).op(`${t}.or`);
    }
    storeValue(code, word, address);
  });
  if (!sure) code.end();
}
