/**
 * Programs that manage an IPVS table automatically, or take its packets away. Before an edit, the operator should know
 * how such a program will react.
 */

export type OwnerKind =
	| 'keepalived'
	| 'ldirectord'
	| 'surealived'
	| 'seesaw'
	| 'lvscare'
	| 'kube-proxy'
	| 'kube-router'
	| 'cilium'
	| 'docker';

/** Somebody other than the operator who writes to the table. */
export interface Owner {
	readonly kind: OwnerKind;
	/** The evidence in words: `process keepalived (812), health checks (813)`. */
	readonly sign: string;
	/** Why it may not manage this table, in words; null if it is certain. */
	readonly doubt: string | null;
}
