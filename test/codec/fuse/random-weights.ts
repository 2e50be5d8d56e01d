export { randomWeights } from '../../../codec/float/random-weights.js';
