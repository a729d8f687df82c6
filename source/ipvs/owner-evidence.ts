/**
 * Recognises the software that manages the table of a director.
 */
import type {Owner, OwnerKind} from './owner.ts';

/** A process with the name of a possible owner. */
export interface SeenProcess {
	readonly pid: number;
	/** The name as in /proc/PID/comm, which is cut to 15 characters. */
	readonly name: string;
	/** Whether it is in the table's network namespace; `unknown` if permission is missing. */
	readonly place: 'here' | 'elsewhere' | 'unknown';
	/** Its command line if that was read; otherwise null. */
	readonly words: readonly string[] | null;
}

/** The interface that kube-proxy creates in IPVS mode, and the one of kube-router's service proxy. */
export type OwnerInterface = 'kube-ipvs0' | 'kube-dummy-if';

/** The findings of a probe for owners. */
export interface OwnerEvidence {
	/** The number of the PID namespace that was probed; null if it could not be read. */
	readonly processNamespace: number | null;
	/** The interfaces to which owners add the addresses of services. */
	readonly interfaces: readonly OwnerInterface[];
	/** docker's name for this network namespace, if docker balances in it. */
	readonly dockerNamespace: string | null;
	/** The processes of keepalived by its pid files, stale ones included. */
	readonly pidFiles: readonly {readonly role: 'checkers' | 'vrrp'; readonly pid: number}[];
	readonly processes: readonly SeenProcess[];
}

/** The number of Linux's initial PID namespace (PROC_PID_INIT_INO). */
const machineNamespace = 4_026_531_836;

const outsideView = 'its network namespace is not visible (only to root)';

function processSign(name: string, processes: readonly SeenProcess[]): string {
	return `process ${name} (${processes.map(({pid}) => pid).join(', ')})`;
}

/** Why the first of these processes may belong to another table; null if one of them is certainly here. */
function doubtOfPlace(processes: readonly SeenProcess[]): string | null {
	return processes.some(({place}) => place === 'here') ? null : outsideView;
}

/** Recognises `-P`, `--vrrp`, or a bundle of letters such as `-DP`. */
function hasSwitch(words: readonly string[] | null, letter: string, name: string): boolean {
	const cluster = new RegExp(`^-[BCDGIPRVXadeln]*${letter}`);
	return words?.some(word => word === name || cluster.test(word)) ?? false;
}

/** The names of the health check process if `process_names` is configured (2.2.7 and later). */
const checkerNames: readonly string[] = ['keepalived_lvs', 'keepalived_ipvs'];

/**
 * keepalived may run for VRRP only and then does not touch the table. With virtual servers in its configuration it has
 * a process for health checks, with a pid file (seen with 2.2.7; before 2.0 it always has).
 */
function keepalived({processes, pidFiles}: OwnerEvidence): Owner[] {
	const all = processes.filter(({name}) => name === 'keepalived' || checkerNames.includes(name));
	if (all.length === 0) {
		return [];
	}

	const of = (role: 'checkers' | 'vrrp') =>
		all.filter(({pid}) => pidFiles.some(file => file.role === role && file.pid === pid));
	const checkers = [...of('checkers'), ...all.filter(({name}) => checkerNames.includes(name))];
	const place = doubtOfPlace(all);
	const has = (letter: string, name: string) =>
		all.some(({words}) => hasSwitch(words, letter, name));
	if (checkers.length > 0) {
		const pids = [...new Set(checkers.map(({pid}) => pid))].join(', ');
		return [
			{kind: 'keepalived', sign: `process keepalived with health checks (${pids})`, doubt: place},
		];
	}

	if (has('P', '--vrrp') || of('vrrp').length > 0) {
		return [];
	}

	const doubt = has('C', '--check') ? place : 'it may have virtual servers or only VRRP';
	return [{kind: 'keepalived', sign: processSign('keepalived', all), doubt}];
}

/** The names of its child processes end with their virtual service. */
function ldirectord({processes}: OwnerEvidence): Owner[] {
	const all = processes.filter(({name}) => /^ldirectord( |$)/.test(name));
	return all.length === 0
		? []
		: [{kind: 'ldirectord', sign: processSign('ldirectord', all), doubt: doubtOfPlace(all)}];
}

