import {describe} from 'vitest';
import {whyNoLab} from './requirements.ts';

/** Tests that need a guest; skipped if none can be booted, which `announce.ts` has reported. */
export const describeLab = describe.skipIf(whyNoLab() !== null);

/**
 * For tests that measure traffic: on a shared machine a guest may stop for a moment during a measurement. A bug in the
 * program fails every attempt.
 */
export const measured = {retry: 2} as const;
