export type { Calendar, CalendarYear, FeelContext, Value, Variables } from './types';
export { FeelError } from './feel-error';
export { evaluate, evaluateWithNotes, type Evaluation } from './evaluate';
export { checkExpression, type ExpressionCheck } from './check-expression';
export { functionsIn, namesIn, rootsIn } from './names-in';
export { FUNCTION_NAMES } from './function-names';
export { addStatutoryDays, addWorkingDays, isWorkingDay, workingDaysBetween, type CalendarAnswer } from './calendar';
export { addIsoDuration, dueInstant, endOfDay } from './instants';
export { nextFiring, parseCycle, type Cycle } from './cycle';
