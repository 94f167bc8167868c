import type {
  Basis,
  CallOutcome,
  CallState,
  RecordingView,
  TimelineEntry,
} from '../../domain/call.ts';
import type * as en from '../en/calls.ts';
import type { LegStatusWord, SameShape, TitleAndSentence } from '../shape.ts';

export const results: SameShape<typeof en.results> = {
  interested: 'रुचि है',
  call_later: 'बाद में कॉल',
  no_answer: 'जवाब नहीं',
  wrong_number: 'ग़लत नंबर',
  not_interested: 'रुचि नहीं',
  do_not_call: 'कॉल न करें',
};

export const outcomes: Record<CallOutcome, TitleAndSentence> = {
  completed: { title: 'बात हुई', sentence: '{{who}} से आपकी बात हुई।' },
  agent_unanswered: {
    title: 'आपने नहीं उठाया',
    sentence: 'आपका फ़ोन बजा, पर उठाया नहीं गया। {{who}} को कॉल नहीं गई।',
  },
  customer_unanswered: {
    title: 'ग्राहक ने नहीं उठाया',
    sentence: 'आपने उठाया, पर {{who}} की ओर से नहीं उठाया गया।',
  },
  agent_cancelled: {
    title: 'आपने काट दी',
    sentence: '{{who}} का जवाब आने से पहले आपने कॉल काट दी।',
  },
  customer_cancelled: {
    title: 'ग्राहक ने काट दी',
    sentence: 'बात होने से पहले {{who}} की ओर से कॉल काट दी गई।',
  },
  agent_not_dialled: {
    title: 'आपका फ़ोन नहीं बजा',
    sentence: 'Exotel ने कॉल स्वीकार की, पर आपका फ़ोन नहीं बजा। {{who}} को कॉल नहीं गई।',
  },
  customer_not_dialled: {
    title: 'ग्राहक का फ़ोन नहीं बजा',
    sentence: 'आपने उठाया, पर Exotel ने {{who}} को कॉल नहीं की।',
  },
  other: {
    title: 'ख़त्म, वजह पता नहीं',
    sentence: 'कॉल ख़त्म हुई, पर वजह Handset नहीं पहचानता।',
  },
  rejected: {
    title: 'Exotel ने मना किया',
    sentence: 'Exotel ने यह कॉल लगाने से मना किया। किसी का फ़ोन नहीं बजा।',
  },
  not_sent: {
    title: 'नहीं लगाई गई',
    sentence: 'यह कॉल इस कंप्यूटर से बाहर गई ही नहीं। किसी का फ़ोन नहीं बजा।',
  },
  unknown: {
    title: 'लगी या नहीं, पता नहीं',
    sentence: 'अभी पता नहीं कि यह कॉल लगी या नहीं। Handset इसे ख़ुद दोबारा नहीं लगाएगा।',
  },
  no_final_status: {
    title: 'कैसे ख़त्म हुई, पता नहीं',
    sentence: 'Exotel ने कभी नहीं बताया कि यह कॉल कैसे ख़त्म हुई।',
  },
};

export const states: Record<CallState, string> = {
  recorded: 'तैयारी हो रही है',
  sending: 'कॉल लगाई जा रही है',
  accepted: 'आपका फ़ोन बज रहा है',
  agent_answered: 'बज रहा है या बात जारी',
  finishing: 'कॉल ख़त्म, हाल पता कर रहे हैं',
  unknown: 'लगी या नहीं, पता नहीं',
  ended: 'ख़त्म',
  not_sent: 'नहीं लगाई गई',
  rejected: 'Exotel ने मना किया',
  no_final_status: 'कैसे ख़त्म हुई, पता नहीं',
};

export const timeline: Record<TimelineEntry['kind'], string> = {
  recorded: 'इस कंप्यूटर पर दर्ज हुई',
  sent: 'Exotel को भेजी गई',
  accepted: 'Exotel ने कॉल स्वीकार की',
  agent_ringing: 'आपका फ़ोन बजा',
  agent_answered: 'आपने उठाया',
  customer_dialled: 'ग्राहक को कॉल गई',
  talked: 'बात हुई',
  finishing: 'दोनों ने काट दी',
  ended: 'कॉल ख़त्म हुई',
  rejected: 'Exotel ने कॉल लगाने से मना किया',
  not_sent: 'कॉल लगाई ही नहीं गई',
  unknown: 'Exotel का जवाब खो गया',
  no_final_status: 'Exotel ने नहीं बताया कि कैसे ख़त्म हुई',
  verified: 'एक बार और जाँची गई',
  agent_said_rang: 'आपने कहा: फ़ोन बजा था',
  agent_said_silent: 'आपने कहा: फ़ोन नहीं बजा',
  unreadable: 'एक क़दम, जो पढ़ा नहीं जा सका',
};

export const basis: Record<Basis, string> = {
  observed: 'Exotel ने बताया',
  inferred: 'Exotel की बात से निकला',
  computed: 'समय से हिसाब लगाया',
  local: 'इसी कंप्यूटर से',
  agent: 'आपने बताया',
};

export const legStatus: Record<LegStatusWord, string> = {
  'in-progress': 'जारी',
  completed: 'पूरी हुई',
  failed: 'विफल',
  'no-answer': 'जवाब नहीं मिला',
  busy: 'व्यस्त',
  canceled: 'रद्द',
  other: 'कुछ और',
  unknown: 'पता नहीं',
};

export const recordingState: Record<RecordingView['state'], string> = {
  none: 'रिकॉर्डिंग नहीं',
  processing: 'Exotel पर तैयार हो रही है',
  available: 'Exotel पर है, अभी डाउनलोड नहीं हुई',
  downloading: 'डाउनलोड हो रही है',
  saved: 'इस कंप्यूटर पर सहेजी हुई',
  removed: 'जगह बचाने के लिए यहाँ से हटाई गई',
  failed: 'डाउनलोड नहीं हो सकी',
  never_came: 'रिकॉर्डिंग नहीं आई',
};
