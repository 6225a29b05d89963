import { HttpRequest } from '@azure/functions';
import { listPublications } from '../../functions/listPublications';
import { aPublication } from '../support/aPublication';
import { startDurableExtension } from '../support/durableExtension';
import { anEntry, fakePublications } from '../support/fakePublications';
import { fakeTriggers } from '../support/fakeTriggers';

let extension: Awaited<ReturnType<typeof startDurableExtension>>;
beforeEach(async () => {
  extension = await startDurableExtension();
});
afterEach(() => extension.close());

const list = (query: string, index = fakePublications()) =>
  listPublications(fakeTriggers(index))(
    new HttpRequest({ method: 'GET', url: `https://app.example/api/publications?${query}` }),
    extension.context(),
  );

describe('a page of publications', () => {
  it('shows one as the index has it when its orchestration cannot be asked', async () => {
    const publication = aPublication();
    await extension.close();
    const answer = await list('', fakePublications(anEntry({ publication })));
    expect(answer.jsonBody).toEqual({ value: [publication] });
  });

  it.each([
    ['stat=running', 'stat', 'unknown-parameter', 'you may have meant state'],
    ['page=2', 'page', 'unknown-parameter', 'there is state, top, after'],
    ['top=1&top=2', 'top', 'repeated-parameter', 'once'],
    ['top=007', 'top', 'invalid-parameter', 'from 1 to 200'],
  ])('is not asked for with %s', async (query, parameter, code, detail) => {
    expect(await list(query)).toMatchObject({
      status: 400,
      jsonBody: {
        type: 'urn:vernissage:problem:invalid-query',
        errors: [{ parameter, code, detail: expect.stringContaining(detail) }],
      },
    });
  });

  it('may be asked for with the key of the function', async () => {
    expect(await list('code=key&clientId=default&top=200')).toEqual({ jsonBody: { value: [] } });
  });
});
