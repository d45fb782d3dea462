import type { LetterheadId } from '../host/bindings/LetterheadId.ts';
import type { ReleaseId } from '../host/bindings/ReleaseId.ts';

export type Screen = 'overview' | 'release' | 'photos' | 'evidence' | 'channels' | 'options' | 'incoming';

/** The screens of no release. */
export const apart: readonly Screen[] = ['channels', 'options', 'incoming'];

const words: Record<Screen, string> = {
  overview: 'uebersicht',
  release: 'meldung',
  photos: 'fotos',
  evidence: 'nachweis',
  channels: 'kanaele',
  options: 'optionen',
  incoming: 'einlesen',
};

/** The groups of Optionen, as the address names them. */
const sections = ['kontakte', 'textbausteine', 'zeit', 'aufbewahrung', 'dieser-pc'] as const;
export type Section = (typeof sections)[number];

/** Which screen is shown, and of which release or letterhead: kept in the address, so that links are links. */
class Route {
  screen = $state<Screen>('overview');
  id = $state<ReleaseId | null>(null);
  /** The letterhead that is shown in Optionen. */
  letterhead = $state<LetterheadId | null>(null);
  /** The group of Optionen that is looked at. */
  section = $state<Section | null>(null);
  /** The release the rail leads to from the Übersicht: the one last opened. */
  last = $state<ReleaseId | null>(null);
  /** What the screen should point at when it opens. */
  detail = $state<string | null>(null);

  href(screen: Screen, id: ReleaseId | LetterheadId | null = null): string {
    if (screen === 'channels' || screen === 'incoming') return `#/${words[screen]}`;
    if (screen === 'options') return id === null ? `#/${words.options}` : `#/${words.options}/${id}`;
    return screen === 'overview' || id === null ? `#/${words.overview}` : `#/${words[screen]}/${id}`;
  }

  go(screen: Screen, id: ReleaseId | LetterheadId | null = null, detail: string | null = null): void {
    location.hash = this.href(screen, id);
    this.read();
    this.detail = detail;
  }

  /** Follows the address; called at the start and whenever it changes. */
  read(): void {
    const [, word = '', id = ''] = location.hash.split('/');
    const found = (Object.keys(words) as Screen[]).find((screen) => words[screen] === word);
    this.detail = null;
    this.section = found === 'options' ? (sections.find((section) => section === id) ?? null) : null;
    this.letterhead = found === 'options' && id !== '' && this.section === null ? id : null;
    if (!found || found === 'overview' || apart.includes(found) || id === '') {
      this.screen = found && apart.includes(found) ? found : 'overview';
      this.id = null;
      return;
    }
    this.screen = found;
    this.id = id;
    this.last = id;
  }
}

export const route = new Route();
