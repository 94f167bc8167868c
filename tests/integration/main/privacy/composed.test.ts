import { expect, onTestFinished, test } from 'vitest';
import { openLog } from '../../../../src/main/base/log.ts';
import { pathsIn } from '../../../../src/main/base/paths.ts';
import { ConfirmedTime } from '../../../../src/main/exotel/confirmed-time.ts';
import { ProviderTime } from '../../../../src/main/exotel/provider-time.ts';
import { composePrivacy } from '../../../../src/main/privacy/compose-privacy.ts';
import { ProfileService } from '../../../../src/main/profiles/profile-service.ts';
import { SettingsService } from '../../../../src/main/settings/settings-service.ts';
import { defaultProfile } from '../../../../src/shared/domain/call-profile-rules.ts';
import { documentIn } from '../../../support/document-in.ts';
import { FakeClock } from '../../../support/fake-clock.ts';
import { tempFolder } from '../../../support/temp-folder.ts';
import { openTestDatabase } from '../../../support/test-database.ts';

function setUp() {
  const { db } = openTestDatabase();
  const paths = pathsIn(tempFolder());
  const settings = new SettingsService(db);
  const profiles = new ProfileService(db, () => 'second');
  const clock = new FakeClock();
  const privacy = composePrivacy({
    db,
    clock,
    time: new ConfirmedTime(clock, new ProviderTime(clock)),
    log: openLog(paths.logs),
    paths,
    settings,
    profiles,
    account: () => ({
      region: 'mumbai',
      baseUrl: 'https://ccm-api.in.exotel.com',
      accountSid: 'acme1',
      agentUri: '+919000000001',
      virtualNumber: '02241499102',
    }),
    scrub: async () => true,
    endRecording: async () => {},
    countWithoutCall: () => 0,
  });
  onTestFinished(() => privacy.stop());
  return { db, settings, profiles, privacy };
}

test('settings and call profiles do not write an erased number back', async () => {
  const { db, settings, profiles, privacy } = setUp();
  const result = { id: 'Ask 98765 43210', name: 'Ask 98765 43210', marksDoNotCall: false };
  settings.update({ results: [result] });
  const profile = { ...defaultProfile, name: 'Own', customText: 'for +919876543210' };
  await profiles.handlers.save({ id: null, profile });
  const heard: string[] = [];
  settings.changed.on(() => heard.push('settings'));
  profiles.changed.on(() => heard.push('profiles'));
  const preview = await privacy.handlers.preview({ number: '98765 43210' });
  expect(preview).toMatchObject({ calls: 0, mentions: [], mentionsTotal: 2 });
  await privacy.handlers.erase({ number: '98765 43210', keepDoNotCall: false });
  expect(heard).toEqual(['settings', 'profiles']);
  settings.update({ theme: 'dark' });
  await profiles.handlers.setDefault({ id: 'second' });
  expect(settings.get().results).toEqual([{ ...result, id: 'Ask •••', name: 'Ask •••' }]);
  for (const key of ['settings', 'profiles'])
    expect(JSON.stringify(documentIn(db, key))).not.toMatch(/43210/);
  // Nothing in them changes for another number.
  await privacy.handlers.erase({ number: '98765 43211', keepDoNotCall: false });
  expect(heard).toEqual(['settings', 'profiles', 'settings', 'profiles']);
});

test.each(['9000000001', '022 4149 9102'])('%s is a number of the account', async (number) => {
  const { privacy } = setUp();
  await expect(async () => privacy.handlers.preview({ number })).rejects.toMatchObject({
    code: 'erase_own_number',
  });
});
