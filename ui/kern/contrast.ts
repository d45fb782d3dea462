/** Whether what stands on something can be told from it (WCAG 2.2, 1.4.3 and 1.4.11), by the colours of the style sheets. */

/** Linear light, from 0 to 1. */
type Rgb = readonly [number, number, number];

const clamped = (value: number): number => Math.min(1, Math.max(0, value));

/** OKLCH as CSS Color 4 defines it; what no screen can show is cut off. */
function fromOklch(lightness: number, chroma: number, hue: number): Rgb {
  const [a, b] = [chroma * Math.cos((hue * Math.PI) / 180), chroma * Math.sin((hue * Math.PI) / 180)];
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    clamped(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    clamped(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    clamped(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  ];
}

const linear = (value: number): number => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
const curved = (value: number): number => (value <= 0.0031308 ? value * 12.92 : 1.055 * value ** (1 / 2.4) - 0.055);

function fromHex(hex: string): Rgb {
  const digits = hex.length === 3 ? [...hex].map((digit) => digit + digit).join('') : hex;
  const part = (at: number): number => linear(Number.parseInt(digits.slice(at, at + 2), 16) / 255);
  return [part(0), part(2), part(4)];
}

/** What custom properties say, followed to their end. */
export class Colours {
  readonly #properties: ReadonlyMap<string, string>;

  constructor(properties: ReadonlyMap<string, string>) {
    this.#properties = properties;
  }

  /** The colour of a property; of `NAME N%` over another, as a veil of it lies there. */
  of(name: string, over?: string): Rgb {
    const [property = '', share] = name.split(' ');
    const colour = this.#value(this.#properties.get(property) ?? '', property);
    if (share === undefined || over === undefined) return colour;
    const part = Number.parseFloat(share) / 100;
    const under = this.of(over);
    const mixed = (at: 0 | 1 | 2): number => linear(curved(colour[at]) * part + curved(under[at]) * (1 - part));
    return [mixed(0), mixed(1), mixed(2)];
  }

  #value(text: string, property: string): Rgb {
    const value = text.trim();
    const reference = /^var\((--[\w-]+)\)$/.exec(value);
    if (reference?.[1]) return this.#value(this.#properties.get(reference[1]) ?? '', reference[1]);
    const oklch = /^oklch\(([\d.]+)% ([\d.]+) ([\d.]+)\)$/.exec(value);
    if (oklch) return fromOklch(Number(oklch[1]) / 100, Number(oklch[2]), Number(oklch[3]));
    // A hatching is drawn with one stroke.
    const hex = /^(?:url\(.*stroke='%23|#)([0-9a-f]{3}|[0-9a-f]{6})\b/.exec(value)?.[1];
    if (hex) return fromHex(hex);
    throw new Error(`${property} is no colour: »${value}«`);
  }
}

/** From 1, which is none, to 21. */
export function contrast(one: Rgb, other: Rgb): number {
  const light = ([red, green, blue]: Rgb): number => 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  const [darker = 0, lighter = 0] = [light(one), light(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

/** The declarations of the rules that a selector fits, in their order; a later one replaces an earlier one. */
export function properties(sheet: string, fits: (selector: string) => boolean): Map<string, string> {
  const found = new Map<string, string>();
  for (const { selector, declarations } of rules(sheet))
    if (selector.split(',').some((one) => fits(one.trim())))
      for (const [name, value] of declarations) if (name.startsWith('--')) found.set(name, value);
  return found;
}

export interface Rule {
  selector: string;
  declarations: [string, string][];
}

/** The rules of a style sheet, also those under conditions. */
export function rules(sheet: string): Rule[] {
  const plain = sheet.replace(/\/\*[\s\S]*?\*\//g, '');
  return [...plain.matchAll(/([^{}]+)\{([^{}]*)\}/g)].map(([, selector = '', body = '']) => ({
    selector: selector.trim(),
    // A semicolon within quotation marks is part of the value.
    declarations: (body.match(/(?:"[^"]*"|[^;"])+/g) ?? []).flatMap((declaration): [string, string][] => {
      const [, name, value] = /^\s*([\w-]+)\s*:([\s\S]*)$/.exec(declaration) ?? [];
      return name && value !== undefined ? [[name, value.trim()]] : [];
    }),
  }));
}

export type Need = 'text' | 'graphics';
export const LEAST: Readonly<Record<Need, number>> = { text: 4.5, graphics: 3 };

/** Something that stands on something. */
export interface Pair {
  need: Need;
  front: string;
  back: string;
}

/** The pairs that are too weak, each with its name. */
export function weak(colours: Colours, pairs: readonly Pair[]): string[] {
  return pairs.flatMap(({ need, front, back }) => {
    // A veil lies on the window's own ground.
    const [, ground = '', veil] = /^(\S+)(?: under (.+))?$/.exec(back) ?? [];
    const behind = veil === undefined ? colours.of(ground) : colours.of(veil, ground);
    const found = contrast(colours.of(front), behind);
    return found >= LEAST[need] ? [] : [`${front} on ${back}: ${found.toFixed(2)}, ${need} needs ${LEAST[need]}`];
  });
}

/** What a sheet paints with: properties as text, as a ground, as an edge, and text with its ground in one rule. */
export interface Use {
  front: Set<string>;
  back: Set<string>;
  edge: Set<string>;
  together: Pair[];
}

export function uses(sheet: string): Use {
  const use: Use = { front: new Set(), back: new Set(), edge: new Set(), together: [] };
  const named = (value: string): string[] =>
    [...value.replace(/color-mix\([^)]*\)[^)]*\)/g, '').matchAll(/var\((--sf-[\w-]+)\)/g)].map(([, name = '']) => name);
  for (const { declarations } of rules(sheet)) {
    const of = (...names: string[]): string[] =>
      declarations.filter(([name]) => names.includes(name)).flatMap(([, value]) => named(value));
    const [front, back] = [of('color', 'fill'), of('background', 'background-color')];
    for (const name of front) use.front.add(name);
    for (const name of back) use.back.add(name);
    for (const [name, value] of declarations)
      if (/^(?:border|outline|stroke|box-shadow)/.test(name)) for (const one of named(value)) use.edge.add(one);
    if (front.length === 1 && back.length === 1)
      use.together.push({ need: 'text', front: front[0]!, back: back[0]! });
  }
  return use;
}
