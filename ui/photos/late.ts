import type { Lane } from '../host/bindings/Lane.ts';
import type { ReleaseView } from '../host/bindings/ReleaseView.ts';

/** The first photo that was chosen after its release became public, and waits for the officer's word. */
export function latePhoto(view: ReleaseView): { lane: Lane; label: string } | null {
  if (view.state !== 'live' && view.state !== 'corrected') return null;
  for (const lane of view.lanes) {
    const { item } = lane;
    if (
      item.kind !== 'photo' ||
      lane.state === 'public' ||
      lane.state === 'locked' ||
      lane.state === 'pending' ||
      lane.state === 'proposed' ||
      lane.state === 'withdrawn'
    )
      continue;
    const slot = view.release.photos.find((other) => other.id === item.slot);
    if (slot?.photo) return { lane, label: slot.label };
  }
  return null;
}
