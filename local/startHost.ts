import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type AzureEndpoints, appEnvironment, HostEndpoints } from './endpoints';
import { jsonLine } from './jsonLine';
import type { Processes } from './Processes';
import { packageRoot } from './packageRoot';
import type { StackOptions } from './Stack';

/** Starts the local host on the app, with what the app needs to use the local Azure. */
export const startHost = async (
  processes: Processes,
  { stateDir, app = packageRoot, port, anyPorts, auth = false, env }: StackOptions,
  { azure, storage }: { azure: AzureEndpoints; storage: string },
): Promise<HostEndpoints & { functionKey?: string }> => {
  const state = join(stateDir, 'host');
  const given = port ?? (anyPorts ? 0 : undefined);
  const host = await processes.start({
    name: 'The local host',
    log: 'host.log',
    args: [
      ...['host', '--json', '--app', app, '--state', state],
      ...(given === undefined ? [] : ['--port', `${given}`]),
      ...(auth ? ['--auth'] : []),
    ],
    env: { ...noCredentials, ...env, ...appEnvironment(azure, storage) },
    ready: jsonLine(HostEndpoints),
  });
  return auth ? { ...host, functionKey: await readFunctionKey(join(state, 'keys.json')) } : host;
};

/**
 * Credentials for the real Azure that the app's local.settings.json may hold. The environment wins over that file, and
 * an empty variable is as good as none.
 */
const noCredentials = Object.fromEntries(
  [
    ...['AZURE_TENANT_ID', 'AZURE_CLIENT_ID', 'AZURE_CLIENT_SECRET', 'AZURE_CLIENT_CERTIFICATE_PATH'],
    ...['AZURE_USERNAME', 'AZURE_PASSWORD', 'AZURE_FEDERATED_TOKEN_FILE', 'AZURE_TOKEN_CREDENTIALS'],
  ].map(name => [name, '']),
);

const readFunctionKey = async (file: string): Promise<string> => {
  const { functions }: { functions: string } = JSON.parse(await readFile(file, 'utf8'));
  return functions;
};
