import type { HandedOnFile } from '../bindings/HandedOnFile.ts';
import type { HandOnRequest } from '../bindings/HandOnRequest.ts';
import type { HandOnView } from '../bindings/HandOnView.ts';
import type { OfRelease } from '../bindings/OfRelease.ts';
import type { OpenedFile } from '../bindings/OpenedFile.ts';
import type { ReceivedView } from '../bindings/ReceivedView.ts';
import type { ReceiveRequest } from '../bindings/ReceiveRequest.ts';
import type { Release } from '../bindings/Release.ts';
import type { ReleaseView } from '../bindings/ReleaseView.ts';
import type { UnlockRequest } from '../bindings/UnlockRequest.ts';
import { type Kept, view } from './desk.ts';
import { blank } from './sample.ts';
import { problem } from './times.ts';

/** What opens a file whose name says that it is locked. */
const PASSPHRASE = 'k7mwx-p2nhd-vv8ra-zt4cj';

/** Releases as files, without files: one that has come is a release with the file's name as its headline. */
export class MockBundle {
  #received: ReceivedView | null = null;
  /** By headline, what became of it. */
  #before = new Map<string, { id: string; at: string }>();

  verbs(get: (id: string) => Kept, add: (release: Release) => Kept, now: () => number) {
    const time = (): string => new Date(now()).toISOString();
    const received = (): ReceivedView => {
      if (this.#received) return this.#received;
      throw problem('bundle.gone', 'Es liegt keine Datei zum Übernehmen bereit.', 'Öffnen Sie die Datei noch einmal.');
    };
    const open = (fileName: string): ReceivedView => {
      const headline = fileName.replace(/\.sperrfrist$/i, '');
      const before = this.#before.get(headline);
      const content = { headline, madeAt: time(), photos: 0, letterheads: [], before: before ? { ...before, isSame: true } : null };
      this.#received = { fileName, content: { ...content, languages: ['german'] } };
      return this.#received;
    };
    return {
      would_hand_on: ({ id }: OfRelease): HandOnView => {
        const { photos } = get(id);
        const bytes = photos.reduce((sum, photo) => sum + photo.bytes, 0);
        return { languages: ['german'], photos: photos.length, bytes, letterheads: ['Staatskanzlei'] };
      },
      hand_on: ({ isLocked }: HandOnRequest): HandedOnFile => ({
        path: '/home/roth/Downloads/meldung.sperrfrist',
        passphrase: isLocked ? PASSPHRASE : null,
      }),
      receive: ({ fileName }: ReceiveRequest): ReceivedView => {
        if (/kaputt/.test(fileName))
          throw problem(
            'bundle.damaged',
            'Die Datei ist beschädigt: Es fehlt etwas, oder es wurde etwas verändert.',
            'Bitten Sie darum, die Meldung noch einmal weiterzugeben. Übernommen ist nichts.',
          );
        if (!/verschlüsselt/.test(fileName)) return open(fileName);
        this.#received = { fileName, content: null };
        return this.#received;
      },
      opened_file: (): OpenedFile => ({ received: null }),
      unlock_received: ({ passphrase }: UnlockRequest): ReceivedView => {
        if (passphrase !== PASSPHRASE)
          throw problem('bundle.passphrase', 'Mit diesem Kennwort lässt sich die Datei nicht öffnen.', 'Fragen Sie nach dem Kennwort.');
        return open(received().fileName);
      },
      adopt_received: (): ReleaseView => {
        const headline = received().content?.headline ?? '';
        const kept = add({ ...blank(), headline });
        this.#before.set(headline, { id: kept.release.id, at: time() });
        this.#received = null;
        return view(kept, now());
      },
      put_away_received: (): null => {
        this.#received = null;
        return null;
      },
    };
  }
}
