import type { removed as enRemoved } from '../en/removed.ts';
import type { SameShape } from '../shape.ts';

export const removed: SameShape<typeof enRemoved> = {
  unheard:
    'पुरानी होने पर कुछ भी तब तक नहीं हटता, जब तक Exotel की घड़ी का पता न चले: हर बार शुरू होने के बाद आपके खाते के पहले जवाब से। अभ्यास खाता समय नहीं बताता।',
  apart:
    'अभी पुरानी होने पर कुछ भी नहीं हटता: इस कंप्यूटर की घड़ी और Exotel की घड़ी में एक दिन से ज़्यादा का फ़र्क़ है। सिस्टम सेटिंग में घड़ी ठीक करें।',
  calls_one: '{{count, number}} कॉल हटाई गई, आख़िरी: {{date}}',
  calls_other: '{{count, number}} कॉल हटाई गईं, आख़िरी: {{date}}',
  callsHint:
    'हर एक सात दिन तक नोट और रिकॉर्डिंग समेत लौटाई जा सकती है। उसके बाद कॉल हमेशा रखी जाती हैं, जब तक आप फिर समय न चुनें।',
  callsBack_zero: 'कोई कॉल लौटाई नहीं जा सकी।',
  callsBack_one: '{{count, number}} कॉल लौट आई। अब कॉल हमेशा रखी जाएँगी।',
  callsBack_other: '{{count, number}} कॉल लौट आईं। अब कॉल हमेशा रखी जाएँगी।',
  recordings_one: '{{count, number}} रिकॉर्डिंग हटाई गई, आख़िरी: {{date}}',
  recordings_other: '{{count, number}} रिकॉर्डिंग हटाई गईं, आख़िरी: {{date}}',
  recordingsHint:
    'हर एक सात दिन तक लौटाई जा सकती है। उसके बाद रिकॉर्डिंग हमेशा रखी जाती हैं, जब तक आप फिर समय न चुनें। जो जगह भर जाने से हटीं, वे नहीं लौटतीं।',
  recordingsBack_zero: 'कोई रिकॉर्डिंग लौटाई नहीं जा सकी: उनकी फ़ाइलें अब नहीं हैं।',
  recordingsBack_one: '{{count, number}} रिकॉर्डिंग लौट आई। अब रिकॉर्डिंग हमेशा रखी जाएँगी।',
  recordingsBack_other: '{{count, number}} रिकॉर्डिंग लौट आईं। अब रिकॉर्डिंग हमेशा रखी जाएँगी।',
  restore: 'लौटाएँ',
};
