import { bundle, i8, lit, logicOf, module, streamIn, streamOut, streamWire, uint } from '../../dsl/index.js';
import { heatAt } from './look.js';
import { raster } from './raster.js';
import { checkedSizes, type MapSizes } from './sizes.js';

/** Places of a keypoint in the source and in the driving frame, in 256ths of a pixel, and 8192 by the standard deviation. */
const keypoint = bundle({
  sourceX: uint(17),
  sourceY: uint(17),
  drivingX: uint(17),
  drivingY: uint(17),
  unit: uint(16),
});

/**
 * Heatmaps of keypoints: for each element of `keypoints` a map, row by row, a pixel per cycle and maps without a gap. A pixel
 * is the bell around the keypoint's place in the driving frame less the one around that in the source, in steps of 1/127:
 *
 *     heat = round(127 (exp(-|p - d|^2 / 2 s^2) - exp(-|p - s|^2 / 2 s^2)))
 *
 * within 1/2 + 0.2 of the real one, and by what `unit` is rounded. Bells are separable: four Gaussians along rows and columns,
 * and two products. Latency 10. A skid before `heat` cuts both of its paths. Keypoints lie within 512 by 512 pixels, as
 * `keypointsToPixels` leaves them. `heatAt` is the kernel.
 *
 * @throws RangeError for sizes that it does not have.
 */
export const heatmaps = module(
  'heatmaps',
  (_: Pick<MapSizes, 'rows' | 'columns'> & { readonly period?: number }) => ({
    keypoints: streamIn(keypoint),
    heat: streamOut(i8),
  }),
  (io, { rows, columns, period = 6 }) => {
    checkedSizes('heatmaps', { rows, columns, channels: 1 });
    const { sink, stream } = streamWire(bundle({ column: uint(10), row: uint(10), keypoint }));
    const { row, column, ends } = raster(lit(uint(10), rows), lit(uint(10), columns), sink.fire);
    sink.payload.set({ row, column, keypoint: io.keypoints.payload });
    sink.valid.set(io.keypoints.valid);
    io.keypoints.ready.set(sink.ready.and(ends));
    stream
      .map(
        ({ column, row, keypoint: { sourceX, sourceY, drivingX, drivingY, unit } }) =>
          logicOf(heatAt, column, row, sourceX, sourceY, drivingX, drivingY, unit),
        { period },
      )
      .skid()
      .into(io.heat);
  },
);
