import { useDomain } from '../clock/use.js';
import { captureLoc } from '../error/capture.js';
import type { Domain } from '../scope/domain.js';
import { hereOrFail } from '../scope/emit.js';
import type { Built, InstanceDraft } from '../scope/scope.js';
import { addTargets } from '../scope/target.js';
import { nameAs } from '../signal/named.js';
import { wrap } from '../signal/wrap.js';
import { formatOf, leavesOf, widthOf } from '../type/leaf.js';
import type { Port, PortTree } from './port.js';
import { walkPorts } from './walk-ports.js';

/** Places a built module in the one being built, and gives the object through which its ports are used. */
export function instantiate(child: Built, params: unknown, name: string | undefined): Record<string, unknown> {
  const scope = hereOrFail('an instance');
  const draft: InstanceDraft = {
    name,
    child,
    inputs: {},
    outputs: {},
    domains: domainsOf(child, params),
    loc: captureLoc(),
  };
  if (child.clear !== undefined) draft.inputs[child.clear] = scope.clear!;
  const index = scope.instances.push(draft) - 1;
  const io = walkPorts(child.spec as PortTree, 'outside', (port, path) => childPort(draft, index, port, path));
  Object.defineProperty(io, nameAs, {
    value: (given: string) => {
      draft.name ??= given;
    },
  });
  return io;
}

/** An input becomes a wire to drive, an output a value. */
function childPort(draft: InstanceDraft, index: number, port: Port, path: readonly string[]): unknown {
  const scope = hereOrFail('an instance');
  const leaves = leavesOf(port.type);
  const names = leaves.map(leaf => [...path, ...leaf.path].join('_'));
  if (port.port === 'in') {
    const refs = addTargets('wire', port.type);
    refs.forEach((r, i) => {
      draft.inputs[names[i]!] = r.id;
    });
    return wrap(port.type, refs);
  }
  const refs = leaves.map((leaf, i) => {
    const id = scope.add({
      op: 'inst',
      width: widthOf(leaf.type),
      lanes: leaf.lanes,
      args: [],
      of: index,
      port: names[i]!,
      format: formatOf(leaf.type),
      loc: draft.loc,
    });
    draft.outputs[names[i]!] = id;
    return { scope, id };
  });
  return wrap(port.type, refs);
}

/** Which clock of this module each clock of the child is: its own, those given as parameters, and shared ones. */
function domainsOf(child: Built, params: unknown): Record<string, string> {
  const scope = hereOrFail('an instance');
  return Object.fromEntries(
    [...child.scope.domains].map(([inner, { name }]) => [
      name,
      useDomain(outerDomain(child, params, inner, scope.ambient)),
    ]),
  );
}

function outerDomain(child: Built, params: unknown, inner: Domain, ambient: Domain): Domain {
  if (inner === child.ambient) return ambient;
  for (const [path, local] of child.paramDomains)
    if (local === inner)
      return path.split('.').reduce<unknown>((value, key) => (value as Record<string, unknown>)[key], params) as Domain;
  return inner;
}
