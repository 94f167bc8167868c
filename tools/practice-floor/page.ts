import type { Action } from './practice-floor.ts';
import type { AgentView, FloorView } from './view.ts';

// The page of the practice floor. Served with its types stripped: it imports nothing.

const byId = <T extends HTMLElement>(id: string): T => document.getElementById(id) as T;
const cards = new Map<string, HTMLElement>();
const states = {
  available: 'Available',
  oncall: 'On a call',
  wrapup: 'Wrapping up',
  break: 'Break',
  offline: 'Offline',
};

function act(action: Action): void {
  void fetch('do', { method: 'POST', body: JSON.stringify(action) });
}

function within<T extends HTMLElement>(element: HTMLElement, selector: string): T {
  return element.querySelector(selector) as T;
}

function clock(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

function cardOf({ id, name }: AgentView): HTMLElement {
  const known = cards.get(id);
  if (known) return known;
  const content = byId<HTMLTemplateElement>('card').content.cloneNode(true) as DocumentFragment;
  const card = content.firstElementChild as HTMLElement;
  within(card, 'h2').textContent = name;
  within(card, '.face').textContent = name.replace(/(\w)\w*\s*/g, '$1');
  const select = within<HTMLSelectElement>(card, 'select');
  select.setAttribute('aria-label', `The customer of ${name}`);
  const main = within<HTMLButtonElement>(card, '.main');
  main.onclick = () => {
    const behaviour = select.value as AgentView['call'] extends { behaviour: infer B } | null
      ? B
      : never;
    act(
      'calling' in main.dataset
        ? { do: 'hang_up', agent: id }
        : { do: 'dial', agent: id, behaviour },
    );
  };
  const pause = within<HTMLButtonElement>(card, '.break');
  pause.onclick = () =>
    act(
      'resume' in pause.dataset
        ? { do: 'available', agent: id }
        : { do: 'break', agent: id, reason: 'Tea' },
    );
  const plug = within<HTMLButtonElement>(card, '.plug');
  plug.onclick = () => act({ do: 'cut', agent: id, cut: !('cut' in card.dataset) });
  byId('agents').append(card);
  cards.set(id, card);
  return card;
}

/** What the two phones do, in words. */
function storyOf({ call, heardBy, isCut, connection }: AgentView, at: number): string {
  if (call) {
    const words = {
      agent_rings: 'The agent’s own phone rings.',
      customer_rings: 'The customer’s phone rings.',
      talking: 'Agent and customer talk.',
      over: 'Over. The desktop does not know it yet.',
    };
    return `${call.phase === null ? 'Dialling.' : words[call.phase]} ${clock(at - call.since)}`;
  }
  if (isCut) return 'No network: the floor misses this desktop after ten seconds.';
  if (connection !== 'connected') return 'Tries to reach the floor again.';
  if (heardBy === 'floor') return 'The floor told this desktop of the end at once.';
  if (heardBy === 'poll') return 'This desktop found the end out by asking Exotel.';
  return 'Idle.';
}

function flag(element: HTMLElement, name: string, on: boolean): void {
  element.toggleAttribute(`data-${name}`, on);
}

function showAgent(agent: AgentView, at: number): void {
  const card = cardOf(agent);
  const { state, reason, since, call, isCut } = agent;
  card.dataset['state'] = state;
  flag(card, 'cut', isCut);
  const why = reason === null ? '' : `: ${reason}`;
  within(card, '.state span').textContent = `${states[state]}${why} ${clock(at - since)}`;
  within(card, '.story').textContent = storyOf(agent, at);
  const phase = call?.phase ?? null;
  const own = phase === 'agent_rings' ? 'rings' : phase === null || phase === 'over' ? '' : 'talks';
  const theirs = phase === 'customer_rings' ? 'rings' : phase === 'talking' ? 'talks' : '';
  within(card, '.own').className = `phone own ${own}`;
  within(card, '.customer').className = `phone customer ${theirs}`;
  within(card, '.wire').className = `wire ${phase === 'talking' ? 'talks' : ''}`;
  const main = within<HTMLButtonElement>(card, '.main');
  flag(main, 'calling', call !== null);
  main.textContent = call === null ? 'Call' : 'Hang up';
  within<HTMLSelectElement>(card, 'select').disabled = call !== null;
  const pause = within<HTMLButtonElement>(card, '.break');
  flag(pause, 'resume', state === 'break');
  pause.textContent = state === 'break' ? 'End break' : 'Break';
  within(card, '.plug').textContent = isCut ? 'Plug in' : 'Unplug';
}

function showNews(news: FloorView['news']): void {
  byId('news').replaceChildren(
    ...news.map(({ at, text, kind }) => {
      const item = document.createElement('li');
      const time = document.createElement('time');
      time.textContent = new Date(at).toTimeString().slice(0, 8);
      item.className = kind;
      item.append(time, text);
      return item;
    }),
  );
}

function show(view: FloorView): void {
  for (const agent of view.agents) showAgent(agent, view.at);
  showNews(view.news);
  byId<HTMLAnchorElement>('wall').href = view.wall;
  byId<HTMLAnchorElement>('metrics').href = view.metrics;
  byId('join-text').textContent = view.joinText;
  byId('account').textContent = view.account;
  byId<HTMLInputElement>('busy').checked = view.busy;
  const broker = byId<HTMLButtonElement>('broker');
  broker.textContent = view.broker ? 'Kill the broker' : 'Start the broker again';
  flag(broker, 'off', !view.broker);
  const away = byId('away');
  away.hidden = view.broker;
  away.textContent =
    'The broker is gone. Calls go on: desktops ask Exotel themselves until it is back.';
}

byId('broker').onclick = () => act({ do: 'broker', run: 'off' in byId('broker').dataset });
byId<HTMLInputElement>('busy').onchange = ({ target }) =>
  act({ do: 'busy', busy: (target as HTMLInputElement).checked });
for (const button of document.querySelectorAll<HTMLElement>('[data-copy]')) {
  button.onclick = async () => {
    await navigator.clipboard.writeText(byId(button.dataset['copy'] ?? '').textContent ?? '');
    button.textContent = 'Copied';
  };
}

const events = new EventSource('events');
events.onmessage = ({ data }) => show(JSON.parse(data));
events.onerror = () => {
  byId('away').hidden = false;
  byId('away').textContent = 'The practice floor has ended.';
};
