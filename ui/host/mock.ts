import type { Caption } from './bindings/Caption.ts';
import type { Commands } from './bindings/commands.ts';
import type { PhotoView } from './bindings/PhotoView.ts';
import type { Release } from './bindings/Release.ts';
import type { Status } from './bindings/Status.ts';
import type { Host } from './ipc.ts';
import { editPhoto, named, object, setPeople, untouched } from './mock/people.ts';
import { changes, due, evidence, keep, type Kept, lanes, note, promises, setSlot, stateOf, view } from './mock/desk.ts';
import { blank, drawing, emptyCaption, findings, sample } from './mock/sample.ts';
import { adopted, readIncoming } from './mock/incoming.ts';
import { hangs, moved, naming } from './mock/moving.ts';
import { fullDay } from './mock/fullDay.ts';
import { sheets, sheetUrl } from './mock/pages.ts';
import { MockEditing } from './mock/editing.ts';
import { MockBundle } from './mock/bundle.ts';
import { MockMargin } from './mock/margin.ts';
import { MockLetterheads } from './mock/letterheads.ts';
import { MockOptions } from './mock/options.ts';
import { MockNewsroom } from './mock/newsroom.ts';
import { at as civilAt, problem } from './mock/times.ts';
import { otherInFile, type Right, rights } from '../photos/rights.ts';

type Verbs = {
  [Name in keyof Commands]: (request: Commands[Name]['request'], bytes: Uint8Array) => Commands[Name]['answer'];
};

const MINUTE = 60_000;

/** Roughly what the desk decides. */
function tellsOtherwise(field: Right, caption: Caption, photo: PhotoView): boolean {
  return caption[field].trim() !== '' && otherInFile(field, caption, photo.fromFile) !== null;
}

/**
 * A desk in memory, for a browser in development and for tests; no build that ships contains it.
 *
 * `?seed=` says how it begins: `leer` without releases, `geplant` with one planned, `geaendert` with its draft moved
 * on, `voll` with a day into the night, `uebervoll` with more than can be drawn, `fehlt` without its photo, `live` with its text public, `nachreichen` public and past the photo's time.
 * `now` gives the time in milliseconds of UTC.
 */
