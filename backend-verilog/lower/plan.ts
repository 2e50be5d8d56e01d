import type { Lanes, Module, Node, NodeId, Stmt } from '../../dsl/ir/index.js';
import { type Drivers, driversOf, eachStatement } from './drivers.js';
import { liveOf } from './live.js';
import { constantsOf, decide } from './static.js';
import { conditionsOf, countUses } from './uses.js';

/** Which nodes become nets of their own; all others are written where they are used. */
export interface Plan {
  readonly module: Module;
  /** The module's statements without those that never run. */
  readonly body: readonly Stmt[];
  readonly drivers: Drivers;
  readonly constants: readonly (Lanes | undefined)[];
  readonly live: Uint8Array;
  readonly liveMemories: Uint8Array;
  readonly net: Uint8Array;
  /** Written lane by lane in a generate loop, because Verilog has no operator for it on packed lanes. */
  readonly loopy: Uint8Array;
}

/** Leaves after which an expression is cut into a named part. */
const longest = 10;
/** The same within a list of parts. */
const longestPart = 4;

const sources = new Set<Node['op']>(['input', 'output', 'wire', 'reg', 'read', 'inst']);
/** Bit by bit the same on packed lanes as on one value. */
const flat = new Set<Node['op']>(['const', 'and', 'or', 'xor', 'not', 'mux', 'splat', 'pick', 'pack', 'reshape']);
/** Read and write positions, never compute. */
const places = new Set<Node['op']>(['slice', 'pick', 'reshape']);
const whole = new Set<Node['op']>(['splat', 'pick', 'pack', 'index', 'reshape']);

