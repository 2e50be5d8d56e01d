/** The hardware library: engines written in the language, each with a model in TypeScript that gives the same bits. */
export { accelerator } from './accelerator/accelerator.js';
export { type AcceleratorConfig, acceleratorConfig } from './accelerator/config.js';
export { emptyProgramCycles, handoverCycles, issueCycles, nextCycles } from './accelerator/cycles.js';
export { type FaultName, faults } from './accelerator/fault.js';
export { AssemblyError, assemble, disassemble } from './accelerator/isa/assembler.js';
export type { Surroundings } from './accelerator/isa/check/problem.js';
export { ProgramError } from './accelerator/isa/decode.js';
export {
  encode as encodeInstruction,
  type FieldValues,
  program as encodeProgram,
  type Synchronization,
  semaphores,
} from './accelerator/isa/encode.js';
export { formats as instructionFormats, map as mapFormat, mapOperations } from './accelerator/isa/formats.js';
export type { Ending, Stuck } from './accelerator/model/machine.js';
export { type ModelRun, runProgram } from './accelerator/model/run.js';
export { type AcceleratorMap, acceleratorMap } from './accelerator/registers.js';
export type { ProgramProblem } from './accelerator/validate/problem.js';
export { validate as validateProgram } from './accelerator/validate/validate.js';
export {
  type AxiDataBits,
  type AxiMaster,
  type AxiOptions,
  type AxiReadMaster,
  type AxiSlave,
  type AxiWriteMaster,
  axiMaster,
  axiReadMaster,
  axiSlave,
  axiWriteMaster,
  connectAxi,
} from './axi/bus.js';
export { type AxiCommand, type AxiResult, type AxiTransferOptions, axiCommand, axiResult } from './axi/command.js';
export type { MemoryBurst } from './axi/memory/burst.js';
export {
  type AxiMemory,
  type AxiMemoryOptions,
  axiMemory,
  type ErrorRegion,
  type MemoryHost,
} from './axi/memory/memory.js';
export { type AxiQuiesceOptions, axiQuiesce } from './axi/quiesce.js';
export { type AxiReads, axiRead } from './axi/read.js';
export { axiWrite } from './axi/write.js';
export {
  AxiError,
  type AxiLiteBench,
  type AxiLiteBenchOptions,
  axiLiteBench,
  type BusProcess,
  type BusWord,
} from './axi-lite/bench.js';
export {
  type AxiLiteMaster,
  type AxiLiteOptions,
  type AxiLiteSlave,
  axiLiteMaster,
  axiLiteSlave,
  axiResponse,
  connectAxiLite,
} from './axi-lite/bus.js';
export { conv2d } from './conv2d/conv2d.js';
export { conv2dModel } from './conv2d/model.js';
export { type Conv2dReal, quantizeConv2d } from './conv2d/quantize.js';
export type { Conv2dSpec } from './conv2d/spec.js';
export {
  type ConvWork,
  convCycles,
  convStart,
  type EpilogueWork,
  epilogueCycles,
  epilogueDrain,
  handover,
} from './convolution/cycles.js';
export { convolutionEngine } from './convolution/engine.js';
export {
  loadCycles,
  type MemoryTiming,
  storeCycles,
  tableCycles,
  type UnitCycles,
  weightsCycles,
} from './dma/cycles.js';
export { loadUnit } from './dma/load.js';
export { storeUnit } from './dma/store.js';
export { weightsUnit } from './dma/weights.js';
export { type MapShape, mapCycles, masksInterval } from './maps/cycles.js';
export { mapUnit } from './maps/map-unit.js';
export { masksEngine } from './maps/masks.js';
export { mapNeeds } from './maps/needs.js';
export { reciprocalDivider, reciprocalInterval } from './maps/reciprocal.js';
export { type ResizeOptions, resizeEngine } from './maps/resize.js';
export { shrinkEngine } from './maps/shrink.js';
export { type SoftmaxOptions, softmaxEngine } from './maps/softmax.js';
export { affineRelu } from './quantized/affine.js';
export { affineShift, flow, flowFrom16, flowTo8, flowTo16 } from './quantized/flow.js';
export { gaussian, heatmap } from './quantized/gaussian.js';
export {
  interpolate8,
  interpolate16,
  interpolate24,
  occlude,
  toActivation,
  toFeature,
} from './quantized/interpolate.js';
export { pictureIn, pictureOut } from './quantized/picture.js';
export { averagePool } from './quantized/pool.js';
export { inside, place, positionFraction } from './quantized/position.js';
export { requantize8, requantize10, requantize16, rescale } from './quantized/requantize.js';
export { addResidual, residualFraction } from './quantized/residual.js';
export { gaussianTaps, shrinkAcross, shrinkDown } from './quantized/shrink.js';
export { sigmoid, sigmoidFraction } from './quantized/sigmoid.js';
export { exp2, logitFraction, reciprocal, share, softmax } from './quantized/softmax.js';
export { unit8 } from './quantized/unit.js';
export { type RegisterAccess, type RegisterBus, type RegisterDriver, registerDriver } from './registers/driver.js';
export { cHeader } from './registers/export/c-header.js';
export { registerTable } from './registers/export/markdown.js';
export { pythonClass } from './registers/export/python-class.js';
export { typescriptClass } from './registers/export/typescript-class.js';
export {
  type Access,
  constant,
  type Field,
  type FieldOptions,
  pulse,
  rc,
  ro,
  rw,
  w1c,
  w1s,
  wo,
} from './registers/field.js';
export { interrupt, interruptRegisters } from './registers/interrupts.js';
export { type RegisterMap, type RegisterMapOptions, type Registers, registerMap } from './registers/map.js';
export type { PlacedField, PlacedRegister } from './registers/place.js';
export { type Register, type RegisterArrayOptions, type RegisterOptions, register } from './registers/register.js';
export { type RegisterFile, type RegisterFileOptions, registerFile } from './registers/register-file.js';
export type { FieldView, RegistersView, Requested, Sticky, Strobes } from './registers/view.js';
export { samplingCycles, samplingLatency } from './sampling/cycles.js';
export { samplingEngine } from './sampling/engine.js';
export { samplingFits, samplingSide } from './sampling/fits.js';
export { gridFraction, gridShift } from './sampling/grid.js';
export { type GridSampleSpec, gridSample } from './sampling/grid-sample.js';
export { heatmaps } from './sampling/heatmaps.js';
export { heatAt, type Motion, motionShift } from './sampling/look.js';
export { gridSampleModel, type ShiftXY, shiftWarpModel } from './sampling/model.js';
export { shiftWarp } from './sampling/shift-warp.js';
