import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

import type { Plugin } from 'vite';

import { sections } from './render.ts';

const NAME = 'virtual:handbook';
/** The manual, and what it leads to. */
const FILES = ['handbuch.md', 'server.md'];
const DOCS = resolve(import.meta.dirname, '../../docs');

/** Offers the manual as `virtual:handbook`: its sections as HTML, its pictures as files of the page. */
export function handbook(): Plugin {
  return {
    name: 'handbook',
    resolveId: (id) => (id === NAME ? `\0${NAME}` : undefined),
    load(id) {
      if (id !== `\0${NAME}`) return undefined;
      const documents = FILES.map((file) => {
        const path = resolve(DOCS, file);
        this.addWatchFile(path);
        return { file, text: readFileSync(path, 'utf8') };
      });
      const paths: string[] = [];
      const made = sections(documents, (path) => {
        const { width, height } = size(readFileSync(resolve(DOCS, path)), path);
        const index = paths.indexOf(path) < 0 ? paths.push(path) - 1 : paths.indexOf(path);
        // Where the page's files lie is known only when it is written.
        return { url: `picture:${index}:`, width, height };
      });
      const imports = paths.map((path, index) => `import picture${index} from ${JSON.stringify(resolve(DOCS, path))};`);
      const pictures = paths.map((_, index) => `picture${index}`).join(',');
      return [
        ...imports,
        `const pictures = [${pictures}];`,
        `export const sections = ${JSON.stringify(made)}.map((section) => ({ ...section,`,
        `  html: section.html.replace(/picture:(\\d+):/g, (_, index) => pictures[Number(index)]) }));`,
      ].join('\n');
    },
  };
}

/** How large a PNG is: its first part says so. */
function size(png: Buffer, path: string): { width: number; height: number } {
  if (png.toString('latin1', 12, 16) !== 'IHDR') throw new Error(`${path} is no PNG`);
  return { width: png.readUInt32BE(16), height: png.readUInt32BE(20) };
}
