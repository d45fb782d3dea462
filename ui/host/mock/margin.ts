import type { AskConsentRequest } from '../bindings/AskConsentRequest.ts';
import type { AuthorisationView } from '../bindings/AuthorisationView.ts';
import type { AuthoriseRequest } from '../bindings/AuthoriseRequest.ts';
import type { CommentRequest } from '../bindings/CommentRequest.ts';
import type { CommentView } from '../bindings/CommentView.ts';
import type { ConsentView } from '../bindings/ConsentView.ts';
import type { DropFromMarginRequest } from '../bindings/DropFromMarginRequest.ts';
import type { MarginView } from '../bindings/MarginView.ts';
import type { OfRelease } from '../bindings/OfRelease.ts';
import type { Place } from '../bindings/Place.ts';
import type { QuoteView } from '../bindings/QuoteView.ts';
import type { RecordConsentRequest } from '../bindings/RecordConsentRequest.ts';
import type { Release } from '../bindings/Release.ts';
import type { SettleCommentRequest } from '../bindings/SettleCommentRequest.ts';
import { wordsOf } from '../../releases/body.ts';
import type { Kept } from './desk.ts';
import { problem } from './times.ts';

interface Consent extends Omit<ConsentView, 'askedFits' | 'given'> {
  text: string;
  given: { at: string; by: string; text: string } | null;
}

interface Entries {
  consents: Consent[];
  authorisations: (Omit<AuthorisationView, 'fits'> & { block: number })[];
  comments: (Omit<CommentView, 'place' | 'excerpt' | 'isLost'> & { at: Place | null; anchor: string })[];
}

/** What somebody agrees to. */
function textOf({ headline, body }: Release): string {
  return `${headline}\n${wordsOf(body)}`;
}

/** What is quoted in four words or more; each block at most once. */
function quotesOf({ body }: Release): { block: number; words: string }[] {
  return body.content.flatMap((node, block) => {
    const text = wordsOf({ type: 'doc', content: [node] });
    const words = node.type === 'quote' ? text.replaceAll(/^»|«$/g, '') : (/»([^«]*)«/.exec(text)?.[1] ?? '');
    return words.trim().split(/\s+/).length >= 4 || (node.type === 'quote' && words.trim() !== '') ? [{ block, words }] : [];
  });
}

function placed(release: Release, at: Place | null, anchor: string): Pick<CommentView, 'place' | 'excerpt' | 'isLost'> {
  if (at?.kind === 'headline') return { place: at, excerpt: release.headline, isLost: false };
  if (at?.kind === 'photo') {
    const isLost = release.photos.every(({ id }) => id !== at.slot);
    return { place: isLost ? null : at, excerpt: anchor, isLost };
  }
  if (at?.kind !== 'line') return { place: null, excerpt: '', isLost: false };
  const block = release.body.content.findIndex((node) => wordsOf({ type: 'doc', content: [node] }) === anchor);
  return { place: block < 0 ? null : { kind: 'line', block, line: 0 }, excerpt: anchor, isLost: block < 0 };
}

/** What the mock keeps beside a release. Where the desk looks for words that are alike, this one knows the same words only. */
export class MockMargin {
  #entries = new Map<string, Entries>();
  #number = 0;
  #author = '';

