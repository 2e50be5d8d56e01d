const abi = ['zero', 'ra', 'sp', 'gp', 'tp', 't0', 't1', 't2', 's0', 's1'].concat(
  Array.from({ length: 8 }, (_, i) => `a${i}`),
  Array.from({ length: 10 }, (_, i) => `s${i + 2}`),
  Array.from({ length: 4 }, (_, i) => `t${i + 3}`),
);

/** Number of a register by either of its names: `x10` or `a0`. */
export const registerNumber: ReadonlyMap<string, number> = new Map([
  ...abi.map((name, i): [string, number] => [name, i]),
  ...abi.map((_, i): [string, number] => [`x${i}`, i]),
  ['fp', 8],
]);
