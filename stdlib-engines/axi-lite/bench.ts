import { axiResponse } from './bus.js';

/** What the bus asks of a strand of a bench: the `p` of `sim.process(async p => ...)`. */
export interface BusProcess {
  tick(cycles?: number): Promise<void>;
  send(stream: string, payload: unknown): Promise<void>;
  receive(stream: string): Promise<unknown>;
  all(...bodies: readonly ((p: BusProcess) => Promise<unknown>)[]): Promise<unknown[]>;
}

export interface AxiLiteBenchOptions {
  /** Cycles to wait before each channel is served, asked anew for every transfer. Default: none. */
  readonly wait?: () => number;
  /** Bits of a word. Default 32. */
  readonly dataBits?: 32 | 64;
}

/** Word of the bus: a number; a bigint where it has 64 bits. */
export type BusWord = number | bigint;

/** The bus as the software of a bench sees it; one access at a time. */
export interface AxiLiteBench {
  /** The word at an address. @throws AxiError for any response but OKAY. */
  read(address: number): Promise<BusWord>;
  /** Writes a word, or of it the bytes whose bits in `strb` are 1. @throws AxiError for any response but OKAY. */
  write(address: number, data: BusWord, strb?: number): Promise<void>;
  /** As `read`, with the response whatever it is. */
  tryRead(address: number): Promise<{ readonly data: BusWord; readonly resp: number }>;
  /** As `write`, with the response whatever it is. */
  tryWrite(address: number, data: BusWord, strb?: number): Promise<number>;
}

/** An access that was not answered by OKAY. */
export class AxiError extends Error {
  override readonly name = 'AxiError';

  constructor(
    readonly access: 'read' | 'write',
    readonly address: number,
    readonly resp: number,
  ) {
    const said = ['OKAY', 'EXOKAY', 'SLVERR', 'DECERR'][resp];
    super(`${access} of address 0x${address.toString(16)} was answered by ${said}`);
  }
}

/**
 * A master for an AXI4-Lite slave at the border of a circuit, in simulation. Address and data of a write go out side by
 * side, and may be taken in any order.
 *
 * @example
 * await sim.process(async p => {
 *   const bus = axiLiteBench(p, 's_axi');
 *   await bus.write(0x00, 1);
 *   const status = await bus.read(0x04);
 * });
 */
export function axiLiteBench(p: BusProcess, name: string, options: AxiLiteBenchOptions = {}): AxiLiteBench {
  const { wait = () => 0, dataBits = 32 } = options;
  const every = 2 ** (dataBits / 8) - 1;
  /** One transfer of a channel, after its wait. */
  const then =
    (act: (p: BusProcess) => Promise<unknown>) =>
    async (p: BusProcess): Promise<unknown> => {
      const cycles = wait();
      if (cycles > 0) await p.tick(cycles);
      return act(p);
    };
  const send = (channel: string, payload: unknown) => then(p => p.send(`${name}_${channel}`, payload));
  const receive = (channel: string) => then(p => p.receive(`${name}_${channel}`));
  const bus: AxiLiteBench = {
    async tryRead(address) {
      const [, response] = await p.all(send('ar', { addr: address, prot: 0 }), receive('r'));
      return response as { data: BusWord; resp: number };
    },
    async tryWrite(address, data, strb = every) {
      const [, , response] = await p.all(
        send('aw', { addr: address, prot: 0 }),
        send('w', { data, strb }),
        receive('b'),
      );
      return (response as { resp: number }).resp;
    },
    async read(address) {
      const { data, resp } = await bus.tryRead(address);
      if (resp !== axiResponse.okay) throw new AxiError('read', address, resp);
      return data;
    },
    async write(address, data, strb) {
      const resp = await bus.tryWrite(address, data, strb);
      if (resp !== axiResponse.okay) throw new AxiError('write', address, resp);
    },
  };
  return Object.freeze(bus);
}