  verbs(
    get: (id: string) => Kept,
    now: () => number,
  ): {
    margin: (of: OfRelease) => MarginView;
    ask_consent: (of: AskConsentRequest) => MarginView;
    record_consent: (of: RecordConsentRequest) => MarginView;
    authorise: (of: AuthoriseRequest) => MarginView;
    comment: (of: CommentRequest) => MarginView;
    settle_comment: (of: SettleCommentRequest) => MarginView;
    drop_from_margin: (of: DropFromMarginRequest) => MarginView;
  } {
    const at = (): string => new Date(now()).toISOString();
    const entries = (id: string): Entries => {
      const kept = this.#entries.get(id) ?? { consents: [], authorisations: [], comments: [] };
      this.#entries.set(id, kept);
      return kept;
    };
    const view = (id: string): MarginView => this.#view(get(id).release, entries(id));
    const known = <Entry extends { number: number }>(all: Entry[], number: number): Entry => {
      const found = all.find((entry) => entry.number === number);
      if (!found) throw problem('margin.unknown', 'Dieser Eintrag ist nicht mehr da.', 'Sehen Sie in der Liste nach.');
      return found;
    };
    return {
      margin: ({ id }) => view(id),
      ask_consent: ({ id, again, office, name }) => {
        const text = textOf(get(id).release);
        const { consents } = entries(id);
        if (again !== null) Object.assign(known(consents, again), { askedAt: at(), text });
        else if (office.trim() === '')
          throw problem('consent.nobody', 'Es fehlt, wer zustimmen soll.', 'Nennen Sie die Stelle.');
        else consents.push({ number: (this.#number += 1), office, name, askedAt: at(), text, given: null });
        return view(id);
      },
      record_consent: ({ id, number, given }) => {
        const consent = known(entries(id).consents, number);
        const text = given?.covers === 'asked' ? consent.text : textOf(get(id).release);
        consent.given = given && { at: at(), by: given.by, text };
        return view(id);
      },
      authorise: ({ id, number, words, name, given }) => {
        if (name.trim() === '')
          throw problem('authorise.by_nobody', 'Es fehlt, wer das Zitat autorisiert.', 'Nennen Sie die Person.');
        const { authorisations } = entries(id);
        const block = quotesOf(get(id).release).find((quote) => quote.words === words)?.block ?? 0;
        const givenAt = given ? at() : null;
        if (number === null)
          authorisations.push({ number: (this.#number += 1), words, name, askedAt: at(), givenAt, block });
        else Object.assign(known(authorisations, number), { words, name, givenAt, block });
        return view(id);
      },
      comment: ({ id, place, author, recipient, words }) => {
        if (words.trim() === '')
          throw problem('comment.empty', 'Der Kommentar ist leer.', 'Schreiben Sie, worum es geht.');
        if (author.trim() === '')
          throw problem('comment.by_nobody', 'Es fehlt, von wem der Kommentar ist.', 'Tragen Sie Ihren Namen ein.');
        const { release } = get(id);
        const node = place?.kind === 'line' ? release.body.content[place.block] : undefined;
        const slot = place?.kind === 'photo' ? release.photos.find((other) => other.id === place.slot) : undefined;
        const anchor = node ? wordsOf({ type: 'doc', content: [node] }) : (slot?.label ?? '');
        const entry = { author, recipient, words, writtenAt: at(), settledAt: null };
        entries(id).comments.push({ number: (this.#number += 1), at: place, anchor, ...entry });
        this.#author = author;
        return view(id);
      },
      settle_comment: ({ id, number, settled }) => {
        known(entries(id).comments, number).settledAt = settled ? at() : null;
        return view(id);
      },
      drop_from_margin: ({ id, kind, number }) => {
        const kept = entries(id);
        const others = (entry: { number: number }): boolean => entry.number !== number;
        if (kind === 'consent') kept.consents = kept.consents.filter(others);
        else if (kind === 'authorisation') kept.authorisations = kept.authorisations.filter(others);
        else kept.comments = kept.comments.filter(others);
        return view(id);
      },
    };
  }

  #view(release: Release, { consents, authorisations, comments }: Entries): MarginView {
    const now = textOf(release);
    const quotes = quotesOf(release).map(({ block, words }): QuoteView => {
      const known = authorisations.find((other) => other.block === block);
      const { block: _block, ...rest } = known ?? { block };
      return {
        place: { kind: 'line', block, line: 0 },
        words,
        authorisation: known ? ({ ...rest, fits: known.words === words } as AuthorisationView) : null,
      };
    });
    return structuredClone({
      consents: consents.map(({ text, given, ...consent }) => ({
        ...consent,
        askedFits: text === now,
        given: given && { at: given.at, by: given.by, fits: given.text === now, snapshot: 'kept-1' },
      })),
      quotes,
      lost: authorisations
        .filter(({ block }) => quotes.every(({ place }) => place.kind !== 'line' || place.block !== block))
        .map(({ block: _block, ...rest }) => ({ ...rest, fits: false })),
      comments: comments
        .map(({ at, anchor, ...comment }) => ({ ...comment, ...placed(release, at, anchor) }))
        .sort((one, other) => Number(one.settledAt !== null) - Number(other.settledAt !== null)),
      elsewhere: [],
      author: this.#author,
    });
  }
}
