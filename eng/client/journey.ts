// An integrator's program on a client that is generated from docs/openapi.json: from the key to the delivered package, told
// of each step by webhooks, which another implementation of Standard Webhooks verifies. Prints a line for each step.
import { createServer } from 'node:http';
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import createClient from 'openapi-fetch';
import { Webhook } from 'standardwebhooks';
import type { paths, webhooks } from './schema.js';

type OrderPaid = webhooks['order.paid']['post']['requestBody']['content']['application/json'];

const { CAMPUSPHOTO_API = '', CAMPUSPHOTO_CLIENT = '', CAMPUSPHOTO_SECRET = '' } = process.env;
const photo = new Blob([readFileSync(process.argv[2] ?? '')]);

const ok = (what: string) => console.log(`ok ${what}`);

/** The answer's content, or an end with what was wrong. */
async function must<T>(call: Promise<{ data?: T; error?: unknown; response: Response }>): Promise<T> {
  const { data, error, response } = await call;
  if (!response.ok || data === undefined) throw new Error(`${response.url}: ${response.status} ${JSON.stringify(error)}`);
  return data;
}

const as = (token: string) =>
  createClient<paths>({ baseUrl: CAMPUSPHOTO_API, headers: { Authorization: `Bearer ${token}`, 'Accept-Language': 'en' } });

const guest = createClient<paths>({ baseUrl: CAMPUSPHOTO_API });
const token = await must(guest.POST('/api/v1/integrations/token', {
  body: { grant_type: 'client_credentials', client_id: CAMPUSPHOTO_CLIENT, client_secret: CAMPUSPHOTO_SECRET },
  headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
  bodySerializer: (body) => new URLSearchParams(body as Record<string, string>),
}));
const integrator = as(token.access_token);
ok('a token by client credentials');

// The receiver: a repeat is answered and left alone, a forgery refused.
let secret = '';
const seen = new Map<string, OrderPaid>();
const waiting: (() => void)[] = [];
const server = createServer((request, response) => {
  let body = '';
  request.on('data', (chunk) => (body += chunk));
  request.on('end', () => {
    try {
      const headers = request.headers as Record<string, string>;
      seen.set(headers['webhook-id'] ?? '', new Webhook(secret).verify(body, headers) as OrderPaid);
      response.writeHead(204).end();
    } catch (refused) {
      response.writeHead(400).end(String(refused));
    }
    waiting.splice(0).forEach((wake) => wake());
  });
});
await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;

const until = async (type: string, orderId?: string) => {
  for (;;) {
    const found = [...seen.values()].find((event) => event.type === type && (!orderId || event.data.orderId === orderId));
    if (found) return found;
    await new Promise<void>((wake) => waiting.push(wake));
  }
};

const made = await must(integrator.POST('/api/v1/integrations/webhooks', { body: { url } }));
secret = made.secret;
const webhook = { params: { path: { id: made.webhook.id } } };
await must(integrator.POST('/api/v1/integrations/webhooks/{id}/test', webhook));
await until('webhook.test');
ok('the test event, verified');

const forged = await fetch(url, {
  method: 'POST',
  headers: { 'webhook-id': 'msg_1', 'webhook-timestamp': `${Math.floor(Date.now() / 1000)}`, 'webhook-signature': 'v1,AAAA' },
  body: '{"type":"order.paid"}',
});
if (forged.status !== 400) throw new Error('A forged event was taken.');
ok('a forged event, refused');

const student = await must(integrator.POST('/api/v1/integrations/sandbox/students', {}));
const phone = as(student.accessToken);
const agreements = await must(guest.GET('/api/v1/agreements/current', {}));
await must(phone.POST('/api/v1/consents', { body: { purpose: 'PhotoGuide', version: agreements.photoGuide.version } }));
await must(phone.POST('/api/v1/consents', { body: { purpose: 'FaceData', version: agreements.faceData.version } }));
const recognition = await must(phone.POST('/api/v1/collection-codes/recognitions', { body: { text: student.collectionCode } }));
const enrolment = await must(phone.POST('/api/v1/enrolments', {
  body: { recognitionId: recognition.recognitionId, featureCode: student.featureCode },
}));
ok('a student of the sandbox, enrolled');

const upload = new FormData();
upload.append('enrolmentId', enrolment.id);
upload.append('photo', photo, 'photo.jpg');
const submission = await must(phone.POST('/api/v1/submissions', { body: {} as never, bodySerializer: () => upload }));
if (submission.verdict !== 'Pass') throw new Error(JSON.stringify(submission));
ok('a photo, passed');

const order = await must(phone.POST('/api/v1/orders', { body: { submissionId: submission.id } }));
await must(phone.POST('/api/v1/orders/{id}/payments', { params: { path: { id: order.id } } }));
const paid = await until('order.paid', order.id);
if (paid.data.status !== 'PendingReview') throw new Error(JSON.stringify(paid));
ok('order.paid');

await must(integrator.POST('/api/v1/integrations/sandbox/orders/{number}/review', {
  params: { path: { number: order.number } }, body: { decision: 'Approve' },
}));
await until('order.approved', order.id);
ok('order.approved');

const { batch } = await must(integrator.POST('/api/v1/integrations/sandbox/batches', {}));
const id = { params: { path: { id: batch.id } } };
const file = await must(integrator.GET('/api/v1/integrations/batches/{id}/package', { ...id, parseAs: 'arrayBuffer' }));
if ((file as ArrayBuffer).byteLength < 20_000) throw new Error('The package is too small.');
await must(integrator.POST('/api/v1/integrations/batches/{id}/completion', { ...id, body: { receipt: 'SF1234567890123' } }));
await until('order.completed', order.id);
ok('order.completed');

const status = await must(integrator.GET('/api/v1/integrations/orders/{number}', { params: { path: { number: order.number } } }));
if (status.status !== 'Completed') throw new Error(JSON.stringify(status));
const log = await must(integrator.GET('/api/v1/integrations/webhooks/{id}/deliveries', { params: { ...webhook.params, query: { pageSize: 100 } } }));
if (log.items.length < seen.size) throw new Error(`${log.items.length} deliveries are logged, ${seen.size} came.`);
ok('the delivery log');

const gone = await integrator.DELETE('/api/v1/integrations/webhooks/{id}', webhook);
if (gone.response.status !== 204) throw new Error(`${gone.response.status}`);
server.close();
server.closeAllConnections();
ok('the end');
