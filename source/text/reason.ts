/**
 * Errors in words.
 */

import {faultInWords} from './file-fault.ts';

/** Why something failed: the message of an error, or whatever else was thrown as text. */
export function reasonOf(error: unknown): string {
	return faultInWords(error) ?? (error instanceof Error ? error.message : String(error));
}
