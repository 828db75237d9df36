import { readFileSync } from 'node:fs';
import { addIsoDuration } from '../feel';
import type { Value, Variables } from '../feel/types';
import { localDate } from '../workflows/engine/local-date';

/** What a process finds when it starts: a sample branch, and the limits that lie beside the model. */
export function sampleVariables(start: string, zone: string, limitsFile: string): Variables {
  const day = (offset: string): string => localDate(addIsoDuration(start, offset, zone), zone);
  return {
    branchId: 'sample',
    branch: {
      id: 'sample',
      name: '示例街道红十字会',
      kind: 'town',
      termNo: 3,
      termStart: day('-P1580D'),
      termEnd: day('P245D'),
      termYears: 5,
      variant: 'standard',
      supervisorMode: 'none',
      membersAdult: 120,
      membersYouth: 0,
      membersGroup: 2,
      deferredTo: null,
    },
    limits: limitsIn(limitsFile),
  };
}

function limitsIn(file: string): Variables {
  try {
    const limits = JSON.parse(readFileSync(file, 'utf8')) as readonly { readonly id: string; readonly value: Value }[];
    return Object.fromEntries(limits.map(({ id, value }) => [id, value]));
  } catch {
    // Models that others wrote have no limits file.
    return {};
  }
}
