import { type Design, moduleOf } from '../../dsl/ir/index.js';
import type { Event, Machine, Pin } from '../machine.js';
import { randomPowerUp } from '../power-up.js';
import { reportsOf } from '../reports.js';
import { signalsOf } from '../signals.js';
import { resetEvents, takeEvents } from './events.js';
import { flatten } from './flat.js';
import { registerGroups } from './groups.js';
import { indexedRegisters, layOut, type Place } from './layout.js';
import { type CompileOptions, defaults } from './options.js';
import { asyncResets, powerUpState } from './power-up-state.js';
import { type Group, programs, type Running, slices } from './programs.js';
import { store as newStore } from './store.js';
import { transfer } from './transfer.js';

/**
 * Compiles a design to WebAssembly. Code is made when first needed, so that the first cycle comes soon.
 *
 * @throws Error for a black box without a model, and for a combinational loop, when it is first needed.
 */
export function compile(design: Design, options: CompileOptions = {}): Machine {
  const flat = flatten(design);
  const signals = signalsOf(design, flat.scopes);
  const reports = reportsOf(design, flat.scopes);
  const indexed = indexedRegisters(flat);
  const layout = layOut(flat, indexed, registerGroups(flat, indexed));
  const store = newStore(layout);
  const code = programs(flat, layout, store, signals, reports, { ...defaults, ...options });
  store.fit();
  powerUpState(flat, layout, store);
  resetEvents(store.view(), code.events);

  const { domains } = moduleOf(design, design.top);
  const resets = new Map(domains.flatMap(({ reset }) => (reset ? [[reset.port, reset.activeLow ? 1 : 0]] : [])));
  const held = asyncResets(flat, layout);
  let edges: number[] = domains.map(() => 0);
  let said: Event[] = [];
  const fresh: Record<Group, boolean> = { ports: false, inner: false };
  /** Whether a register may have left the value that an asynchronous reset holds it at. */
  let released = true;

  const changed = (): void => {
    fresh.ports = false;
    fresh.inner = false;
  };
  const maskOfResets = (): number =>
    domains.reduce(
      (mask, { reset }, i) => mask | (reset && resets.get(reset.port) === (reset.activeLow ? 0 : 1) ? 1 << i : 0),
      0,
    );
  let resetBits = maskOfResets();
  const resetMask = (): number => resetBits;
  const isHeld = held.some(registers => registers.length > 0);
  const settle = (): void => {
    if (!released || !isHeld) return;
    released = false;
    if (held.some((registers, domain) => registers.length > 0 && ((resetBits >>> domain) & 1) === 1)) code.disturb();
    held.forEach((registers, domain) => {
      if (((resetBits >>> domain) & 1) === 0) return;
      for (const { place, init } of registers) {
        init.forEach((value, lane) => {
          store.setLane(place, lane, value);
        });
      }
    });
  };
  const ready = (signal: number): Place => {
    const { place, group } = code.place(signal);
    settle();
    if (group && !fresh[group]) {
      code.refresh(group);
      fresh[group] = true;
    }
    return place;
  };
  const resetPort = (signal: number): string | undefined => {
    const { place } = signals[signal]!;
    return place.at === 'reset' ? place.port : undefined;
  };
  const target = (signal: number): Place => {
    const { place, group } = code.place(signal);
    if (group) throw new Error(`'${signals[signal]!.path.join('.')}' follows from other signals and cannot be set`);
    changed();
    code.disturb(place);
    released = true;
    return place;
  };
  const setReset = (port: string, level: number): void => {
    resets.set(port, level & 1);
    resetBits = maskOfResets();
    changed();
    released = true;
  };
  const memory = (path: readonly string[]): Place => {
    const instance = path.slice(0, -1).join('.');
    const scope = flat.scopes.findIndex(candidate => candidate.path.join('.') === instance);
    const mem = flat.scopes[scope]?.module.memories.findIndex(({ name }) => name === path.at(-1)) ?? -1;
    if (mem < 0) throw new Error(`no memory '${path.join('.')}'`);
    return layout.memory(scope, mem);
  };
  /** After a slice: counts its edges and takes what was said. True when an assert fired. */
  const account = (mask: number, done: number): boolean => {
    const view = store.view();
    let stop = false;
    if (reports.length > 0 && view.getUint32(code.events.next, true) !== code.events.first) {
      stop = view.getUint32(code.events.stop, true) !== 0;
      for (const event of takeEvents(view, code.events, reports, edges)) said.push(event);
    }
    for (let domain = 0; domain < edges.length; domain++) if ((mask >>> domain) & 1) edges[domain]! += done;
    return stop;
  };
  /** The code of the edge before, which mostly is that of the next. */
  let last: { readonly mask: number; readonly reset: number; readonly running: Running } | undefined;
  const runningOf = (mask: number): Running => {
    const reset = resetMask() & mask;
    if (last?.mask !== mask || last.reset !== reset) last = { mask, reset, running: code.edge({ mask, reset }) };
    return last.running;
  };

  const pinOf = (signal: number): Pin => {
    const port = resetPort(signal);
    if (port !== undefined) return { read: () => resets.get(port)!, write: value => setReset(port, value) };
    const { place, group } = code.place(signal);
    const { address, stride, width, signed } = place;
    const bits = (word: number): number => {
      const view = store.view();
      if (signed) return Number(BigInt.asUintN(32, store.lane(place, 0) >> BigInt(32 * word)));
      if (stride === 1) return view.getUint8(address);
      return stride === 2 ? view.getUint16(address, true) : view.getUint32(address + 4 * word, true);
    };
    return {
      read(word = 0) {
        settle();
        if (group && !fresh[group]) {
          code.refresh(group);
          fresh[group] = true;
        }
        return bits(word);
      },
      write(value, word = 0) {
        target(signal);
        if (signed) {
          store.setLane(place, 0, BigInt(value));
          return;
        }
        const left = width - 32 * word;
        const own = left >= 32 ? value : value & (2 ** left - 1);
        const view = store.view();
        if (stride === 1) view.setUint8(address, own);
        else if (stride === 2) view.setUint16(address, own, true);
        else view.setUint32(address + 4 * word, own, true);
      },
    };
  };
  const pins: Pin[] = [];
  const pin = (signal: number): Pin => {
    pins[signal] ??= pinOf(signal);
    return pins[signal];
  };

  return {
    design,
    signals,
    reports,
    domains: domains.map(({ name }) => name),
    read(signal) {
      const port = resetPort(signal);
      if (port !== undefined) return [BigInt(resets.get(port)!)];
      const place = ready(signal);
      return Array.from({ length: place.lanes }, (_, lane) => store.lane(place, lane));
    },
    write(signal, lanes) {
      const port = resetPort(signal);
      if (port !== undefined) {
        setReset(port, Number(lanes[0]));
        return;
      }
      const place = target(signal);
      for (let lane = 0; lane < place.lanes; lane++) store.setLane(place, lane, lanes[lane]!);
    },
    pin,
    readNumber: signal => pin(signal).read(),
    writeNumber: (signal, value) => pin(signal).write(value),
    readWord(path, address) {
      const place = memory(path);
      return address < place.lanes ? store.lane(place, address) : 0n;
    },
    writeWord(path, address, value) {
      const place = memory(path);
      if (address < place.lanes) store.setLane(place, address, value);
      code.disturb();
      changed();
    },
    step(mask, cycles = 1) {
      settle();
      const running = runningOf(mask);
      changed();
      if (cycles !== 1) return slices(running, cycles, (_, done) => account(mask, done));
      const done = running.run(1);
      account(mask, done);
      return done;
    },
    transfer(inputs, outputs, limit) {
      settle();
      code.disturb();
      const result = transfer({ design, code, layout, store, resetMask, account }, inputs, outputs, limit);
      changed();
      return result;
    },
    events() {
      const taken = said;
      said = [];
      return taken;
    },
    snapshot() {
      const state = store.bytes().slice(0, layout.stateBytes);
      const rest = new TextEncoder().encode(JSON.stringify({ edges, resets: [...resets] }));
      const bytes = new Uint8Array(state.length + rest.length);
      bytes.set(state);
      bytes.set(rest, state.length);
      return bytes;
    },
    restore(bytes) {
      store.bytes().set(bytes.subarray(0, layout.stateBytes));
      const rest = JSON.parse(new TextDecoder().decode(bytes.subarray(layout.stateBytes)));
      edges = rest.edges;
      for (const [port, level] of rest.resets) resets.set(port, level);
      resetBits = maskOfResets();
      code.disturb();
      changed();
      released = true;
    },
    randomize(seed, all = false) {
      randomPowerUp(flat.scopes, seed, all, {
        node(scope, node, lanes) {
          const place = layout.state(flat.scopes[scope]!.base + node)!;
          lanes.forEach((value, lane) => {
            store.setLane(place, lane, value);
          });
        },
        word(scope, mem, address, value) {
          store.setLane(layout.memory(scope, mem), address, value);
        },
      });
      code.disturb();
      changed();
      released = true;
    },
  };
}
