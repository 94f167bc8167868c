import type { Notice } from '../../contract/shell.ts';
import type { PracticeStory } from '../../domain/practice-story.ts';
import type * as en from '../en/desktop.ts';
import type { MessageWithHint, SameShape } from '../shape.ts';

export const notices: Record<Notice['code'], MessageWithHint> = {
  no_keychain: {
    message: 'इस कंप्यूटर का कीचेन जवाब नहीं देता। आपके API key और token सिर्फ़ मेमोरी में हैं।',
    hint: 'Handset बंद होते ही वे चले जाएँगे। कीचेन इंस्टॉल करें या खोलें, फिर अकाउंट दोबारा सहेजें।',
  },
  secret_missing: {
    message: 'आपके API key और token अब कीचेन में नहीं हैं।',
    hint: 'सेटिंग › अकाउंट में उन्हें फिर भरें। आपकी सारी कॉल सुरक्षित हैं।',
  },
  keychain_silent: {
    message: 'कीचेन ने आपके API key और token नहीं दिए।',
    hint: 'उसे खोलें, फिर सेटिंग › अकाउंट में दोबारा पूछें, या दोनों फिर भरें। आपकी सारी कॉल सुरक्षित हैं।',
  },
  hotkey_taken: {
    message: '{{accelerator}} पहले से किसी और प्रोग्राम के पास है, इसलिए वह यहाँ डायल नहीं करता।',
    hint: 'सेटिंग › शॉर्टकट में दूसरा चुनें।',
  },
  clock_ahead: {
    message: 'इस कंप्यूटर की घड़ी {{amount}} आगे है।',
    hint: 'कॉल, उनकी अवधि और कॉल करने का समय Exotel की घड़ी से देखे जाते हैं, इसलिए सही हैं; यहाँ दिखने वाली तारीख़ें और समय सही नहीं हैं। सिस्टम सेटिंग में घड़ी ठीक करें।',
  },
  clock_behind: {
    message: 'इस कंप्यूटर की घड़ी {{amount}} पीछे है।',
    hint: 'कॉल, उनकी अवधि और कॉल करने का समय Exotel की घड़ी से देखे जाते हैं, इसलिए सही हैं; यहाँ दिखने वाली तारीख़ें और समय सही नहीं हैं। सिस्टम सेटिंग में घड़ी ठीक करें।',
  },
  calls_unwritten: {
    message:
      'कॉल का ताज़ा हाल डिस्क पर लिखा नहीं जा सका। Handset उसे मेमोरी में रखे है और कुछ-कुछ सेकंड में फिर लिखेगा।',
    hint: 'Handset चालू रहने दें। डिस्क पर जगह बनाएँ और जो प्रोग्राम उसका फ़ोल्डर पकड़े हों उन्हें बंद करें।',
  },
  main_failed: {
    message: 'Handset के भीतर कुछ गड़बड़ हुई। वह चलता रहेगा, और कोई कॉल नहीं खोई।',
    hint: 'कुछ ग़लत दिखे तो बंद करके दोबारा शुरू करें। सेटिंग › जानकारी में सहायता के लिए रिपोर्ट सहेजी जा सकती है।',
  },
  login_needs_approval: {
    message: 'macOS अभी लॉग इन पर Handset शुरू नहीं करता।',
    hint: 'सिस्टम सेटिंग › सामान्य › लॉगिन आइटम में इसकी अनुमति दें।',
  },
  book_damaged: {
    message: 'इस डिस्क पर कॉल का इतिहास ख़राब हो गया है। कुछ भी मिटाया नहीं गया।',
    hint: 'Handset बंद करके जल्द ही फिर चलाएँ: वह सबसे नया अच्छा बैकअप खोलेगा। तब तक लगाई गई कॉल उसमें नहीं होंगी।',
  },
  book_restored: {
    message:
      'कॉल का इतिहास ख़राब या ग़ायब था। Handset ने {{backupTime}} का बैकअप खोला; तब से {{foundTime}} तक की कॉल, नोट और नतीजे उसमें नहीं हैं।',
    hint: 'कोई कॉल दोबारा न लगाई गई, न लगाई जाएगी। पुराने इतिहास में से जो बचा, वह सहायता के लिए {{folder}} में रखा है।',
  },
  book_emptied: {
    message:
      'कॉल का इतिहास ख़राब या ग़ायब था, और कोई अच्छा बैकअप नहीं था। Handset ने {{foundTime}} पर ख़ाली इतिहास शुरू किया।',
    hint: 'कोई कॉल दोबारा न लगाई गई, न लगाई जाएगी। पुराने इतिहास में से जो बचा, वह सहायता के लिए {{folder}} में रखा है।',
  },
  book_incomplete: {
    message:
      'पिछली बार Handset ठीक से बंद नहीं हुआ, और कॉल के इतिहास का एक हिस्सा ग़ायब है। {{foundTime}} से पहले की आख़िरी कॉल, नोट और नतीजे शायद न हों।',
    hint: 'कोई कॉल दोबारा न लगाई गई, न लगाई जाएगी। डायल करने से पहले इतिहास में अपनी नई कॉल देखें।',
  },
  documents_reset: {
    message:
      'Handset का रखा हुआ कुछ पढ़ा नहीं जा सका, इसलिए उसे शुरुआती हाल में लौटाया गया: {{what}}। कॉल और संपर्क जैसे थे वैसे ही हैं।',
    hint: 'डायल करने से पहले सेटिंग देख लें। जो पढ़ा नहीं जा सका, वह सहायता के लिए रखा है।',
  },
  log_unwritten: {
    message: 'Handset अपना लॉग नहीं लिख पा रहा ({{reason}})। कॉल पहले की तरह चलती हैं।',
    hint: 'देखें कि डिस्क पर जगह है और {{folder}} में लिखने की अनुमति है।',
  },
  clipboard_problem: {
    message: 'क्लिपबोर्ड में डायल करने लायक नंबर नहीं है।',
    hint: 'एक फ़ोन नंबर कॉपी करें, फिर शॉर्टकट दबाएँ।',
  },
  dial_problem: {
    message: 'कॉल नहीं लगाई गई।',
    hint: 'वजह देखने के लिए डायलर खोलें।',
  },
};

