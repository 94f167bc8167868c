import type { NumberProblem } from '../../../shared/domain/number-problem.ts';

/**
 * Emergency numbers that phones know in every country (3GPP TS 22.101, 10.1.1: 112 and 911 always;
 * 000, 08, 110, 118, 119 and 999 without a SIM), except the two-digit one, plus India's own.
 */
const emergencyEverywhere = ['112', '911', '000', '110', '118', '119', '999'];

/**
 * The three-digit emergency numbers of each country. India: National Numbering Plan, annexure on
 * short codes (police, fire, ambulance, disaster, women, children).
 * https://dot.gov.in/numbering-plan · elsewhere: ITU-T E.129 presentations.
 */
const emergencyIn: Record<string, readonly string[]> = {
  IN: ['100', '101', '102', '103', '104', '106', '108', '109', '1070', '1077', '1091', '1098'],
  AE: ['997', '998'],
  AU: ['106'],
  BD: ['333'],
  BR: ['190', '192', '193'],
  CN: ['120', '122'],
  FR: ['15', '17', '18', '114', '115'],
  ID: ['113', '115', '129'],
  LK: ['1990'],
  MY: ['991', '994'],
  NP: ['100', '101', '102'],
  NZ: ['111'],
  PH: ['117'],
  PK: ['15', '16', '115', '1122'],
  SA: ['997', '998'],
  SG: ['995', '1777'],
  TH: ['191', '1669'],
  ZA: ['10111', '10177'],
};

/**
 * Other short services in the same Indian plan: enquiries, complaints, helplines, operators' own.
 */
const shortCodesOfIndia =
  /^1(?:0[57]|1[1-79]|[2-7]\d|8[1-57-9]|9\d|0[369]\d|[2359]\d\d|4\d{3}|55\d{2,3})$/;

/**
 * Short services elsewhere. USA and Canada: N11 services and 988 (NANPA, N11 codes). Europe: 116xxx
 * services of social value (Decision 2007/116/EC), plus Germany’s 115 and Britain’s 101, 105, 111
 * and 18xxx (Ofcom, National Telephone Numbering Plan, part B).
 */
const shortCodesIn: Record<string, RegExp> = {
  IN: shortCodesOfIndia,
  US: /^(?:[2-8]11|988)$/,
  CA: /^(?:[2-8]11|988)$/,
  GB: /^(?:1(?:01|05|11|59|23)|116\d{3}|18\d{3})$/,
  DE: /^(?:115|116\d{3}|118\d{2,3})$/,
};

/**
 * Whether the digits are an emergency number or another complete short number; null if neither.
 * Exotel calls only subscribers' numbers, and help must not wait for a click-to-call.
 */
export function shortNumberProblem(
  digits: string,
  country: string | undefined,
): NumberProblem | null {
  const own = country === undefined ? [] : (emergencyIn[country] ?? []);
  if (emergencyEverywhere.includes(digits) || own.includes(digits)) return 'number_emergency';
  if (country !== undefined && shortCodesIn[country]?.test(digits)) return 'number_short_code';
  return null;
}
