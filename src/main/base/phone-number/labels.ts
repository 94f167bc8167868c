/**
 * Words around numbers. Compared without case, dots and signs. A word missing here can lose a
 * number that is glued to its label, but never produces a wrong one.
 */
const phoneLabels = words(`
  m mob mobile mobil cell cellphone cellular handphone hp p ph phn phone phones telephone tel tele tel
  telefon telefone telefono teléfono téléphone telefoon telefonnummer handy portable móvil movil celular
  cel cellulare nr fon tlf tlph t w h o r res resi off office home work landline land line direct dir
  mainline main fax call calls dial ring contact contacts cont contactno whatsapp whatsap watsapp wa wp
  wapp signal telegram viber sms text msg message helpline hotline helpdesk customer care tollfree toll
  free support enquiry inquiry sales reception emergency police ambulance fire alt alternate alternative
  primary secondary other personal personnel business spouse father mother husband wife son daughter
  parent guardian sim imo jio airtel vi bsnl number no num nos tel1 tel2 mob1 mob2 mobile1 mobile2 ph1
  ph2 phone1 phone2 m1 m2 tel/fax
  फ़ोन फोन मो मोब मोबा मोबाइल मोबाईल मोबाइलनंबर दूरभाष दूरध्वनी संपर्क सम्पर्क कॉल काल व्हाट्सएप व्हाट्सऐप
  वॉट्सऐप वाट्सएप नंबर नम्बर नं क्र फै फैक्स टेलीफोन टेलिफोन हेल्पलाइन कार्यालय घर
  ফোন মোবাইল মোবা মো দূরভাষ টেলিফোন নম্বর নং যোগাযোগ কল হোয়াটসঅ্যাপ হোয়াটসঅ্যাপ ফোন নাম্বার
  মোবাইল সম্পৰ্ক ফোননম্বৰ নম্বৰ
  ਫ਼ੋਨ ਫੋਨ ਮੋਬਾਈਲ ਮੋਬਾਇਲ ਮੋ ਸੰਪਰਕ ਨੰਬਰ ਨੰ ਕਾਲ ਵਟਸਐਪ
  ફોન મોબાઇલ મોબાઈલ મો સંપર્ક નંબર નં કૉલ કોલ વોટ્સએપ
  ଫୋନ ଫୋନ୍ ମୋବାଇଲ ମୋବାଇଲ୍ ମୋ ଯୋଗାଯୋଗ ନମ୍ବର ନଂ କଲ
  தொலைபேசி தொபே போன் ஃபோன் மொபைல் கைபேசி அலைபேசி செல் தொடர்பு தொடர்புக்கு எண் எண்
  ఫోన్ ఫోను మొబైల్ సెల్ దూరవాణి సంప్రదించండి సంప్రదించు నంబర్ నెంబర్ నం కాల్ వాట్సాప్
  ಫೋನ್ ದೂರವಾಣಿ ಮೊಬೈಲ್ ಮೊ ಸಂಪರ್ಕ ಸಂಪರ್ಕಿಸಿ ನಂಬರ್ ಸಂಖ್ಯೆ ಕರೆ ವಾಟ್ಸಾಪ್
  ഫോൺ ഫോണ്‍ മൊബൈൽ മൊബൈല്‍ മൊ ബന്ധപ്പെടുക നമ്പർ നമ്പര്‍ വിളിക്കുക വാട്സാപ്പ്
  ꯐꯣꯟ ꯃꯣꯕꯥꯏꯜ ᱯᱷᱳᱱ ᱯᱷᱚᱱ ᱢᱳᱵᱟᱭᱤᱞ
  فون موبائل موبایل نمبر رابطہ ٹیلیفون ٹیلی کال واٹس ایپ فیکس تلفن تماس همراه شماره
  هاتف جوال موبايل محمول تليفون تلفون رقم الهاتف الجوال اتصل واتساب فاكس
  โทร โทรศัพท์ มือถือ เบอร์ เบอร์โทร ติดต่อ สายด่วน แฟกซ์
  ဖုန်း ဖုန်းနံပါတ် ទូរស័ព្ទ ໂທ ໂທລະສັບ දුරකථන ජංගම ऍम
  电话 電話 手机 手機 联系电话 热线 傳真 传真 携帯 携帯電話 でんわ 전화 전화번호 휴대폰 핸드폰 연락처
  тел телефон моб мобильный факс сот т номер τηλ τηλέφωνο κιν κινητό
`);

