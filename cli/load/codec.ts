import { pathToFileURL } from 'node:url';
import { importModule } from '../launch/import-module.js';
import { fromSource, packageFile } from '../package-root.js';

/** What `grace-hdl/codec` exports. Commands name its types only, and get its values here. */
export type Codec = typeof import('../../codec/index.js');

/**
 * The codec, loaded when a command works with it. It is no part of the command's own file, whose size is what every
 * command waits for: the built command imports the library that stands beside it. That is a copy of its own, so its errors are known
 * by their name (`CodecError`), not by their class.
 */
export async function loadCodec(): Promise<Codec> {
  // Its kernels need the text of their files, which they have once built.
  if (fromSource) await importModule(urlOf('dsl/name/register.ts'));
  return (await importModule(urlOf(fromSource ? 'codec/index.ts' : 'dist/codec/index.js'))) as Codec;
}

const urlOf = (path: string): string => pathToFileURL(packageFile(path)).href;
