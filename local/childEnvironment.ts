import { parentVariable } from './parentGone';

/** Settings of a developer's shell that would lead the stack to the real Azure, another storage or a proxy. */
const leadingAway = /^(AZURE_|AZURITE_|AzureWebJobs|IDENTITY_|MSI_|APPLICATIONINSIGHTS_|OTEL_)|^(HTTPS?|ALL)_PROXY$/i;

/** The environment of a process of the stack: ours without what leads away from this machine, and with the additions. */
export const childEnvironment = (additions: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv => ({
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !leadingAway.test(name))),
  ...additions,
  [parentVariable]: String(process.pid),
});

/** Takes out of our own environment what leads away: Azure's SDKs would send even loopback requests through a proxy. */
export const stayOnThisMachine = (): void => {
  for (const name of Object.keys(process.env)) if (leadingAway.test(name)) delete process.env[name];
};
