import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

import type { Plugin } from 'vite';

const NAME = 'virtual:kern-tokens.css';

/**
 * Offers KERN's tokens as `virtual:kern-tokens.css`.
 *
 * The package ships them only within its whole style sheet, whose resets and components are not ours; so the
 * custom properties are read out of it, unchanged.
 */
export function kernTokens(): Plugin {
  return {
    name: 'kern-tokens',
    resolveId: (id) => (id === NAME ? `\0${NAME}` : undefined),
    load(id) {
      if (id !== `\0${NAME}`) return undefined;
      return `:root{\n${kernProperties().join('\n')}\n}\n`;
    },
  };
}

/** KERN's custom properties, as declarations. */
export function kernProperties(): string[] {
  const sheet = readFileSync(createRequire(import.meta.url).resolve('@kern-ux/native/dist/kern.css'), 'utf8');
  const wanted =
    /--kern-(?:color-[a-z]+(?:-\d{3})?|font-size-\d+|\d+|metric-[a-z0-9-]+|typography-font-family-[a-z-]+)\s*:[^;{}]+;/g;
  const blocks = [...sheet.matchAll(/(?<![^\s}]):root\s*\{([^{}]*)\}/g)].map((block) => block[1] ?? '');
  return blocks.flatMap((block) => block.match(wanted) ?? []);
}
