import { type UnitName, units } from '../../../stdlib-engines/accelerator/isa/field.js';
import { formats } from '../../../stdlib-engines/accelerator/isa/formats.js';
import { drawsOf } from '../../../stdlib-engines/axi/memory/pace.js';

/** An instruction that a unit has taken, or ended. */
export interface Event {
  readonly unit: UnitName;
  readonly kind: 'start' | 'end';
  /** Which of its unit, from 0. */
  readonly index: number;
  /** What the unit was given. */
  readonly name: string;
  readonly fields: Readonly<Record<string, number>>;
  readonly cycle: number;
}

interface Host {
  peek(name: string): unknown;
  poke(name: string, value: never): void;
  attach(peer: { before(): void; after(): void }): () => void;
}

export interface StubOptions {
  readonly seed: number;
  /** Cycles that an instruction takes, at most. */
  readonly longest: number;
  /** Takes instructions as soon as there is room. */
  readonly eager?: boolean;
  /** Instructions that a unit holds at a time. */
  readonly inside: number;
  /** What an instruction ends with; `never`: not at all. */
  readonly outcome?: (unit: UnitName, index: number) => number | 'never';
}

/** Units that do nothing but take their time, behind a controller. */
export function stubUnits(sim: Host, options: StubOptions) {
  const events: Event[] = [];
  const draw = drawsOf(options.seed);
  const all = units.map(unit => stubUnit(sim, unit, draw, events, options));
  let now = 0;
  const detach = sim.attach({
    before() {
      for (const unit of all) unit.before(now);
      if (sim.peek('clear')) for (const unit of all) unit.clear();
    },
    after() {
      now += 1;
      for (const unit of all) unit.after(now);
    },
  });
  return { events, detach };
}

function stubUnit(sim: Host, unit: UnitName, draw: () => number, events: Event[], options: StubOptions) {
  const { longest, inside, eager = false, outcome = () => 0 } = options;
  const payload = `commands_${unit}_payload`;
  const own = formats.filter(format => format.unit === unit);
  const held: (Omit<Event, 'kind' | 'cycle'> & { readonly due: number })[] = [];
  let started = 0;
  let ready = false;
  let offers = false;
  const command = () => {
    const [first, second] = own;
    const format = second && sim.peek(`${payload}_isTable`) ? second : first!;
    const at = second ? `${payload}_${format.name}` : payload;
    const fields = Object.keys(format.fields).map(name => [name, Number(sim.peek(`${at}_${name}`))]);
    return { name: format.name, fields: Object.fromEntries(fields) as Record<string, number> };
  };
  return {
    before(now: number): void {
      if (ready && sim.peek(`commands_${unit}_valid`)) {
        const one = { unit, index: started++, ...command() };
        held.push({ ...one, due: now + 1 + Math.floor(draw() * longest) });
        events.push({ ...one, kind: 'start', cycle: now });
      }
      if (offers && sim.peek(`done_${unit}_ready`)) {
        const { due: _, ...one } = held.shift()!;
        events.push({ ...one, kind: 'end', cycle: now });
        offers = false;
      }
    },
    after(now: number): void {
      ready = held.length < inside && (eager || draw() < 0.7);
      sim.poke(`commands_${unit}_ready`, ready as never);
      const head = held[0];
      const code = head && head.due <= now ? outcome(unit, head.index) : 'never';
      offers ||= code !== 'never';
      if (code !== 'never') sim.poke(`done_${unit}_payload`, code as never);
      sim.poke(`done_${unit}_valid`, offers as never);
    },
    clear(): void {
      held.length = 0;
      offers = false;
    },
  };
}
