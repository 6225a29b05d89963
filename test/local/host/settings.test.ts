import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readHostJson } from '../../../local/host/hostJson';
import { readSettings } from '../../../local/host/localSettings';

const aFolder = (files: Record<string, string>) => {
  const folder = mkdtempSync(join(tmpdir(), 'vernissage-settings-'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
};

describe('the settings of an app', () => {
  it('come from local.settings.json, over which the environment wins', () => {
    const app = aFolder({ 'local.settings.json': '{ /* here */ "Values": { "A": "file", "B": "file", }, }' });

    expect(readSettings(app, { B: 'environment' }, 7071)).toMatchObject({
      A: 'file',
      B: 'environment',
      WEBSITE_HOSTNAME: 'localhost:7071',
    });
  });
});

describe('host.json', () => {
  it('may hold comments, and is overridden by variables in any case', () => {
    const app = aFolder({
      'host.json':
        '{ "version": "2.0", // version\n "extensions": { "queues": { "batchSize": 4, "visibilityTimeout": "00:00:30" } } }',
    });

    const { queues } = readHostJson(app, { AzureFunctionsJobHost__extensions__Queues__visibilityTimeout: '00:00:01' });

    expect(queues).toMatchObject({
      batchSize: 4,
      visibilityTimeout: 1000,
      maxDequeueCount: 5,
      messageEncoding: 'base64',
    });
  });

  it('is not needed', () => {
    expect(readHostJson(aFolder({}), {}).http.routePrefix).toBe('api');
  });
});
