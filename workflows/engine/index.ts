export { explain, type Awaited } from './explain';
export type { NextStep } from './explain-next';
export { initialState } from './initial-state';
export { nextTimer } from './next-timer';
export { refusal, type Refusal, type RefusalCode } from './refusal';
export { rehearse } from './rehearse';
export type { Rehearsal, RehearsalOptions, RehearsedAnswer, TimelineEntry, TimelineKind } from './rehearsal/options';
export { step, type Step } from './step';
export { upcast } from './upcast';
