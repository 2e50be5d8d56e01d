import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { SynthCache } from '../../backend-verilog/index.js';
import { writeFiles } from '../output/files.js';

/** Results of Yosys by the hash of the Verilog, in the user's cache folder. One that cannot be used is none. */
export function synthCache(): SynthCache {
  const folder = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'grace-hdl', 'synth');
  return {
    get(key) {
      try {
        const text = readFileSync(join(folder, `${key}.json`), 'utf8');
        JSON.parse(text);
        return text;
      } catch {
        return undefined;
      }
    },
    set(key, value) {
      try {
        writeFiles(folder, [{ name: `${key}.json`, text: value }]);
      } catch {
        // The next run counts again.
      }
    },
  };
}
