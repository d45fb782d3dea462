import type { Hangs } from '../bindings/Hangs.ts';
import type { NamePlace } from '../bindings/NamePlace.ts';
import type { Release } from '../bindings/Release.ts';
import type { RenameRequest } from '../bindings/RenameRequest.ts';
import type { RescheduleRequest } from '../bindings/RescheduleRequest.ts';
import type { Telling } from '../bindings/Telling.ts';
import { day } from '../../text/time.ts';
import { civilTime } from './times.ts';

/** The planned version at its new times, roughly as the desk makes it. */
export function moved(release: Release, { text, photos }: RescheduleRequest): Release {
  const time = text && civilTime(text);
  const before = release.due?.kind === 'at' ? release.due : null;
  const by = time && before ? new Date(time.utc).getTime() - new Date(before.utc).getTime() : 0;
  return {
    ...release,
    due: time ? { kind: 'at', ...time } : release.due,
    photos: release.photos.map((slot) => {
      const asked = photos.find((other) => other.slot === slot.id);
      if (asked) return { ...slot, time: { kind: 'at', time: civilTime(asked.time) } };
      if (slot.time.kind !== 'at' || by === 0) return slot;
      const at = new Date(new Date(slot.time.time.utc).getTime() + by).toISOString();
      return { ...slot, time: { kind: 'at', time: { ...slot.time.time, utc: at } } };
    }),
  };
}

export function hangs(before: Release, after: Release): Hangs[] {
  const places: Hangs[] = [];
  const [was, is] = [before.due, after.due];
  if (was?.kind === 'at' && is?.kind === 'at' && was.utc !== is.utc)
    places.push({ kind: 'text', before: was.utc, after: is.utc });
  for (const slot of after.photos) {
    const old = before.photos.find((other) => other.id === slot.id);
    if (slot.time.kind === 'at' && old?.time.kind === 'at' && old.time.time.utc !== slot.time.time.utc)
      places.push({ kind: 'photo', label: slot.label, before: old.time.time.utc, after: slot.time.time.utc });
  }
  if (was?.kind === 'at' && is?.kind === 'at' && was.utc !== is.utc) places.push(...untrue(after, was.utc, is.utc));
  return places;
}

/** Roughly what the desk finds: »heute« on another day, and what is told as done. */
function untrue(release: Release, before: string, read: string): Hangs[] {
  return release.body.content.flatMap((block, index) => {
    const text = 'content' in block ? block.content.map((run) => ('text' in run ? run.text : '')).join('') : '';
    const found: [telling: Telling, words: RegExp][] = [['done', /[a-zäöü]+te?n? heute/g]];
    if (day(before) !== day(read)) found.unshift(['day', /heute/g]);
    return found.flatMap(([telling, words]) =>
      [...text.matchAll(words)].map((match): Hangs => {
        const span = { start: match.index, end: match.index + match[0].length };
        return { kind: 'told', telling, place: { kind: 'line', block: index, line: 0 }, span, words: match[0], read };
      }),
    );
  });
}

export function naming(release: Release, { old, new: right }: RenameRequest): NamePlace[] {
  const texts: [string, string][] = [
    ['headline', release.headline],
    ['contact', release.contact.name],
  ];
  return texts
    .filter(([, text]) => text.includes(old))
    .map(([key, text]) => ({ key, before: text, after: text.replaceAll(old, right) }));
}
