import type { Tensor } from "@binade/autograd";
import type { GradScaler, LossScaleState } from "@binade/loss-scaler";
import type { Module } from "../module.ts";
import type { Optimizer } from "../optimizers/optimizer.ts";
import { byteLengthOf, decodeSafetensors, encodeSafetensors, type StoredTensor } from "./safetensors.ts";

/** What a checkpoint is of. */
export interface CheckpointParts {
  readonly model: Module;
  readonly optimizer: Optimizer;
  readonly scaler: GradScaler<Tensor, Optimizer>;
}

/** Under these names a file holds what is no tensor; notes have the prefix `note.`. */
const formatName = "binade.checkpoint";
const formatVersion = "1";
const scalerName = "scaler";
const learningRateName = "learningRate";
const notePrefix = "note.";

/** The bytes of a safetensors file with all that a run between two steps consists of, and the caller's notes. */
export async function saveCheckpoint(
  parts: CheckpointParts,
  notes: Readonly<Record<string, string>>,
): Promise<Uint8Array> {
  // all reads are enqueued before any is awaited, so that no step comes between them
  const stored = namedTensors(parts).map(async ([name, tensor]) => [name, await storedTensor(tensor)] as const);
  const [scaler, ...tensors] = await Promise.all([parts.scaler.state(), ...stored]);
  const metadata = {
    [formatName]: formatVersion,
    [scalerName]: JSON.stringify(scaler),
    [learningRateName]: String(parts.optimizer.learningRate),
    ...Object.fromEntries(Object.entries(notes).map(([name, text]) => [`${notePrefix}${name}`, text])),
  };
  return encodeSafetensors({ tensors: new Map(tensors), metadata });
}

/**
 * Write a checkpoint's tensors into the parts, which may live on another backend than those that it was made of.
 *
 * @throws RangeError when it is not one of such parts; nothing was written then.
 */
export function loadCheckpoint(parts: CheckpointParts, checkpoint: Uint8Array): Readonly<Record<string, string>> {
  const { tensors, metadata } = decodeSafetensors(checkpoint);
  if (metadata[formatName] !== formatVersion) {
    const got = metadata[formatName] === undefined ? "none" : `"${metadata[formatName]}"`;
    throw new RangeError(`checkpoint: expected "${formatName}": "${formatVersion}" in the file's metadata, got ${got}`);
  }
  const targets = namedTensors(parts);
  const writes = targets.map(([name, tensor]) => ({ tensor, bytes: fittingBytes(name, tensor, tensors.get(name)) }));
  const unknown = [...tensors.keys()].filter((name) => !targets.some(([known]) => known === name));
  if (unknown.length > 0) {
    throw new RangeError(`checkpoint: of another model or optimizer, there is no tensor ${unknown.join(", ")} here`);
  }
  parts.scaler.loadState(JSON.parse(metadata[scalerName] ?? "{}") as LossScaleState); // checks it first
  parts.optimizer.learningRate = Number(metadata[learningRateName] ?? parts.optimizer.learningRate);
  for (const { tensor, bytes } of writes) tensor.engine.backend.write(tensor.view.buffer, bytes);
  return Object.fromEntries(
    Object.entries(metadata).flatMap(([name, text]) =>
      name.startsWith(notePrefix) ? [[name.slice(notePrefix.length), text]] : [],
    ),
  );
}

function namedTensors({ model, optimizer }: CheckpointParts): (readonly [string, Tensor])[] {
  return [
    ...[...model.parameters, ...model.buffers].map(({ name, tensor }) => [`model.${name}`, tensor] as const),
    ...optimizer.stateTensors.map(({ name, tensor }) => [`optimizer.${name}`, tensor] as const),
  ];
}

async function storedTensor({ engine, view }: Tensor): Promise<StoredTensor> {
  const { buffer, dtype, shape } = view;
  return { dtype, shape, bytes: await engine.backend.read(buffer, 0, byteLengthOf(dtype, shape)) };
}

function fittingBytes(name: string, { dtype, shape }: Tensor, stored: StoredTensor | undefined): Uint8Array {
  const wanted = `${dtype} [${shape}]`;
  if (stored === undefined) throw new RangeError(`checkpoint: expected a tensor "${name}" of ${wanted}, got none`);
  const got = `${stored.dtype} [${stored.shape}]`;
  if (got !== wanted) throw new RangeError(`checkpoint: expected "${name}" to be ${wanted}, got ${got}`);
  return stored.bytes;
}
