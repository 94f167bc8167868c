export type Channel = 'both' | 'you' | 'customer';

export interface ChannelSolo {
  set(channel: Channel): void;
  dispose(): void;
}

/**
 * Plays one side of a two-channel recording alone, in both ears. The agent is on the left channel,
 * the customer on the right. Until a side is requested, the sound is left untouched.
 */
export function createChannelSolo(media: HTMLMediaElement): ChannelSolo {
  let context: AudioContext | null = null;
  let gains: { straight: GainNode; left: GainNode; right: GainNode } | null = null;

  function connect() {
    context = new AudioContext();
    const source = context.createMediaElementSource(media);
    const splitter = context.createChannelSplitter(2);
    const straight = context.createGain();
    const left = context.createGain();
    const right = context.createGain();
    source.connect(straight).connect(context.destination);
    source.connect(splitter);
    // A mono node feeds both ears.
    splitter.connect(left, 0);
    splitter.connect(right, 1);
    left.connect(context.destination);
    right.connect(context.destination);
    return { straight, left, right };
  }

  return {
    set(channel) {
      if (channel === 'both' && !gains) return;
      gains ??= connect();
      void context?.resume();
      gains.straight.gain.value = channel === 'both' ? 1 : 0;
      gains.left.gain.value = channel === 'you' ? 1 : 0;
      gains.right.gain.value = channel === 'customer' ? 1 : 0;
    },
    dispose() {
      void context?.close();
    },
  };
}
