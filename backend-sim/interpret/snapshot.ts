import type { State } from './state.js';

/** The changing parts of a state as bytes: JSON, with numbers in hexadecimal. */
export function toBytes({ values, memories, resets, edges }: State): Uint8Array {
  const parts = { values, memories, resets: [...resets], edges };
  const text = JSON.stringify(parts, (_key, value) => (typeof value === 'bigint' ? `0x${value.toString(16)}` : value));
  return new TextEncoder().encode(text);
}

/** Puts back what `toBytes` made. */
export function fromBytes(state: State, bytes: Uint8Array): void {
  const parts = JSON.parse(new TextDecoder().decode(bytes), (_key, value) =>
    typeof value === 'string' && value.startsWith('0x') ? BigInt(value) : value,
  );
  state.values = parts.values;
  state.memories = parts.memories;
  state.resets = new Map(parts.resets);
  state.edges = parts.edges;
}