/** Before digits that are an amount, a parcel or a secret rather than a phone. */
const otherLabels = words(`
  otp pin password passcode cvv cvc order orders orderid ord invoice inv receipt rcpt ref
  reference refno refid txn txnid transaction transactionid trans utr rrn payment a/c ac acc acct account
  accounts accountno acno iban ifsc card cardno aadhaar aadhar adhaar uid vid pan gst gstin tan cin din
  passport voter epic pnr ticket tkt id ids userid customerid custid cid crn cif loan loanid policy
  policyno claim caseno docket complaint request sr srn srno awb tracking consignment shipment parcel
  challan roll regn registration reg regno serial sl imei imsi iccid meid mac isbn issn ean upc sku hsn
  model qty quantity amount amt total price mrp rs inr usd fee emi balance bal folio demat dp upi vpa
  zip pincode postcode pno dob date version ver lat long latitude longitude meter consumer
  consumerno bp rr kno batch application appno applno enrolment enrollment uan esic pf
  epfo swift bsr micr cheque chq dd neft rtgs imps nach umrn mandate ip
  ओटीपी पिन पासवर्ड ऑर्डर आर्डर चालान बिल रसीद संदर्भ खाता खाते आधार पैन पीएनआर टिकट आवेदन राशि रुपये
  रुपए कीमत पॉलिसी लोन लेनदेन यूटीआर कार्ड मात्रा पिनकोड दिनांक शिकायत
  ওটিপি পিন অর্ডার বিল খাতা আধার অ্যাকাউন্ট ਓਟੀਪੀ ਆਧਾਰ ਖਾਤਾ ਆਰਡਰ ઓટીપી આધાર ખાતા ઓર્ડર ଓଟିପି ଆଧାର
  ଖାତା ஆதார் கணக்கு ஆர்டர் ఆధార్ ఖాతా ఆర్డర్ ఓటీపీ ಆಧಾರ್ ಖಾತೆ ಆರ್ಡರ್ ಒಟಿಪಿ ആധാർ അക്കൗണ്ട് ഓർഡർ
  آرڈر آدھار اکاؤنٹ طلب حساب فاتورة رمز
  订单 訂單 账号 帐号 身份证 注文 เลขที่ บัญชี
`);

/** May stand between the digits and the word that says what they are. */
const neutralWords = words(`
  is are was on at no nos num number numbers the my your his her our their this new old please pls
  kindly given hai ka ki ke par pe ko se
  है हैं का की के पर को से नंबर नम्बर नं संख्या क्रमांक क्र মোর নং নম্বর સંખ્યા નંબર எண் నంబర్ నెంబర్ ಸಂಖ್ಯೆ ನಂಬರ್
  നമ്പർ ਨੰਬਰ ନମ୍ବର نمبر رقم شماره
`);

/** May stand between two numbers: either set apart from them, or in a script without spaces. */
const particlesBehind = words(`
  पर को से में है का की या और par pe ko se hai per এ তে এর ਤੇ ਨੂੰ પર ને ରେ க்கு ல் కి కు ಗೆ ക്ക് ൽ پر کو سے
`);

/** Scripts that put no space between a word and a number. */
const spaceless =
  /^[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}\p{sc=Thai}\p{sc=Laoo}\p{sc=Khmr}\p{sc=Mymr}]/u;

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(/\s+/).filter(Boolean).map(bare));
}

/** Normalises a word to the form used in the lists. */
function bare(word: string): string {
  return word
    .normalize('NFKC')
    .replace(/[\p{Cf}.:()'"’=#-]/gu, '')
    .toLowerCase();
}

/** Whether a word, or every part of it (`Ph.No`, `Mobile/WhatsApp`), means a phone. */
export function isPhoneLabel(word: string): boolean {
  if (phoneLabels.has(bare(word))) return true;
  const parts = word.split(/[./&_-]+/).filter(Boolean);
  return (
    parts.length > 1 && parts.length <= 4 && parts.every((part) => phoneLabels.has(bare(part)))
  );
}

/** Whether a word means something other than a phone. */
export function isOtherLabel(word: string): boolean {
  if (otherLabels.has(bare(word))) return true;
  const [first = ''] = word.split(/[._:#-]+/).filter(Boolean);
  return first !== word && otherLabels.has(bare(first));
}

/** Whether the word before this one decides. */
export function isNeutral(word: string): boolean {
  return bare(word) === '' || neutralWords.has(bare(word));
}

/** Whether letters may follow the last digit directly. */
export function isParticle(word: string): boolean {
  return particlesBehind.has(bare(word));
}

export function isSpaceless(word: string): boolean {
  return spaceless.test(word);
}
