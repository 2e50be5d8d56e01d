import { bool, delay, indexType, range, reg, type SIntType, select, type Vec, when } from '../../dsl/index.js';
import type { AcceleratorConfig } from '../accelerator/config.js';
import { epilogueLane, laneType } from './lane.js';
import type { parameters } from './parameters.js';
import type { Requests } from './request.js';

/** What came of the requests. */
export interface Answers {
  /** Of both banks of accumulators. */
  readonly sums: readonly Vec<SIntType>[];
  readonly parameters: ReturnType<typeof parameters>;
  readonly skip: Vec<SIntType>;
}

/** Sums that were read, through the lanes, a group of them in a cycle; results in order, without a stop. */
export function finish(requests: Requests, answers: Answers, { rows, columns, lanes }: AcceleratorConfig) {
  const { command, parameters, bank } = requests;
  const came = delay(parameters.enable, 1, { init: false });
  const [group, from] = [reg(indexType(columns / lanes)), reg(bool)];
  when(parameters.enable, () => {
    group.set(parameters.group);
    from.set(bank.bank);
  });
  const groups = columns / lanes;
  const perBlock = rows / lanes;
  const inBlock = group.bits(Math.log2(perBlock) - 1, 0);
  const goes = delay(came, 1, { init: false });
  return range(lanes).map(lane => {
    const [first, second] = answers.sums.map(word =>
      select(
        group,
        range(groups).map(g => word.at(g * lanes + lane)),
      ),
    );
    const skip = select(
      inBlock,
      range(perBlock).map(g => answers.skip.at(g * lanes + lane)),
    );
    const { bias, gain, shift } = answers.parameters[lane]!;
    const args = reg(laneType);
    when(came, () => args.set({ sum: from.mux(second!, first!), bias, gain, shift, skip } as never));
    const unit = epilogueLane();
    unit.args.payload.set(args as never);
    unit.args.valid.set(goes);
    unit.mode.set(command.mode);
    unit.wide.set(command.wide);
    unit.skipGain.set(command.skipGain);
    unit.result.ready.set(true);
    return unit.result;
  });
}
