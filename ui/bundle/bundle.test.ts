import { beforeEach, describe, expect, it } from 'vitest';

import { dialogs } from '../frame/dialogs.svelte.ts';
import { readFile } from '../frame/actions.ts';
import { useHost } from '../host/ipc.ts';
import { mockHost } from '../host/mock.ts';
import { incoming } from '../incoming/incoming.svelte.ts';
import { bundle } from './bundle.svelte.ts';

const file = (name: string): File => new File(['x'], name);

beforeEach(() => {
  useHost(mockHost());
  dialogs.leave();
  bundle.received = null;
  bundle.waits = false;
  incoming.problem = null;
});

describe('a release that has come as a file', () => {
  it('is told from a text by its name, and waits to be shown', async () => {
    await readFile(file('Meldung.SPERRFRIST'));
    expect(bundle.received?.content?.headline).toBe('Meldung');
    expect(bundle.waits).toBe(true);
    expect(dialogs.open).toBe(null);
    dialogs.show('receive');
    await readFile(file('Andere.sperrfrist'));
    expect(bundle.waits).toBe(false);
    await readFile(file('Meldung.sperrfrist'));
    expect(incoming.view).toBe(null);
  });

  it('is refused with a sentence where it is damaged or too large', async () => {
    await readFile(file('kaputt.sperrfrist'));
    expect(incoming.problem?.code).toBe('bundle.damaged');
    expect(bundle.received).toBe(null);
    const large = file('viel.sperrfrist');
    Object.defineProperty(large, 'size', { value: 512 * 1024 * 1024 + 1 });
    await readFile(large);
    expect(incoming.problem?.code).toBe('bundle.too_large');
  });

  it('opens with its passphrase, becomes a draft, and is known when it comes again', async () => {
    await readFile(file('verschlüsselt.sperrfrist'));
    expect(bundle.received?.content).toBe(null);
    await bundle.unlock('falsch');
    expect(bundle.problem?.code).toBe('bundle.passphrase');
    await bundle.unlock('k7mwx-p2nhd-vv8ra-zt4cj');
    expect(bundle.problem).toBe(null);
    let shown = '';
    await bundle.adopt((view) => (shown = view.release.id));
    expect(bundle.received).toBe(null);
    await readFile(file('verschlüsselt.sperrfrist'));
    await bundle.unlock('k7mwx-p2nhd-vv8ra-zt4cj');
    expect(bundle.received?.content?.before).toMatchObject({ id: shown, isSame: true });
  });

  it('is put away with its dialog, but not while another has come', async () => {
    await readFile(file('eins.sperrfrist'));
    bundle.putAway();
    expect(bundle.received?.fileName).toBe('eins.sperrfrist');
    bundle.waits = false;
    bundle.putAway();
    expect(bundle.received).toBe(null);
    await bundle.adopt(() => expect.unreachable());
    expect(bundle.problem?.code).toBe('bundle.gone');
  });
});
