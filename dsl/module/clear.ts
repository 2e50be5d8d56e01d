import { captureLoc } from '../error/capture.js';
import type { Port } from '../ir/index.js';
import type { Draft, Scope } from '../scope/scope.js';

/** Adds the pin by which a parent clears everything in the module that is being built. */
export function addClear(scope: Scope): Draft<Port> {
  const name = 'clear';
  const loc = captureLoc();
  const format = { kind: 'bool' } as const;
  const node = scope.add({ op: 'input', width: 1, lanes: 1, args: [], format, loc });
  Object.assign(scope.nodes[node]!, { name, nameLevel: 'port' });
  const port: Draft<Port> = { name, path: [name], dir: 'in', width: 1, lanes: 1, format, node, loc };
  scope.ports.push(port);
  scope.clear = node;
  return port;
}

/** Behind everything else that the module does, what clears its registers: the last assignment wins. */
export function clearRegisters(scope: Scope): void {
  for (const [cond, registers] of scope.cleared) {
    const then = registers.map(({ node, init }) => {
      const { width, lanes, format } = scope.nodes[node]!;
      const value = scope.add({ op: 'const', width, lanes, args: [], value: init!, format });
      return { kind: 'set' as const, target: node, value };
    });
    scope.body.push({ kind: 'if', cond, then, else: [] });
  }
}

/** The name of the pin; none if there was nothing to clear, and then it is none. */
export function usedClear(scope: Scope, pin: Draft<Port>): string | undefined {
  const { node } = pin;
  const used =
    scope.cleared.size > 0 ||
    scope.streams.some(({ clear }) => clear !== undefined) ||
    scope.instances.some(({ child }) => child.clear !== undefined);
  if (used) {
    while (scope.ports.some(port => port !== pin && port.name === pin.name)) pin.name = `${pin.name}_all`;
    pin.path = [pin.name];
    scope.nodes[node]!.name = pin.name;
    return pin.name;
  }
  scope.ports.splice(
    scope.ports.findIndex(port => port.node === node),
    1,
  );
  Object.assign(scope.nodes[node]!, { op: 'const', value: [0n], name: undefined, nameLevel: undefined });
  return undefined;
}
