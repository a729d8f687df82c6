/**
 * What on a director gives away who manages its table, and who that is.
 */
import type {Owner, OwnerKind} from './owner.ts';

/** A process whose name is that of a possible owner. */
export interface SeenProcess {
	readonly pid: number;
	/** As /proc/PID/comm has it, which is cut to 15 characters. */
	readonly name: string;
	/** Whether it is in the table's network namespace; `unknown` to who may not look at it. */
	readonly place: 'here' | 'elsewhere' | 'unknown';
	/** Its command line where that was looked at, else null. */
	readonly words: readonly string[] | null;
}

/** The interface that kube-proxy makes in its IPVS mode, and the one of kube-router's service proxy. */
export type OwnerInterface = 'kube-ipvs0' | 'kube-dummy-if';

/** What a look for owners has found. */
export interface OwnerEvidence {
	/** The number of the process namespace that was looked at; null if it could not be seen. */
	readonly processNamespace: number | null;
	/** The interfaces on which owners put the addresses of services. */
	readonly interfaces: readonly OwnerInterface[];
	/** The name that docker gives to this network namespace, where it is one in which docker balances. */
	readonly dockerNamespace: string | null;
	/** Which processes of keepalived there are by its pid files, stale ones among them. */
	readonly pidFiles: readonly {readonly role: 'checkers' | 'vrrp'; readonly pid: number}[];
	readonly processes: readonly SeenProcess[];
}

/** The number that Linux gives to the process namespace of the machine itself (PROC_PID_INIT_INO). */
const machineNamespace = 4_026_531_836;

const outsideView = 'its network namespace is not visible (only to root)';

function processSign(name: string, processes: readonly SeenProcess[]): string {
	return `process ${name} (${processes.map(({pid}) => pid).join(', ')})`;
}

/** Why the first of these processes may belong to another table; null if one of them is surely here. */
function doubtOfPlace(processes: readonly SeenProcess[]): string | null {
	return processes.some(({place}) => place === 'here') ? null : outsideView;
}

/** `-P`, `--vrrp`, or `-DP`: letters that take no argument, with the one among them. */
function hasSwitch(words: readonly string[] | null, letter: string, name: string): boolean {
	const cluster = new RegExp(`^-[BCDGIPRVXadeln]*${letter}`);
	return words?.some(word => word === name || cluster.test(word)) ?? false;
}

/** The names of the process with the health checks where `process_names` is configured: 2.2.7 and later ones. */
const checkerNames: readonly string[] = ['keepalived_lvs', 'keepalived_ipvs'];

/**
 * keepalived may run for VRRP alone, and then leaves the table alone. With virtual servers in its configuration
 * it has a process for the health checks, with a pid file (seen with 2.2.7; before 2.0 it always has).
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

/** Its children put their virtual service behind the name. */
function ldirectord({processes}: OwnerEvidence): Owner[] {
	const all = processes.filter(({name}) => /^ldirectord( |$)/.test(name));
	return all.length === 0
		? []
		: [{kind: 'ldirectord', sign: processSign('ldirectord', all), doubt: doubtOfPlace(all)}];
}

/** Only in its IPVS mode does kube-proxy make the interface; in the others it leaves the table alone. */
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

/** Its service proxy makes the interface; with `--run-service-proxy=false` there is none, and the table is left alone. */
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

/** An owner that is known by its process alone. */
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

/** It balances without IPVS; who edits a table beside it should know that. */
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

/** Who manages the table, as far as the signs tell. */
export function ownersOf(signs: OwnerEvidence): readonly Owner[] {
	return Object.values(recognisers).flatMap(recognise =>
		recognise({
			...signs,
			processes: signs.processes.filter(({place}) => place !== 'elsewhere'),
		}),
	);
}

/** What the look could not see, for a person; null if it saw everything. */
export function limitsOf({processNamespace}: OwnerEvidence): string | null {
	return processNamespace === machineNamespace
		? null
		: 'only the processes of this container are visible, not those of the host';
}
