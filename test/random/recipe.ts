import fc from 'fast-check';

/**
 * What a random design is made of. All numbers are choices, taken modulo what there is to choose from, so every
 * recipe is a valid design, and a smaller recipe is a simpler one.
 */
export interface Recipe {
  /** Edge and reset of the two clocks. */
  readonly clocks: readonly [number, number];
  /** Children before parents; the last is the top. */
  readonly modules: readonly ModuleRecipe[];
}

export interface ModuleRecipe {
  readonly twoClocks: boolean;
  readonly inputs: readonly TypeRecipe[];
  readonly outputs: readonly TypeRecipe[];
  readonly registers: readonly TypeRecipe[];
  readonly memories: readonly TypeRecipe[];
  readonly steps: readonly Step[];
  readonly actions: readonly Action[];
}

export interface TypeRecipe {
  readonly kind: number;
  readonly width: number;
  readonly length: number;
  /** Which clock it belongs to, its initial value and other options. */
  readonly choices: readonly number[];
  /** Elements and fields. */
  readonly parts: readonly TypeRecipe[];
}

/** One more value, made from those that are there. */
export interface Step {
  readonly op: number;
  readonly choices: readonly number[];
  readonly type: TypeRecipe;
  /** Conditional assignments, of a wire. */
  readonly actions: readonly Action[];
}

/** A statement: an assignment, or a branch with statements in it. */
export interface Action {
  readonly kind: number;
  readonly choices: readonly number[];
  readonly then: readonly Action[];
  readonly rest: readonly Action[];
}

const number = fc.nat({ max: 999 });
const choices = fc.array(number, { minLength: 6, maxLength: 6 });
const width = fc.oneof(
  { arbitrary: fc.integer({ min: 1, max: 9 }), weight: 5 },
  { arbitrary: fc.constantFrom(12, 16, 24, 31, 32, 33, 40, 48, 63, 64, 65), weight: 5 },
  { arbitrary: fc.integer({ min: 1, max: 200 }), weight: 2 },
);

const { type, action } = fc.letrec<{ type: TypeRecipe; action: Action }>(tie => ({
  type: fc.record({
    kind: number,
    width,
    length: fc.integer({ min: 1, max: 5 }),
    choices,
    parts: fc.oneof(
      { maxDepth: 2, depthSize: 'small' },
      fc.constant([]),
      fc.array(tie('type'), { minLength: 1, maxLength: 3 }),
    ),
  }),
  action: fc.record({
    kind: number,
    choices,
    then: fc.oneof({ maxDepth: 2, depthSize: 'small' }, fc.constant([]), fc.array(tie('action'), { maxLength: 3 })),
    rest: fc.oneof({ maxDepth: 2, depthSize: 'small' }, fc.constant([]), fc.array(tie('action'), { maxLength: 2 })),
  }),
}));

const step = fc.record({ op: number, choices, type, actions: fc.array(action, { maxLength: 2 }) });

const moduleRecipe: fc.Arbitrary<ModuleRecipe> = fc.record({
  twoClocks: fc.boolean(),
  inputs: fc.array(type, { minLength: 1, maxLength: 3 }),
  outputs: fc.array(type, { minLength: 1, maxLength: 3 }),
  registers: fc.array(type, { maxLength: 2 }),
  memories: fc.array(type, { maxLength: 1 }),
  steps: fc.array(step, { minLength: 3, maxLength: 12, size: 'max' }),
  actions: fc.array(action, { maxLength: 4 }),
});

export const recipes: fc.Arbitrary<Recipe> = fc.record({
  clocks: fc.tuple(number, number),
  modules: fc.array(moduleRecipe, { minLength: 1, maxLength: 3 }),
});

/** What is left after shrinking is a design still: some module, with numbers where choices are made. */
export const isRecipe = ({ clocks, modules }: Recipe): boolean =>
  clocks.length === 2 && modules.length > 0 && modules.every(isModule);

const isModule = ({ inputs, outputs, registers, memories, steps, actions }: ModuleRecipe): boolean =>
  [...inputs, ...outputs, ...registers, ...memories].every(isType) && steps.every(isStep) && actions.every(isAction);

const isType = ({ width, length, choices, parts }: TypeRecipe): boolean =>
  width > 0 && length > 0 && choices.length === 6 && parts.every(isType);

const isStep = ({ choices, type, actions }: Step): boolean =>
  choices.length === 6 && isType(type) && actions.every(isAction);

const isAction = ({ choices, then, rest }: Action): boolean =>
  choices.length === 6 && then.every(isAction) && rest.every(isAction);
