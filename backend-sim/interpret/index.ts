/** The simple interpreter of the IR: the oracle of the compiled simulator. */
export { interpret } from './interpret.js';
