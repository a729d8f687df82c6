/**
 * The evidence of owners on this machine, without a process: the lines that the probe (`source/ipvs/owner-probe.ts`)
 * would print. The probe needs a shell and four other programs; starting them costs ten times as much.
 */
import {readdirSync, readFileSync, readlinkSync, type Stats, statSync} from 'node:fs';
import {PortError} from './port.ts';

const own = {pidNamespace: '/proc/self/ns/pid', netNamespace: '/proc/self/ns/net'} as const;
const dockerFolder = '/var/run/docker/netns';

const ownerName =
	/^(?:keepalived|ldirectord|surealived|ipvssync|seesaw_|lvscare|kube-proxy|kube-router|cilium-agent)/;

/** Processes that are looked at before keys are handled again. */
const processesEach = 64;

/** The value, or null if there is no such file, or no permission to read it. */
function orNull<T>(read: () => T): T | null {
	try {
		return read();
	} catch {
		return null;
	}
}

function textOf(path: string): string | null {
	return orNull(() => readFileSync(path, 'utf8'));
}

function namesIn(folder: string): readonly string[] {
	return orNull(() => readdirSync(folder).sort()) ?? [];
}

function isSameFile(one: Stats | null, other: Stats | null): boolean {
	return one !== null && other !== null && one.dev === other.dev && one.ino === other.ino;
}

function namespaceLine(): readonly string[] {
	const namespace = orNull(() => readlinkSync(own.pidNamespace));
	return namespace === null ? [] : [`${own.pidNamespace} -> ${namespace}`];
}

function interfaceLines(): readonly string[] {
	const devices = textOf('/proc/net/dev') ?? '';
	return ['kube-ipvs0', 'kube-dummy-if']
		.filter(name => new RegExp(`^ *${name}:`, 'm').test(devices))
		.map(name => `interface ${name}`);
}

function dockerLines(net: Stats | null): readonly string[] {
	const names = namesIn(dockerFolder).filter(name => name.startsWith('lb_'));
	return ['ingress_sbox', ...names]
		.filter(name =>
			isSameFile(
				orNull(() => statSync(`${dockerFolder}/${name}`)),
				net,
			),
		)
		.map(name => `docker ${name}`);
}

/** keepalived writes a line with a number. */
function pidFileLines(): readonly string[] {
	return ['checkers', 'vrrp'].flatMap(role =>
		['/run/keepalived', '/run'].flatMap(folder =>
			namesIn(folder)
				.filter(name => name.startsWith(role) && name.endsWith('.pid'))
				.flatMap(name => {
					const [, line] = /^(.*)\n/.exec(textOf(`${folder}/${name}`) ?? '') ?? [];
					return line === undefined ? [] : [`pidfile ${role} ${line.trim()}`];
				}),
		),
	);
}

function processLines(pid: string, net: Stats | null): readonly string[] {
	const folder = `/proc/${pid}`;
	const name = (textOf(`${folder}/comm`) ?? '').split('\n').find(line => ownerName.test(line));
	if (name === undefined) {
		return [];
	}

	const itsNet = orNull(() => statSync(`${folder}/ns/net`));
	const place = itsNet === null ? 'unknown' : isSameFile(itsNet, net) ? 'here' : 'elsewhere';
	const words = name === 'keepalived' ? (textOf(`${folder}/cmdline`) ?? '') : null;
	return [
		`process ${pid} ${place} ${name}`,
		...(words === null ? [] : [`arguments ${pid} ${words.replace(/[\0\n]/g, ' ')}`]),
	];
}

/**
 * The lines of the probe on this machine.
 * @throws {PortError} if cancelled
 */
export async function localOwnerEvidence(signal?: AbortSignal): Promise<string> {
	const net = orNull(() => statSync(own.netNamespace));
	const lines = [...namespaceLine(), ...interfaceLines(), ...dockerLines(net), ...pidFileLines()];
	const pids = namesIn('/proc').filter(name => /^\d+$/.test(name));
	for (const [index, pid] of pids.entries()) {
		if (signal?.aborted) {
			throw new PortError('cancelled', '/proc', '/proc: cancelled');
		}

		lines.push(...processLines(pid, net));
		if (index % processesEach === processesEach - 1) {
			await new Promise<void>(resolve => setImmediate(resolve));
		}
	}

	return `${[...lines, 'end'].join('\n')}\n`;
}
