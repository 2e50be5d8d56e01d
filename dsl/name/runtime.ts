/** What the naming transform calls; a file of its own so that a transformed file loads nothing else. */
export { named } from '../index.js';
