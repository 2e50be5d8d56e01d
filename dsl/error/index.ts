/** Errors: their codes, what they hold, how they look, and where in the user's code they point. */
export { captureLoc } from './capture.js';
export { type Code, codes } from './codes.js';
export type { Diagnostic, Span } from './diagnostic.js';
export { type FormatOptions, format } from './format.js';
export { HardwareError } from './hardware-error.js';
