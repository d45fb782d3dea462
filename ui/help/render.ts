/** Makes sections of the manual's Markdown. Runs while the page is built, so that what is wrong in the manual stops the build. */
import { Marked, type Token, type Tokens } from 'marked';

import { anchor } from './anchor.ts';

/** What stands under one heading. */
export interface Section {
  id: string;
  /** 1 is the title of a document. */
  level: number;
  title: string;
  html: string;
}

export interface Document {
  /** As links from other documents name it. */
  file: string;
  text: string;
}

export interface Picture {
  url: string;
  width: number;
  height: number;
}

/** Every element the manual may become, with the attributes it may have. */
export const ELEMENTS: Readonly<Record<string, readonly string[]>> = {
  a: ['href', 'data-to'],
  br: [],
  code: [],
  em: [],
  h3: ['id', 'tabindex'],
  h4: ['id', 'tabindex'],
  h5: ['id', 'tabindex'],
  h6: ['id', 'tabindex'],
  img: ['src', 'alt', 'width', 'height'],
  li: [],
  ol: [],
  p: [],
  pre: [],
  strong: [],
  table: [],
  tbody: [],
  td: [],
  th: ['scope'],
  thead: [],
  tr: [],
  ul: [],
};

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** The anchor of a heading, as those who show Markdown on the web make it. */
const slug = (title: string): string =>
  title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s-]/gu, '')
    .trim()
    .replace(/\s+/g, '-');

const words = (tokens: Token[]): string =>
  tokens.map((token) => ('tokens' in token && token.tokens ? words(token.tokens) : 'text' in token ? token.text : '')).join('');

/** An id for every heading of every document; the first document's are as they are, others begin with their own file. */
function named(documents: Document[]): Map<string, string> {
  const ids = new Map<string, string>();
  const taken = new Set<string>();
  for (const [index, { file, text }] of documents.entries()) {
    for (const token of new Marked().lexer(text)) {
      if (token.type !== 'heading') continue;
      const own = slug(words(token.tokens ?? []));
      const id = index === 0 ? own : `${file.replace(/\.md$/, '')}-${own}`;
      if (taken.has(id)) throw new Error(`${file}: two headings have the anchor #${own}`);
      taken.add(id);
      ids.set(`${file}#${own}`, id);
      if (!ids.has(file)) ids.set(file, id);
    }
  }
  return ids;
}

/** The sections of the documents, one behind the other. */
export function sections(documents: Document[], picture: (path: string) => Picture): Section[] {
  const ids = named(documents);
  return documents.flatMap(({ file, text }) => {
    const stop = (what: string): never => {
      throw new Error(`${file}: ${what}`);
    };
    const to = (href: string): string =>
      ids.get(href.startsWith('#') ? file + href : href) ?? stop(`the link to ${href} leads nowhere`);
    const marked: Marked = new Marked({
      renderer: {
        html: ({ text: tag }) => stop(`HTML is not shown: ${tag}`),
        text(token) {
          return 'tokens' in token && token.tokens ? this.parser.parseInline(token.tokens) : escaped(token.text);
        },
        codespan: ({ text: code }) => `<code>${escaped(code)}</code>`,
        code: ({ text: code }) => `<pre><code>${escaped(code)}</code></pre>\n`,
        link({ href, tokens }) {
          const id = to(href);
          return `<a href="#${anchor(id)}" data-to="${id}">${this.parser.parseInline(tokens)}</a>`;
        },
        image({ href, text: alt }) {
          const { url, width, height } = picture(href);
          return `<img src="${escaped(url)}" alt="${escaped(alt)}" width="${width}" height="${height}">`;
        },
        tablecell(token) {
          const content = this.parser.parseInline(token.tokens);
          // A column without a name has no heading either.
          const tag = token.header && content !== '' ? 'th' : 'td';
          return `<${tag}${tag === 'th' ? ' scope="col"' : ''}>${content}</${tag}>\n`;
        },
        heading({ tokens, depth }) {
          const id = to(`#${slug(words(tokens))}`);
          const tag = `h${Math.min(depth + 2, 6)}`;
          return `<${tag} id="${anchor(id)}" tabindex="-1">${this.parser.parseInline(tokens)}</${tag}>\n`;
        },
      },
    });
    const found: Section[] = [];
    let part: Token[] = [];
    const flush = (): void => {
      const [heading] = part as [Tokens.Heading?];
      if (heading?.type === 'heading')
        found.push({
          id: to(`#${slug(words(heading.tokens))}`),
          level: heading.depth,
          title: words(heading.tokens),
          html: allowed(marked.parser(part), stop),
        });
      else if (part.some((token) => token.type !== 'space')) stop('words stand above the first heading');
    };
    for (const token of marked.lexer(text)) {
      if (token.type === 'heading') {
        flush();
        part = [];
      }
      part.push(token);
    }
    flush();
    return found;
  });
}

/** The same HTML, if it holds nothing but what is allowed. */
function allowed(html: string, stop: (what: string) => never): string {
  for (const [, name = '', attributes = ''] of html.matchAll(/<([a-zA-Z][^\s>/]*)([^>]*)>/g)) {
    const known = ELEMENTS[name] ?? stop(`the element ${name} is not allowed`);
    for (const [, attribute = ''] of attributes.matchAll(/([^\s="]+)="[^"]*"/g))
      if (!known.includes(attribute)) stop(`the attribute ${attribute} of ${name} is not allowed`);
  }
  return html;
}
