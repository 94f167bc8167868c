import type { RefusalKind } from '../../domain/call.ts';
import type { MessageWithHint } from '../shape.ts';

export const refusals: Record<RefusalKind, MessageWithHint> = {
  auth_failed: {
    message: 'Exotel ने API key और token नहीं माने।',
    hint: 'सेटिंग › अकाउंट में उन्हें फिर भरें और क्षेत्र जाँचें।',
  },
  wrong_account: {
    message: 'Exotel इस account sid को नहीं जानता।',
    hint: 'सेटिंग › अकाउंट में account sid ठीक करें।',
  },
  bad_request: {
    message: 'Exotel यह अनुरोध समझ नहीं पाया।',
    hint: 'नंबर और ExoPhone जाँचें। दोनों सही हों, तो कोड अपने Exotel संपर्क को दिखाएँ।',
  },
  user_not_found: {
    message: 'Exotel आपके फ़ोन को यूज़र के रूप में नहीं जानता।',
    hint: 'सेटिंग › अकाउंट में “आपका फ़ोन” जाँचें, या अपने एडमिन से जुड़वाएँ।',
  },
  agent_unavailable: {
    message: 'आपका फ़ोन बंद है या पहुँच से बाहर है।',
    hint: 'उसे चालू करें, सिग्नल आने दें, फिर डायल करें।',
  },
  agent_unverified: {
    message: 'आपका फ़ोन Exotel पर अभी सत्यापित नहीं है।',
    hint: 'Exotel डैशबोर्ड में सत्यापित करें, फिर डायल करें।',
  },
  agent_busy: {
    message: 'आपका फ़ोन दूसरी कॉल में व्यस्त है।',
    hint: 'दूसरी कॉल काटें, फिर डायल करें।',
  },
  agent_stuck: {
    message: 'Exotel के हिसाब से आपका फ़ोन अब भी पिछली कॉल में है।',
    hint: 'कुछ मिनट रुकें। फिर भी ऐसा रहे, तो Exotel से अपना डिवाइस छुड़वाएँ।',
  },
  no_device: {
    message: 'Exotel पर आपके लिए कोई फ़ोन तय नहीं है।',
    hint: 'अपने एडमिन से डिवाइस जुड़वाएँ।',
  },
  voip_not_allowed: {
    message: 'आपके Exotel अकाउंट से इंटरनेट पर कॉल की अनुमति नहीं है।',
    hint: 'SIP पते की जगह फ़ोन नंबर रखें, या Exotel से अनुमति लें।',
  },
  unsupported: {
    message: 'आपका Exotel अकाउंट ऐसी कॉल नहीं कर सकता।',
    hint: 'कोड अपने Exotel संपर्क को दिखाएँ।',
  },
  virtual_number_not_found: {
    message: 'Exotel इस ExoPhone को नहीं जानता।',
    hint: 'सेटिंग › अकाउंट में ExoPhone ठीक करें।',
  },
  blocked_dnd: {
    message: 'यह नंबर रोका गया है: वह DND सूची में है।',
    hint: 'फिर कोशिश न करें। इनसे किसी और तरीके से संपर्क करें।',
  },
  rate_limited: {
    message: 'आपके Exotel अकाउंट की इस मिनट की सीमा पूरी हो गई है।',
    hint: '{{retryAfterSeconds}} सेकंड बाद फिर डायल करें।',
  },
  call_not_found: {
    message: 'Exotel इस कॉल को नहीं जानता।',
    hint: 'दोबारा डायल करने से पहले Exotel डैशबोर्ड में देखें।',
  },
  legs_unavailable: {
    message: 'यह Exotel अकाउंट कॉल के दोनों हिस्सों का हाल नहीं बताता।',
    hint: 'कॉल फिर भी चलती हैं। ज़्यादा देखना हो तो Exotel से legs API चालू करवाएँ।',
  },
  server_error: {
    message: 'Exotel के अपने सिस्टम में गड़बड़ हुई।',
    hint: 'अपने फ़ोन पर नज़र रखें: कॉल अब भी आ सकती है।',
  },
  other_refusal: {
    message: 'Exotel ने मना किया; वजह इस संस्करण को नहीं पता।',
    hint: 'कोड अपने Exotel संपर्क को दिखाएँ।',
  },
  unreachable: {
    message: 'यह कंप्यूटर Exotel तक नहीं पहुँच सका।',
    hint: 'इंटरनेट जाँचें, फिर डायल करें।',
  },
  proxy_refused: {
    message: 'इस नेटवर्क के प्रॉक्सी ने Handset को Exotel तक नहीं जाने दिया।',
    hint: 'शायद उसे नाम और पासवर्ड चाहिए, जो Handset नहीं दे सकता। अपने एडमिन से कहें कि Exotel को इनके बिना जाने दें, फिर डायल करें।',
  },
  name_not_resolved: {
    message: 'Exotel का पता नहीं मिला। शायद यह कंप्यूटर ऑफ़लाइन है।',
    hint: 'इंटरनेट जाँचें, फिर डायल करें।',
  },
  tls_failed: {
    message: 'Exotel से सुरक्षित कनेक्शन नहीं बन सका।',
    hint: 'कंप्यूटर की घड़ी जाँचें, और देखें कि बीच में कोई प्रॉक्सी तो नहीं है।',
  },
  timed_out: {
    message: 'Exotel ने समय पर जवाब नहीं दिया।',
    hint: 'अपने फ़ोन पर नज़र रखें: कॉल अब भी आ सकती है।',
  },
  connection_lost: {
    message: 'अनुरोध चला गया था, पर Exotel का जवाब रास्ते में खो गया।',
    hint: 'अपने फ़ोन पर नज़र रखें: कॉल अब भी आ सकती है।',
  },
  unreadable_answer: {
    message: 'Exotel का जवाब आया, पर पढ़ा नहीं जा सका।',
    hint: 'अपने फ़ोन पर नज़र रखें: कॉल अब भी आ सकती है।',
  },
  app_stopped: {
    message: 'कॉल लगते समय Handset बंद हो गया था।',
    hint: 'दोबारा डायल करने से पहले देखें कि आपका फ़ोन बजा था या नहीं।',
  },
  book_unwritable: {
    message: 'कॉल के इतिहास में लिखा नहीं जा सका, इसलिए यह कॉल नहीं लगाई गई। किसी को कॉल नहीं गई।',
    hint: 'डिस्क पर जगह बनाएँ या बैकअप प्रोग्राम बंद करें, फिर डायल करें।',
  },
};

export const problems = {
  said: {
    both: 'Exotel कहता है: “{{description}}” (कोड {{code}}, HTTP {{status}})।',
    code: 'Exotel ने कोड {{code}} दिया (HTTP {{status}})।',
    words: 'Exotel कहता है: “{{description}}” (HTTP {{status}})।',
    status: 'Exotel ने HTTP {{status}} से जवाब दिया।',
  },
  asksAgain: 'कॉल चलती रहेगी; Handset ख़ुद फिर पूछेगा।',
};
