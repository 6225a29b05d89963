/**
 * The words of an error that reached an orchestrator. An activity's failure comes as `Activity function 'NAME' failed:
 * MESSAGE`, then a .NET exception in JSON (facts: functions-host-measured, H), which is nothing for a user.
 */
export const faultMessage = (error: unknown): string => {
  const text = error instanceof Error ? error.message : String(error);
  const [, message = text] = /^Activity function '[^']*' failed:[^\S\n]*([\s\S]*?)\s*(?:\n \{|$)/.exec(text) ?? [];
  const sentence = message.trim().slice(0, 1000) || 'no reason was given';
  return /[.!?…]$/.test(sentence) ? sentence : `${sentence}.`;
};
