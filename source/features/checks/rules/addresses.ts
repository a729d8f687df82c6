/**
 * Virtual addresses: the director must have those of its services, and others are worth a look.
 */
import {deviceWith} from '../../../director/machine/networks.ts';
import {familyOf} from '../../../ipvs/address.ts';
import type {OwnerKind} from '../../../ipvs/owner.ts';
import {cannotKnow, defineCheck} from '../check.ts';
import type {CheckedTable, ReadSources} from '../facts.ts';
import {virtualAddressesOf} from '../table-rows.ts';

/** Owners that move virtual addresses from one director to another. */
const movers: ReadonlySet<OwnerKind> = new Set([
	'keepalived',
	'seesaw',
	'surealived',
	'ldirectord',
]);

/** Why the director may be without its virtual addresses on purpose; null if nothing suggests it. */
function standbySign(table: CheckedTable, {owners}: ReadSources): string | null {
	const roles = table.settings?.daemons.map(({role}) => role) ?? [];
	if (roles.includes('backup') && !roles.includes('master')) {
		return 'its sync daemon is a backup';
	}

	const mover = owners.value?.find(({kind}) => movers.has(kind));
	return mover === undefined ? null : `${mover.kind} runs here`;
}

export const vipMissing = defineCheck({
	id: 'vip-missing',
	concerns: 'all',
	severity: 'error',
	rule: 'Packets to a virtual address must be delivered locally: it is on a device of the director, or a local route covers it. On a standby director it is missing on purpose, which lvstop assumes if a backup sync daemon or a program that moves addresses runs.',
	why: 'IPVS only sees packets that are delivered locally. Without the address nobody answers for it, or its packets are forwarded.',
	source:
		'net/netfilter/ipvs/ip_vs_core.c, ip_vs_ops4: requests are taken at LOCAL_IN and LOCAL_OUT',
	mends: '`ip address add VIP/32 dev DEVICE`; with keepalived, its virtual_ipaddress',
	needs: ['routes'],
	uses: ['owners', 'policy', 'devices'],
	applies: table => virtualAddressesOf(table).length > 0,
	*look(table, {routes}, sources) {
		const missing = virtualAddressesOf(table).filter(({address}) => {
			const route = routes.get(address);
			// A new IPv6 address has no local route until nobody else has claimed it, for about a second.
			const holder = deviceWith(sources.devices.value ?? [], address);
			const isNew = familyOf(address) === 'ipv6' && (holder?.flags.includes('UP') ?? false);
			return route !== undefined && route.kind !== 'local' && !isNew;
		});
		if (missing.length === 0) {
			return;
		}

		const {policy} = sources;
		if (policy.value === null) {
			yield cannotKnow(policy.unknown);
			return;
		}

		const rule = policy.value.find(({asksForMarkOrDevice}) => asksForMarkOrDevice);
		if (rule !== undefined) {
			yield cannotKnow(
				`a rule of the routing policy (priority ${rule.priority}) asks for a mark or a device, so ${missing[0]?.address} may still be delivered here`,
			);
			return;
		}

		const sign = standbySign(table, sources);
		for (const {address, services} of missing) {
			yield {
				severity: sign === null ? 'error' : 'note',
				about: address,
				found: `the virtual address ${address} is not on this director${sign === null ? '' : `: ${sign}, so it may be the standby`}`,
				mend: `ip address add ${address}/${familyOf(address) === 'ipv4' ? 32 : 128} dev DEVICE`,
				rows: services.map(({id}) => id),
			};
		}
	},
});

export const vipUnused = defineCheck({
	id: 'vip-unused',
	concerns: 'all',
	severity: 'note',
	rule: 'An address without a network (/32, /128) on a device that has other addresses is probably a virtual address, and should be in a service. With a service for a firewall mark lvstop cannot tell.',
	why: 'The director answers for the address, but nothing is balanced there: clients get the director’s own ports.',
	source: 'common practice: virtual addresses are added as /32 beside the address of the device',
	mends: 'add a service for it, or remove it: `ip address del VIP/32 dev DEVICE`',
	needs: ['devices'],
	uses: ['owners'],
	applies: table => virtualAddressesOf(table).length > 0,
	*look(table, {devices}, {owners}) {
		const virtual = new Set(virtualAddressesOf(table).map(({address}) => address));
		const marked = new Set(
			table.services.flatMap(({key}) => (key.kind === 'fwmark' ? [key.family] : [])),
		);
		const isKubernetes = owners.value?.some(({kind}) => kind.startsWith('kube')) ?? false;
		for (const {name, flags, addresses} of isKubernetes ? [] : devices) {
			const families = addresses.filter(({scope}) => scope === 'global');
			for (const {address, prefixLength} of families) {
				const family = familyOf(address);
				const isAlone = prefixLength === (family === 'ipv4' ? 32 : 128);
				const hasNetwork = families.some(
					other => familyOf(other.address) === family && other.prefixLength < prefixLength,
				);
				if (
					!flags.includes('LOOPBACK') &&
					isAlone &&
					hasNetwork &&
					!marked.has(family) &&
					!virtual.has(address)
				) {
					yield {
						about: address,
						found: `${address}/${prefixLength} is on ${name} and in no service`,
						mend: `ip address del ${address}/${prefixLength} dev ${name}`,
					};
				}
			}
		}
	},
});
