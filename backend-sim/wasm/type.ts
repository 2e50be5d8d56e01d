/** The value types that we use, with their codes in the binary format. */
export const valueTypes = { i32: 0x7f, i64: 0x7e, v128: 0x7b } as const;

export type ValueType = keyof typeof valueTypes;
