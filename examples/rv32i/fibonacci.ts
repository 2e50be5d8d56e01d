/**
 * The computer with a program: the twentieth Fibonacci number, after which it halts.
 *
 *   grace sim examples/rv32i/fibonacci.ts --cycles 400
 */
import { computer } from './computer.js';
import { fibonacci } from './program/fibonacci.js';

export default computer({ program: fibonacci(20), words: 1024 });
