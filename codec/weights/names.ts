/** A count of training steps that PyTorch keeps beside each batch normalization; nothing computes with it. */
export const isCounter = (name: string): boolean => /(?:^|\.)num_batches_tracked$/.test(name);
