import type { PreflightFinding } from '../host/bindings/PreflightFinding.ts';
import type { ReleaseView } from '../host/bindings/ReleaseView.ts';

/** Whether it keeps the release from being planned. */
export function blocks(finding: PreflightFinding): boolean {
  return finding.level === 'must' && finding.overridden === null;
}

/** What still wants to be looked at. */
export function unsettled(view: Pick<ReleaseView, 'findings'>): PreflightFinding[] {
  return view.findings.filter((finding) => finding.overridden === null);
}

/** How many rules were asked: one that found several things is one. */
export function asked(view: Pick<ReleaseView, 'findings' | 'fulfilled'>): number {
  return view.fulfilled.length + new Set(view.findings.map((finding) => finding.code)).size;
}

/** Each with a key that stays while the text is typed, so that a reason half written stays with its finding. */
export function keyed(findings: PreflightFinding[]): { key: string; finding: PreflightFinding }[] {
  const seen = new Map<string, number>();
  return findings.map((finding) => {
    const name = `${finding.code} ${JSON.stringify(finding.place)} ${finding.words}`;
    const number = seen.get(name) ?? 0;
    seen.set(name, number + 1);
    return { key: `${name} ${number}`, finding };
  });
}
