import type { Action } from './action.ts';
import {
  cardWord,
  clock,
  customerStory,
  initials,
  phoneStory,
  states,
  storyOf,
} from './page-words.ts';
import type { AgentView, CustomerView, FloorView, MissedView, PhoneView } from './view.ts';

// The page of the practice floor. Served with its types stripped, as is what it imports.

const byId = <T extends HTMLElement>(id: string): T => document.getElementById(id) as T;
const cards = new Map<string, HTMLElement>();
const customers = new Map<string, HTMLElement>();
type Does = Extract<Action, { do: 'phone' }>['does'];
function act(action: Action): void {
  void fetch('do', { method: 'POST', body: JSON.stringify(action) });
}

function within<T extends HTMLElement>(element: HTMLElement, selector: string): T {
  return element.querySelector(selector) as T;
}

/** Lets these buttons decide what the phone of an agent does. */
function wirePick(pick: HTMLElement, agent: string): void {
  for (const button of pick.querySelectorAll<HTMLElement>('[data-does]')) {
    const does = button.dataset['does'] as Does;
    button.onclick = () => act({ do: 'phone', agent, does });
  }
}

function cardOf({ id, name }: AgentView): HTMLElement {
  const known = cards.get(id);
  if (known) return known;
  const content = byId<HTMLTemplateElement>('card').content.cloneNode(true) as DocumentFragment;
  const card = content.firstElementChild as HTMLElement;
  within(card, 'h2').textContent = name;
  within(card, '.face').textContent = initials(name);
  const select = within<HTMLSelectElement>(card, 'select');
  select.setAttribute('aria-label', `The customer of ${name}`);
  const main = within<HTMLButtonElement>(card, '.calling .main');
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
  const pick = within(card, '.pick');
  pick.setAttribute('aria-label', `The phone of ${name}`);
  wirePick(pick, id);
  byId('agents').append(card);
  cards.set(id, card);
  return card;
}

function flag(element: HTMLElement, name: string, on: boolean): void {
  element.toggleAttribute(`data-${name}`, on);
}

function showPhones(card: HTMLElement, { call, phone }: AgentView): void {
  const phase = call?.phase ?? null;
  let own = phase === 'agent_rings' ? 'rings' : phase === null || phase === 'over' ? '' : 'talks';
  let theirs = phase === 'customer_rings' ? 'rings' : phase === 'talking' ? 'talks' : '';
  if (phone) [own, theirs] = [phone.phase, 'talks'];
  const isTalk = phase === 'talking' || phone?.phase === 'talks';
  within(card, '.own').className = `phone own ${own}`;
  within(card, '.customer').className = `phone customer ${theirs}`;
  within(card, '.wire').className = `wire ${isTalk ? 'talks' : ''}`;
}

/** What the desktop knows of the customer's call that came last. */
function showScreen(screen: HTMLElement, card: AgentView['card']): void {
  screen.hidden = card === null;
  if (!card) return;
  const { number, queue, outcome } = card;
  flag(screen, 'over', outcome !== null);
  within(screen, 'b').textContent = number ?? 'Number withheld';
  within(screen, 'span').textContent = [queue, cardWord(card)].filter(Boolean).join(' · ');
}

function customerOf({ id, name, number }: CustomerView, queues: FloorView['queues']): HTMLElement {
  const known = customers.get(id);
  if (known) return known;
  const content = byId<HTMLTemplateElement>('customer').content.cloneNode(true);
  const card = (content as DocumentFragment).firstElementChild as HTMLElement;
  within(card, 'h3').textContent = name;
  within(card, '.face').textContent = number === null ? '?' : initials(name);
  within(card, '.number').textContent = number ?? 'no number';
  within(card, '.calls').append(
    ...queues.map((queue) => {
      const button = document.createElement('button');
      button.type = 'button';
      button.textContent = queue.name;
      button.setAttribute('aria-label', `${name} calls ${queue.name}`);
      button.onclick = () => act({ do: 'call_in', customer: id, queue: queue.id });
      return button;
    }),
  );
  within(card, '.main').onclick = () => act({ do: 'leave', customer: id });
  byId('customers').append(card);
  customers.set(id, card);
  return card;
}

