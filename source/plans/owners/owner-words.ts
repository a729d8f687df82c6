/**
 * What the owners of a table do with an edit that is not theirs. For keepalived seen with version 2.2.7 in the
 * kernel lab; for ldirectord 4.12, kube-proxy, kube-router, docker (libnetwork), Seesaw, lvscare (of sealos) and
 * surealived read in their sources.
 */
import type {OwnerKind} from '../../ipvs/owner.ts';

/** What a step does, as far as owners treat it differently. */
export type EditKind =
	| 'server edited'
	| 'server added'
	| 'server deleted'
	| 'service edited'
	| 'service added'
	| 'service deleted'
	| 'timeouts'
	| 'sync daemon';

const nextSync = 'at its next sync (30 s by default, sooner when the cluster changes)';
const routerSync = 'at its next sync (5 min by default, sooner when the cluster changes)';
const nextCheck = 'at its next check (5 s by default)';
const beforeIpvs =
	'cilium takes the packets of Kubernetes Services in eBPF, before IPVS sees them: an edit changes nothing for their traffic, and cilium leaves the table alone';

/** A sentence for each edit; null where the owner does not touch what was edited. */
export const ownerWords: Readonly<Record<OwnerKind, Readonly<Record<EditKind, string | null>>>> = {
	keepalived: {
		'server edited':
			'keepalived does not see the edit: the server gets its weight from keepalived.conf back when its health check fails and recovers, and when keepalived restarts; a reload alone changes nothing',
		'server added':
			'keepalived does not check a server that is not in keepalived.conf: nobody takes it out when it fails, and it is gone when keepalived restarts',
		'server deleted':
			'keepalived puts a server of keepalived.conf back when its health check fails or recovers, and when keepalived restarts; a reload alone does not',
		'service edited':
			'keepalived sets the service back to keepalived.conf when it restarts, or reloads with another entry for it',
		'service added':
			'keepalived does not check the servers of a service that is not in keepalived.conf; with lvs_flush set its next start deletes the service',
		'service deleted':
			'keepalived does not put the service back before it restarts, not even with a reload, and its servers cannot come back until then',
		timeouts:
			'keepalived sets the timeouts again when it reloads or restarts, if keepalived.conf has lvs_timeouts',
		'sync daemon':
			'keepalived starts and stops the sync daemon itself whenever VRRP changes state, if keepalived.conf has lvs_sync_daemon',
	},
	ldirectord: {
		'server edited':
			'ldirectord does not see the edit: the server gets its weight from ldirectord.cf back when its check fails and recovers, and when ldirectord reloads or restarts',
		'server added':
			'ldirectord does not check a server that is not in ldirectord.cf, and deletes it when it reloads or restarts',
		'server deleted':
			'ldirectord puts a server of ldirectord.cf back when its check fails or recovers, and when ldirectord reloads or restarts',
		'service edited':
			'ldirectord sets the service back to ldirectord.cf when it reloads or restarts',
		'service added':
			'ldirectord does not check the servers of a service that is not in ldirectord.cf',
		'service deleted':
			'ldirectord puts the service back only when it reloads or restarts, and its servers cannot come back until then',
		timeouts: null,
		'sync daemon': null,
	},
	surealived: {
		'server edited':
			'surealived does not see the edit: ipvssync writes its own weight when the check of the server changes, and when ipvssync reloads or restarts',
		'server added':
			'surealived does not check a server that is not in its configuration, and ipvssync deletes it when it reloads or restarts',
		'server deleted':
			'surealived puts a server of its configuration back when its check fails and recovers, and when ipvssync reloads or restarts',
		'service edited': 'ipvssync sets the service back when it reloads or restarts',
		'service added':
			'surealived does not check the servers of a service that is not in its configuration; if ipvssync was started with -u, it deletes the service when it reloads or restarts',
		'service deleted':
			'ipvssync puts the service back only when it reloads or restarts, and its servers cannot come back until then',
		timeouts: null,
		'sync daemon': null,
	},
	seesaw: {
		'server edited':
			'Seesaw does not see the edit: the server gets its own weight back when its health check fails and recovers, and when seesaw_engine restarts',
		'server added':
			'Seesaw does not check a server that is not in its configuration; it is gone when seesaw_engine restarts, which empties the table',
		'server deleted':
			'Seesaw puts the server back only when it restarts; when it next wants to take the server out itself, seesaw_engine ends with an error, and its restart empties the table and builds it anew',
		'service edited':
			'Seesaw leaves the service alone until its configuration changes it, or seesaw_engine restarts',
		'service added':
			'Seesaw does not know a service that is not in its configuration; it is gone when seesaw_engine restarts, which empties the table',
		'service deleted':
			'Seesaw puts the service back only when it restarts; when the health check of one of its servers changes, seesaw_engine ends with an error, and its restart empties the table and builds it anew',
		timeouts: null,
		'sync daemon': null,
	},
	lvscare: {
		'server edited': `lvscare sets a weight of 0 of its own servers back to 1 ${nextCheck} while the server answers, and leaves other weights alone`,
		'server added':
			'lvscare does not check a server that it was not started with: nobody takes it out when it fails',
		'server deleted': `lvscare puts a server that it was started with back with weight 1 ${nextCheck} while it answers`,
		'service edited': `lvscare sets scheduler, flags and persistence of its own service back ${nextCheck}`,
		'service added': null,
		'service deleted': `lvscare puts its own service back with the servers that answer ${nextCheck}`,
		timeouts: null,
		'sync daemon': null,
	},
	'kube-proxy': {
		'server edited':
			'kube-proxy leaves the weight alone until it restarts; that sets every weight back to 1, but versions without Kubernetes pull request 111635 (before 2023) leave a weight of 0',
		'server added': `kube-proxy takes a server that is no endpoint of the Service out again ${nextSync}`,
		'server deleted': `kube-proxy puts an endpoint of the Service back with weight 1 ${nextSync}`,
		'service edited': `kube-proxy sets scheduler, flags and persistence back ${nextSync}`,
		'service added': `kube-proxy deletes a service that is not in Kubernetes ${nextSync}, unless its address is in excludeCIDRs`,
		'service deleted': `kube-proxy puts a service of Kubernetes back with all its endpoints ${nextSync}`,
		timeouts: 'kube-proxy sets the timeouts again when it restarts, if its configuration has some',
		'sync daemon': null,
	},
	'kube-router': {
		'server edited': `kube-router sets weight and thresholds of every endpoint back to 1 and 0 ${routerSync}`,
		'server added': `kube-router takes a server that is no endpoint of the Service out again ${routerSync}`,
		'server deleted': `kube-router puts an endpoint of the Service back with weight 1 ${routerSync}`,
		'service edited': `kube-router sets scheduler, flags and persistence back ${routerSync}`,
		'service added': `kube-router deletes a service that is not in Kubernetes ${routerSync}, unless its address is in --excluded-cidrs`,
		'service deleted': `kube-router puts a service of Kubernetes back with all its endpoints ${routerSync}`,
		timeouts: null,
		'sync daemon': null,
	},
	cilium: {
		'server edited': beforeIpvs,
		'server added': beforeIpvs,
		'server deleted': beforeIpvs,
		'service edited': beforeIpvs,
		'service added': beforeIpvs,
		'service deleted': beforeIpvs,
		timeouts: null,
		'sync daemon': null,
	},
	docker: {
		'server edited':
			'docker leaves the weight alone while the task runs; the task that replaces it has weight 1',
		'server added':
			'docker does not know a server that is no task of the service: nobody takes it out when it stops',
		'server deleted':
			'docker does not put the server back: only a new task is added, as a new server',
		'service edited': 'docker leaves the service alone until it makes it anew, as round robin',
		'service added': 'docker sends no traffic to a service that is not its own',
		'service deleted':
			'docker puts the service back only when a task of it starts, and with that task alone',
		timeouts: null,
		'sync daemon': null,
	},
};
