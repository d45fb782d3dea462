import type { Hangs } from '../bindings/Hangs.ts';
import type { NamePlace } from '../bindings/NamePlace.ts';
import type { Release } from '../bindings/Release.ts';
import type { RenameRequest } from '../bindings/RenameRequest.ts';
import type { RescheduleRequest } from '../bindings/RescheduleRequest.ts';
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
  return places;
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
