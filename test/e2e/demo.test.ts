import { hasEnded, type Publication } from '../../domain/publication';
import { descendantsOf, untilGone } from '../support/processTree';
import { startCommand } from '../support/startCommand';

interface Result {
  readonly publications: readonly Publication[];
  readonly azureRequests: { readonly total: number; readonly byOperation: Readonly<Record<string, number>> };
  readonly startedAt: string;
  readonly endedAt: string;
}

describe('npm run demo', () => {
  it('publishes and shares both images, and prints nothing but JSON on stdout', async () => {
    const { code, stdout, stderr } = await startCommand('npm', ['run', 'demo', '--', '--json']).ended;
    expect({ code, stderr }).toMatchObject({ code: 0, stderr: expect.stringContaining('faster than the real one') });

    const result: Result = JSON.parse(stdout);
    expect(Object.keys(result)).toEqual(['publications', 'azureRequests', 'startedAt', 'endedAt']);
    expect(result.publications.map(({ state }) => state)).toEqual(['published', 'published']);
    for (const publication of result.publications) {
      expect(publication.regions.map(({ name, state, progress }) => ({ name, state, progress }))).toEqual([
        { name: 'West Central US', state: 'Completed', progress: 100 },
        { name: 'South Central US', state: 'Completed', progress: 100 },
      ]);
      expect(publication.roleAssignments).toEqual([expect.objectContaining({ role: 'Reader' })]);
    }
    expect(result.publications.map(createdNames)).toEqual([
      ['myGalleryRG', 'myGallery', 'myImageDefinition', '1.0.0'],
      ['mySpecializedDefinition', '1.0.0'],
    ]);
    expect(result.azureRequests.byOperation).toMatchObject({
      'PUT Microsoft.Resources/resourceGroups': 1,
      'PUT Microsoft.Compute/galleries': 1,
      'PUT Microsoft.Compute/galleries/images': 2,
      'PUT Microsoft.Compute/galleries/images/versions': 2,
      'PUT Microsoft.Authorization/roleAssignments': 2,
    });
    expect(Date.parse(result.endedAt) - Date.parse(result.startedAt)).toBeLessThan(40_000);
  });

  it('shows progress as lines and ends with tables where there is no terminal', async () => {
    const { code, stdout } = await startCommand('npm', ['run', 'demo', '--', '--speed', '400']).ended;
    expect(code).toBe(0);
    expect(stdout).toContain('the local Azure runs 400 times faster than the real one');
    expect(stdout).toMatch(/South Central US +100 % {2}Completed/);
    expect(stdout).toMatch(/│ gallery +│ myGallery +│ created +│/);
    expect(stdout).toMatch(/Published 2 of 2 image versions in [\d.]+ seconds, with \d+ calls to Azure/);
    expect(stdout).not.toContain('\u001b');
  });

  it('stops everything on Ctrl-C', async () => {
    const command = startCommand('npm', ['run', 'demo']);
    while (!(await command.line()).includes('dropped on the queue'));
    const processes = await descendantsOf(command.pid);
    process.kill(command.pid, 'SIGINT');
    await untilGone(processes);
    await expect(command.ended).resolves.toMatchObject({ stdout: expect.stringContaining('Nothing is left running') });
  });
});

const createdNames = (publication: Publication): (string | undefined)[] => {
  expect(hasEnded(publication)).toBe(true);
  return publication.resources.filter(({ created }) => created).map(({ id }) => id.split('/').at(-1));
};
