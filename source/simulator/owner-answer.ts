/**
 * The answer of a simulated director to the probe for owners.
 */
import type {OwnerKind} from '../ipvs/owner.ts';

/** Processes and interfaces of each owner, as seen with the real ones or read in their source. */
const signs: Readonly<Record<OwnerKind, readonly string[]>> = {
	keepalived: [
		'pidfile checkers 813',
		'process 812 here keepalived',
		'arguments 812 /usr/sbin/keepalived --dont-fork ',
		'process 813 here keepalived',
		'arguments 813 /usr/sbin/keepalived --dont-fork ',
	],
	ldirectord: ['process 812 here ldirectord'],
	surealived: ['process 811 here surealived', 'process 812 here ipvssync'],
	seesaw: ['process 811 here seesaw_engine', 'process 812 here seesaw_ncc'],
	lvscare: ['process 812 here lvscare'],
	'kube-proxy': ['interface kube-ipvs0', 'process 812 here kube-proxy'],
	'kube-router': ['interface kube-dummy-if', 'process 812 here kube-router'],
	cilium: ['process 812 here cilium-agent'],
	docker: ['docker ingress_sbox'],
};

/** The answer to the command of `source/ipvs/owner-probe.ts` on a machine with that owner, or with none. */
export function ownerAnswer(owner: OwnerKind | null): string {
	return [
		'lrwxrwxrwx 1 root root 0 Jan  1 00:00 /proc/self/ns/pid -> pid:[4026531836]',
		...(owner === null ? [] : signs[owner]),
		'end',
		'',
	].join('\n');
}
