import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { expect, onTestFinished, test } from 'vitest';
import { brokerlessRig, callBack, metricsOf } from '../../support/floor-rig.ts';
import { patience } from '../../support/patience.ts';

const json = { 'content-type': 'application/json' };
const body = JSON.stringify({ call_details: { sid: 'sid-1' } });

async function statusOf(url: string, init: RequestInit = { method: 'POST', headers: json, body }) {
  const response = await fetch(url, init);
  expect(await response.text()).toBe('');
  return response.status;
}

test('a path that is nobody’s is told nothing, whoever it looks like', async () => {
  const rig = brokerlessRig();
  const relay = await rig.relay();
  const path = rig.callbackUrl(relay, 'asha');
  const secret = path.slice(path.lastIndexOf('/') + 1);
  const wrong = [
    path.slice(0, -1),
    `${path}x`,
    `${path}/`,
    path.replace('/asha/', '/ravi/'),
    path.replace('/asha/', '/nobody/'),
    path.replace('/asha/', '/%61sha/'),
    `${relay.url}/exotel/${secret}`,
    `${relay.url}/`,
    `${relay.url}/metrics`,
    `${relay.url}/wall/`,
    `${relay.url}/wall/${secret}`,
    `${relay.url}/wall/${secret}/events`,
  ];
  for (const url of wrong) expect([url, await statusOf(url)]).toEqual([url, 404]);
  expect(await metricsOf(relay)).toContain(
    `handset_requests_total{route="none",status="404"} ${wrong.length}`,
  );
  expect(await metricsOf(relay)).not.toContain('handset_callbacks_total{');
});

test('what is too long, compressed or no callback is refused; one that names no call is not', async () => {
  const rig = brokerlessRig();
  const relay = await rig.relay();
  const url = rig.callbackUrl(relay, 'asha');
  const long = 'x'.repeat(64 * 1024 + 1);
  expect(await statusOf(url, { method: 'POST', headers: json, body: long })).toBe(413);
  const packed = { ...json, 'content-encoding': 'gzip' };
  expect(await statusOf(url, { method: 'POST', headers: packed, body: gzipSync(body) })).toBe(415);
  expect(await statusOf(url, { method: 'POST', body: 'text' })).toBe(415);
  expect(await statusOf(url, { method: 'PUT', headers: json, body })).toBe(405);
  expect(await statusOf(`${url}?x=${'x'.repeat(9_000)}`)).toBe(431);
  expect(await statusOf(url, { method: 'POST', headers: json, body: '{"call' })).toBe(200);
  expect(await statusOf(url, { method: 'GET' })).toBe(200);
  expect(await metricsOf(relay)).toContain('handset_callbacks_total{event="unreadable"} 2');
});

test('a GET is a callback too, and Exotel waits no longer than 2 s for a broker', async () => {
  const rig = brokerlessRig();
  const relay = await rig.relay();
  const url = rig.callbackUrl(relay, 'asha');
  expect(await statusOf(`${url}?CallSid=sid-1&EventType=answered`, { method: 'GET' })).toBe(200);
  const metrics = await metricsOf(relay);
  expect(metrics).toContain('handset_callbacks_total{event="answered"} 1');
  expect(metrics).toContain('handset_messages_kept 1');
  expect(metrics).toContain('handset_broker_up 0');
});

test('a sender who leaves in the middle is counted as such, and harms nothing', async () => {
  const rig = brokerlessRig();
  const relay = await rig.relay();
  const { pathname } = new URL(rig.callbackUrl(relay, 'asha'));
  const socket = connect(relay.ports.http, '127.0.0.1');
  await once(socket, 'connect');
  const head = `POST ${pathname} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json`;
  socket.write(`${head}\r\nContent-Length: 100\r\nExpect: 100-continue\r\n\r\n`);
  // It is read now.
  await once(socket, 'data');
  socket.end('{"call');
  await expect
    .poll(() => metricsOf(relay), patience)
    .toContain('handset_requests_total{route="callback",status="499"} 1');
});

test('an agent who is taken out of agents.json has no path any more; a new one has', async () => {
  const rig = brokerlessRig();
  const relay = await rig.relay();
  const url = rig.callbackUrl(relay, 'asha');
  const fresh = rig.callbackUrl(relay, 'meera');
  expect(await statusOf(fresh)).toBe(404);
  rig.agents.splice(0, 1, { id: 'meera', name: 'Meera', generation: 1 });
  rig.agentsChanged.emit(null);
  expect(await statusOf(url)).toBe(404);
  expect(await callBack(fresh, 'sid-1')).toBe(200);
});

test('600 connections do no harm: no more than 512 are held, and others are heard afterwards', async () => {
  const relay = await brokerlessRig().relay();
  const sockets: Socket[] = [];
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
  });
  let ended = 0;
  for (let count = 0; count < 600; count += 1) {
    const socket = connect(relay.ports.http, '127.0.0.1');
    socket.on('error', () => {});
    socket.on('close', () => {
      ended += 1;
    });
    sockets.push(socket);
    await once(socket, 'connect');
  }
  await expect.poll(() => ended, patience).toBe(88);
  for (const socket of sockets) socket.destroy();
  await expect
    .poll(async () => statusOf(`${relay.url}/livez`, {}).catch(() => null), patience)
    .toBe(200);
});

test('a port that is taken is said, and nothing is left behind', async () => {
  const rig = brokerlessRig();
  const first = await rig.relay();
  await expect(rig.relay({ port: first.ports.http })).rejects.toThrow('EADDRINUSE');
  await expect(rig.relay({ metricsPort: first.ports.metrics })).rejects.toThrow('EADDRINUSE');
});
