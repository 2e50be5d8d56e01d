import type * as acorn from 'acorn';

type Any = acorn.AnyNode;

/** The nodes directly below one, whatever its kind. */
export function* children(node: Any): Generator<Any> {
  for (const value of Object.values(node)) {
    if (Array.isArray(value)) yield* value.filter(isNode);
    else if (isNode(value)) yield value;
  }
}

const isNode = (value: unknown): value is Any =>
  typeof value === 'object' &&
  value !== null &&
  typeof (value as { type?: unknown }).type === 'string' &&
  'start' in value;
