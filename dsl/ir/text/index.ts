/** The text form of the IR: one line for each node and statement. */
export { parseDesign } from './parse.js';
export { type PrintOptions, printDesign, printNode } from './print.js';
