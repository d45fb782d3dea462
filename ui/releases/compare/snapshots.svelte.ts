import { announcer } from '../../frame/announcer.svelte.ts';
import { dialogs } from '../../frame/dialogs.svelte.ts';
import type { Release } from '../../host/bindings/Release.ts';
import type { ReleaseId } from '../../host/bindings/ReleaseId.ts';
import type { SnapshotRow } from '../../host/bindings/SnapshotRow.ts';
import type { SnapshotView } from '../../host/bindings/SnapshotView.ts';
import { asProblem, call } from '../../host/ipc.ts';
import { t } from '../../text/index.ts';
import type { Sheet } from '../history.ts';
import { plainBody } from '../body.ts';
import { type Fields, open } from '../release.svelte.ts';

/** The versions of the release that is open. */
class Versions {
  rows = $state.raw<SnapshotRow[]>([]);
  /** The one that is compared with what stands there. */
  shown = $state.raw<SnapshotView | null>(null);
  #id: ReleaseId | null = null;

  async refresh(): Promise<void> {
    const { id } = open;
    if (id === null) return;
    if (this.#id !== id) this.rows = [];
    this.#id = id;
    try {
      const { rows } = await call('snapshots', { id });
      if (open.id === id) this.rows = rows;
    } catch (error) {
      open.problem = asProblem(error);
    }
  }

  /** »Fassung sichern«: every word is on the disk before it is kept. */
  async keep(): Promise<boolean> {
    const { id } = open;
    if (id === null || !(await open.flush())) return false;
    try {
      this.rows = (await call('keep_snapshot', { id })).rows;
      this.#id = id;
      announcer.say(t.snapshots.kept);
      return true;
    } catch (error) {
      open.problem = asProblem(error);
      return false;
    }
  }

  async compare(key: string): Promise<void> {
    const { id } = open;
    if (id === null) return;
    await open.flush();
    try {
      this.shown = await call('open_snapshot', { id, key });
      dialogs.show('compare');
    } catch (error) {
      open.problem = asProblem(error);
    }
  }

  /** Compares with the version that will be public, or is. */
  async compareWithPlanned(): Promise<void> {
    await this.refresh();
    const current = this.rows.find((row) => row.kind === 'current');
    if (current) await this.compare(current.key);
  }

  /** The words of the version that is shown, as an edit that can be taken back; what there was is kept first. */
  async restore(): Promise<void> {
    const { shown } = this;
    if (shown === null || !(await this.keep())) return;
    open.change('restore', (sheet) => restored(sheet, shown.release));
    dialogs.close();
    announcer.say(t.snapshots.restored);
  }
}

/** Times, photos, letterhead and what was set aside are not words: they stay. */
export function restored(now: Sheet<Fields>, release: Release): Sheet<Fields> {
  const { body, ...fields } = release;
  const { due, photos, slug, letterhead, overrides, corrections, language, versionOf, delivered } = now.fields;
  const stay = { due, photos, slug, letterhead, overrides, corrections, language, versionOf, delivered };
  const kept = Object.fromEntries(Object.entries(stay).filter(([, value]) => value !== undefined));
  const words = Object.fromEntries(Object.entries(fields).filter(([name]) => !(name in stay)));
  return { fields: { ...words, ...kept } as Fields, body: plainBody(body) };
}

export const versions = new Versions();
