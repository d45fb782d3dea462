import type { NewsroomView } from '../bindings/NewsroomView.ts';
import { problem } from './times.ts';

/** The newsroom of the fake desk: the one inside the app, until it is paired. */
export class MockNewsroom {
  view: NewsroomView = { pairing: null, waiting: 0 };

  connect(url: string, line: string, since: string): NewsroomView {
    if (!/^sperrfrist-[0-9a-f]{64}-[0-9a-f]{32}$/.test(line.trim()))
      throw problem(
        'newsroom.pairing',
        'Der Zugangsschlüssel ist unvollständig oder keiner von Sperrfrist.',
        'Fügen Sie die ganze Zeile ein, die »sperrfrist-newsroom token new« ausgegeben hat.',
      );
    const fingerprint = line.trim().slice(-32);
    this.view = { ...this.view, pairing: { url, fingerprint, since, inKeyring: true } };
    return this.view;
  }

  disconnect(): NewsroomView {
    this.view = { ...this.view, pairing: null };
    return this.view;
  }
}
