/**
 * Checks of what others do to the director: its sync daemons, other programs, the packet filter, and the servers
 * themselves.
 */

import {serverRowId} from '../../../console/state/console-row.ts';
import {markSetting} from '../../../director/machine/firewall.ts';
import {samePlainData} from '../../../ipvs/diff.ts';
import type {SyncDaemon} from '../../../ipvs/listing.ts';
import {serverId} from '../../../ipvs/server.ts';
import {serviceId} from '../../../ipvs/service.ts';
import type {LogEntry} from '../../../plans/log/log-entry.ts';
import {cannotKnow, defineCheck, type Found} from '../check.ts';
import type {CheckedTable} from '../facts.ts';
import {connectionsOf, entriesOf, rowOf} from '../table-rows.ts';

function daemonOf(daemons: readonly SyncDaemon[], role: SyncDaemon['role']) {
	return daemons.find(daemon => daemon.role === role);
}

/** Whether a backup takes what a master sends: a backup with id 0 takes every id. */
function understands(backup: SyncDaemon, master: SyncDaemon): boolean {
	return backup.syncId === 0 || backup.syncId === master.syncId;
}

/** The faults between the sync daemons of two directors, from the first one's view. */
function* betweenTwo(own: readonly SyncDaemon[], peer: readonly SyncDaemon[]): Generator<Found> {
	const sides = [
		{from: own, to: peer, names: ['this director', 'the other one']},
		{from: peer, to: own, names: ['the other director', 'this one']},
	] as const;
	let pairs = 0;
	for (const {from, to, names} of sides) {
		const master = daemonOf(from, 'master');
		const backup = daemonOf(to, 'backup');
		if (master && backup) {
			pairs += 1;
			if (!understands(backup, master)) {
				yield {
					about: 'director',
					found: `the master of ${names[0]} sends sync id ${master.syncId}, and the backup of ${names[1]} takes only ${backup.syncId}`,
					mend: `on ${names[1]}: ipvsadm --stop-daemon backup; ipvsadm --start-daemon backup --mcast-interface ${backup.interface} --syncid ${master.syncId}`,
				};
			}
		}
	}

	const running = [...own, ...peer];
	const [first] = running;
	if (pairs === 0 && first) {
		const where = own.length > 0 ? 'this director' : 'the other director';
		const {role, syncId} = first;
		const isBothMaster = daemonOf(own, 'master') && daemonOf(peer, 'master');
		const missing = role === 'master' ? 'backup' : 'master';
		yield {
			about: 'director',
			found: isBothMaster
				? 'both directors have a master and neither has a backup'
				: `${where} has a sync ${role} (id ${syncId}), and the other one has no ${missing}`,
			mend: `on the other one: ipvsadm --start-daemon ${missing} --mcast-interface DEVICE --syncid ${syncId}`,
		};
	}
}

export const syncOneSide = defineCheck({
	id: 'sync-one-side',
	concerns: 'all',
	severity: 'warning',
	rule: 'If one director runs a sync master, the other one runs a backup that takes its sync id (0 takes all). One director sees only its own daemons: `lvstop check --peer COMMAND` asks the other one too. If one director runs both, its master and backup should have different ids, or each takes what it sent itself.',
	why: 'After a failover the connections that were not synchronized are lost.',
	source:
		'net/netfilter/ipvs/ip_vs_sync.c, ip_vs_process_message: a message with another syncid is ignored',
	mends: '`ipvsadm --start-daemon` on the side that lacks it, or `lvstop` and `:sync-daemons`',
	uses: ['peer'],
	*look({settings}, _, {peer}) {
		if (settings === null) {
			yield cannotKnow('the sync daemons are not known: reading them needs ipvsadm and root');
			return;
		}

		const {daemons} = settings;
		if (peer.value !== null) {
			yield* betweenTwo(daemons, peer.value);
		} else if (daemons.length > 0) {
			yield cannotKnow(peer.unknown);
		}

		const master = daemonOf(daemons, 'master');
		const backup = daemonOf(daemons, 'backup');
		if (master && backup && master.interface === backup.interface && understands(backup, master)) {
			yield {
				severity: 'note',
				about: 'director',
				found: `a sync master (id ${master.syncId}) and a backup (id ${backup.syncId}) run on ${master.interface}, and the backup takes the master’s id`,
				why: 'Two directors that both do this send each other’s connections back. It is harmless if only one of them is active at a time.',
				mend: 'ipvsadm --stop-daemon backup on the active director',
			};
		}
	},
});

/** The newest entry of each row that was changed with lvstop. */
function lastManualEdits(log: readonly LogEntry[]): readonly LogEntry[] {
	const last = new Map<string, LogEntry>();
	for (const entry of log) {
		const {after} = entry;
		if (after?.row === 'server') {
			last.set(`${serviceId(after.service)} ${serverId(after.rule)}`, entry);
		} else if (after?.row === 'service') {
			last.set(serviceId(after.rule.key), entry);
		}
	}

	return [...last.values()].filter(({outside, exitCode}) => !outside && exitCode === 0);
}

