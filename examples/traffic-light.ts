/**
 * A crossing with a button for pedestrians: a state machine by `states`, a port that is an enum, a default that
 * states override, and properties that stand beside what they are about.
 *
 *   grace sim examples/traffic-light.ts --poke button=1 --cycles 60 --waves
 */
import { bool, check, enumOf, indexType, input, module, output, reg, states, when } from 'grace-hdl';

export const lamp = enumOf('red', 'redAmber', 'green', 'amber');

/** How many cycles each phase lasts. */
export interface TrafficTimes {
  /** Cars have green at least that long, however often the button is pressed. */
  readonly green: number;
  readonly amber: number;
  readonly walk: number;
}

/** Cars have green until someone presses the button, then stop for one walk phase. A press is remembered. */
export const trafficLight = module(
  'traffic_light',
  (_times: TrafficTimes) => ({ button: input(bool), cars: output(lamp), walk: output(bool) }),
  (io, { green, amber, walk }) => {
    const timer = reg(indexType(Math.max(green, amber, walk) + 1), { init: green });
    const elapsed = timer.eq(0);
    when(elapsed.not(), () => timer.set(timer.subWrap(1)));
    const asked = reg(bool, { init: false });
    when(io.button, () => asked.set(true));

    io.walk.set(false);
    const phase = states({
      go: s => {
        io.cars.set('green');
        when(elapsed.and(asked), () => {
          s.go('slow');
          timer.set(amber - 1);
        });
      },
      slow: s => {
        io.cars.set('amber');
        when(elapsed, () => {
          s.go('stop');
          timer.set(walk - 1);
        });
      },
      stop: s => {
        io.cars.set('red');
        io.walk.set(true);
        asked.set(false);
        when(elapsed, () => {
          s.go('ready');
          timer.set(amber - 1);
        });
      },
      ready: s => {
        io.cars.set('redAmber');
        when(elapsed, () => {
          s.go('go');
          timer.set(green - 1);
        });
      },
    });

    check.assert(io.walk.not().or(io.cars.eq('red')), 'nobody walks while cars may drive');
    check.cover(phase.is('go').and(elapsed, asked.not()), 'green goes on while nobody asks');
  },
);

export default trafficLight({ green: 8, amber: 2, walk: 5 });