export function planOf(module: Module): Plan {
  const constants = constantsOf(module);
  const body = decide(module, module.body, constants);
  const drivers = driversOf(module, body);
  const { nodes: live, memories } = liveOf(module, body, drivers, constants);
  const { nodes } = module;
  const net = new Uint8Array(nodes.length);
  const loopy = new Uint8Array(nodes.length);
  const size = new Float64Array(nodes.length);
  const uses = countUses(module, body, { nodes: live, memories }, constants);

  const inline = (id: NodeId): boolean => !net[id] && !constants[id];
  const sizeOf = (id: NodeId): number => (inline(id) ? size[id]! : 1);
  const force = (id: NodeId): void => {
    const uniform = constants[id]?.every(lane => lane === constants[id]![0]);
    if (!uniform) net[id] = 1;
  };
  /** Something that a position can be written behind: `name[...]`. */
  const forcePlace = (id: NodeId): void => {
    if (inline(id) && (loopy[id] || !isPlace(id))) net[id] = 1;
  };
  /** In a sum that grows a choice would become as wide as the sum, and its constants would not: linters ask. */
  const forceChoice = (id: NodeId): void => {
    const [inner] = nodes[id]!.args;
    if (inline(id) && nodes[id]!.op === 'zext' && inline(inner!) && nodes[inner!]!.op === 'mux') net[inner!] = 1;
  };
  /** A net or a run of bits of one. A `reshape` into one lane takes any expression, so it depends. */
  const isPlace = (id: NodeId): boolean => {
    const { op, args, lanes } = nodes[id]!;
    return net[id] === 1 || (places.has(op) && (op !== 'reshape' || lanes > 1 || isPlace(args[0]!)));
  };
  const isProduct = (id: NodeId): boolean => nodes[id]!.op === 'mulu' || nodes[id]!.op === 'muls';

  for (const node of nodes) {
    const { id, op, args, lanes } = node;
    if (!live[id] || constants[id]) continue;
    if (sources.has(op)) {
      net[id] = 1;
      if (op === 'read') for (const arg of args) forceAddress(arg);
      continue;
    }
    for (const arg of args) if (inline(arg) && isProduct(arg)) net[arg] = 1;
    if (op === 'add' || op === 'sub') for (const arg of args) forceChoice(arg);
    if (places.has(op) && (op !== 'reshape' || lanes > 1)) forcePlace(args[0]!);
    if (op === 'sext' && !hasSign(args[0]!)) net[args[0]!] = 1;
    if (op === 'index') {
      force(args[0]!);
      forcePlace(args[0]!);
      forcePlace(args[1]!);
    }
    const compound = lanes > 1 && !whole.has(op);
    const chosenByLane = op === 'mux' && nodes[args[0]!]!.lanes > 1;
    const fromLanes = args.some(arg => inline(arg) && loopy[arg]);
    loopy[id] = compound && (!flat.has(op) || chosenByLane || fromLanes) ? 1 : 0;
    for (const arg of args) {
      const loops = loopy[id] && nodes[arg]!.lanes === lanes;
      if (inline(arg) && loopy[arg] && !loops) net[arg] = 1;
      if (loops && (constants[arg] || nodes[arg]!.op === 'pack')) force(arg);
    }
    if (op === 'cat' || op === 'pack')
      for (const arg of args) if (sizeOf(arg) > longestPart && nodes[arg]!.op !== op) net[arg] = 1;
    // A choice reads from top to bottom as long as it only goes on in the last branch.
    if (op === 'mux' && inline(args[1]!) && nodes[args[1]!]!.op === 'mux') net[args[1]!] = 1;
    const total = (): number => args.reduce((sum, arg) => sum + sizeOf(arg), 0);
    const limit = op === 'cat' || op === 'pack' ? Math.max(longest, args.length) : longest;
    while (total() > limit) {
      const largest = args.reduce((a, b) => (sizeOf(b) > sizeOf(a) ? b : a));
      if (sizeOf(largest) === 1) break;
      net[largest] = 1;
    }
    size[id] = isPlace(id) ? 1 : Math.max(1, total());
    const named = node.name !== undefined;
    if (named || (uses[id]! > 1 && !isCheap(node))) net[id] = 1;
  }

  /** True when the highest bit can be written apart from the value: of a place, or of a `cat` that begins with one. */
  function hasSign(id: NodeId): boolean {
    const { op, args, width } = nodes[id]!;
    return !inline(id) || width === 1 || isPlace(id) || (op === 'cat' && hasSign(args[0]!));
  }
  function forceAddress(id: NodeId): void {
    if (inline(id) && loopy[id]) net[id] = 1;
    forcePlace(id);
  }
  /** May be written out at each use. */
  function isCheap(node: Node): boolean {
    const [arg] = node.args;
    if (loopy[node.id] || arg === undefined) return false;
    if (isPlace(node.id)) return true;
    const simple = !inline(arg) || isPlace(arg);
    return (
      simple &&
      node.width <= 64 &&
      (node.op === 'zext' || node.op === 'sext' || (node.op === 'not' && node.width === 1))
    );
  }

  const plain = (id: NodeId): void => {
    if (inline(id) && (loopy[id] || isProduct(id))) net[id] = 1;
  };
  for (const instance of module.instances) for (const id of Object.values(instance.inputs)) plain(id);
  eachStatement(body, stmt => {
    if (stmt.kind === 'set') {
      if (!live[stmt.target]) return;
      const sole = drivers.sets.get(stmt.target)!.length === 1 && nodes[stmt.target]!.op !== 'reg';
      const direct = sole && isWhole(stmt) && drivers.sets.get(stmt.target)![0]!.guards.length === 0;
      if (inline(stmt.value) && loopy[stmt.value] && !direct) net[stmt.value] = 1;
      if (stmt.index !== undefined) forceAddress(stmt.index);
    } else if (stmt.kind === 'write') {
      if (!memories[stmt.mem]) return;
      for (const id of [stmt.addr, stmt.data, stmt.mask]) if (id !== undefined) forceAddress(id);
    } else if (stmt.kind === 'check') plain(stmt.cond);
    else for (const id of stmt.args) plain(id);
  });
  for (const cond of conditionsOf(module, body)) plain(cond);
  return { module, body, drivers, constants, live, liveMemories: memories, net, loopy };
}

const isWhole = (stmt: { readonly lane?: number; readonly index?: NodeId }): boolean =>
  stmt.lane === undefined && stmt.index === undefined;
