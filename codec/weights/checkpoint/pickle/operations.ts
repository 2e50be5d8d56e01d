import { Global, type Machine, type Value } from './machine.js';

type Operation = (machine: Machine) => void;

/**
 * What programs for weights are made of, by code, under the names that Python's `pickletools` has for it; protocols 2 to 5.
 * Operations that make objects of classes, or read buffers from elsewhere, are left out.
 */
export const operations: ReadonlyMap<number, Operation> = new Map<number, Operation>([
  [0x80, m => void m.take(1)], // PROTO
  [0x95, m => void m.take(8)], // FRAME

  // Constants
  [0x4e, m => m.push(null)], // NONE
  [0x88, m => m.push(true)], // NEWTRUE
  [0x89, m => m.push(false)], // NEWFALSE
  [0x4a, m => m.push(m.signed())], // BININT
  [0x4b, m => m.push(m.unsigned(1))], // BININT1
  [0x4d, m => m.push(m.unsigned(2))], // BININT2
  [0x8a, m => m.push(integer(m.take(m.unsigned(1))))], // LONG1
  [0x47, m => m.push(m.float())], // BINFLOAT
  [0x8c, m => m.push(m.text(m.unsigned(1)))], // SHORT_BINUNICODE
  [0x58, m => m.push(m.text(m.unsigned(4)))], // BINUNICODE
  [0x8d, m => m.push(m.text(m.unsigned(8)))], // BINUNICODE8
  // Texts of Python 2.
  [0x55, m => m.push(m.text(m.unsigned(1)))], // SHORT_BINSTRING
  [0x54, m => m.push(m.text(m.unsigned(4)))], // BINSTRING
  [0x43, m => m.push(m.take(m.unsigned(1)))], // SHORT_BINBYTES
  [0x42, m => m.push(m.take(m.unsigned(4)))], // BINBYTES

  // Tuples, lists and dictionaries
  [0x28, m => m.mark()], // MARK
  [0x29, m => m.push([])], // EMPTY_TUPLE
  [0x85, m => tuple(m, 1)], // TUPLE1
  [0x86, m => tuple(m, 2)], // TUPLE2
  [0x87, m => tuple(m, 3)], // TUPLE3
  [0x74, m => m.push(m.popToMark())], // TUPLE
  [0x5d, m => m.push([])], // EMPTY_LIST
  [0x61, m => append(m, [m.pop()])], // APPEND
  [0x65, m => append(m, m.popToMark())], // APPENDS
  [0x7d, m => m.push(new Map())], // EMPTY_DICT
  [0x73, m => setItems(m, [m.pop(), m.pop()].reverse())], // SETITEM
  [0x75, m => setItems(m, m.popToMark())], // SETITEMS
  [0x30, m => void m.pop()], // POP
  [0x31, m => void m.popToMark()], // POP_MARK

  // The memo
  [0x71, m => void m.memo.set(m.unsigned(1), m.top())], // BINPUT
  [0x72, m => void m.memo.set(m.unsigned(4), m.top())], // LONG_BINPUT
  [0x94, m => void m.memo.set(m.memo.size, m.top())], // MEMOIZE
  [0x68, m => recall(m, m.unsigned(1))], // BINGET
  [0x6a, m => recall(m, m.unsigned(4))], // LONG_BINGET

  // Calls
  [0x63, m => name(m, m.line(), m.line())], // GLOBAL
  [0x93, m => name(m, ...([m.pop(), m.pop()].reverse() as [Value, Value]))], // STACK_GLOBAL
  [0x52, m => call(m)], // REDUCE
  // Attributes of what was made: a dictionary of parameters keeps versions of modules there.
  [0x62, m => void m.pop()], // BUILD
  [0x51, m => m.push(m.outside.persistent(m.pop()))], // BINPERSID
]);

/** Two's complement, little-endian; a bigint where a number would not be exact. */
function integer(bytes: Uint8Array): number | bigint {
  let value = 0n;
  for (const byte of [...bytes].reverse()) value = (value << 8n) | BigInt(byte);
  const exact = BigInt.asIntN(8 * bytes.length, value);
  return Number.isSafeInteger(Number(exact)) ? Number(exact) : exact;
}

function tuple(machine: Machine, length: number): void {
  machine.push(Array.from({ length }, () => machine.pop()).reverse());
}

function append(machine: Machine, items: readonly Value[]): void {
  const list = machine.top();
  if (!Array.isArray(list)) machine.wrong('it appends to what is no list');
  else for (const item of items) list.push(item);
}

function setItems(machine: Machine, items: readonly Value[]): void {
  const dictionary = machine.top();
  if (!(dictionary instanceof Map)) machine.wrong('it sets items of what is no dictionary');
  else for (let i = 0; i + 1 < items.length; i += 2) dictionary.set(items[i], items[i + 1]);
}

function recall(machine: Machine, index: number): void {
  if (!machine.memo.has(index)) machine.wrong('it recalls what it has not stored');
  machine.push(machine.memo.get(index));
}

function name(machine: Machine, module: Value, name: Value): void {
  const full =
    typeof module === 'string' && typeof name === 'string' ? `${module}.${name}` : 'something without a name';
  const found = machine.outside.globals.get(full);
  machine.push(found ?? machine.wrong(`it asks for ${full.slice(0, 80)}, which weights do not need`));
}

function call(machine: Machine): void {
  const args = machine.pop();
  const callee = machine.pop();
  if (!(callee instanceof Global) || !Array.isArray(args)) machine.wrong('it calls what is no function');
  else machine.push(callee.call(args));
}
