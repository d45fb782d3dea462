import type { ImportView } from '../host/bindings/ImportView.ts';
import type { Language } from '../host/bindings/Language.ts';
import type { PreflightFinding } from '../host/bindings/PreflightFinding.ts';
import type { ReleaseId } from '../host/bindings/ReleaseId.ts';
import type { ReleaseView } from '../host/bindings/ReleaseView.ts';
import type { UnsureView } from '../host/bindings/UnsureView.ts';
import { bundle } from '../bundle/bundle.svelte.ts';
import { asProblem, call } from '../host/ipc.ts';
import { incoming } from '../incoming/incoming.svelte.ts';
import { releases } from '../overview/overview.svelte.ts';
import { pages } from '../paper/pages.svelte.ts';
import { unsettled } from '../releases/findings.ts';
import { inPlace } from '../releases/marks/inplace.svelte.ts';
import { open } from '../releases/release.svelte.ts';
import { spot } from '../releases/spot.ts';
import { t } from '../text/index.ts';
import { announcer } from './announcer.svelte.ts';
import { dialogs } from './dialogs.svelte.ts';
import { route } from './route.svelte.ts';

/** Shows a release that has just been made. */
export function show(view: ReleaseView, unsure: UnsureView[] = []): void {
  open.start(view, unsure);
  route.go('release', view.release.id);
  void releases.refresh();
}

/** Whether the window may show another release. Where words are not safe it goes back to them: they are nowhere else. */
export async function mayLeave(): Promise<boolean> {
  if (await open.settled()) return true;
  if (open.id !== null && route.id !== open.id) route.go('release', open.id);
  announcer.say(`${t.frame.notSavedBand} ${t.frame.keptHere}`);
  return false;
}

/** Shows the release that the address names. */
export async function openRelease(id: ReleaseId): Promise<void> {
  if (id !== open.id && (await mayLeave())) await open.open(id);
}

export async function newRelease(): Promise<void> {
  if (!(await mayLeave())) return;
  try {
    show(await call('new_release', null));
  } catch (error) {
    releases.problem = asProblem(error);
  }
}

export async function newVersion(id: string, language: Language): Promise<void> {
  if (!(await mayLeave())) return;
  try {
    show(await call('new_version', { id, language }));
  } catch (error) {
    open.problem = asProblem(error);
  }
}

export async function openSample(): Promise<void> {
  if (!(await mayLeave())) return;
  try {
    show(await call('open_sample', null));
  } catch (error) {
    releases.problem = asProblem(error);
  }
}

/** Shows what was read in and taken over. */
export function showAdopted({ view, unsure }: ImportView): void {
  show(view, unsure);
}

/** Takes over what was read in. */
export async function adoptIncoming(): Promise<void> {
  if (await mayLeave()) await incoming.adopt(showAdopted);
}

/** A Word file, a mail, a text, or what somebody has handed on: from the dialog, from Strg O, or dropped on the window. */
export async function readFile(file: File): Promise<void> {
  if (bundle.is(file)) await bundle.read(file);
  else if (await mayLeave()) await incoming.read(file, showAdopted);
}

/** »Als neuen Entwurf übernehmen«, of what somebody has handed on. */
export async function adoptReceived(): Promise<void> {
  if (await mayLeave()) await bundle.adopt(show);
}

/** Stops the release that is open. It does not wait for the words to be saved: this one is urgent. */
export async function stopHere(): Promise<void> {
  const { id } = open;
  if (id !== null) await stop(id);
}

export async function stop(id: string): Promise<void> {
  try {
    await call('stop', { id });
    announcer.say(t.say.stopped);
  } catch (error) {
    const problem = asProblem(error);
    if (route.id === null) releases.problem = problem;
    else open.problem = problem;
  }
  await Promise.all([releases.refresh(), open.refresh()]);
}

/** Asks which where several are planned, and acts at once where there is one. */
export function stopFromOverview(): void {
  const [first, ...more] = releases.planned;
  if (first && more.length === 0) void stop(first.id);
  else if (first) dialogs.show('stopWhich');
}

/** »Einplanen«: what was typed is saved before anything is shown. */
export async function plan(): Promise<void> {
  const active = document.activeElement;
  // A field that still has the focus takes its value when it is left.
  if (active instanceof HTMLElement && active.matches('input,textarea')) active.blur();
  await open.settled();
  dialogs.show('plan');
}

/** »Korrigieren«: what was typed is saved before anything is shown. */
export async function correct(): Promise<void> {
  await open.settled();
  await open.refresh();
  dialogs.show('correct');
}

/** Goes to where a finding lies, and selects the words in question. */
export function goTo(finding: PreflightFinding): void {
  const { place, span, code } = finding;
  if (dialogs.open) dialogs.close();
  const { id } = open;
  if (id === null) return;
  if (place.kind === 'photo') {
    const field = code === 'photo.rightsReplaced' ? 'rightsReason' : (place.field ?? '');
    route.go('photos', id, `${place.slot} ${field}`);
    return;
  }
  // Who has to agree stands beside the sheet, not on it.
  const isConsent = code.startsWith('consent.');
  if (isConsent) pages.hide();
  route.go('release', id, isConsent ? 'agreement' : spot(place, span));
  inPlace.show(finding);
}

/** The finding that F8 led to last. */
let visited: { id: string; index: number } | null = null;

/** F8: to the next finding, Shift F8 to the one before. */
export function nextFinding(step: 1 | -1): void {
  const { id, view } = open;
  if (id === null || view === null) return;
  const found = unsettled(view);
  if (found.length === 0) {
    announcer.say(t.inspector.allGood);
    return;
  }
  const before = visited?.id === id ? visited.index : step > 0 ? -1 : 0;
  const index = (before + step + found.length) % found.length;
  visited = { id, index };
  const finding = found[index]!;
  announcer.say(t.inspector.findingOf(index + 1, found.length, finding.sentence));
  goTo(finding);
}
