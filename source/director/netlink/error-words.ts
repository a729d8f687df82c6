/**
 * Error numbers of the kernel as a person can look them up.
 */
import {getSystemErrorMap} from 'node:util';

/** Such as `ENOBUFS (no buffer space available)`; `error 4711` if it has no name. */
export function errorInWords(number: number): string {
	const [name, message] = getSystemErrorMap().get(-number) ?? [];
	return name === undefined ? `error ${number}` : `${name} (${message})`;
}
