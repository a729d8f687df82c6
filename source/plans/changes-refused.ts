/**
 * Whether anything may be changed at all.
 */

/** The facts that decide it. */
export interface Permission {
	/** Whether `--read-only` or the configuration says so. */
	readonly readOnly: boolean;
	/** Which of the two it is, in words; null if that is not known. */
	readonly readOnlyBy?: string | null;
	/** The permissions of the reader; null before the first reading. */
	readonly access: {
		readonly level: 'full' | 'proc' | 'no-ipvsadm';
		readonly missing: string | null;
	} | null;
}

/** Why nothing can be changed here, in words for a person; null if it can. */
export function changesRefused({readOnly, readOnlyBy, access}: Permission): string | null {
	if (readOnly) {
		return `read-only: ${readOnlyBy ? `${readOnlyBy} says` : 'the options or the configuration say'} so`;
	}

	return access !== null && access.level !== 'full'
		? `read-only: ${access.missing ?? 'lvstop can only read /proc here'}`
		: null;
}
