/** The talking-face codec in software: networks, their integer model, the bitstream, and the tools around them. */

// The accelerator: decoding on it, and pictures of its runs.
export { arrayConfig } from './accelerator/array.js';
export { type AcceleratorDecoderOptions, acceleratorDecoder, type BatchDecoder } from './accelerator/decoder.js';
export { type AcceleratorDriver, acceleratorDriver, type Outcome, type Regions } from './accelerator/driver.js';
export {
  type AcceleratorPlatform,
  type HardwareOptions,
  hardwareTarget,
  type PlatformMemory,
} from './accelerator/hardware.js';
export { readTensor, writeTensor } from './accelerator/pack.js';
export { memoryLike, type SimulationOptions, simulatedPlatform, simulatedTarget } from './accelerator/simulated.js';
export { type AcceleratorTarget, type Counters, modelTarget, type ProgramRun } from './accelerator/target.js';
export { type Activity, busyShare, type TimelineOptions, timelineSvg } from './accelerator/timeline.js';

// The bitstream, .agc.
export type { AgcFrame, AgcPredictedFrame, AgcSourceFrame, FrameSize } from './bitstream/container/frame.js';
export type { Group as GroupOfPictures } from './bitstream/container/group.js';
export type { AgcHeader, NetworkIdentity } from './bitstream/container/header.js';
export { type AgcFile, type AgcReadOptions, readAgc } from './bitstream/container/read.js';
export { type AgcStream, readAgcStream } from './bitstream/container/read-stream.js';
export {
  type AgcWriter,
  type AgcWriterOptions,
  agcWriter,
  type WrittenBatch,
  type WrittenFrame,
} from './bitstream/container/writer.js';
export { defaultSteps, type KeypointFormat } from './bitstream/keypoints/format.js';
export { type KeypointCoder, keypointCoder } from './bitstream/keypoints/keypoint-coder.js';
export { dequantizeKeypoints, quantizeKeypoints } from './bitstream/keypoints/quantizer.js';
export { limits as agcLimits } from './bitstream/limits.js';
export { checkNetwork, networkHash } from './bitstream/network-hash.js';
export { type RateMeter, rateMeter, rateText, type StreamBytes, type StreamRate } from './bitstream/rate.js';

// Networks for the accelerator.
export { type CompileOptions, compileNetwork } from './compiler/compile.js';
export { type MemoryModel, zynqMemory } from './compiler/cycles/times.js';
export { type CompiledFile, compiledFiles, compiledJson } from './compiler/files.js';
export type { Bound, CompiledGraph, CompiledNetwork, Layout, PassReport, Place } from './compiler/image.js';
export { shapeNetwork } from './compiler/shape.js';
export { compiledCsv, compiledMarkdown, compiledText } from './compiler/table.js';

// Clips to streams, and back.
export { type DecodedVideo, type DecodeOptions, decode } from './decoder/decode.js';
export { type Decoder, decoderOf, type Predicting } from './decoder/decoder.js';
export {
  type DecoderEngine,
  type DecoderOptions,
  decoderEngines,
  type Engine,
  engines,
  openDecoder,
} from './decoder/engine.js';
export { fastDecoder } from './decoder/fast.js';
export { floatDecoder } from './decoder/float.js';
export { integerDecoder } from './decoder/int8.js';
export type { RtlOptions } from './decoder/rtl.js';
export { type Detect, floatDetector } from './encoder/detector.js';
export { type EncodeReport, type Encoding, encode } from './encoder/encode.js';
export { type EncoderEngine, encoderEngine } from './encoder/engine.js';
export type { EncodeOptions } from './encoder/options.js';

// Errors of input, and files that are read in parts.
export { CodecError } from './error.js';
export { type Chunks, fileChunks } from './file/chunks.js';
export { bytesSource, type Source } from './file/source.js';

// The float reference: every operator by itself, a graph of them, a whole network.
export { relu, sigmoid } from './float/activation.js';
export { averagePool } from './float/average-pool.js';
export { type BatchNormParameters, batchNorm } from './float/batch-norm.js';
export { add, concat, multiply } from './float/combine.js';
export { type ConvOptions, conv } from './float/conv.js';
export { expectedCoordinate, expectedJacobian } from './float/expected.js';
export { gridSample } from './float/grid-sample.js';
export { heatmaps } from './float/heatmaps.js';
export { combineMotions, interleave } from './float/motion.js';
export { type Predictor, predictor } from './float/predictor.js';
export { randomWeights } from './float/random-weights.js';
export { resizeBilinear, resizeFlow, upsampleBilinear, upsampleNearest } from './float/resize.js';
export { type RunOptions, runGraph } from './float/run-graph.js';
export { shrink, shrinkKernel } from './float/shrink.js';
export { softmaxChannels, softmaxSpace } from './float/softmax.js';
export { type Jacobians, sparseMotions } from './float/sparse-motions.js';

