import type { Lane } from '../host/bindings/Lane.ts';
import type { State } from '../host/bindings/State.ts';
import { t } from '../text/index.ts';

/** The Zustandszeichen: a Zeitplan in miniature. */
export type GlyphName = 'entwurf' | 'plan' | 'teil' | 'live' | 'halt' | 'weg';

export function glyph(state: State, lanes: Lane[]): GlyphName {
  switch (state) {
    case 'draft':
    case 'approved':
      return 'entwurf';
    case 'proposed':
    case 'scheduled':
      return 'plan';
    case 'live':
    case 'corrected':
      return lanes.some((lane) => lane.state !== 'public') ? 'teil' : 'live';
    case 'withdrawn':
      return 'weg';
    case 'stopped':
      return 'halt';
  }
}

export function stateWords(state: State, lanes: Lane[], changed = false): string {
  switch (state) {
    case 'draft':
      return t.state.draft;
    case 'approved':
      return t.state.approved;
    case 'proposed':
      return t.state.proposed;
    case 'scheduled':
      if (lanes.some((lane) => lane.state === 'proposed')) return t.lane.proposed;
      return changed ? t.state.changed : t.state.scheduled;
    case 'live':
    case 'corrected':
      if (lanes.some((lane) => lane.state === 'reserved')) return t.state.photoMissing;
      return lanes.some((lane) => lane.state !== 'public') ? t.state.textOnly : t.state.live;
    case 'withdrawn':
      return t.state.withdrawn;
    case 'stopped':
      return t.state.stopped;
  }
}
