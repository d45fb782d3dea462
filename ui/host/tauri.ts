import { convertFileSrc, invoke } from '@tauri-apps/api/core';

import type { Host } from './ipc.ts';

/** Bytes travel as the raw body of the call; the request goes beside them in a header, which carries ASCII only. */
export const tauri: Host = {
  call(name, request, ...bytes) {
    const body = bytes[0];
    if (body) {
      return invoke(name, body, { headers: { 'sperrfrist-request': encodeURIComponent(JSON.stringify(request)) } });
    }
    return request === null ? invoke(name) : invoke(name, { request });
  },
  // `convertFileSrc` would escape the slash, and the protocol wants a path of two parts.
  pictureUrl: (original, size, edits) =>
    `${convertFileSrc('', 'photo')}${original}/${size}${edits ? `/${encodeURIComponent(JSON.stringify(edits))}` : ''}`,
  pageUrl: (revision, page) => `${convertFileSrc('', 'paper')}${revision}/${page}`,
};
