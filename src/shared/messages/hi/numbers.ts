import type { NumberProblem } from '../../domain/number-problem.ts';
import type * as en from '../en/numbers.ts';
import type { MessageWithHint, SameShape } from '../shape.ts';

/** What was seen in place of a number that can be dialled, and what to do. */
export const numberErrors: Record<NumberProblem, MessageWithHint> = {
  number_empty: {
    message: 'अभी डायल करने के लिए कोई नंबर नहीं है।',
    hint: 'फ़ोन नंबर टाइप करें या पेस्ट करें।',
  },
  number_incomplete: {
    message: 'यह नंबर पूरा नहीं है: कुछ अंक बाकी हैं।',
    hint: 'बाकी अंक टाइप करें। दूसरे देश के लिए + और देश का कोड पहले लिखें।',
  },
  number_too_long: {
    message: 'यहाँ एक फ़ोन नंबर से ज़्यादा अंक हैं।',
    hint: 'जो नंबर का हिस्सा नहीं है उसे हटाएँ, फिर डायल करें।',
  },
  number_none: {
    message: 'इस टेक्स्ट में कोई फ़ोन नंबर नहीं है।',
    hint: 'फ़ोन नंबर टाइप करें या पेस्ट करें।',
  },
  number_several: {
    message: 'इस टेक्स्ट में एक से ज़्यादा फ़ोन नंबर हैं।',
    hint: 'जो नंबर चाहिए उसे चुनें।',
  },
  number_ambiguous: {
    message: 'इस टेक्स्ट से तय नहीं होता कि कौन सा नंबर है: इसे एक से ज़्यादा तरह पढ़ा जा सकता है।',
    hint: 'सही नंबर चुनें, या + और देश के कोड के साथ पूरा नंबर टाइप करें।',
  },
  number_invalid: {
    message: 'यह नंबर किसी फ़ोन का नहीं हो सकता: इसके देश में ऐसे नंबर नहीं होते।',
    hint: 'अंक जाँचें। दूसरे देश के लिए + और देश का कोड पहले लिखें।',
  },
  number_emergency: {
    message: 'यह आपातकालीन नंबर है। आपातकालीन नंबर Exotel से नहीं लगते।',
    hint: 'अपना फ़ोन इस्तेमाल करें: वहीं से तुरंत लगाएँ।',
  },
  number_short_code: {
    message: 'यह छोटा सेवा नंबर है। Exotel सिर्फ़ पूरे फ़ोन नंबर लगाता है।',
    hint: 'अपने फ़ोन से लगाएँ। अगर यह किसी लंबे नंबर की शुरुआत है, तो बाकी अंक टाइप करें।',
  },
  number_service_code: {
    message: 'यह * या # वाला कोड है। ऐसा कोड फ़ोन को आदेश देता है, किसी को कॉल नहीं लगाता।',
    hint: 'इसे अपने फ़ोन पर डालें, या सिर्फ़ नंबर टाइप करें।',
  },
  number_letters: {
    message: 'यह नंबर अक्षरों में लिखा है।',
    hint: 'फ़ोन के बटनों पर इन अक्षरों के जो अंक हैं, वे टाइप करें।',
  },
  number_rounded: {
    message: 'स्प्रेडशीट ने यह नंबर छोटा कर दिया है (जैसे 9.87654E+09): इसके आख़िरी अंक खो गए हैं।',
    hint: 'कॉलम चौड़ा करें या उसे टेक्स्ट बनाएँ, फिर नंबर दोबारा कॉपी करें।',
  },
  number_own_phone: {
    message: 'यह आपका अपना फ़ोन है। इस पर कॉल करने से आपका ही फ़ोन दो बार बजेगा।',
    hint: 'ग्राहक का नंबर डालें।',
  },
  number_exophone: {
    message: 'यह आपका ExoPhone है, जो ग्राहकों को दिखता है। यहाँ से इस पर कॉल नहीं लग सकती।',
    hint: 'ग्राहक का नंबर डालें।',
  },
  number_practice: {
    message: 'यह नंबर सिर्फ़ अभ्यास के लिए है: यह किसी फ़ोन का नहीं है।',
    hint: 'इसे लगाने के लिए अभ्यास अकाउंट पर जाएँ, या ग्राहक का नंबर डालें।',
  },
};

export const numbers: SameShape<typeof en.numbers> = {
  problems: {
    number_empty: 'अभी कोई नंबर नहीं',
    number_incomplete: 'अभी पूरा नहीं है',
    number_too_long: 'एक नंबर से ज़्यादा अंक',
    number_none: 'इस टेक्स्ट में फ़ोन नंबर नहीं है',
    number_several: 'कई नंबर हैं: एक चुनें',
    number_ambiguous: 'एक से ज़्यादा तरह पढ़ा जा सकता है',
    number_invalid: 'यह नंबर किसी फ़ोन का नहीं हो सकता',
    number_emergency: 'आपातकालीन नंबर: अपने फ़ोन से लगाएँ',
    number_short_code: 'छोटा सेवा नंबर: अपने फ़ोन से लगाएँ',
    number_service_code: 'यह कोड है, नंबर नहीं',
    number_letters: 'अक्षरों में लिखा है: अंक टाइप करें',
    number_rounded: 'स्प्रेडशीट ने छोटा किया: अंक खो गए',
    number_own_phone: 'आपका अपना फ़ोन',
    number_exophone: 'आपका ExoPhone',
    number_practice: 'सिर्फ़ अभ्यास के लिए: किसी फ़ोन का नहीं',
  },
  choose: 'कौन सा नंबर?',
  isIt: 'क्या यही नंबर है?',
  extension: 'एक्सटेंशन {{extension}}: कॉल उठने के बाद दबाएँ',
};
