import { app, type HttpMethod, trigger } from '@azure/functions';
import * as df from 'durable-functions';
import { createActivities } from './activities';
import { connect } from './azure/connect';
import { readConfig } from './config';
import { cancelPublication } from './functions/cancelPublication';
import { getPublication } from './functions/getPublication';
import { health } from './functions/health';
import { listPublications } from './functions/listPublications';
import { logActivity } from './functions/logActivity';
import { mendPublications } from './functions/mendPublications';
import { receivePublishRequest } from './functions/receivePublishRequest';
import { startPublication } from './functions/startPublication';
import { unavailable } from './functions/unavailable';
import { watchPoisonQueue } from './functions/watchPoisonQueue';
import { publishImage } from './orchestrators/publishImage';

const settings = readConfig(process.env);
const problems = settings.ok ? [] : settings.problems;
const ports = settings.ok ? connect(settings.config) : unavailable(problems);
const activities = createActivities(ports);
const triggers = { ...ports, checkPlan: activities.checkPlan };

// Without it the real host hands over a chunked body as empty (facts: functions-host-measured, C).
app.setup({ enableHttpStream: true });

const http = (name: string, method: HttpMethod, route: string, handler: ReturnType<typeof startPublication>) =>
  app.http(name, { methods: [method], route, authLevel: 'function', extraInputs: [df.input.durableClient()], handler });

http('startPublication', 'POST', 'publications', startPublication(triggers));
http('listPublications', 'GET', 'publications', listPublications(triggers));
http('getPublication', 'GET', 'publications/{id}', getPublication(triggers));
http('cancelPublication', 'DELETE', 'publications/{id}', cancelPublication(triggers));
http('health', 'GET', 'health', health(problems, ports.probes));

app.generic('receivePublishRequest', {
  // `binary`: a refused message is known by the hash of what was sent, which parsed JSON does not tell any more.
  trigger: trigger.generic({
    type: 'queueTrigger',
    queueName: 'publish-requests',
    connection: 'AzureWebJobsStorage',
    dataType: 'binary',
  }),
  extraInputs: [df.input.durableClient()],
  handler: receivePublishRequest(triggers),
});

app.timer('watchPoisonQueue', { schedule: '*/15 * * * * *', runOnStartup: true, handler: watchPoisonQueue(triggers) });
app.timer('mendPublications', {
  schedule: '30 * * * * *',
  extraInputs: [df.input.durableClient()],
  handler: mendPublications(triggers),
});

df.app.orchestration('publishImage', publishImage);

for (const [name, activity] of Object.entries(activities)) df.app.activity(name, { handler: activity });
app.hook.postInvocation(logActivity);
