import type { Keypoints } from '../tensor/keypoints.js';
import type { Picture } from '../video/picture.js';

/** What makes pictures of a source picture and keypoints, whichever engine it runs on. */
export interface Decoder {
  /** Begins a group of pictures. The picture is the one that came out of the stream, not the one that went into it. */
  source(picture: Picture, keypoints: Keypoints): Promise<void>;
  /**
   * The frame in which the keypoints of the source have moved to these.
   *
   * @throws RangeError if there was no source yet
   */
  frame(keypoints: Keypoints): Promise<Picture>;
  /** Lets go of what the engine holds outside of JavaScript's memory; nothing is asked of it after that. */
  close(): Promise<void>;
}

/** What an engine computes of a source picture once for all frames of its group. */
export interface Predicting<Features> {
  source(picture: Picture): Features | Promise<Features>;
  frame(features: Features, sourceKeypoints: Keypoints, drivingKeypoints: Keypoints): Picture | Promise<Picture>;
  close?(): Promise<void>;
}

/** A decoder that keeps the source of the current group for an engine which keeps nothing. */
export function decoderOf<Features>({ source, frame, close }: Predicting<Features>): Decoder {
  let group: { readonly features: Features; readonly keypoints: Keypoints } | undefined;
  return {
    async source(picture, keypoints) {
      group = { features: await source(picture), keypoints };
    },
    async frame(keypoints) {
      if (!group) throw new RangeError('a frame before the first source');
      return frame(group.features, group.keypoints, keypoints);
    },
    close: async () => close?.(),
  };
}
