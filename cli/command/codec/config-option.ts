/** What `--config` takes where it says all about a network but its weights. */
export const configHelp =
  'vox-256, vox-256-first-order, vox-256-dac, fomm-zero-64, tiny-64, or a JSON file of your own';
