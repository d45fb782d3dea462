import type { Fix } from '../bindings/Fix.ts';
import type { Fulfilled } from '../bindings/Fulfilled.ts';
import type { Place } from '../bindings/Place.ts';
import type { PreflightFinding } from '../bindings/PreflightFinding.ts';
import type { Release } from '../bindings/Release.ts';
import { wordsOf } from '../../releases/body.ts';

/** A few of the desk's rules, by what they are when fulfilled. */
const RULES: Record<string, string> = {
  'timetable.no_due': 'Der Zeitplan steht.',
  'time.past': 'Die Zeit liegt in der Zukunft.',
  'headline.missing': 'Die Überschrift ist da.',
  'body.missing': 'Der Text ist da.',
  'embargo.differs': 'Sperrvermerk und Zeitplan sagen dasselbe.',
  'photo.missing': 'Jedes angekündigte Foto ist da.',
  'photo.alt_text_missing': 'Jedes Foto hat einen Alternativtext.',
  'photo.usage_terms_open': 'Die Nutzungsrechte sind geklärt.',
  'text.mark_left': 'Kein Platzhalter ist stehen geblieben.',
  'link.without_target': 'Die Links unter dem Text haben ein Ziel.',
};

/** What of them is fulfilled. */
export function fulfilled(findings: PreflightFinding[]): Fulfilled[] {
  return Object.entries(RULES)
    .filter(([code]) => findings.every((finding) => finding.code !== code))
    .map(([code, sentence]) => ({ code, sentence }));
}

/** Asks them, so that the screens have something to show. */
export function check(release: Release, now: number): PreflightFinding[] {
  const found: PreflightFinding[] = [];
  const say = (code: string, level: 'must' | 'should', place: Place, sentence: string, remedy: string, fixes: Fix[] = []): void => {
    const isFirm = level === 'must' && !code.startsWith('photo.');
    const own = release.overrides?.find((other) => other.code === code && JSON.stringify(other.place) === JSON.stringify(place));
    const overridden = own?.reason ?? null;
    found.push({ code, level, isFirm, place, span: null, words: '', sentence, remedy, fixes, overridden });
  };
  if (release.due === null)
    say(
      'timetable.no_due',
      'must',
      { kind: 'due' },
      'Für die Meldung ist noch keine Zeit festgelegt.',
      'Legen Sie im Zeitplan fest, ab wann die Meldung öffentlich ist.',
    );
  if (release.due?.kind === 'at' && Date.parse(release.due.utc) <= now)
    say(
      'time.past',
      'must',
      { kind: 'due' },
      'Diese Zeit ist schon vorbei.',
      'Wählen Sie eine spätere Zeit, oder veröffentlichen Sie sofort.',
    );
  if (release.headline.trim() === '')
    say(
      'headline.missing',
      'must',
      { kind: 'headline' },
      'Die Überschrift fehlt.',
      'Schreiben Sie eine Überschrift.',
    );
  if (wordsOf(release.body).trim() === '')
    say('body.missing', 'must', { kind: 'body' }, 'Der Text fehlt.', 'Schreiben Sie mindestens einen Absatz.');
  for (const [block, node] of release.body.content.entries()) {
    if (node.type === 'list') continue;
    const at = node.content.map((run) => run.text).join('').indexOf('XXX');
    if (at < 0) continue;
    const place: Place = { kind: 'line', block, line: 0 };
    say('text.mark_left', 'must', place, '»XXX« ist ein Platzhalter.', 'Setzen Sie ein, was hier stehen soll.');
    Object.assign(found.at(-1)!, { isFirm: false, span: { start: at, end: at + 3 }, words: 'XXX' });
  }
  const note = release.embargoNotes[0];
  if (note && release.due?.kind === 'at' && !note.words.includes(release.due.civil.slice(11, 16)))
    say(
      'embargo.differs',
      'must',
      { kind: 'embargoNote', index: 0 },
      `Im Text steht »${note.words}«, geplant ist ${release.due.civil.slice(11, 16)} Uhr.`,
      'Gleichen Sie den Sperrvermerk und den Zeitplan an.',
    );
  for (const slot of release.photos) {
    const place: Place = { kind: 'photo', slot: slot.id };
    if (slot.photo === null)
      say(
        'photo.missing',
        'should',
        place,
        `Für »${slot.label}« fehlt das Foto noch.`,
        `Ordnen Sie ein Foto zu. Bis dahin steht auf der Seite »${slot.pendingWords}«.`,
      );
    else {
      if (slot.photo.caption.altText.trim() === '')
        say(
          'photo.alt_text_missing',
          'must',
          place,
          'Der Alternativtext fehlt.',
          'Beschreiben Sie in ein bis zwei Sätzen, was zu sehen ist.',
        );
      if (slot.photo.caption.usageTerms.trim() === '')
        say(
          'photo.usage_terms_open',
          'should',
          place,
          'Die Nutzungsrechte sind noch offen.',
          'Legen Sie fest, wie das Foto genutzt werden darf.',
        );
    }
  }
  release.links.forEach((link, index) => {
    if (link.target.kind === 'missing')
      say(
        'link.without_target',
        'should',
        { kind: 'link', index },
        `Der Link »${link.label}« hat kein Ziel.`,
        'Verknüpfen Sie ihn mit einer Adresse oder einem Foto.',
        release.photos
          .slice(0, 1)
          .map((slot) => ({ label: 'Mit dem Foto verknüpfen', edits: [{ kind: 'linkToPhoto', index, slot: slot.id }] })),
      );
  });
  return found.sort((one, other) => one.level.localeCompare(other.level));
}