/** Whether the row is still as the entry's command left it, and not as before. */
function stillHolds({before, after}: LogEntry, {services}: CheckedTable) {
	if (after === null || samePlainData(before, after)) {
		return null;
	}

	if (after.row === 'service') {
		const service = services.find(({id}) => id === serviceId(after.rule.key));
		return service?.rule && samePlainData(service.rule, after.rule) ? service.id : null;
	}

	if (after.row !== 'server') {
		return null;
	}

	const service = services.find(({id}) => id === serviceId(after.service));
	const server = service?.servers.find(({id}) => id === serverId(after.rule));
	return service && server?.rule && samePlainData(server.rule, after.rule)
		? serverRowId(service.id, server.id)
		: null;
}

export const ownerManualEdits = defineCheck({
	id: 'owner-manual-edits',
	concerns: 'all',
	severity: 'note',
	rule: 'If another program manages the table, no change made with lvstop should still be in effect. The log has the changes, and the table shows whether they are in effect.',
	why: 'The other program overwrites the row at its next reload, restart or health check, perhaps in the middle of your work.',
	source: 'lvstop’s log, and the processes of the director',
	mends: 'make the change in the configuration of the other program too',
	needs: ['owners', 'log'],
	*look(table, {owners, log}) {
		const owner = owners.find(({doubt}) => doubt === null);
		for (const entry of owner ? lastManualEdits(log) : []) {
			const row = stillHolds(entry, table);
			if (row !== null && owner) {
				yield {
					about: row,
					found: `${entry.plan} (${entry.user}, ${entry.time}) is still in effect, and ${owner.kind} manages this table`,
					mend: `make the same change in the configuration of ${owner.kind}, or undo it in the Log view (key u)`,
					rows: [row],
				};
			}
		}
	},
});

export const fwmarkWithoutRule = defineCheck({
	id: 'fwmark-without-rule',
	concerns: 'all',
	severity: 'warning',
	rule: 'A service for a firewall mark needs a rule of nftables or iptables that sets that mark. Rules that compute the mark or restore it may set it, and then lvstop cannot tell.',
	why: 'No packet has the mark, so the service gets no traffic.',
	source: 'net/netfilter/ipvs/ip_vs_ctl.c, ip_vs_service_find: a service by skb->mark',
	mends:
		'`iptables -t mangle -A PREROUTING -d VIP -p tcp --dport PORT -j MARK --set-mark N`, or the same with nft; tc and eBPF can set marks too',
	needs: ['firewall'],
	applies: ({services}) => services.some(({key}) => key.kind === 'fwmark'),
	*look({services}, {firewall}) {
		for (const {id, key, servers} of services) {
			// Connections prove that packets have the mark.
			if (key.kind !== 'fwmark' || connectionsOf(servers) > 0) {
				continue;
			}

			const {isSet, perhaps} = markSetting(firewall, key.fwmark);
			if (!isSet && perhaps) {
				yield cannotKnow(
					`whether mark ${key.fwmark} is set depends on the packet: ${perhaps.text}`,
				);
			} else if (!isSet) {
				yield {
					about: id,
					found: `no rule of nftables or iptables sets mark ${key.fwmark}, and ${id} has no connections`,
					mend: `${key.family === 'ipv6' ? 'ip6tables' : 'iptables'} -t mangle -A PREROUTING -d VIP -p tcp --dport PORT -j MARK --set-mark ${key.fwmark}`,
					rows: [id],
				};
			}
		}
	},
});

export const synRecvPiling = defineCheck({
	id: 'syn-recv-piling',
	concerns: 'all',
	severity: 'error',
	rule: 'Connections to a server get beyond SYN_RECV. The check takes the same figures as the Connections view.',
	why: 'The server does not answer, or its answers do not come back: it is down, its gateway is not the director (NAT), or it lacks the virtual address (DR, TUN).',
	source:
		'net/netfilter/ipvs/ip_vs_proto_tcp.c: an entry leaves SYN_RECV with the ACK of the client',
	mends:
		'look at the server: is the program up, and is its default route right? Until then set its weight to 0',
	needs: ['connections'],
	applies: ({services}) =>
		services.some(
			({key, servers}) =>
				(key.kind === 'fwmark' || key.protocol === 'tcp') && connectionsOf(servers) > 0,
		),
	*look(table, {connections}) {
		for (const {text, rows} of connections.unanswered) {
			const [about = 'director'] = rows;
			const [service, server] = about.split(' ');
			const entry = table.services
				.find(({id}) => id === service)
				?.servers.find(({id}) => id === server);
			const hint =
				entry?.forwarding === 'masq'
					? `on ${entry.address}: ip route get CLIENT must leave by this director`
					: entry
						? `on ${entry.address}: the virtual address on lo or the tunnel device, and rp_filter 0 or 2 there`
						: 'look at the servers: is the program up, and is the default route right?';
			const named = new Set<string>(rows);
			const isInUse =
				rows.length === 0 ||
				[...entriesOf(table)].some(each => named.has(rowOf(each)) && each.server.weight > 0);
			yield {severity: isInUse ? 'error' : 'note', about, found: text, mend: hint, rows};
		}
	},
});
