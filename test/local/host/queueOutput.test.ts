import { outputMessages } from '../../../local/host/queue/output';

describe('the messages of a queue output', () => {
  it.each([
    ['text', { string: 'text' }, ['text']],
    ['text that is a JSON object', { string: '{"a":1}' }, ['{\n  "a": 1\n}']],
    ['an object', { json: '{"a":1}' }, ['{\n  "a": 1\n}']],
    ['an array', { json: '["one",{"two":2},null]' }, ['one', '{\n  "two": 2\n}', '']],
    ['an empty array', { json: '[]' }, []],
    ['a number', { int: 5 }, ['5']],
    ['a huge number', { double: 1e21 }, ['1E+21']],
    ['true', { json: 'true' }, ['True']],
    ['a date', { json: '"2020-01-01T00:00:00.000Z"' }, ['2020-01-01T00:00:00.000Z']],
    ['empty text', { string: '' }, ['']],
    ['bytes', { bytes: Buffer.from([255]) }, [Buffer.from([255])]],
  ])('for %s are those of the real host', (_, value, messages) => {
    expect(outputMessages(value)).toEqual(messages);
  });
});
