import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Variables } from '../../../../feel/types';
import type { AnswerProblem } from '../../../../forms/document';
import type { FormView } from '../../../api/contract';
import type { Answers } from './answers';
import { loadFormChecker, type CheckAnswers } from './form-checker';
import { stepsOf } from './form-validator';

/** What finds everything wrong with a form's answers; nothing until it is loaded. What stands as in `untouched` is overlooked. */
export function useFormCheck(form: FormView, context: Variables, untouched: Answers | undefined) {
  const { data = none, isPending, isError } = useQuery({ queryKey: ['form-checker', form.hash, context], queryFn: () => loadFormChecker(form, context), staleTime: Infinity, gcTime: 0, structuralSharing: false, retry: 1 });
  const check = useMemo(() => (untouched === undefined ? data : leaving(untouched, data)), [data, untouched]);
  return { check, isPending, isError };
}

function none(): AnswerProblem[] {
  return [];
}

function leaving(untouched: Answers, check: CheckAnswers): CheckAnswers {
  return (answers) => check(answers).filter(({ at }) => valueAt(untouched, at) === undefined || JSON.stringify(valueAt(untouched, at)) !== JSON.stringify(valueAt(answers, at)));
}

function valueAt(values: unknown, pointer: string): unknown {
  return stepsOf(pointer).reduce<unknown>((at, step) => (typeof at === 'object' && at !== null ? (at as Record<string, unknown>)[step] : undefined), values);
}
