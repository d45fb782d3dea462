import { isTauri } from '@tauri-apps/api/core';

import type { Commands } from './bindings/commands.ts';
import type { OfRelease } from './bindings/OfRelease.ts';
import type { PhotoEdits } from './bindings/PhotoEdits.ts';
import type { Problem } from './bindings/Problem.ts';
import { t } from '../text/index.ts';
import { tauri } from './tauri.ts';

/**
 * The machine behind the window: the only way out of the front end.
 *
 * `tauri.ts` is the real one; `mock.ts` fakes a desk in memory, for a browser in development and for tests.
 */
export interface Host {
  call<Name extends CommandName>(name: Name, request: Request<Name>, ...bytes: Bytes<Name>): Promise<Answer<Name>>;
  /**
   * Address of a picture: of an attached photo, whose name is its SHA-256, as edits leave it, or of one that another has
   * proposed.
   */
  pictureUrl(name: string, size: PictureSize, edits?: PhotoEdits): string;
  /** Address of a page that was set last. */
  pageUrl(revision: number, page: number): string;
}

export type CommandName = keyof Commands;
export type Request<Name extends CommandName> = Commands[Name]['request'];
export type Answer<Name extends CommandName> = Commands[Name]['answer'];
export type Bytes<Name extends CommandName> = Commands[Name]['bytes'] extends true ? [Uint8Array] : [];
export type PictureSize = 'preview' | 'thumb' | 'whole' | 'hidden' | 'proposed';

let current: Host | undefined;

/** Finds the host; called once, before the first paint. */
export async function connect(): Promise<void> {
  if (isTauri()) {
    current = tauri;
  } else if (import.meta.env.DEV || import.meta.env.MODE === 'test') {
    current = (await import('./mock.ts')).mockHost();
  } else {
    throw new Error(t.frame.noHost);
  }
}

/** For tests: talks to this host from now on. */
export function useHost(other: Host): void {
  current = other;
}

function host(): Host {
  if (!current) throw new Error(t.frame.noHost);
  return current;
}

/**
 * Asks the desk to do something.
 *
 * @throws {Problem} with a sentence for the reader, whatever went wrong.
 */
export async function call<Name extends CommandName>(
  name: Name,
  request: Request<Name>,
  ...bytes: Bytes<Name>
): Promise<Answer<Name>> {
  try {
    return await host().call(name, request, ...bytes);
  } catch (error) {
    throw asProblem(error);
  }
}

export function pictureUrl(name: string, size: PictureSize, edits?: PhotoEdits): string {
  return host().pictureUrl(name, size, edits);
}

export function pageUrl(revision: number, page: number): string {
  return host().pageUrl(revision, page);
}

/** Shows the public page of a release in the system's browser. */
export async function openExternal(of: OfRelease): Promise<void> {
  await call('open_page', of);
}

export function asProblem(error: unknown): Problem {
  if (isProblem(error)) return error;
  return {
    code: 'host.unexpected',
    sentence: t.frame.unexpected(String(error)),
    nextStep: t.frame.tryAgain,
    choices: [],
  };
}

function isProblem(error: unknown): error is Problem {
  return typeof error === 'object' && error !== null && 'code' in error && 'sentence' in error && 'choices' in error;
}
