export const callbacks = {
  title: 'Status callbacks',
  listen: 'Show the end of a call at once',
  listenHint:
    'Exotel then sends word when a call is over, in place of Handset asking every few seconds. Someone who runs your network has to set up a tunnel or relay to this computer; without one, leave this off.',
  port: 'Port on this computer',
  portHint: 'Only this computer reaches it (127.0.0.1).',
  publicUrl: 'Public address of your tunnel or relay',
  publicUrlHint: 'For example https://calls.example.com. Handset adds a secret path to it.',
  publicUrlInvalid: 'That isn’t an address. It begins with https://',
  save: 'Use this address',
  fullUrl: 'Exotel calls back to',
  copy: 'Copy with the secret',
  copyLocal: 'Copy the local address',
  copied: 'Copied',
  state: 'State',
  states: {
    off: 'Off',
    listening: 'Listening',
    failed: 'Not listening',
  },
  portTaken: {
    message: 'Another program uses this port. Callbacks do not arrive.',
    hint: 'Choose another port. Handset follows your calls without callbacks meanwhile.',
  },
  noAddress: 'No public address yet',
  last: 'Last callback',
  none: 'None since Handset started',
};
