export const callbacks = {
  title: 'Status callbacks',
  agents: 'People calling through this account',
  agentsHint:
    'All of them share 200 requests a minute. With the number, Handset asks as often as is fair; without it, it is careful and sees the end of a call later.',
  agentsUnknown: 'Not known',
  listen: 'Hear from Exotel when a call changes',
  listenHint:
    'Exotel tells Handset by itself, and the end of a call is seen within a second. Your own tunnel or relay must bring the callbacks to this computer; without one, leave this off. Nothing else changes: a callback only makes Handset ask Exotel now.',
  port: 'Port on this computer',
  portHint: 'Heard on 127.0.0.1 only.',
  publicUrl: 'Public address of your tunnel or relay',
  publicUrlHint:
    'For example https://calls.example.com. Exotel sends to it, Handset adds a secret path.',
  publicUrlInvalid: 'This is no address. It begins with https://',
  save: 'Use this address',
  fullUrl: 'Exotel calls back to',
  copy: 'Copy with the secret',
  copyLocal: 'Copy the local address',
  copied: 'Copied',
  states: {
    off: 'Off.',
    listening: 'Listening.',
    failed: 'The port is taken by another program. Choose another port.',
  },
  noAddress: 'No public address yet: Exotel is not asked to call back.',
  last: 'Last callback {{when}}.',
  none: 'No callback has come since Handset started.',
};
