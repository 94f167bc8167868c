import type * as en from '../en/mini.ts';
import type { SameShape } from '../shape.ts';

export const mini: SameShape<typeof en.mini> = {
  title: 'Handset, छोटी विंडो',
  idle: 'अभी कोई कॉल नहीं',
  dialFromClipboard: 'क्लिपबोर्ड से डायल करें?',
  dialQuestion: 'यह नंबर डायल करें?',
  dialNow: 'अभी डायल करें',
  dialAnyway: 'फिर भी डायल करें',
  secondsLeft: '{{seconds}} से.',
  counting: '{{seconds}} सेकंड में ख़ुद डायल होगा',
  doNotCall: 'इस नंबर पर “कॉल न करें” लगा है। फिर भी करनी हो तो वजह लिखें।',
  giveReason: 'वजह लिखें',
  whichNumber: 'कौन-सा नंबर?',
  open: 'इस कॉल पर Handset खोलें',
  clock: 'Exotel ने कॉल ली, तब से {{time}}',
  endedTalked: 'कॉल ख़त्म · {{talkTime}} बात हुई',
  wrapUpClock: 'कॉल के बाद {{time}}',
  notePlaceholder: 'नोट लिखें',
  later: 'बाद में',
  openHandset: 'Handset खोलें',
};
