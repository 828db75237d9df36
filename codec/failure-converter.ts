import { DefaultFailureConverter } from '@temporalio/common';

/** Moves a failure's message and stack into its payload, which the codec seals. */
export const failureConverter = new DefaultFailureConverter({ encodeCommonAttributes: true });
