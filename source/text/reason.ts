/**
 * Errors in words.
 */

import {faultInWords} from './file-fault.ts';

/** The reason of a failure: the message of an error, or any other thrown value as text. */
export function reasonOf(error: unknown): string {
	return faultInWords(error) ?? (error instanceof Error ? error.message : String(error));
}
