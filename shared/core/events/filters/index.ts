/** What keeps an event out, the rep's own word first. A new filter is one line here. */
import { type Filter, keptOutByRep } from '../../filter';
import { allDay } from './allDay';
import { blockedDomain } from './blockedDomain';
import { cancelled } from './cancelled';
import { declined } from './declined';
import { notPicked } from './picked';
import { privateEvent } from './private';
import { outsideWindow } from './window';
import { withoutOutsiders } from './withoutOutsiders';

export const eventFilters: readonly Filter[] = [
  keptOutByRep,
  outsideWindow,
  privateEvent,
  cancelled,
  declined,
  allDay,
  withoutOutsiders,
  blockedDomain,
  notPicked,
];
