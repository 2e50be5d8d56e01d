/** `irqStatus` and `irq_status` are `irq_status` to software. */
export const snake = (name: string): string =>
  name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1_$2')
    .toLowerCase();

/** As a macro or a constant: `IRQ_STATUS`. */
export const upper = (name: string): string => snake(name).toUpperCase();

/** As a class: `IrqStatus`. */
export const pascal = (name: string): string =>
  snake(name)
    .split('_')
    .map(part => part.slice(0, 1).toUpperCase() + part.slice(1))
    .join('');
