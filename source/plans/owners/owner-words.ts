/**
 * Sentences about the reaction of each owner of a table to an edit by somebody else. For keepalived this was observed with version 2.2.7 in
 * the kernel lab; for ldirectord 4.12, kube-proxy, kube-router, docker (libnetwork), Seesaw, lvscare (of sealos) and
 * surealived it was read in their source.
 */
import type {OwnerKind} from '../../ipvs/owner.ts';

/** The kind of a step, as far as owners treat it differently. */
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
	'cilium takes the packets of Kubernetes Services in eBPF, before IPVS sees them: an edit does not affect their traffic, and cilium leaves the table alone';

/** A sentence for each edit; null if the owner does not touch what was edited. */
export const ownerWords: Readonly<Record<OwnerKind, Readonly<Record<EditKind, string | null>>>> = {
	keepalived: {
		'server edited':
			'keepalived does not notice the edit: it sets the weight from keepalived.conf again when the health check fails and recovers, and when keepalived restarts; a reload alone changes nothing',
		'server added':
			'keepalived does not check a server that is not in keepalived.conf: nothing removes it when it fails, and it is gone when keepalived restarts',
		'server deleted':
			'keepalived adds a server of keepalived.conf again when its health check fails or recovers, and when keepalived restarts; a reload alone does not',
		'service edited':
			'keepalived sets the service back to keepalived.conf when it restarts, or reloads with another entry for it',
		'service added':
			'keepalived does not check the servers of a service that is not in keepalived.conf; with lvs_flush, its next start deletes the service',
		'service deleted':
			'keepalived adds the service again only when it restarts, not on a reload, and its servers cannot return until then',
		timeouts:
			'keepalived sets the timeouts again when it reloads or restarts, if keepalived.conf has lvs_timeouts',
		'sync daemon':
			'keepalived starts and stops the sync daemon itself whenever VRRP changes state, if keepalived.conf has lvs_sync_daemon',
	},
	ldirectord: {
		'server edited':
			'ldirectord does not notice the edit: it sets the weight from ldirectord.cf again when the check fails and recovers, and when ldirectord reloads or restarts',
		'server added':
			'ldirectord does not check a server that is not in ldirectord.cf, and deletes it when it reloads or restarts',
		'server deleted':
			'ldirectord adds a server of ldirectord.cf again when its check fails or recovers, and when ldirectord reloads or restarts',
		'service edited':
			'ldirectord sets the service back to ldirectord.cf when it reloads or restarts',
		'service added':
			'ldirectord does not check the servers of a service that is not in ldirectord.cf',
		'service deleted':
			'ldirectord adds the service again only when it reloads or restarts, and its servers cannot return until then',
		timeouts: null,
		'sync daemon': null,
	},
	surealived: {
		'server edited':
			'surealived does not notice the edit: ipvssync writes its own weight when the check of the server changes, and when ipvssync reloads or restarts',
		'server added':
			'surealived does not check a server that is not in its configuration, and ipvssync deletes it when it reloads or restarts',
		'server deleted':
			'surealived adds a server of its configuration again when its check fails and recovers, and when ipvssync reloads or restarts',
		'service edited': 'ipvssync sets the service back when it reloads or restarts',
		'service added':
			'surealived does not check the servers of a service that is not in its configuration; if ipvssync was started with -u, it deletes the service when it reloads or restarts',
		'service deleted':
			'ipvssync adds the service again only when it reloads or restarts, and its servers cannot return until then',
		timeouts: null,
		'sync daemon': null,
	},
	seesaw: {
		'server edited':
			'Seesaw does not notice the edit: it sets its own weight again when the health check fails and recovers, and when seesaw_engine restarts',
		'server added':
			'Seesaw does not check a server that is not in its configuration; it is gone when seesaw_engine restarts, which empties the table',
		'server deleted':
			'Seesaw adds the server again only when it restarts; when it next tries to remove the server itself, seesaw_engine exits with an error, and its restart empties and rebuilds the table',
		'service edited':
			'Seesaw leaves the service alone until its configuration changes it, or seesaw_engine restarts',
		'service added':
			'Seesaw does not know a service that is not in its configuration; it is gone when seesaw_engine restarts, which empties the table',
		'service deleted':
			'Seesaw adds the service again only when it restarts; when the health check of one of its servers changes, seesaw_engine exits with an error, and its restart empties and rebuilds the table',
		timeouts: null,
		'sync daemon': null,
	},
	lvscare: {
		'server edited': `lvscare sets a weight of 0 of its own servers back to 1 ${nextCheck} while the server answers, and leaves other weights alone`,
		'server added':
			'lvscare does not check a server that it was not started with: nothing removes it when it fails',
		'server deleted': `lvscare adds a server that it was started with again with weight 1 ${nextCheck} while it answers`,
		'service edited': `lvscare sets scheduler, flags and persistence of its own service back ${nextCheck}`,
		'service added': null,
		'service deleted': `lvscare adds its own service again with the servers that answer ${nextCheck}`,
		timeouts: null,
		'sync daemon': null,
	},
	'kube-proxy': {
		'server edited':
			'kube-proxy leaves the weight alone until it restarts; that sets every weight back to 1, but versions without Kubernetes pull request 111635 (before 2023) leave a weight of 0',
		'server added': `kube-proxy removes a server that is not an endpoint of the Service ${nextSync}`,
		'server deleted': `kube-proxy adds an endpoint of the Service again with weight 1 ${nextSync}`,
		'service edited': `kube-proxy sets scheduler, flags and persistence back ${nextSync}`,
		'service added': `kube-proxy deletes a service that is not in Kubernetes ${nextSync}, unless its address is in excludeCIDRs`,
		'service deleted': `kube-proxy adds a service of Kubernetes again with all its endpoints ${nextSync}`,
		timeouts: 'kube-proxy sets the timeouts again when it restarts, if they are configured',
		'sync daemon': null,
	},
	'kube-router': {
		'server edited': `kube-router sets weight and thresholds of every endpoint back to 1 and 0 ${routerSync}`,
		'server added': `kube-router removes a server that is not an endpoint of the Service ${routerSync}`,
		'server deleted': `kube-router adds an endpoint of the Service again with weight 1 ${routerSync}`,
		'service edited': `kube-router sets scheduler, flags and persistence back ${routerSync}`,
		'service added': `kube-router deletes a service that is not in Kubernetes ${routerSync}, unless its address is in --excluded-cidrs`,
		'service deleted': `kube-router adds a service of Kubernetes again with all its endpoints ${routerSync}`,
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
			'docker does not know a server that is not a task of the service: nothing removes it when it stops',
		'server deleted':
			'docker does not add the server again: it only adds a new task, as a new server',
		'service edited': 'docker leaves the service alone until it creates it again, as round robin',
		'service added': 'docker sends no traffic to a service that is not its own',
		'service deleted':
			'docker adds the service again only when one of its tasks starts, and only with that task',
		timeouts: null,
		'sync daemon': null,
	},
};
