import type { Person } from '../bindings/Person.ts';
import type { PhotoEdits } from '../bindings/PhotoEdits.ts';
import type { PhotoView } from '../bindings/PhotoView.ts';
import { type Kept, note } from './desk.ts';

export const untouched: PhotoEdits = { straighten: 0, crop: null, cover: [], cutAway: [] };

function change(kept: Kept, original: string, part: (photo: PhotoView) => Partial<PhotoView>): void {
  kept.photos = kept.photos.map((photo) => (photo.original === original ? { ...photo, ...part(photo) } : photo));
  const changed = kept.photos.find((photo) => photo.original === original);
  if (!changed) return;
  const { caption, edits, people } = changed;
  kept.release.photos = kept.release.photos.map((slot) =>
    slot.photo?.original === original ? { ...slot, photo: { ...slot.photo, caption, edits, people } } : slot,
  );
}

export function editPhoto(kept: Kept, original: string, edits: PhotoEdits): void {
  change(kept, original, (photo) => {
    const part = (side: 'width' | 'height'): number => ((edits.crop?.[side] ?? 10_000) * photo[side]) / 10_000;
    return { edits, editedWidth: Math.round(part('width')), editedHeight: Math.round(part('height')) };
  });
}

export function setPeople(kept: Kept, original: string, people: Person[]): void {
  change(kept, original, (photo) => ({
    people,
    peopleInWords: people.map((person) => `${person.function} ${person.name}`.trim()).join(' und '),
    caption: { ...photo.caption, persons: people.map((person) => person.name) },
  }));
}

export function object(kept: Kept, original: string, name: string, words: string | null, now: number): void {
  const objection = words === null ? null : { words, at: new Date(now).toISOString() };
  change(kept, original, (photo) => ({
    people: photo.people.map((person) => (person.name === name ? { ...person, objection } : person)),
  }));
  note(kept, now, words === null ? 'objectionTakenBack' : 'objected', null, words);
}

/** The people that a caption names, with what is known of each. */
export function named(persons: string[], known: Person[]): Person[] {
  return persons.map(
    (name) =>
      known.find((person) => person.name === name) ?? { name, function: '', ground: null, objection: null },
  );
}
