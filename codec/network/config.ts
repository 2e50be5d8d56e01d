/** Widths of a U-net ("hourglass") that works on the picture shrunk by `scale`. */
export interface HourglassConfig {
  /** Channels of the first block are twice this; every further block doubles them. */
  readonly blockExpansion: number;
  /** No block has more channels than this. */
  readonly maxFeatures: number;
  /** Blocks down, and as many up; each halves, or doubles, height and width. */
  readonly blocks: number;
  /** Side of the picture that it works on, as a fraction of the picture's: 1, 0.5, 0.25 or 0.125. */
  readonly scale: number;
}

/** Everything that shapes a network; nothing in it depends on the weights. Made by `networkConfig`, and then complete. */
export interface NetworkConfig {
  /** Which published code the network comes from; gives the defaults of the fields below. */
  readonly variant: 'fomm' | 'dac';
  /** Height and width of pictures, 64 to 512 pixels. */
  readonly size: number;
  /** Colours: always R, G, B. */
  readonly channels: 3;
  /** Keypoints, K. */
  readonly keypoints: number;
  /** First-order motion: a 2x2 matrix beside each keypoint. */
  readonly jacobians: boolean;
  /** The warped features become a picture: `downBlocks` halvings, residual blocks at that size, as many doublings. */
  readonly generator: {
    readonly blockExpansion: number;
    readonly maxFeatures: number;
    readonly downBlocks: number;
    readonly residualBlocks: number;
  };
  readonly denseMotion: HourglassConfig & {
    /** Variance of a keypoint's Gaussian, in the units of coordinates (-1..1), squared. */
    readonly variance: number;
  };
  readonly detector: HourglassConfig & {
    /** Zeros around the input of the 7x7 head: 3 keeps the size of the map, 0 takes off 6. */
    readonly padding: number;
    /** The maps are divided by this before the softmax over space. */
    readonly temperature: number;
    /** One map of Jacobians for all keypoints instead of one for each. */
    readonly singleJacobianMap: boolean;
  };
  /** How every doubling of a size is done; 'bilinear' is with align_corners = true. */
  readonly upsampling: 'nearest' | 'bilinear';
  /** How a picture is shrunk after the Gaussian: every n-th sample, or bilinear with align_corners = true. */
  readonly shrink: 'decimate' | 'bilinear';
  /**
   * The four heads (`kp`, `mask`, `occlusion`, `final`) are modules that hold their convolution, so parameters are
   * named `final.conv.weight` instead of `final.weight`.
   */
  readonly nestedHeads: boolean;
}

/** Any part of a configuration, as it stands in a JSON file; what is left out comes from the variant. */
export type PartialConfig = {
  readonly [Field in keyof NetworkConfig]?: NetworkConfig[Field] extends object
    ? Partial<NetworkConfig[Field]>
    : NetworkConfig[Field];
};
