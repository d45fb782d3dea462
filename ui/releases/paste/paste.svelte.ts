import type { LeftOut } from './clean.ts';

/** What the last paste left out, and the pictures that came with it, until the reader has decided. */
class Pasted {
  left = $state.raw<LeftOut | null>(null);
  pictures = $state.raw<File[]>([]);

  tell(left: LeftOut, pictures: File[]): void {
    const isAny = pictures.length > 0 || Object.values(left).some((count) => count > 0);
    this.left = isAny ? left : null;
    this.pictures = pictures;
  }

  forget(): void {
    this.left = null;
    this.pictures = [];
  }
}

export const pasted = new Pasted();
