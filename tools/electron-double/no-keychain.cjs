// In place of the keychain's process: refuses whatever it is asked. Tests must not write to the
// keychain of whoever runs them.
process.parentPort.on('message', () => process.parentPort.postMessage({ ok: false }));
