import type { LetterheadDraft } from '../bindings/LetterheadDraft.ts';
import type { Letterheads } from '../bindings/Letterheads.ts';
import type { LetterheadSource } from '../bindings/LetterheadSource.ts';
import type { LetterheadView } from '../bindings/LetterheadView.ts';
import { problem } from './times.ts';

const pattern: LetterheadDraft = {
  issuer: {
    name: 'Staatskanzlei des Freistaates Elbmark',
    addresses: [{ label: 'Hausanschrift:', lines: ['Am Lindenwehr 4', '00817 Lindenfurt'] }],
    websiteLabel: '',
    website: 'www.staatskanzlei.elbmark.example',
    directions: { label: '', lines: [] },
    accessibilityNote: '',
    footnote: '',
  },
  contact: {
    label: 'Ihre Ansprechpartnerin',
    name: 'Miriam Tannhof',
    numbersLabel: 'Durchwahl',
    numbers: [{ label: 'Telefon', number: '+49 30 23125 410' }],
    emailLabel: '',
    email: 'presse@staatskanzlei.elbmark.example',
    emailHasFootnote: false,
  },
  wordmark: ['Freistaat', 'Elbmark'],
  logo: null,
  colours: { accent: '#0b5d3b', ink: '#1b1f23', muted: '#55606b', embargo: '#9c1c1f' },
  fonts: { headline: 'serif', text: 'sans' },
  column: { place: 'right', width: '45' },
  page: { size: 'a4', bar: 'bar', left: '25', right: '17' },
};

/** Letterheads in memory; roughly what the desk decides. */
export class MockLetterheads {
  #all: LetterheadView[] = [];

  get list(): Letterheads {
    return structuredClone({ rows: this.#all.map((view) => view.row), patterns: ['Staatskanzlei'] });
  }

  view(id: string): LetterheadView {
    const view = this.#all.find((one) => one.row.id === id);
    if (!view) throw problem('letterhead.gone', 'Diesen Briefkopf gibt es auf diesem PC nicht.', 'Wählen Sie einen anderen.');
    return view;
  }

  make(source: LetterheadSource, at: string): LetterheadView {
    const draft = structuredClone(source.kind === 'pattern' ? pattern : this.view(source.id).draft);
    const name = source.kind === 'pattern' ? source.name : `${this.view(source.id).row.name} 2`;
    const row = { id: crypto.randomUUID(), name, isUsual: false, isSound: true, usedBy: 0 };
    this.#all.push({ row, draft, logo: null, findings: [], contrasts: [], savedAt: at });
    return structuredClone(this.view(row.id));
  }

  edit(id: string, change: (view: LetterheadView) => void, at: string): LetterheadView {
    const view = this.view(id);
    change(view);
    view.savedAt = at;
    const nameless = view.draft.issuer.name.trim() === '';
    view.findings = nameless
      ? [
          {
            code: 'letterhead.no_name',
            field: 'issuer.name',
            sentence: 'Der Briefkopf nennt kein Haus.',
            nextStep: 'Schreiben Sie, wer die Meldungen herausgibt.',
          },
        ]
      : [];
    return structuredClone(view);
  }

  setUsual(id: string | null): Letterheads {
    for (const view of this.#all) view.row.isUsual = view.row.id === id;
    return this.list;
  }

  delete(id: string): Letterheads {
    this.#all = this.#all.filter((view) => view.row.id !== id);
    return this.list;
  }
}
