import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

const account =
  'AccountName=devstoreaccount1;AccountKey=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==';

export interface TestAzurite {
  readonly connectionString: string;
  stop(): Promise<void>;
}

/** Azurite in a process of its own, on free ports, its data in memory. */
export async function startAzurite(): Promise<TestAzurite> {
  const ports = ['blob', 'queue', 'table'].flatMap(service => [`--${service}Port`, '0']);
  const options = ['--silent', '--disableTelemetry', '--skipApiVersionCheck', '--inMemoryPersistence', ...ports];
  const child = spawn(process.execPath, [require.resolve('azurite/dist/src/azurite.js'), ...options], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  const endpoints: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    const [, service, address] =
      /^Azurite (Blob|Queue|Table) service is successfully listening at (\S+)$/.exec(line) ?? [];
    if (service) endpoints.push(`${service}Endpoint=${address}/devstoreaccount1`);
    if (endpoints.length === 3) break;
  }
  return {
    connectionString: ['DefaultEndpointsProtocol=http', account, ...endpoints].join(';'),
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}