function showCustomer(customer: CustomerView, { queues, at }: FloorView): void {
  const card = customerOf(customer, queues);
  within(card, '.story').textContent = customerStory(customer, at);
  within(card, '.calls').hidden = customer.call !== null;
  within(card, '.main').hidden = customer.call === null;
  card.dataset['phase'] = customer.call?.phase ?? 'idle';
}

function showYours(phone: PhoneView | null, at: number): void {
  byId('your-phone').className = `phone ${phone?.phase ?? ''}`;
  byId('your-story').textContent = phone
    ? phoneStory(phone, at)
    : 'Your phone. It rings when you are available there.';
  byId('your-pick').hidden = phone?.phase !== 'rings';
  byId('your-hang-up').hidden = phone?.phase !== 'talks';
}

/** The list is made again only where it changed: a button under the pointer stays. */
function showMissed(missed: readonly MissedView[]): void {
  const list = byId('missed');
  const text = JSON.stringify(missed);
  byId('nothing-missed').hidden = missed.length > 0;
  if (list.dataset['shows'] === text) return;
  list.dataset['shows'] = text;
  list.replaceChildren(...missed.map(missedItem));
}

function missedItem({ key, name, times, queue, why, at, takenBy, canCallBack }: MissedView) {
  const item = document.createElement('li');
  const who = document.createElement('b');
  who.textContent = times > 1 ? `${name} (${times})` : name;
  const what = document.createElement('span');
  const time = new Date(at).toTimeString().slice(0, 5);
  what.textContent = takenBy
    ? `Called back by ${takenBy}`
    : [queue, why, time].filter(Boolean).join(' · ');
  item.append(who, what);
  if (canCallBack) {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = 'Call back';
    button.setAttribute('aria-label', `Call ${name} back`);
    button.onclick = () => act({ do: 'call_back', key });
    item.append(button);
  }
  return item;
}

function showAgent(agent: AgentView, at: number): void {
  const card = cardOf(agent);
  const { state, reason, since, call, isCut } = agent;
  card.dataset['state'] = state;
  flag(card, 'cut', isCut);
  const why = reason === null ? '' : `: ${reason}`;
  within(card, '.state span').textContent = `${states[state]}${why} ${clock(at - since)}`;
  within(card, '.story').textContent = storyOf(agent, at);
  showPhones(card, agent);
  showScreen(within(card, '.screen'), agent.card);
  const rings = agent.phone?.phase === 'rings';
  within(card, '.pick').hidden = !rings;
  within(card, '.calling').hidden = rings;
  const isCalling = call !== null || agent.phone !== null;
  const main = within<HTMLButtonElement>(card, '.calling .main');
  flag(main, 'calling', isCalling);
  main.textContent = isCalling ? 'Hang up' : 'Call';
  within<HTMLSelectElement>(card, 'select').disabled = isCalling;
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
  for (const customer of view.customers) showCustomer(customer, view);
  for (const agent of view.agents) showAgent(agent, view.at);
  showMissed(view.missed);
  showYours(view.yourPhone, view.at);
  showNews(view.news);
  byId<HTMLAnchorElement>('wall').href = view.wall;
  byId<HTMLAnchorElement>('metrics').href = view.metrics;
  byId('join-text').textContent = view.joinText;
  byId('account').textContent = view.account;
  byId<HTMLInputElement>('busy').checked = view.busy;
  const broker = byId<HTMLButtonElement>('broker');
  broker.textContent = view.broker ? 'Kill the broker' : 'Start the broker again';
  flag(broker, 'off', !view.broker);
  const rest = byId<HTMLButtonElement>('rest');
  rest.textContent = view.rest ? 'End everybody’s break' : 'Send everybody on a break';
  flag(rest, 'resting', view.rest);
  const away = byId('away');
  away.hidden = view.broker;
  away.textContent =
    'The broker is gone. Calls go on: desktops ask Exotel themselves, and for a minute the relay still names phones that ring.';
}

byId('rest').onclick = () => act({ do: 'rest', rest: !('resting' in byId('rest').dataset) });
wirePick(byId('your-pick'), 'you');
byId('your-hang-up').onclick = () => act({ do: 'hang_up', agent: 'you' });
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
