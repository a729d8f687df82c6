/**
 * Decides whether changes are allowed at all.
 */

/** The facts that the decision depends on. */
export interface Permission {
	/** Whether `--read-only` or the configuration forbids changes. */
	readonly readOnly: boolean;
	/** The source of the restriction, in words; null if unknown. */
	readonly readOnlyBy?: string | null;
	/** The access of the reader; null before the first reading. */
	readonly access: {
		readonly level: 'full' | 'proc' | 'no-ipvsadm';
		readonly missing: string | null;
	} | null;
}

/** Why changes are not allowed, in words; null if they are. */
export function changesRefused({readOnly, readOnlyBy, access}: Permission): string | null {
	if (readOnly) {
		return `read-only: ${readOnlyBy ? `${readOnlyBy} says` : 'the options or the configuration say'} so`;
	}

	return access !== null && access.level !== 'full'
		? `read-only: ${access.missing ?? 'lvstop can only read /proc here'}`
		: null;
}
