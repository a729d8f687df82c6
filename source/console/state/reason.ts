/**
 * Why something failed.
 */

import {faultInWords} from '../../files/file-fault.ts';

/** The message of an error. */
export function reasonOf(error: unknown): string {
	return faultInWords(error) ?? (error instanceof Error ? error.message : String(error));
}
