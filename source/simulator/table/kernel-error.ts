/**
 * The kernel's refusals.
 */

/** The error numbers that the IPVS part of the kernel returns, by name. */
export type ErrorName = 'EEXIST' | 'ENOENT' | 'ESRCH' | 'EINVAL' | 'ERANGE' | 'ENODEV';

/** The kernel refused a request; nothing was changed. */
export class KernelError extends Error {
	override readonly name = 'KernelError';
	readonly code: ErrorName;

	constructor(code: ErrorName) {
		super(code);
		this.code = code;
	}
}
