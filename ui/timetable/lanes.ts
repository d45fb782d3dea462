import type { Lane } from '../host/bindings/Lane.ts';
import type { LaneItem } from '../host/bindings/LaneItem.ts';
import type { IconName } from '../kern/Icon.svelte';
import { t } from '../text/index.ts';
import { near, soon } from '../text/time.ts';
import { USUAL } from './plates.ts';
import { place, type Scale } from './scale.ts';

/** A stretch of a lane: how it is drawn, from where to where in percent, and what stands in it. */
export interface Stretch {
  look:
    | 'locked'
    | 'lockedOpenEnd'
    | 'becomes'
    | 'public'
    | 'reserved'
    | 'unconfirmed'
    | 'draft'
    | 'signal'
    | 'withdrawn'
    | 'blank';
  from: number;
  to: number;
  text: string;
  icon: IconName | null;
  /** Whether the text stands on a plate of its own, as on hatching. */
  plate: boolean;
}

/** When the lane opens or opened; milliseconds of UTC. */
export function gate(lane: Lane): number | null {
  const at = lane.publicSince ?? lane.due ?? (lane.opening?.kind === 'at' ? lane.opening.utc : null);
  return at === null ? null : new Date(at).getTime();
}

/** Whether its gate still means something. */
export function opens(lane: Lane): boolean {
  return lane.state !== 'stopped' && lane.state !== 'held' && lane.state !== 'withdrawn';
}

export function awaitsSignal(lane: Lane): boolean {
  return lane.opening?.kind === 'signal' && gate(lane) === null;
}

/** "Meldung", or the photo's own name where there are several. */
export function itemName(item: LaneItem, photos: number): string {
  if (item.kind === 'text') return t.lane.text;
  return photos > 1 && item.label !== '' ? item.label : t.lane.photo;
}

export function sameItem(one: LaneItem, other: LaneItem): boolean {
  return one.kind === 'text' ? other.kind === 'text' : other.kind === 'photo' && one.slot === other.slot;
}

/**
 * How a lane is drawn on an axis of so many pixels. `until` asks for "gesperrt bis 17:00 Uhr" instead of "gesperrt".
 */
export function stretches(
  lane: Lane,
  scale: Scale,
  now: number,
  until: string | null = null,
  axis: number = USUAL,
): Stretch[] {
  const fit = (room: number, ...wordings: string[]): string => fitting((room / 100) * axis, wordings);
  const at = gate(lane);
  const end = at === null ? 45 : place(scale, at);
  const locked =
    at !== null && until !== null
      ? fit(end, t.lane.lockedUntil(until, soon(at, now)), t.lane.locked)
      : fit(end, t.lane.locked);
  const before = (look: Stretch['look'], text: string, icon: IconName | null, plate = true): Stretch => ({
    look,
    from: 0,
    to: end,
    text,
    icon,
    plate,
  });
  const after = (look: Stretch['look'], text: string, icon: IconName | null = null): Stretch => ({
    look,
    from: end,
    to: 100,
    text,
    icon,
    plate: false,
  });
  const reserved = fit(end, t.lane.reserved, t.lane.missing);
  const proposed = fit(end, t.lane.proposed);
  switch (lane.state) {
    case 'draft':
      return at === null
        ? [
            {
              look: 'draft',
              from: 0,
              to: 100,
              text: awaitsSignal(lane) ? t.lane.onSignal : t.lane.noTime,
              icon: null,
              plate: true,
            },
          ]
        : [before('draft', fit(end, t.lane.draft, t.lane.draftShort), null), after('blank', '')];
    case 'reserved':
      return at === null
        ? [before('reserved', reserved, 'warning'), after('signal', t.lane.onSignal)]
        : [before('reserved', reserved, 'warning'), after('unconfirmed', fit(100 - end, t.lane.afterwards(soon(at, now)), t.lane.confirmOnly))];
    case 'proposed':
      return [
        before('reserved', proposed, 'warning'),
        at === null ? after('signal', t.lane.onSignal) : after('unconfirmed', fit(100 - end, t.lane.proposed)),
      ];
    case 'locked':
    case 'pending': {
      const text = lane.state === 'pending' ? t.lane.pending : at === null ? t.lane.untilSignal : locked;
      return [
        before('locked', text, text ? 'lock' : null),
        at === null ? after('signal', t.lane.onSignal, 'signal') : after('becomes', fit(100 - end, t.lane.becomes)),
      ];
    }
    case 'public': {
      const since = fit(100 - end, ...(at === null ? [] : [t.lane.publicSince(soon(at, now))]), t.lane.public);
      return [
        before('locked', locked, locked ? 'lock' : null),
        after('public', since, since === '' ? null : 'globe'),
      ];
    }
    case 'stopped':
    case 'held':
      return [
        {
          look: 'lockedOpenEnd',
          from: 0,
          to: 100,
          text: lane.state === 'held' ? t.lane.held : t.lane.stopped,
          icon: 'pause',
          plate: true,
        },
      ];
    case 'withdrawn':
      return [{ look: 'withdrawn', from: 0, to: 100, text: t.lane.withdrawn, icon: null, plate: false }];
  }
}

/** The first wording that has room in so many pixels; none if none has. */
function fitting(room: number, wordings: string[]): string {
  return wordings.find((words) => words.length * 6.4 + 38 <= room) ?? '';
}

/** The lane in a sentence, for those who do not see it. */
export function laneSentence(lane: Lane, name: string, now: number): string {
  const at = gate(lane);
  const when = at === null ? '' : near(at, now);
  const [state] = [
    {
      draft: at === null ? t.lane.noTime : `${t.lane.draft}, ${when}`,
      reserved: at === null ? t.lane.reserved : `${t.lane.reserved}, ${when}`,
      locked: at === null ? t.lane.untilSignal : t.lane.lockedUntil('', when),
      proposed: t.lane.proposed,
      pending: t.lane.pending,
      public: t.lane.publicSince(when),
      stopped: t.lane.stopped,
      held: t.lane.held,
      withdrawn: t.lane.withdrawn,
    }[lane.state],
  ];
  return `${name}: ${state}.`;
}
