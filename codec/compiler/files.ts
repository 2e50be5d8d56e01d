import { disassemble } from '../../stdlib-engines/accelerator/isa/assembler.js';
import type { CompiledGraph, CompiledNetwork } from './image.js';
import { compiledCsv, compiledMarkdown, totalText } from './table.js';

/** A file of a compiled network, by its name in the folder. */
export interface CompiledFile {
  readonly name: string;
  readonly content: Uint8Array | string;
}

/**
 * A compiled network as files: what goes to memory as bytes (`source.bin`, `frame.bin`, `constants.bin`), the programs as text
 * (`source.txt`, `frame.txt`), where everything lies in memory (`image.json`), and what it takes (`table.md`, `table.csv`).
 */
export function compiledFiles(network: CompiledNetwork): CompiledFile[] {
  return [
    ...[network.source, network.frame].flatMap(({ name, program }) => [
      { name: `${name}.bin`, content: program },
      { name: `${name}.txt`, content: disassemble(program) },
    ]),
    { name: 'constants.bin', content: network.constants },
    { name: 'image.json', content: `${JSON.stringify(compiledJson(network), null, 2)}\n` },
    { name: 'table.md', content: markdown(network) },
    { name: 'table.csv', content: compiledCsv(network) },
  ];
}

/** All but the bytes: sizes of an accelerator, places, and what passes take. */
export function compiledJson({ constants, source, frame, ...network }: CompiledNetwork) {
  const graph = ({ program, ...others }: CompiledGraph) => ({ instructions: program.length / 64 - 1, ...others });
  return { ...network, constantBytes: constants.length, source: graph(source), frame: graph(frame) };
}

function markdown(network: CompiledNetwork): string {
  const { rows, columns } = network.accelerator;
  const parts = [network.source, network.frame].map(
    graph => `## ${graph.name}\n\n${totalText(network, graph)}\n\n${compiledMarkdown(graph)}\n`,
  );
  return [`# An array of ${rows}x${columns}\n`, ...parts].join('\n');
}
