import type { Language } from '../host/bindings/Language.ts';

/** Releases in several languages, in German. */
export const languages = {
  title: 'Sprachen',
  names: {
    german: 'Deutsch',
    upperSorbian: 'Obersorbisch',
    english: 'Englisch',
    easyGerman: 'Leichte Sprache',
  } satisfies Record<Language, string> as Record<Language, string>,
  follows: (name: string) => `${name}. Wird nie vor der deutschen Fassung öffentlich, und nur zusammen mit ihr.`,
  make: (name: string) => `Fassung anlegen: ${name}`,
};