// The decoder as fused layers.
export { fuse } from './fuse/fuse.js';
export type { FusedConv, FusedGraph, FusedLayer, FusedNetwork } from './fuse/graph.js';
export { type FusedRunOptions, runFused } from './fuse/run.js';

// The integer model: its networks, running them, and their files.
export { readIntegerNetwork } from './integer/file/read.js';
export { writeIntegerNetwork } from './integer/file/write.js';
export { fixedAffine, fixedScale, gaussianUnit, jacobiansToFixed, keypointsToPixels } from './integer/fixed.js';
export type { ConvLayer, Epilogue, IntegerGraph, IntegerLayer, IntegerNetwork, Value } from './integer/network.js';
export {
  type IntegerPredictor,
  integerPredictor,
  pictureToPlanes,
  planesToPicture,
} from './integer/predictor.js';
export { type IntegerRunOptions, type IntegerTensors, prepareInteger, runInteger } from './integer/run.js';
export type { Format, IntegerTensor, IntegerType } from './integer/tensor.js';

// Networks: what shapes them, and their operators as graphs.
export type { HourglassConfig, NetworkConfig, PartialConfig } from './network/config.js';
export type {
  DetectorGraph,
  FrameGraph,
  FrameInputs,
  Graph,
  NetworkGraphs,
  PredictedFrame,
  SourceFeatures,
  SourceGraph,
  Step,
} from './network/graph.js';
export { networkGraphs } from './network/graphs.js';
export { type LayerTotal, layersCsv, layersText, totalsOf, totalsText } from './network/layer-table.js';
export { type Layer, layersOf } from './network/layers.js';
export type { Operator } from './network/operator.js';
export { parametersOf } from './network/parameters.js';
export { presetConfig, presets } from './network/presets.js';
export { readConfig } from './network/read-config.js';
export { networkConfig } from './network/validate.js';
export { loadNetwork, type Network, namedConfig, shippedNetworks } from './networks/load.js';
export { loadIntegerNetwork } from './networks/load-integer.js';

// Networks in ONNX: files for other programs, and running fast.
export { exportOnnx, type OnnxFile } from './onnx/export.js';
export { type FastOptions, type FastPredictor, fastPredictor } from './onnx/predictor.js';

// How near pictures are to each other.
export { type Quality, type QualityMeter, qualityMeter } from './quality/meter.js';
export { decibels, meanSquaredError, psnr } from './quality/psnr.js';
export { ssim } from './quality/ssim.js';

// Quantization: from floats to the integer model.
export { type Bits, defaultBits, readBits, sensitiveMaps } from './quantize/bits.js';
export { type CalibrateOptions, type Calibration, calibrate, type QuantizeOptions } from './quantize/calibrate.js';
export { type Clip, type RenderedClips, readClip, renderedClips } from './quantize/calibration/clips.js';
export { type Method, methods } from './quantize/calibration/method.js';
export { type Scene, scenesOf } from './quantize/calibration/scenes.js';
export type { LayerReport } from './quantize/report/layers.js';
export { type QuantizationReport, reportQuantization, type Trial } from './quantize/report/report.js';
export { sheet } from './quantize/report/sheet.js';
export { quantizationText } from './quantize/report/text.js';
export { type Predictions, predictFloat, predictInteger } from './quantize/report/trial.js';

// The procedural talking head.
export { type ClipOptions, clip, type RenderedFrame } from './render/clip.js';
export { type Identity, identity } from './render/identity.js';
export { landmarkNames } from './render/landmarks.js';
export { type Motion, motions } from './render/motion.js';

// Tensors, and keypoints, which are made of them.
export type { Keypoints } from './tensor/keypoints.js';
export { elements, type Shape, type Tensor, tensor } from './tensor/tensor.js';

// Pictures in and out.
export { type AvifOptions, decodeAvif, encodeAvif } from './video/avif.js';
export { readWithFfmpeg } from './video/ffmpeg.js';
export { fitPicture, fitVideo } from './video/fit.js';
export { encodePng, readPicture, readPictures, writePictures } from './video/folder.js';
export { type OpenOptions, openVideo } from './video/open.js';
export { type Picture, picture, pictureToTensor, tensorToPicture } from './video/picture.js';
export { type PreviewOptions, preview } from './video/preview.js';
export type { Rate, Video } from './video/video.js';
export { readY4m } from './video/y4m/read.js';
export { type Y4mOptions, y4mChunks } from './video/y4m/write.js';

// Weights in and out.
export { checkWeights } from './weights/check.js';
export { loadWeights, loadWeightsFile, readWeights } from './weights/load.js';
export { writeSafetensors } from './weights/safetensors/write.js';
export type { Weights, WeightsFile } from './weights/weights.js';
