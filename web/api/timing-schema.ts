import { Type } from '@sinclair/typebox';
import { closed } from './parse';

const time = Type.String({ pattern: '^([01]\\d|2[0-3]):[0-5]\\d$' });

/** Quiet hours and digest time, as people and administrators set them. */
export const Timing = closed({ quiet: Type.Optional(closed({ from: time, until: time })), digestAt: Type.Optional(time) });
