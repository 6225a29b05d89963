import type { InvocationContext } from '@azure/functions';

type Callback = (triggerInput: unknown, context: InvocationContext) => Promise<unknown>;

type Metadata = {
  readonly name: string;
  readonly bindings: { readonly [name: string]: { readonly [property: string]: unknown } };
};

/** Every function that was registered so far, by name, as the host would see it. */
export const registered = new Map<string, Metadata & { readonly callback: Callback }>();

const mockCore = {
  setProgrammingModel: () => {},
  log: () => {},
  registerHook: () => {},
  registerFunction: (metadata: Metadata, callback: Callback) => {
    registered.set(metadata.name, { ...metadata, callback });
  },
};

// The real worker injects this module; @azure/functions asks for it at the first registration.
jest.mock('@azure/functions-core', () => mockCore, { virtual: true });
