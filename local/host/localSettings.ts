import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isJsonObject } from './json';
import { parse } from './jsonWithComments';

export type Settings = Readonly<Record<string, string | undefined>>;

/**
 * The app's settings as Core Tools make them: the values of local.settings.json under the environment
 * (a variable that exists wins), plus what a development host always sets.
 */
export function readSettings(appDirectory: string, env: Settings, port: number): Record<string, string> {
  const set = Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return {
    ...readLocalSettings(join(appDirectory, 'local.settings.json')),
    ...Object.fromEntries(set),
    AZURE_FUNCTIONS_ENVIRONMENT: 'Development',
    WEBSITE_HOSTNAME: `localhost:${port}`,
    AzureWebJobsScriptRoot: appDirectory,
  };
}

function readLocalSettings(file: string): Record<string, string> {
  const text = readIfThere(file);
  if (text === undefined) return {};
  const settings = parse(text, file);
  const values = isJsonObject(settings) && isJsonObject(settings.Values) ? settings.Values : {};
  if (isJsonObject(settings) && settings.IsEncrypted === true) {
    throw new Error(`${file} is encrypted, which this host cannot read. Decrypt it with "func settings decrypt".`);
  }
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)]));
}

export const readIfThere = (file: string): string | undefined =>
  existsSync(file) ? readFileSync(file, 'utf8').replace(/^\uFEFF/, '') : undefined;

/** Replaces every `%NAME%` by the setting of that name, as the host does in names and schedules. */
export function resolveNames(text: string, settings: Settings): string {
  return text.replace(/%([^%]+)%/g, (whole, name: string) => {
    const value = setting(settings, name);
    if (value === undefined) throw new Error(`'${whole}' does not resolve to a value. Set ${name} in the environment.`);
    return value;
  });
}

/** A setting by name; names ignore case, as on the real host. */
export function setting(settings: Settings, name: string): string | undefined {
  if (settings[name] !== undefined) return settings[name];
  const found = Object.keys(settings).find(key => key.toLowerCase() === name.toLowerCase());
  return found === undefined ? undefined : settings[found];
}
