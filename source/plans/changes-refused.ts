/**
 * Whether anything may be changed at all.
 */

/** What decides it. */
export interface Permission {
	/** Whether `--read-only` or the configuration says so. */
	readonly readOnly: boolean;
	/** Which of the two it is, in words; null where that is not known. */
	readonly readOnlyBy?: string | null;
	/** What the reader may do; null while nothing was read. */
	readonly access: {
		readonly level: 'full' | 'proc' | 'no-ipvsadm';
		readonly missing: string | null;
	} | null;
}

/** Why nothing can be changed here, in words for a person; null where it can. */
export function changesRefused({readOnly, readOnlyBy, access}: Permission): string | null {
	if (readOnly) {
		return `read-only: ${readOnlyBy ? `${readOnlyBy} says` : 'the options or the configuration say'} so`;
	}

	return access !== null && access.level !== 'full'
		? `read-only: ${access.missing ?? 'lvstop may only read /proc here'}`
		: null;
}
