import { accesses } from '../field.js';
import type { RegisterMap } from '../map.js';
import { bitsText, hex, type SoftwareField, type SoftwareRegister, softwareOf } from './software.js';

/** The map as a page of Markdown: a table of the registers, then one of fields for each. */
export function registerTable(map: RegisterMap): string {
  const registers = softwareOf(map);
  return `${[
    `# Registers of ${map.name}`,
    '',
    ...(map.doc === undefined ? [] : [map.doc, '']),
    `Words of ${map.dataBits} bits; offsets count bytes.`,
    '',
    '| offset | register | |',
    '|---|---|---|',
    ...registers.map(
      register => `| ${placeOf(register)} | [${register.name}](#${anchor(register)}) | ${cell(register.doc)} |`,
    ),
    ...registers.flatMap(register => ['', ...fieldsOf(register, map.dataBits)]),
  ].join('\n')}\n`;
}

/** `0x10`, or `0x10 + 0x4 * i, i < 4`. */
const placeOf = ({ offset, array, stride, count }: SoftwareRegister): string =>
  array ? `${hex(offset)} + ${hex(stride)} * i, i < ${count}` : hex(offset);

const anchor = ({ name }: SoftwareRegister): string => name.toLowerCase();

const cell = (text = ''): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

function fieldsOf(register: SoftwareRegister, dataBits: number): string[] {
  const { name, doc, fields, reset } = register;
  return [
    `## ${name}`,
    '',
    `${placeOf(register)}, ${hex(reset, dataBits)} after reset.${doc === undefined ? '' : ` ${doc}`}`,
    '',
    '| bits | field | access | reset | |',
    '|---|---|---|---|---|',
    ...[...fields].reverse().map(field => {
      const after = field.access === 'ro' || field.access === 'pulse' ? '' : shown(field);
      return `| ${bitsText(field)} | ${field.name} | ${field.access} | ${after} | ${cell(about(field))} |`;
    }),
  ];
}

/** The value after reset as software would have it. */
function shown({ reset, cases, signed, width, frac }: SoftwareField): string {
  if (cases) return cases[Number(reset)]!;
  const value = signed ? BigInt.asIntN(width, reset) : reset;
  return frac > 0 ? `${Number(value) / 2 ** frac}` : `${value}`;
}

function about(field: SoftwareField): string {
  const { doc, cases, frac, signed, access } = field;
  const kinds = [
    ...(access === 'rw' || access === 'ro' ? [] : [accesses[access].doc]),
    ...(signed ? ['signed'] : []),
    ...(frac > 0 ? [`in units of 2^-${frac}`] : []),
    ...(cases ? [cases.map((each, code) => `${code} ${each}`).join(', ')] : []),
  ];
  return [doc, kinds.join('; ')].filter(Boolean).join(' - ');
}
