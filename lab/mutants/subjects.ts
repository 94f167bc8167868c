import { basename } from 'node:path';

/** The pure parts whose tests `npm run mutants` tests. */
export const subjects: readonly string[] = [
  'src/main/exotel/exotel-clients.ts',
  'src/main/base/made-at.ts',
  'src/main/base/phone-number.ts',
  'src/main/base/read-fields.ts',
  'src/main/base/redact.ts',
  'src/main/base/secret-forms.ts',
  'src/main/base/written-number.ts',
  'src/main/base/steady-files.ts',
  'src/main/calls/call-machine.ts',
  'src/main/dialing/calling-hours.ts',
  'src/main/dialing/dial-gate.ts',
  'src/main/calls/poll-schedule.ts',
  'src/main/exotel/confirmed-time.ts',
  'src/main/exotel/errors.ts',
  'src/main/exotel/learned-share.ts',
  'src/main/exotel/provider-time.ts',
  'src/main/exotel/request-budget.ts',
  'src/main/exotel/schemas.ts',
  'src/main/recordings/audio-kind.ts',
  'src/main/recordings/credential-policy.ts',
  'src/main/recordings/check-schedule.ts',
  'src/main/recordings/named-parts.ts',
  'src/main/recordings/recording-ages.ts',
  'src/main/recordings/recording-names.ts',
  'src/main/recordings/resume-plan.ts',
  'src/main/recordings/retention-plan.ts',
  'src/main/storage/database/backup-ring.ts',
  'src/main/storage/tables/search-terms.ts',
  'src/main/updates/install-kind.ts',
  'src/main/updates/update-feed.ts',
  'src/main/updates/update-problem.ts',
  'src/main/updates/update-service.ts',
  'src/shared/domain/call-profile-rules.ts',
  'src/shared/domain/fold-text.ts',
  'src/shared/domain/recent-numbers.ts',
];

/**
 * `name.ts` is tested by `name.test.ts` and `name.*.test.ts`; other tests that run through it do
 * not count.
 */
export function testsOf(subject: string): string {
  return `tests/unit/**/${basename(subject, '.ts')}{,.*}.test.ts`;
}
