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
import './photos/photos.css';
import './evidence/evidence.css';
import './kern/adapt.css';

import { mount } from 'svelte';

import App from './App.svelte';
import { route } from './frame/route.svelte.ts';
import { connect } from './host/ipc.ts';
import { followTheme } from './kern/theme.ts';

followTheme();
const target = document.querySelector('#desk');
if (target) {
  await connect();
  route.read();
  mount(App, { target });
}
