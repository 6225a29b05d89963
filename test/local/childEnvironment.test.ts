import { childEnvironment, stayOnThisMachine } from '../../local/childEnvironment';

describe('the environment of a process of the stack', () => {
  const before = { ...process.env };
  afterEach(() => {
    process.env = { ...before };
  });

  it.each([
    'AZURE_CLIENT_SECRET',
    'AzureWebJobsStorage',
    'AZURITE_DB',
    'HTTPS_PROXY',
    'https_proxy',
    'IDENTITY_ENDPOINT',
  ])('leaves out %s of the shell, which leads away from this machine', name => {
    process.env[name] = 'elsewhere';
    expect(childEnvironment()).not.toHaveProperty([name]);
    expect(childEnvironment({ [name]: 'here' })).toHaveProperty([name], 'here');
  });

  it('hands on the rest, and tells who the parent is', () => {
    process.env.COLOUR = 'red';
    expect(childEnvironment()).toMatchObject({ COLOUR: 'red', VERNISSAGE_PARENT: String(process.pid) });
  });

  it('can be made ours', () => {
    Object.assign(process.env, { HTTP_PROXY: 'http://proxy.example', COLOUR: 'red' });
    stayOnThisMachine();
    expect(process.env).not.toHaveProperty('HTTP_PROXY');
    expect(process.env).toHaveProperty('COLOUR', 'red');
  });
});
