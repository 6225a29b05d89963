import { createActivities } from '../../activities';
import { unavailable } from '../../functions/unavailable';
import { registered } from '../support/functionsCore';
// After the line above, which stands in for the host that it registers with.
import '../../main';

const bindings = () => [...registered.values()].flatMap(({ bindings }) => Object.values(bindings));

describe('what the app registers, even when no setting is given', () => {
  it('are its triggers, its orchestration and its activities', () => {
    expect([...registered.keys()].sort()).toEqual(
      [
        'cancelPublication',
        'getPublication',
        'health',
        'listPublications',
        'mendPublications',
        'publishImage',
        'receivePublishRequest',
        'startPublication',
        'watchPoisonQueue',
        ...Object.keys(createActivities(unavailable([]))),
      ].sort(),
    );
  });

  it('has no two names that differ in case alone, which would stop the whole app', () => {
    expect(new Set([...registered.keys()].map(name => name.toLowerCase())).size).toBe(registered.size);
  });

  it('are routes without a leading slash, each behind a key', () => {
    const routes = bindings().filter(({ type }) => type === 'httpTrigger');
    expect(routes.map(({ route }) => route).sort()).toEqual([
      'health',
      'publications',
      'publications',
      'publications/{id}',
      'publications/{id}',
    ]);
    expect(new Set(routes.map(({ authLevel }) => authLevel))).toEqual(new Set(['function']));
  });

  it('is a queue whose messages come as the bytes that were sent', () => {
    expect(bindings().filter(({ type }) => type === 'queueTrigger')).toMatchObject([
      { queueName: 'publish-requests', connection: 'AzureWebJobsStorage', dataType: 'binary' },
    ]);
  });
});