export const resetDocuments: SameShape<typeof en.resetDocuments> = {
  settings: 'सेटिंग',
  profiles: 'कॉल प्रोफ़ाइल',
  account: 'अकाउंट',
  book_loss: 'कॉल के इतिहास में क्या खोया था, इसकी सूचना',
  leftovers: 'जो मिटाना बाक़ी था (उस व्यक्ति को फिर मिटाएँ)',
  callback_secret: 'स्टेटस कॉलबैक का पता (नया कॉपी करें)',
  window: 'विंडो की जगह',
  other: 'एक छोटी याददाश्त',
};

export const cannotOpen: SameShape<typeof en.cannotOpen> = {
  title: 'Handset अपना कॉल इतिहास नहीं खोल पाया',
  newer: 'इसे Handset के नए संस्करण ने लिखा है। कुछ बदला नहीं गया। सबसे नया संस्करण इंस्टॉल करें, फिर शुरू करें।',
  other: 'कुछ बदला नहीं गया। देखें कि डिस्क पर जगह है और इस फ़ोल्डर में लिखने की अनुमति है, फिर शुरू करें:\n{{file}}',
};

export const cannotStart: SameShape<typeof en.cannotStart> = {
  title: 'Handset शुरू नहीं हो पाया',
  body: 'कुछ बदला नहीं गया और किसी को कॉल नहीं गई। कंप्यूटर फिर से शुरू करके कोशिश करें; फिर भी न चले तो यह अपने सहायक को भेजें:\n{{reason}}',
};

export const pageHopeless: SameShape<typeof en.pageHopeless> = {
  title: 'Handset की विंडो बार-बार बंद हो रही है',
  body: 'खुली कॉलों पर नज़र बनी हुई है। बंद करने के लिए क्लिक करें, फिर Handset दोबारा शुरू करें।',
};

export const notifications = {
  ended: {
    practiceTitle: 'अभ्यास · {{outcome}}',
    body: '{{who}}। नोट और नतीजे के लिए क्लिक करें।',
    bodyTalked: '{{who}} · {{talkTime}} बात हुई। नोट और नतीजे के लिए क्लिक करें।',
  },
  unknown: {
    title: '{{who}} को कॉल गई या नहीं?',
    body: 'Exotel का जवाब खो गया। आपका फ़ोन बजा था या नहीं, बताने के लिए क्लिक करें।',
  },
  closedToTray: {
    title: 'Handset अब भी यहीं है',
    body: 'वह ट्रे में आपके शॉर्टकट का इंतज़ार कर रहा है। बंद करना हो तो ट्रे के मेनू से करें।',
  },
  closedWithoutTray: {
    title: 'Handset अब भी यहीं है',
    body: 'वह छोटा करके रखा है और आपके शॉर्टकट का इंतज़ार कर रहा है। बंद करना हो तो सेटिंग › सामान्य में जाएँ।',
  },
};

export const tray = {
  open: 'Handset खोलें',
  quit: 'Handset बंद करें',
  dialClipboard: 'क्लिपबोर्ड का नंबर डायल करें',
  recent: 'हाल के नंबर',
  live: '{{state}} · {{who}}',
  idle: 'तैयार',
  practice: 'तैयार · अभ्यास अकाउंट',
};

export const practiceStories: Record<PracticeStory, string> = {
  completed: 'दोनों उठाते हैं और बात होती है',
  agent_unanswered: 'आप अपना फ़ोन नहीं उठाते',
  customer_unanswered: 'ग्राहक फ़ोन नहीं उठाता',
  agent_cancelled: 'ग्राहक के उठाने से पहले आप काट देते हैं',
  not_dialled: 'आप उठाते हैं; ग्राहक को डायल नहीं किया जाता',
  busy: 'मनाही: आपका फ़ोन व्यस्त है',
  blocked: 'मनाही: नंबर DND सूची में है',
  rate_limited: 'मनाही: बहुत ज़्यादा अनुरोध',
  server_error: 'कॉल लगती है, पर जवाब खो जाता है: नतीजा पता नहीं',
  recording_late: 'बात होती है; रिकॉर्डिंग देर से आती है',
  legs_unavailable: 'बात होती है; Exotel दोनों फ़ोन का ब्योरा नहीं देता',
};
