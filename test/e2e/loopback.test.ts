import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { copyPackage } from '../support/packageCopy';
import { packageRoot, startCommand } from '../support/startCommand';

const elsewhere = {
  AZURE_TENANT_ID: '11111111-0000-4000-8000-000000000001',
  AZURE_CLIENT_ID: '22222222-0000-4000-8000-000000000002',
  AZURE_CLIENT_SECRET: 'a secret',
  AzureWebJobsStorage:
    'DefaultEndpointsProtocol=https;AccountName=real;AccountKey=a2V5;EndpointSuffix=core.windows.net',
};

const proxies = {
  HTTP_PROXY: 'http://proxy.example:3128',
  https_proxy: 'http://proxy.example:3128',
  NO_PROXY: 'nothing.example',
};

describe('a process of the stack', () => {
  it('stays on loopback during a whole demo, wherever local.settings.json and the shell point', async () => {
    const copy = await copyPackage();
    await writeFile(join(copy.dir, 'local.settings.json'), JSON.stringify({ IsEncrypted: false, Values: elsewhere }));
    const report = join(copy.dir, 'report');
    const { code } = await startCommand(
      process.execPath,
      [join(copy.dir, 'dist/vernissage.js'), 'demo', '--speed', '400'],
      {
        ...elsewhere,
        ...proxies,
        NODE_OPTIONS: `--require ${join(packageRoot, 'test', 'support', 'loopbackOnly.cjs')}`,
        LOOPBACK_REPORT: report,
      },
    ).ended;

    const lines = (await readFile(report, 'utf8'))
      .trim()
      .split('\n')
      .map(line => JSON.parse(line));
    expect(lines.filter(({ kind }) => kind !== 'watched')).toEqual([]);
    const watched = lines.map(line => line.process.split(' ')[1]);
    expect(watched.sort()).toEqual(['azure', 'azurite', 'demo', 'host']);
    expect(code).toBe(0);
    await copy.remove();
  });
});
