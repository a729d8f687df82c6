import type {Sysctls} from '../../source/plans/known-row.ts';

/** A director with the kernel's own settings. */
export const defaultSysctls: Sysctls = {
	expireNodestConn: false,
	expireQuiescentTemplate: false,
	connReuseMode: 1,
	conntrack: false,
	sloppyTcp: false,
};