export function mockHost(
  seed = new URLSearchParams(location.search).get('seed') ?? 'leer',
  now: () => number = () => Date.now(),
): Host {
  const all = new Map<string, Kept>();
  const pictures = new Map<string, string>();
  const newsroom = new MockNewsroom();
  const letterheads = new MockLetterheads();
  let startsAtLogin = false;
  const editing = new MockEditing();

  function get(id: string): Kept {
    const kept = all.get(id);
    if (!kept)
      throw problem(
        'release.unknown',
        'Diese Meldung gibt es nicht mehr.',
        'Wählen Sie in der Übersicht eine andere.',
      );
    return kept;
  }

  function planned(id: string): NonNullable<Kept['planned']> {
    const version = get(id).planned;
    if (!version) throw problem('reschedule.not_planned', 'Es ist nichts eingeplant.', 'Planen Sie die Meldung ein.');
    return version;
  }

  function add(release: Release): Kept {
    const kept = keep(release, now());
    all.set(release.id, kept);
    return kept;
  }

  function attach(kept: Kept, fileName: string, bytes: number, url: string): PhotoView {
    const original = [...crypto.getRandomValues(new Uint8Array(32))]
      .map((byte) => byte.toString(16).padStart(2, '0'))
      .join('');
    pictures.set(original, url);
    const photo: PhotoView = {
      original,
      fileName,
      width: 6000,
      height: 4000,
      bytes,
      findings,
      hidden: { shows: { kind: 'more', picture: { left: 1625, top: 1560, width: 6250, height: 6250 } } },
      caption: { ...emptyCaption, creator: 'Karla Hartung' },
      german: null,
      fromFile: { ...emptyCaption, creator: 'Karla Hartung', date: '2023-11-21', time: '10:45:12' },
      rightsReplaced: [],
      edits: untouched,
      editedWidth: 6000,
      editedHeight: 4000,
      people: [],
      peopleInWords: '',
      slot: null,
      cleanBytes: Math.round(bytes * 0.42),
    };
    kept.photos.push(photo);
    note(kept, now(), 'photoAttached');
    return photo;
  }

  function withSample(text: number, photo: number, photos = 1): Kept {
    const kept = add(sample(text, photo));
    for (let index = 0; index < photos; index += 1)
      attach(kept, `DSC_${4417 + index * 3}.jpg`, 9_700_000, drawing(220 + index * 40));
    return kept;
  }

  function choose(kept: Kept, slotId: string, original: string | null): void {
    const photo = kept.photos.find((other) => other.original === original);
    kept.release.photos = kept.release.photos.map((slot) =>
      slot.id === slotId
        ? {
            ...slot,
            photo: photo
              ? { original: photo.original, fileName: photo.fileName, caption: photo.caption, renditions: [] }
              : null,
          }
        : slot.photo?.original === original && original
          ? { ...slot, photo: null }
          : slot,
    );
  }

  function schedule(kept: Kept): void {
    kept.planned = {
      release: structuredClone(kept.release),
      at: new Date(now()).toISOString(),
      generation: (kept.planned?.generation ?? 0) + 1,
    };
    kept.ended = null;
    note(kept, now(), kept.planned.generation > 1 ? 'plannedAnew' : 'planned');
    note(kept, now(), 'held');
  }

  function status(): Status {
    return {
      now: new Date(now() - 200).toISOString(),
      newsroomTime: newsroom.view.pairing && { now: new Date(now()).toISOString(), uncertaintyMs: 4, synced: true },
      unreachable: null,
      publisher: newsroom.view.pairing ? 'server' : 'thisPc',
      newsroomUrl: newsroom.view.pairing?.url ?? 'http://127.0.0.1:8080',
      zone: 'Europe/Berlin',
      // It is never told that nothing has moved.
      changes: now(),
    };
  }

  function touched(kept: Kept): ReturnType<typeof view> {
    kept.savedAt = new Date(now()).toISOString();
    return view(kept, now());
  }

  const verbs: Verbs = {
    status,
    overview: () => ({
      older: 0,
      releases: [...all.values()].map((kept) => {
        const shown = lanes(kept, now());
        return structuredClone({
          id: kept.release.id,
          headline: kept.release.headline,
          kindLabel: kept.release.kindLabel,
          state: stateOf(kept, shown),
          isStopQueued: false,
          lanes: shown,
          promises: promises(kept, now()),
          changedAt: kept.savedAt,
          draftDiffers: changes(kept) > 0,
        });
      }),
      status: status(),
      alarms: [],
    }),
    office: () => ({ officer: 'M. Roth', mayWrite: true, mayApprove: true, fourEyes: false }),
    proposals: () => ({ rows: [], unreadable: [] }),
    others: () => ({ rows: [] }),
    stop_other: () => ({ rows: [] }),
    take_over: () => {
      throw problem('colleagues.gone', 'Der Newsroom hat diese Meldung nicht mehr.', '');
    },
    approve: () => ({ rows: [], unreadable: [] }),
    new_release: () => view(add(blank()), now()),
    new_version: ({ id, language }) => {
      const first = get(id).release;
      const version = { ...structuredClone(first), id: crypto.randomUUID(), language, photos: [], slug: '' };
      return view(add({ ...version, versionOf: first.versionOf ?? id }), now());
    },
    open_sample: () => {
      const minute = Math.floor(now() / MINUTE) * MINUTE;
      return view(withSample(minute + 18 * MINUTE, minute + 48 * MINUTE), now());
    },
    open_release: ({ id }) => view(get(id), now()),
    read_incoming: ({ fileName }, bytes) => readIncoming(fileName, bytes),
    adopt_incoming: ({ accepted }, bytes) => {
      const { headline, paragraphs } = adopted(bytes, accepted);
      const kept = add({
        ...blank(),
        headline,
        body: {
          type: 'doc',
          content: paragraphs.map((line) => ({ type: 'paragraph', content: [{ type: 'text', text: line }] })),
        },
      });
      return { view: view(kept, now()), unsure: [{ sentence: 'Ist das die Überschrift?', words: headline }] };
    },
    ...editing.verbs(get, () => now()),
    ...new MockMargin().verbs(get, () => now()),
    ...new MockOptions().verbs(() => now()),
    ...new MockBundle().verbs(get, add, () => now()),
    draft: ({ release, history }) => {
      if (history) editing.keep(release.id, history);
      const kept = get(release.id);
      const { due: time, photos, slug, overrides } = kept.release;
      kept.release = structuredClone({ ...release, due: time, photos, slug, ...(overrides && { overrides }) });
      const { savedAt, findings: found, fulfilled, wordCount } = touched(kept);
      return { savedAt, findings: found, fulfilled, changes: changes(kept), wordCount };
    },
    set_times: ({ id, due: input, slots }) => {
      const kept = get(id);
      kept.release = slots.reduce(setSlot, { ...kept.release, due: due(input) });
      return touched(kept);
    },
    fix: ({ id, fix }) => {
      const kept = get(id);
      const offered = view(kept, now()).findings.flatMap((finding) => finding.fixes);
      if (!offered.some((other) => JSON.stringify(other) === JSON.stringify(fix)))
        throw problem('fix.moved_on', 'Der Text hat sich inzwischen geändert.', 'Sehen Sie noch einmal nach.');
      for (const edit of fix.edits)
        if (edit.kind === 'linkToPhoto')
          kept.release.links = kept.release.links.map((link, index) =>
            index === edit.index ? { ...link, target: { kind: 'photo', slot: edit.slot } } : link,
          );
      return touched(kept);
    },
    set_aside: ({ id, code, place, words, reason }) => {
      const kept = get(id);
      const finding = view(kept, now()).findings.find(
        (other) => other.code === code && JSON.stringify(other.place) === JSON.stringify(place),
      );
      if (!finding || finding.isFirm)
        throw problem('override.firm', 'Das lässt sich nicht übergehen.', 'Beheben Sie es.');
      if (reason?.trim() === '')
        throw problem(
          'override.no_reason',
          'Ohne einen Grund lässt sich nichts übergehen.',
          'Schreiben Sie in einem Satz, warum es hier richtig ist.',
        );
      const others = (kept.release.overrides ?? []).filter((other) => other.code !== code);
      const own = { code, place, sentence: finding.sentence, words, at: new Date(now()).toISOString() };
      kept.release.overrides = reason === null ? others : [...others, { ...own, reason }];
      return touched(kept);
    },
    add_slot: ({ id }) => {
      const kept = get(id);
      kept.release.photos = [
        ...kept.release.photos,
        {
          id: crypto.randomUUID(),
          label: 'Foto',
          time: { kind: 'withRelease' },
          approximate: false,
          pendingWords: 'Bild folgt',
          photo: null,
        },
      ];
      return touched(kept);
    },
    remove_slot: ({ id, slot }) => {
      const kept = get(id);
      kept.release.photos = kept.release.photos.filter((other) => other.id !== slot);
      return touched(kept);
    },
    attach_photo: ({ id, fileName }, bytes) => {
      if (!(bytes[0] === 0xff && bytes[1] === 0xd8))
        throw problem(
          'photo.not_jpeg',
          'Das ist kein JPEG-Bild.',
          'Speichern Sie das Bild als JPEG, und fügen Sie es neu hinzu.',
        );
      const kept = get(id);
      attach(
        kept,
        fileName,
        bytes.length,
        URL.createObjectURL(new Blob([bytes as Uint8Array<ArrayBuffer>], { type: 'image/jpeg' })),
      );
      return touched(kept);
    },
    reread_photo: ({ id, original }) => {
      const photo = get(id).photos.find((other) => other.original === original);
      return {
        findings: [
          { code: 'caption.creator', label: 'Urheber/By-line', value: photo?.caption.creator ?? '', fate: 'youDecide' },
        ],
        picture: { kind: 'unchanged' },
        edited: null,
        bytes: photo?.cleanBytes ?? 0,
      };
    },
    caption: ({ id, original, caption }) => {
      const kept = get(id);
      kept.photos = kept.photos.map((photo) =>
        photo.original === original
          ? { ...photo, caption, people: named(caption.persons, photo.people), rightsReplaced: rights.filter((field) => tellsOtherwise(field, caption, photo)) }
          : photo,
      );
      kept.release.photos = kept.release.photos.map((slot) =>
        slot.photo?.original === original ? { ...slot, photo: { ...slot.photo, caption } } : slot,
      );
      return touched(kept);
    },
    pool: () => ({ photos: [] }),
    pool_photo: ({ id, fileName }, bytes) => {
      const { original, width, height } = attach(get(id), fileName, bytes.length, drawing(220));
      return { original, fileName, width, height, bytes: bytes.length, taken: null, words: '' };
    },
    take_from_pool: ({ id }) => touched(get(id)),
    caption_many: ({ id, originals, caption, credit, usageTerms }) => {
      const kept = get(id);
      for (const photo of kept.photos.filter((other) => originals.includes(other.original))) {
        const words = { caption, credit, usageTerms };
        const said = Object.fromEntries(Object.entries(words).filter(([, value]) => value !== null));
        verbs.caption({ id, original: photo.original, caption: { ...photo.caption, ...said } }, new Uint8Array());
      }
      return touched(kept);
    },
    edit_photo: ({ id, original, edits }) => {
      const kept = get(id);
      editPhoto(kept, original, edits);
      return touched(kept);
    },
    people: ({ id, original, people }) => {
      const kept = get(id);
      setPeople(kept, original, people);
      return touched(kept);
    },
    object: ({ id, original, name, words }) => {
      const kept = get(id);
      object(kept, original, name, words, now());
      return touched(kept);
    },
    choose_photo: ({ id, slot, original }) => {
      const kept = get(id);
      if (slot === null) verbs.add_slot({ id }, new Uint8Array());
      const target = slot ?? kept.release.photos.at(-1)?.id;
      if (target) choose(kept, target, original);
      return touched(kept);
    },
    schedule: ({ id, now: atOnce }) => {
      const kept = get(id);
      if (atOnce) kept.release.due = due({ kind: 'at', time: { date: '', time: '', fold: null } });
      schedule(kept);
      return touched(kept);
    },
    stop: ({ id }) => {
      const kept = get(id);
      kept.ended = 'stopped';
      note(kept, now(), 'stopped');
      return touched(kept);
    },
    signal: ({ id }) => {
      const kept = get(id);
      kept.signal = now();
      note(kept, now(), 'signalGiven');
      return touched(kept);
    },
    hold_photo: ({ id, slot }) => {
      const kept = get(id);
      kept.held.add(slot);
      note(kept, now(), 'heldBack', {
        kind: 'photo',
        slot,
        label: kept.release.photos.find((other) => other.id === slot)?.label ?? '',
      });
      return touched(kept);
    },
    moving: (request) => {
      const { release } = planned(request.id);
      return { hangs: hangs(release, moved(release, request)) };
    },
    reschedule: (request) => {
      const kept = get(request.id);
      const version = planned(request.id);
      version.release = moved(version.release, request);
      kept.release = moved(kept.release, request);
      note(kept, now(), 'rescheduled');
      return touched(kept);
    },
    lift: ({ id, photos, reason }) => {
      const kept = get(id);
      const version = planned(id);
      const at = civilAt(now());
      const due = { kind: 'at' as const, ...at };
      const opened = (release: Release): Release => ({
        ...release,
        due,
        photos: release.photos.map((slot) => (photos ? { ...slot, time: { kind: 'at', time: at } } : slot)),
      });
      version.release = opened(version.release);
      kept.release = opened(kept.release);
      note(kept, now(), 'embargoLifted', null, reason);
      return touched(kept);
    },
    correct: ({ id, notice, delivered }) => {
      const kept = get(id);
      const corrections = [...(kept.release.corrections ?? []), { at: new Date(now()).toISOString(), notice }];
      kept.release = delivered ? { ...kept.release, delivered } : { ...kept.release, corrections };
      planned(id).release = structuredClone(kept.release);
      note(kept, now(), 'corrected', null, notice);
      return touched(kept);
    },
    naming: (request) => ({ places: naming(get(request.id).release, request) }),
    rename: (request) => {
      const kept = get(request.id);
      const { headline, contact } = kept.release;
      const right = (text: string): string => text.replaceAll(request.old, request.new);
      kept.release = { ...kept.release, headline: right(headline), contact: { ...contact, name: right(contact.name) } };
      planned(request.id).release = structuredClone(kept.release);
      note(kept, now(), 'corrected', null, request.notice || null);
      return touched(kept);
    },
    withdraw: ({ id, reason }) => {
      const kept = get(id);
      kept.ended = 'withdrawn';
      note(kept, now(), 'withdrawn', null, reason || null);
      return touched(kept);
    },
    delete: ({ id }) => {
      const kept = get(id);
      note(kept, now(), 'deleted');
      return touched(kept);
    },
    evidence: ({ id }) => evidence(get(id), now()),
    newsroom: () => newsroom.view,
    connect_newsroom: ({ address, line }) => newsroom.connect(address, line, new Date(now()).toISOString()),
    check_newsroom: () => ({
      checkedAt: new Date(now()).toISOString(),
      problem: null,
      clock: { synced: true, deviationMs: -200, uncertaintyMs: 4 },
      held: { complete: 3, expected: 3 },
      outside: { tried: 42, open: 0 },
    }),
    disconnect_newsroom: () => newsroom.disconnect(),
    save_evidence: ({ format }) => ({ path: `/home/presse/Downloads/nachweis-2026-01-01-kooperation.${format}` }),
    set_pages: ({ release }) => sheets(release),
    save_paper: () => ({ path: '/home/presse/Downloads/kooperation.pdf' }),
    print_sheets: () => {
      window.print();
      return null;
    },
    search: () => ({ releases: [], photos: [], persons: [], more: false }),
    this_pc: () => ({ startsAtLogin, reports: 0, reportsFolder: '/home/miriam/.local/share/sperrfrist/berichte' }),
    start_at_login: ({ atLogin }) => {
      startsAtLogin = atLogin;
      return { startsAtLogin, reports: 0, reportsFolder: '/home/miriam/.local/share/sperrfrist/berichte' };
    },
    letterheads: () => letterheads.list,
    open_letterhead: ({ id }) => structuredClone(letterheads.view(id)),
    new_letterhead: (source) => letterheads.make(source, new Date(now()).toISOString()),
    edit_letterhead: ({ id, name, draft }) =>
      letterheads.edit(id, (view) => Object.assign(view, { draft, row: { ...view.row, name } }), new Date(now()).toISOString()),
    set_logo: ({ id }, bytes) =>
      letterheads.edit(
        id,
        (view) => {
          view.logo = { format: 'SVG', bytes: bytes.length };
          view.draft.logo ??= { alt: '', height: '16' };
        },
        new Date(now()).toISOString(),
      ),
    remove_logo: ({ id }) =>
      letterheads.edit(
        id,
        (view) => {
          view.logo = null;
          view.draft.logo = null;
        },
        new Date(now()).toISOString(),
      ),
    import_letterhead: () =>
      letterheads.make({ kind: 'pattern', name: 'Eingelesen' }, new Date(now()).toISOString()),
    save_letterhead: () => ({ path: '/home/presse/Downloads/briefkopf-staatskanzlei.toml' }),
    delete_letterhead: ({ id }) => letterheads.delete(id),
    set_usual_letterhead: ({ id }) => letterheads.setUsual(id),
    choose_letterhead: ({ id, letterhead }) => {
      const kept = get(id);
      if (letterhead === null) delete kept.release.letterhead;
      else kept.release.letterhead = letterhead;
      return touched(kept);
    },
    letterhead_pages: ({ on }) => sheets(on === null ? blank() : get(on).release),
    set_unattended: ({ id, slot, unattended }) => {
      const kept = get(id);
      if (unattended) kept.unattended.add(slot);
      else kept.unattended.delete(slot);
      return view(kept, now());
    },
    open_page: () => null,
  };

  /** A desk in the middle of its day. */
  function seeded(): void {
    if (seed === 'leer') return;
    const minute = Math.floor(now() / MINUTE) * MINUTE;
    if (seed === 'voll' || seed === 'uebervoll') {
      for (const { release, isMissing } of fullDay(minute, seed === 'uebervoll')) {
        const kept = add(release);
        const [slot] = release.photos;
        if (slot && !isMissing) {
          const { original } = attach(kept, 'DSC_4417.jpg', 9_700_000, drawing(220));
          choose(kept, slot.id, original);
        }
        schedule(kept);
      }
      return;
    }
    const shift = seed === 'live' ? -4 : seed === 'nachreichen' ? -40 : 9;
    const main = withSample(minute + shift * MINUTE, minute + (shift + 30) * MINUTE, 8);
    const [first] = main.photos;
    const slot = main.release.photos[0];
    if (first && slot && seed !== 'fehlt' && seed !== 'nachreichen') {
      const caption = {
        ...first.caption,
        caption:
          'Präsidentin Klara Plattner und Staatssekretär Prof. Tom Popp unterzeichnen in Auenstadt die Kooperationsvereinbarung.',
        altText: 'Eine Frau und ein Mann sitzen nebeneinander an einem Tisch und unterschreiben.',
        persons: ['Klara Plattner', 'Prof. Tom Popp'],
        credit: 'Landeskanzlei Auland / K. Hartung',
      };
      choose(main, slot.id, first.original);
      verbs.caption({ id: main.release.id, original: first.original, caption }, new Uint8Array());
    }
    schedule(main);
    if (seed === 'geaendert')
      main.release = {
        ...main.release,
        headline: `${main.release.headline} `,
        kindLabel: 'Medien\u00adinformation',
        printedDate: 'heute',
      };
    const second = add({
      ...sample(minute + 76 * MINUTE, minute + 76 * MINUTE),
      headline: 'Ausstellung »Briefe aus dem Archiv« öffnet im Foyer der Landeskanzlei',
    });
    second.release.photos = [];
    if (seed !== 'eine') schedule(second);
    add({ ...blank(), headline: 'Ehrenamtspreis: Bewerbungsfrist endet am 15. Dezember' });
    add({ ...blank(), headline: 'Terminhinweise für die 49. Kalenderwoche' });
    const done = add({
      ...sample(minute - 72 * MINUTE, minute - 72 * MINUTE),
      headline: 'Terminhinweise für die 48. Kalenderwoche',
    });
    done.release.photos = [];
    schedule(done);
  }
  seeded();

  return {
    async call(name, request, ...bytes) {
      const verb = verbs[name] as (request: unknown, bytes: Uint8Array) => never;
      return verb(structuredClone(request), bytes[0] ?? new Uint8Array());
    },
    pageUrl: () => sheetUrl(),
    pictureUrl: (original, size) => (size === 'hidden' ? drawing(220, true) : (pictures.get(original) ?? '')),
  };
}
