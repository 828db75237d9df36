export { initialState } from './initial-state';
export { nextTimer } from './next-timer';
export { refusal, type Refusal, type RefusalCode } from './refusal';
export { step, type Step } from './step';
export { upcast } from './upcast';