/** kube-proxy creates the interface only in IPVS mode; in its other modes it does not touch the table. */
function kubeProxy({processes, interfaces}: OwnerEvidence): Owner[] {
	if (!interfaces.includes('kube-ipvs0')) {
		return [];
	}

	const all = processes.filter(({name}) => name === 'kube-proxy');
	return all.length > 0
		? [
				{
					kind: 'kube-proxy',
					sign: `${processSign('kube-proxy', all)} and interface kube-ipvs0`,
					doubt: null,
				},
			]
		: [
				{
					kind: 'kube-proxy',
					sign: 'interface kube-ipvs0',
					doubt:
						'no kube-proxy process is visible here; it may run in its own container, or have ended',
				},
			];
}

/**
 * The service proxy creates the interface; with `--run-service-proxy=false` there is none, and the table is not
 * touched.
 */
function kubeRouter({processes, interfaces}: OwnerEvidence): Owner[] {
	const all = processes.filter(({name}) => name === 'kube-router');
	const hasInterface = interfaces.includes('kube-dummy-if');
	if (all.length === 0) {
		return hasInterface
			? [
					{
						kind: 'kube-router',
						sign: 'interface kube-dummy-if',
						doubt:
							'no kube-router process is visible here; it may run in its own container, or have ended',
					},
				]
			: [];
	}

	return [
		{
			kind: 'kube-router',
			sign: `${processSign('kube-router', all)}${hasInterface ? ' and interface kube-dummy-if' : ''}`,
			doubt: hasInterface
				? null
				: 'it has no interface kube-dummy-if: it may run without its service proxy',
		},
	];
}

/** An owner that is recognised by its process alone. */
function byProcess(kind: OwnerKind, names: readonly string[]) {
	return ({processes}: OwnerEvidence): Owner[] => {
		const all = processes.filter(({name}) => names.includes(name));
		const [first] = all;
		return first === undefined
			? []
			: [{kind, sign: processSign(first.name, all), doubt: doubtOfPlace(all)}];
	};
}

/** surealived checks the servers; its ipvssync writes to the table. */
function surealived(signs: OwnerEvidence): Owner[] {
	const [writer] = byProcess('surealived', ['ipvssync'])(signs);
	if (writer) {
		return [writer];
	}

	return byProcess('surealived', ['surealived'])(signs).map(owner => ({
		...owner,
		doubt: 'its ipvssync, which writes to the table, is not visible here',
	}));
}

/** It balances without IPVS, which matters to anyone who edits a table beside it. */
function cilium(signs: OwnerEvidence): Owner[] {
	return byProcess('cilium', ['cilium-agent'])(signs).map(owner => ({
		...owner,
		doubt: 'it balances in eBPF and does not write to this table',
	}));
}

function docker({dockerNamespace}: OwnerEvidence): Owner[] {
	return dockerNamespace === null
		? []
		: [{kind: 'docker', sign: `network namespace ${dockerNamespace} of docker swarm`, doubt: null}];
}

const recognisers: Readonly<Record<OwnerKind, (signs: OwnerEvidence) => Owner[]>> = {
	keepalived,
	ldirectord,
	surealived,
	seesaw: byProcess('seesaw', ['seesaw_engine', 'seesaw_ncc']),
	lvscare: byProcess('lvscare', ['lvscare']),
	'kube-proxy': kubeProxy,
	'kube-router': kubeRouter,
	cilium,
	docker,
};

/** The owners of the table, as far as the evidence shows. */
export function ownersOf(signs: OwnerEvidence): readonly Owner[] {
	return Object.values(recognisers).flatMap(recognise =>
		recognise({
			...signs,
			processes: signs.processes.filter(({place}) => place !== 'elsewhere'),
		}),
	);
}

/** The parts that the probe could not see, in words; null if it saw everything. */
export function limitsOf({processNamespace}: OwnerEvidence): string | null {
	return processNamespace === machineNamespace
		? null
		: 'only the processes of this container are visible, not those of the host';
}
