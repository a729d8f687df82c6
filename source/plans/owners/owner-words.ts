/**
 * What the owners of a table do with an edit that is not theirs. For keepalived seen with version 2.2.7 in the
 * kernel lab; for ldirectord 4.12, kube-proxy and docker (libnetwork) read in their sources.
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
	'kube-proxy': {
		'server edited':
			'kube-proxy leaves the weight alone until it restarts, which sets every weight back to 1',
		'server added': `kube-proxy takes a server that is no endpoint of the Service out again ${nextSync}`,
		'server deleted': `kube-proxy puts an endpoint of the Service back with weight 1 ${nextSync}`,
		'service edited': `kube-proxy sets scheduler, flags and persistence back ${nextSync}`,
		'service added': `kube-proxy deletes a service that is not in Kubernetes ${nextSync}, unless its address is in excludeCIDRs`,
		'service deleted': `kube-proxy puts a service of Kubernetes back with all its endpoints ${nextSync}`,
		timeouts: 'kube-proxy sets the timeouts again when it restarts, if its configuration has some',
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
