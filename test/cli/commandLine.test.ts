import { helpText, portNumber, positiveNumber, readOptions, UsageError } from '../../cli/commandLine';

const line = {
  name: 'paint',
  does: 'Paints.',
  options: {
    colour: { type: 'string', value: 'NAME', help: 'which colour' },
    wet: { type: 'boolean', help: 'leave it wet' },
  },
} as const;

describe('readOptions', () => {
  it('reads what was given and leaves out the rest', () => {
    expect({ ...readOptions(line, ['--colour', 'red']) }).toEqual({ colour: 'red' });
  });

  it.each([
    [['--color', 'red'], /Unknown option '--color'.*"vernissage paint --help"/],
    [['--colour'], /--colour/],
    [['red'], /red/],
  ])('refuses %j and says where the options are listed', (argv, message) => {
    expect(() => readOptions(line, argv)).toThrow(UsageError);
    expect(() => readOptions(line, argv)).toThrow(message);
  });
});

describe('helpText', () => {
  it('lists every option with what it does', () => {
    expect(helpText(line)).toBe(
      'Paints.\n\nUsage: vernissage paint [options]\n\n  --colour NAME  which colour\n  --wet          leave it wet\n',
    );
  });
});

describe('positiveNumber', () => {
  it.each([
    [undefined, undefined],
    ['0.5', 0.5],
    ['100', 100],
  ])('reads %j as %j', (text, number) => expect(positiveNumber('speed', text)).toBe(number));

  it.each(['', '0', '-1', 'fast', 'Infinity'])('refuses %j', text => {
    expect(() => positiveNumber('speed', text)).toThrow(
      `--speed takes a number above 0, such as 100; "${text}" is not one.`,
    );
  });
});

describe('portNumber', () => {
  it.each([
    [undefined, undefined],
    ['0', 0],
    ['65535', 65535],
  ])('reads %j as %j', (text, port) => expect(portNumber('port', text)).toBe(port));

  it.each(['', '-1', '65536', '80.5', 'http'])('refuses %j', text => {
    expect(() => portNumber('port', text)).toThrow(UsageError);
  });
});
