import { expect, test } from './fixtures.ts';

test.describe('a page cannot leave, and cannot open another', () => {
  test('navigation is refused', async ({ app }) => {
    const before = app.page.url();
    await app.page.evaluate(() => {
      const link = document.createElement('a');
      link.href = 'https://example.com/away';
      link.textContent = 'away';
      document.body.prepend(link);
      link.click();
    });
    await expect.poll(() => app.page.evaluate(() => typeof handset)).toBe('object');
    expect(app.page.url()).toBe(before);
  });

  test('new windows are refused; only links to the provider leave for the browser', async ({
    app,
  }) => {
    await app.page.evaluate(() => {
      for (const url of ['https://example.com/', 'about:blank', 'https://my.exotel.com/help']) {
        window.open(url);
      }
    });
    await expect
      .poll(async () => (await app.desktop.state()).openedLinks)
      .toEqual(['https://my.exotel.com/help']);
    expect((await app.desktop.state()).windows).toHaveLength(1);
    await expect.poll(() => app.page.context().pages().length).toBe(1);
  });
});

test('nothing may send a request twice, and every process has its sandbox', async ({ app }) => {
  const { switches } = await app.desktop.state();
  expect(switches).toEqual(expect.arrayContaining(['disable-http2', 'disable-quic']));
  // Root can start no process with one: whoever starts it as root has said so.
  const isRoot = app.runtime === 'electron' && process.getuid?.() === 0;
  expect(switches).toContain(isRoot ? 'no-sandbox' : 'enable-sandbox');
});

test('every permission is denied', async ({ app }) => {
  test.skip(app.runtime === 'electron', 'Electron does not hand out its permission handlers.');
  for (const name of ['media', 'geolocation', 'notifications', 'clipboard-read', 'midi', 'hid']) {
    const answer = await app.desktop.askPermission(name);
    expect(answer, name).toEqual({ requested: false, checked: false });
  }
});

test('every answer carries the security headers', async ({ app }) => {
  const headers = await app.page.evaluate(async () => {
    const answers = await Promise.all(
      ['/index.html', '/nowhere', '/recordings/none'].map((path) => fetch(path)),
    );
    return answers.map(({ headers: each }) => Object.fromEntries(each));
  });
  for (const each of headers) {
    expect(each).toMatchObject({ 'x-content-type-options': 'nosniff' });
    const policy = each['content-security-policy'] ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).not.toContain('unsafe-eval');
  }
});

test('the policy is in force: no inline script, no eval, no foreign host', async ({ app }) => {
  const ran = await app.page.evaluate(async () => {
    const script = document.createElement('script');
    script.textContent = 'globalThis.inlineRan = true';
    document.head.append(script);
    const away = await fetch('https://example.com/').then(
      () => 'answered',
      () => 'refused',
    );
    return { inline: 'inlineRan' in globalThis, away };
  });
  expect(ran).toEqual({ inline: false, away: 'refused' });
  // `evaluate` itself is above the policy: the page has to try by an element of its own.
  const evaluated = await app.page.evaluate(
    () =>
      new Promise((resolve) => {
        addEventListener('securitypolicyviolation', (event) => resolve(event.violatedDirective), {
          once: true,
        });
        const button = document.createElement('button');
        button.setAttribute('onclick', 'globalThis.attributeRan = true');
        button.click();
      }),
  );
  expect(evaluated).toContain('script-src');
  expect(await app.page.evaluate(() => 'attributeRan' in globalThis)).toBe(false);
  // Chromium has complained of each: this once, that is as it should be.
  expect(app.problems.splice(0)).not.toEqual([]);
});

test('files outside the renderer cannot be had', async ({ app }) => {
  const statuses = await app.page.evaluate(() =>
    Promise.all(
      [
        '/..%2fmain%2findex.js',
        '/%2e%2e/main/index.js',
        '/../main/index.js',
        '/recordings/..%2f..%2fhandset.db',
      ].map(async (path) => (await fetch(path)).status),
    ),
  );
  expect(statuses).toEqual([404, 404, 404, 404]);
});

test('the page has the bridge, frozen and narrow, and nothing of Node', async ({ app }) => {
  const seen = await app.page.evaluate(() => {
    const frozen = (value: unknown): boolean =>
      typeof value !== 'object' ||
      value === null ||
      (Object.isFrozen(value) && Object.values(value).every(frozen));
    const descriptor = Object.getOwnPropertyDescriptor(globalThis, 'handset');
    return {
      node: ['require', 'process', 'module', 'Buffer', 'global', 'electron', 'ipcRenderer'].filter(
        (name) => name in globalThis,
      ),
      frozen: frozen(handset),
      replaceable: Boolean(descriptor?.writable || descriptor?.configurable),
      areas: Object.keys(handset).sort(),
    };
  });
  expect(seen).toEqual({
    node: [],
    frozen: true,
    replaceable: false,
    areas: [
      'account',
      'calls',
      'contacts',
      'diagnostics',
      'dialing',
      'entrances',
      'floor',
      'history',
      'licences',
      'missed',
      'on',
      'privacy',
      'profiles',
      'recordings',
      'settings',
      'shell',
      'statusCallbacks',
      'updates',
    ],
  });
});

test('the bridge takes no unknown event, and main no wrong payload', async ({ app }) => {
  const answers = await app.page.evaluate(async () => {
    const bridge = handset as unknown as {
      on(name: string, listener: () => void): void;
      dialing: Record<
        string,
        (input: unknown) => Promise<{ ok: boolean; error?: { code: string } }>
      >;
    };
    const subscribe = (name: string): string => {
      try {
        bridge.on(name, () => {});
        return 'subscribed';
      } catch {
        return 'refused';
      }
    };
    const wrong = [
      {},
      { number: 5, source: 'dialer' },
      { number: '98765 43210', source: 'me' },
      null,
    ];
    const codes = await Promise.all(
      wrong.map(async (input) => (await bridge.dialing['offer']?.(input))?.error?.code),
    );
    return { unknownEvent: subscribe('ELECTRON_BROWSER_REQUIRE'), codes };
  });
  expect(answers).toEqual({
    unknownEvent: 'refused',
    codes: ['bad_input', 'bad_input', 'bad_input', 'bad_input'],
  });
});
