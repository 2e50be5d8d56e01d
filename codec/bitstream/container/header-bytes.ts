import { CodecError } from '../../error.js';
import { crc32 } from './checksum.js';
import { type AgcHeader, checkHeader } from './header.js';

/** The first byte is beyond ASCII, so that text is never taken for a stream nor a stream for text. */
const magic = [0x89, 0x41, 0x47, 0x43];

/** The version that is written, and the only one that is read. */
export const version = 1;

/** From the length of the network's name on, with which the bytes of the whole header are known. */
const fixed = 34;
const checksum = 4;

/** Bytes that `headerLength` looks at. */
export const headerStart = 6;

const pictureFormats = ['avif'] as const;

/** The header as bytes; `docs/codec/bitstream.md` shows them. */
export function writeHeader(header: AgcHeader): Uint8Array {
  const { width, height, rate, keypoints, gopLimit, pictureFormat, network } = checkHeader(header);
  const name = new TextEncoder().encode(network.name);
  const bytes = new Uint8Array(fixed + name.length + checksum);
  const view = new DataView(bytes.buffer);
  bytes.set(magic);
  view.setUint8(4, version);
  view.setUint8(5, name.length);
  view.setUint16(6, width, true);
  view.setUint16(8, height, true);
  view.setUint32(10, rate.numerator, true);
  view.setUint32(14, rate.denominator, true);
  view.setUint8(18, keypoints.count);
  view.setUint8(19, pictureFormats.indexOf(pictureFormat) + 1);
  view.setUint16(20, keypoints.steps, true);
  view.setUint16(22, keypoints.jacobianSteps ?? 0, true);
  view.setUint16(24, gopLimit, true);
  bytes.set(Buffer.from(network.hash, 'hex'), 26);
  bytes.set(name, fixed);
  view.setUint32(fixed + name.length, crc32(bytes.subarray(0, fixed + name.length)), true);
  return bytes;
}

/**
 * How many bytes the header has that begins with `start`, at least `headerStart` of them unless the stream is shorter.
 *
 * @throws CodecError if it is no stream, or one of another version
 */
export function headerLength(start: Uint8Array): number {
  if (!magic.every((byte, i) => start[i] === byte))
    throw new CodecError(
      start.length === 0
        ? 'an empty file is no .agc stream'
        : 'this is no .agc stream: it does not begin with 89 41 47 43',
      '`grace encode` makes one from a clip',
    );
  if (start.length < headerStart) throw truncatedHeader(start.length);
  if (start[4] !== version)
    throw new CodecError(
      `the stream has version ${start[4]} of the format, and this program reads version ${version}`,
      'a newer grace-hdl may read it',
    );
  return fixed + start[5]! + checksum;
}

export const truncatedHeader = (length: number): CodecError =>
  new CodecError(`the stream ends after ${length} bytes, within its header`, 'it was cut off: get it again');

/**
 * The header of just the bytes that `headerLength` counts.
 *
 * @throws CodecError if it is damaged, or a field is out of its bounds
 */
export function readHeader(bytes: Uint8Array): AgcHeader {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = bytes.length - checksum;
  if (view.getUint32(end, true) !== crc32(bytes.subarray(0, end)))
    throw new CodecError(
      `the header of the stream, bytes 0 to ${bytes.length - 1}, is damaged: its CRC does not match`,
      'get it again: nothing of it can be trusted',
    );
  const pictureFormat = pictureFormats[view.getUint8(19) - 1];
  if (!pictureFormat)
    throw new CodecError(
      `source pictures of format ${view.getUint8(19)}, at byte 19, are not known`,
      'a newer grace-hdl may read them; 1, AVIF, is known',
    );
  const jacobianSteps = view.getUint16(22, true);
  return checkHeader({
    width: view.getUint16(6, true),
    height: view.getUint16(8, true),
    rate: { numerator: view.getUint32(10, true), denominator: view.getUint32(14, true) },
    keypoints: {
      count: view.getUint8(18),
      steps: view.getUint16(20, true),
      ...(jacobianSteps > 0 && { jacobianSteps }),
    },
    gopLimit: view.getUint16(24, true),
    pictureFormat,
    network: {
      name: Buffer.from(bytes.subarray(fixed, end)).toString('latin1'),
      hash: Buffer.from(bytes.subarray(26, fixed)).toString('hex'),
    },
  });
}
