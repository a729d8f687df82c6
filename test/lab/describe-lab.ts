import {describe} from 'vitest';
import {whyNoLab} from './requirements.ts';

/** Tests that need a guest; skipped where none can be booted, which `announce.ts` has said then. */
export const describeLab = describe.skipIf(whyNoLab() !== null);

/**
 * For tests that measure traffic: on a machine that others use as well, a guest may stand still for a moment in
 * the middle of a measurement. What is wrong with the program itself is wrong at every try.
 */
export const measured = {retry: 2} as const;
