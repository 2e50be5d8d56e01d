import { suite } from 'uvu';
import { allExamples } from '../examples/all.js';
import { lockStep } from './lock-step.js';

const examples = suite('peers/examples');
const all = await allExamples();
lockStep(examples, Object.fromEntries(all.map(({ name, circuit }) => [name, circuit])), 100);
examples.run();
