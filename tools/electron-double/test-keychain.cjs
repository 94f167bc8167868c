const { readFileSync, writeFileSync } = require('node:fs');

// In place of the keychain's process, since tests must not write to the keychain of whoever runs
// them: HANDSET_KEYCHAIN is `none`, which refuses whatever is asked, or the path of a file that
// keeps secrets as JSON by their names.
const file = process.env.HANDSET_KEYCHAIN;

process.parentPort.on('message', ({ data }) => process.parentPort.postMessage(replyTo(data)));

function replyTo(request) {
  if (file === 'none') return { ok: false };
  const kept = read();
  if (request.do === 'write') kept[request.name] = request.secret;
  if (request.do === 'remove') delete kept[request.name];
  if (request.do !== 'read') writeFileSync(file, JSON.stringify(kept));
  return { ok: true, secret: request.do === 'read' ? (kept[request.name] ?? null) : null };
}

function read() {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return {};
  }
}
