// What `npm run relay` takes, and what the bundled relay takes, which is the same without the
// practice floor.

/** @typedef {import('../command-line.mjs').Command} Command */

const options = {
  folder: {
    value: 'FOLDER',
    about: 'its configuration, agents and master key',
    fallback: 'relay',
  },
  check: { about: 'looks at the files, the broker and the proxy, and says what is wrong' },
};

const initOptions = {
  'public-url': { value: 'URL', about: 'where Exotel and desktops reach the relay' },
  name: { value: 'TEXT', about: 'the floor’s name, or with agents add the agent’s' },
  uri: { value: 'URI', about: 'with agents add: the phone that rings, +91… or sip:…' },
  floor: { value: 'ID', about: 'its id, where a broker serves several', fallback: 'floor-1' },
  'broker-url': {
    value: 'URL',
    about: 'where the relay reaches it',
    fallback: 'mqtt://127.0.0.1:1883',
  },
  'desktop-url': { value: 'URL', about: 'where desktops reach it: else /mqtt at --public-url' },
};

const words = {
  name: 'COMMAND',
  about: 'one of the following; without it the relay runs, until Ctrl+C',
  most: 3,
};

const exitStatus =
  'Exit status: 0 all is well, 1 it is not, 2 the arguments are wrong: docs/relay.md.';

const after = `  init                   sets a relay up in FOLDER, with what its broker reads
  wall                   prints the wallboard's address, which is a secret
  flow                   prints the addresses for Exotel's flows, which are secrets too
  agents list            who there is
  agents add ID          adds one, and prints the text by which their desktop joins
  agents renew ID        a new text: whoever joined by the old one is out
  agents remove ID
  agents import FILE     adds those of a CSV file, id,name,uri; texts go into another`;

const about = `The relay of a floor: passes Exotel's status callbacks on to the desktops, and knows
who is there.`;

/** @satisfies {Command} */
export const relay = {
  about,
  groups: [
    {
      title: 'Options',
      options: {
        ...options,
        practice: { about: 'a whole floor on this computer: broker, agents, customers' },
      },
    },
    { title: 'For init', options: initOptions },
  ],
  words,
  after: `${after}
  bundle                 builds out/relay/relay.mjs, all that a server needs besides Node

${exitStatus}`,
};

/** @satisfies {Command} */
export const bundledRelay = {
  about,
  groups: [
    { title: 'Options', options },
    { title: 'For init', options: initOptions },
  ],
  words,
  after: `${after}\n\n${exitStatus}`,
  call: 'node relay.mjs',
};
