/**
 * Programs that manage an IPVS table by themselves, or take its packets away. Whoever edits the table beside one of them should know
 * what it will do with the edit.
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

/** Somebody beside the operator who writes to the table. */
export interface Owner {
	readonly kind: OwnerKind;
	/** How it was recognised, for a person: `process keepalived (812), health checks (813)`. */
	readonly sign: string;
	/** Why it is not certain that it manages this table, for a person; null if it is certain. */
	readonly doubt: string | null;
}
