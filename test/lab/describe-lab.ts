import {describe} from 'vitest';
import {whyNoLab} from './requirements.ts';

/** Tests that need a guest; skipped where none can be booted, which `announce.ts` has said then. */
export const describeLab = describe.skipIf(whyNoLab() !== null);
