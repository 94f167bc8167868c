import { expect, test } from 'vitest';
import { isReported } from '../../../src/shared/domain/is-reported.ts';
import { aCall, anArrival } from '../../support/a-call.ts';

test.each([true, false])(
  'a call’s end is reported or not, whichever way it went: %s',
  (reported) => {
    expect(isReported(aCall({ reported }))).toBe(reported);
    expect(isReported(anArrival({ arrival: { reported } }))).toBe(reported);
  },
);
