import type { IncomingChange } from '../bindings/IncomingChange.ts';
import type { IncomingParagraph } from '../bindings/IncomingParagraph.ts';
import type { IncomingPiece } from '../bindings/IncomingPiece.ts';
import type { IncomingView } from '../bindings/IncomingView.ts';
import { problem } from './times.ts';

const isWord = (bytes: Uint8Array): boolean => bytes[0] === 0x50 && bytes[1] === 0x4b;

const kept = (text: string): IncomingPiece => ({
  text,
  picture: null,
  inserted: null,
  deleted: null,
  strong: false,
  emphasis: false,
});
const out = (text: string, deleted: number): IncomingPiece => ({ ...kept(text), deleted });
const put = (text: string, inserted: number): IncomingPiece => ({ ...kept(text), inserted });

function paragraph(pieces: IncomingPiece[], role: IncomingParagraph['role'] = 'plain'): IncomingParagraph {
  return { role, pieces, endInserted: null, endDeleted: null };
}

const change = (old: string, fresh: string, more: Partial<IncomingChange> = {}): IncomingChange => ({
  kind: 'wording',
  author: 'A. Lindner',
  made: '2023-11-21T10:14:00',
  old,
  new: fresh,
  before: '',
  after: '',
  pictures: 0,
  paragraphs: 0,
  quoted: false,
  ...more,
});

/** A file as it comes back from the house. */
const word: IncomingView = {
  source: 'word',
  paragraphs: [
    paragraph([kept('Medieninformation')], 'kind'),
    paragraph([kept('Landeskanzlei Auland')], 'issuer'),
    paragraph([kept('Auland und Bundesstelle vereinbaren Kooperation')], 'headline'),
    paragraph([
      kept('Auenstadt (21.11.2023) – Beide haben sich auf die Umsetzung '),
      out('erster ', 0),
      kept('von Maßnahmen verständigt. Prof. Tom Popp, '),
      out('Staatsminister', 1),
      put('Staatssekretär', 1),
      kept(' für Digitales, unterschrieb heute.'),
    ]),
    paragraph([kept('»Den Bedrohungen aus dem '), out('Cyber-Raum', 2), put('Cyberraum', 2), kept(' begegnen wir gemeinsam«, sagte er.')]),
    paragraph([kept('Sie klären stärker auf'), put(',', 3), kept(' beispielsweise mit Vorträgen.')]),
  ],
  changes: [
    change('erster ', ''),
    change('Staatsminister', 'Staatssekretär'),
    change('Cyber-Raum', 'Cyberraum', { quoted: true }),
    change('', ',', { before: 'auf', after: 'beispielsweise' }),
  ],
  leftOut: [
    {
      kind: 'comment',
      count: 2,
      excerpts: [
        { label: 'A. Lindner', words: 'Stimmt das?' },
        { label: 'A. Lindner', words: 'Noch nicht entschieden.' },
      ],
    },
    { kind: 'hiddenParagraph', count: 1, excerpts: [{ label: '', words: 'Nur für den internen Gebrauch.' }] },
    { kind: 'property', count: 2, excerpts: [{ label: 'Verfasser', words: 'Anja Lindner' }, { label: 'Firma', words: 'Landeskanzlei' }] },
  ],
  pictures: [],
  wordCount: 38,
};

export function readIncoming(fileName: string, bytes: Uint8Array): IncomingView {
  if (isWord(bytes)) return structuredClone(word);
  const text = new TextDecoder().decode(bytes);
  if (text.trim() === '')
    throw problem('import.empty', `»${fileName}« ist leer.`, 'Wählen Sie eine Datei mit Text.');
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return {
    source: 'text',
    paragraphs: lines.map((line) => paragraph([kept(line)])),
    changes: [],
    leftOut: [],
    pictures: [],
    wordCount: text.split(/\s+/).length,
  };
}

/** The text with what was decided. */
export function adopted(bytes: Uint8Array, accepted: boolean[]): { headline: string; paragraphs: string[] } {
  if (accepted.length !== (isWord(bytes) ? word.changes.length : 0))
    throw problem('incoming.undecided', 'Es ist noch nicht jede Änderung entschieden.', 'Entscheiden Sie jede.');
  const stays = ({ inserted, deleted }: IncomingPiece): boolean =>
    (inserted === null || accepted[inserted] === true) && !(deleted !== null && accepted[deleted] === true);
  const lines = readIncoming('', bytes).paragraphs.map(({ role, pieces }) => ({
    role,
    text: pieces
      .filter(stays)
      .map((piece) => piece.text)
      .join(''),
  }));
  const headline = (lines.find((line) => line.role === 'headline') ?? lines[0])?.text ?? '';
  return {
    headline,
    paragraphs: lines.filter((line) => line.role === 'plain' && line.text !== headline).map((line) => line.text),
  };
}
