import { bindingData } from '../bindingData';
import { type Invoker, triggerOf } from '../invoker';
import { asError } from '../worker/asError';
import type { RegisteredFunction } from '../worker/coreModule';
import type { TypedData } from '../worker/coreTypes';
import { remoteException } from './exceptionJson';
import type { ActivityTask } from './rows';

export type ActivityResult =
  | { readonly succeeded: true; readonly result: string | null }
  | { readonly succeeded: false; readonly reason: string; readonly details: string };

/** Runs one activity and words its end as the extension does. */
export async function runActivity(
  invoker: Invoker,
  fn: RegisteredFunction,
  task: ActivityTask,
): Promise<ActivityResult> {
  const data = inputData(task.input);
  const triggerMetadata = {
    instanceId: { string: task.instanceId },
    [triggerOf(fn).name]: data,
    data,
    ...bindingData(data.string ?? ''),
  };
  try {
    const { returnValue } = await invoker.invoke(fn, {
      data,
      triggerMetadata,
      reason: `Activity of '${task.instanceId}'`,
    });
    return { succeeded: true, result: resultJson(returnValue) };
  } catch (error) {
    return failure(fn.metadata.name, error);
  }
}

/** Activities get the JSON text of their input, except that .NET prints booleans in its own way. */
function inputData(input: string | null): TypedData {
  if (input === null) return {};
  return { string: input === 'true' ? 'True' : input === 'false' ? 'False' : input };
}

function resultJson(value: TypedData | null | undefined): string | null {
  if (value === null || value === undefined) return null;
  if (value.string !== undefined) return JSON.stringify(value.string);
  if (value.json !== undefined) return value.json;
  if (value.int !== undefined) return int64(value.int);
  if (value.double !== undefined)
    return Number.isFinite(value.double) ? JSON.stringify(value.double) : JSON.stringify(String(value.double));
  if (value.bytes !== undefined) return JSON.stringify(Buffer.from(value.bytes).toString('base64'));
  return null;
}

const largest = 9_223_372_036_854_775_807n;
const clamp = (value: bigint) => (value > largest ? largest : value < -largest - 1n ? -largest - 1n : value);

/** A whole number crosses to the host as a 64-bit integer and is cut off at its limits. */
const int64 = (value: number): string => clamp(BigInt(value)).toString();

function failure(name: string, thrown: unknown): ActivityResult {
  const { message, stack = '' } = asError(thrown);
  return {
    succeeded: false,
    reason: `Activity function '${name}' failed:  ${message}`,
    details: remoteException(message, stack),
  };
}
