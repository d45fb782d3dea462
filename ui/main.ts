import 'virtual:kern-tokens.css';
import './kern/fonts.css';
import './kern/meaning.css';
import './kern/base.css';
import './kern/frame.css';
import './kern/parts.css';
import './timetable/timetable.css';
import './timetable/plan.css';
import './overview/overview.css';
import './releases/paper.css';
import './paper/pages.css';
import './photos/photos.css';
import './photos/editing/editing.css';
import './evidence/evidence.css';
import './channels/channels.css';
import './letterheads/letterheads.css';
import './options/options.css';
import './margin/margin.css';
import './search/search.css';
import './help/help.css';
import './incoming/incoming.css';
import './bundle/bundle.css';
import './kern/adapt.css';

import { mount } from 'svelte';

import App from './App.svelte';
import { route } from './frame/route.svelte.ts';
import { connect } from './host/ipc.ts';
import { followTheme } from './kern/theme.ts';
import { releases } from './overview/overview.svelte.ts';

/** The faces that the first picture is set in. */
const FACES = [300, 400, 500, 600].map((weight) => `${weight} 14px "Fira Sans"`);
/** A window that has waited so long, in milliseconds, shows that it is opening. */
const PATIENCE = 400;

followTheme();
const target = document.querySelector('#desk');
if (target) {
  await connect();
  route.read();
  // Each picture of a window costs more than what it waits for, so the first one is the whole.
  const ready = Promise.all([releases.refresh(), ...FACES.map((face) => document.fonts.load(face))]);
  await Promise.race([ready, new Promise((late) => setTimeout(late, PATIENCE))]);
  mount(App, { target });
}
