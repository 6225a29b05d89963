import type { PostInvocationContext } from '@azure/functions';

/** After each activity: a line of what it did, led by the orchestration instance's id, which is that of the publication. */
export const logActivity = ({ invocationContext: context, result, error }: PostInvocationContext): void => {
  if (context.options.trigger.type !== 'activityTrigger') return;
  const line = `[${context.triggerMetadata?.instanceId}] ${context.functionName}`;
  const [reason] = String(error instanceof Error ? error.message : error).split('\n');
  if (error) context.warn(`${line} failed, to be tried again: ${reason}`);
  else context.log(`${line}: ${JSON.stringify(result ?? null).slice(0, 300)}`);
};
