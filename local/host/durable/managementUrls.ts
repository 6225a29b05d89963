export interface Hub {
  /** Where the management API is seen from outside, without a slash at its end. */
  readonly baseUrl: string;
  readonly rpcBaseUrl: string;
  readonly hubName: string;
  /** The system key of the extension; handed out in every URL. */
  readonly key: string;
}

const placeholder = 'INSTANCEID';

/** The URLs of one instance, as a start answers them (without rewind). */
export function instanceUrls(hub: Hub, id: string) {
  const { rewindPostUri: _, ...urls } = managementUrls(hub, encodeId(id));
  return { ...urls, id };
}

/** The real host writes a blank in a URL as `+`. */
const encodeId = (id: string) => encodeURIComponent(id).replaceAll('%20', '+');

function managementUrls({ baseUrl, hubName, key }: Hub, id: string) {
  const query = `taskHub=${hubName}&connection=Storage&code=${key}`;
  const instance = `${baseUrl}/instances/${id}`;
  return {
    id,
    statusQueryGetUri: `${instance}?${query}`,
    sendEventPostUri: `${instance}/raiseEvent/{eventName}?${query}`,
    terminatePostUri: `${instance}/terminate?reason={text}&${query}`,
    rewindPostUri: `${instance}/rewind?reason={text}&${query}`,
    purgeHistoryDeleteUri: `${instance}?${query}`,
    restartPostUri: `${instance}/restart?${query}`,
    suspendPostUri: `${instance}/suspend?reason={text}&${query}`,
    resumePostUri: `${instance}/resume?reason={text}&${query}`,
  };
}

/** What a durable client binding hands to a function. */
export function clientInput(hub: Hub) {
  const create = `${hub.baseUrl}/orchestrators/{functionName}[/{instanceId}]`;
  return {
    taskHubName: hub.hubName,
    connectionName: null,
    creationUrls: {
      createNewInstancePostUri: `${create}?code=${hub.key}`,
      createAndWaitOnNewInstancePostUri: `${create}?timeout={timeoutInSeconds}&pollingInterval={intervalInSeconds}&code=${hub.key}`,
    },
    managementUrls: managementUrls(hub, placeholder),
    baseUrl: hub.baseUrl,
    requiredQueryStringParameters: `code=${hub.key}`,
    rpcBaseUrl: hub.rpcBaseUrl,
    httpBaseUrl: null,
    maxGrpcMessageSizeInBytes: null,
    grpcHttpClientTimeout: null,
  };
}
