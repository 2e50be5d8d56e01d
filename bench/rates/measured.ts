import { uniform } from '../../codec/random.js';

/**
 * Whether the quality of a frame is measured: one in `nth`, and always the first. By chance, because in every tenth frame, say,
 * the source pictures would be measured more often than they come.
 */
export const isMeasured = (frame: number, nth: number): boolean => frame === 0 || uniform(0x7a7e, frame) * nth < 1;
