import { freePort } from './freePort';
import type { Processes } from './Processes';

/** Azurite's only account; name and key are public and the same everywhere. */
const account = {
  name: 'devstoreaccount1',
  key: 'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==',
};

interface AzuriteOptions {
  /** Where the data is kept. */
  readonly location: string;
  /** Take free ports even when 10000 to 10002 are free. */
  readonly anyPorts: boolean;
}

/** Starts Azurite and gives its connection string. */
export const startAzurite = (processes: Processes, options: AzuriteOptions): Promise<string> =>
  portsOf(options).then(([blob, queue, table]) =>
    processes.start({
      name: 'Azurite',
      log: 'azurite.log',
      args: [
        ...['azurite', '--silent', '--disableTelemetry', '--skipApiVersionCheck', '--location', options.location],
        ...['--blobPort', `${blob}`, '--queuePort', `${queue}`, '--tablePort', `${table}`],
      ],
      ready: readAddresses(),
    }),
  );

const portsOf = ({ anyPorts }: AzuriteOptions): Promise<number[]> =>
  Promise.all([10000, 10001, 10002].map(async usual => (anyPorts ? 0 : freePort(usual))));

const listening = /^Azurite (Blob|Queue|Table) service is successfully listening at (\S+)$/;

/** Azurite says one line per service; the connection string is known after the third. */
const readAddresses = () => {
  const endpoints: string[] = [];
  return (line: string): string | undefined => {
    const [, service, address] = listening.exec(line) ?? [];
    if (service) endpoints.push(`${service}Endpoint=${address}/${account.name};`);
    return endpoints.length === 3 ? connectionString(endpoints) : undefined;
  };
};

const connectionString = (endpoints: readonly string[]): string =>
  `DefaultEndpointsProtocol=http;AccountName=${account.name};AccountKey=${account.key};${endpoints.join('')}`;
