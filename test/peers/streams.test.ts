import { suite } from 'uvu';
import { zoo } from '../dsl/stream/zoo.js';
import { lockStep } from './lock-step.js';

const streams = suite('peers/streams');
lockStep(streams, zoo, 200);
streams.run();
