/**
 * Recognising who manages which table, on a real kernel with network namespaces.
 */
import {afterAll, beforeAll, expect, it} from 'vitest';
import {createPrefixedPort} from '../../source/director/port/prefixed-port.ts';
import {readOwners} from '../../source/director/reading/owners-reading.ts';
import {describeLab} from './describe-lab.ts';
import {guestPort} from './guest-port.ts';
import {bootKernel, type Guest} from './kernel.ts';

const elsewhere = ['ip', 'netns', 'exec', 'lb'] as const;

/** Starts a process of that name, which goes on by itself, and prints its process id. */
function startNamed(name: string, ...prefix: string[]): string {
	return [
		'mkdir -p /run/owners',
		'[ -p /run/owners/started ] || mkfifo /run/owners/started',
		`printf '#!/bin/bash\necho $$ >/run/owners/started\nbusybox sleep 600\nexit\n' >/run/owners/${name}`,
		`chmod +x /run/owners/${name}`,
		`${prefix.join(' ')} setsid /run/owners/${name} </dev/null >/dev/null 2>&1 &`,
		'cat /run/owners/started',
	].join('\n');
}

describeLab('who manages the table', () => {
	let guest: Guest;
	beforeAll(async () => {
		guest = await bootKernel();
		await guest.runScript('ip netns add lb');
	});
	afterAll(() => guest.close());

	const here = () => readOwners({port: guestPort(guest)});
	const there = () => readOwners({port: createPrefixedPort(guestPort(guest), elsewhere)});

	it('is nobody in a kernel where only the operator is', async () => {
		expect(await here()).toEqual({owners: [], limits: null});
		expect(await there()).toEqual({owners: [], limits: null});
	});

	it('is the ldirectord of the same network namespace, not that of another one', async () => {
		const pid = (await guest.runScript(startNamed('ldirectord', ...elsewhere))).trim();
		const sign = `process ldirectord (${pid})`;
		expect(await there()).toEqual({
			owners: [{kind: 'ldirectord', sign, doubt: null}],
			limits: null,
		});
		expect(await here()).toEqual({owners: [], limits: null});
		await guest.runScript(`kill ${pid}`);
	});

	it('is keepalived for sure where the pid file of its health checks names it', async () => {
		const pid = (await guest.runScript(startNamed('keepalived'))).trim();
		expect(await here()).toMatchObject({
			owners: [{kind: 'keepalived', doubt: expect.stringContaining('only VRRP')}],
		});
		await guest.writeFile('/run/checkers.pid', `${pid}\n`);
		expect(await here()).toMatchObject({
			owners: [{sign: `process keepalived with health checks (${pid})`, doubt: null}],
		});
		await guest.runScript('mv /run/checkers.pid /run/vrrp.pid');
		expect(await here()).toMatchObject({owners: []});
		await guest.runScript(`rm /run/vrrp.pid; kill ${pid}`);
	});

	it('is kube-proxy where its interface is', async () => {
		await guest.runScript('ip -n lb link add kube-ipvs0 type bridge');
		expect(await there()).toMatchObject({owners: [{kind: 'kube-proxy'}]});
		expect(await here()).toMatchObject({owners: []});
		await guest.runScript('ip -n lb link delete kube-ipvs0');
	});

	it('is kube-router where its interface is', async () => {
		await guest.runScript('ip -n lb link add kube-dummy-if type bridge');
		expect(await there()).toMatchObject({owners: [{kind: 'kube-router'}]});
		const pid = (await guest.runScript(startNamed('kube-router'))).trim();
		expect(await here()).toMatchObject({
			owners: [
				{kind: 'kube-router', doubt: expect.stringContaining('it has no interface kube-dummy-if')},
			],
		});
		await guest.runScript(`kill ${pid}; ip -n lb link delete kube-dummy-if`);
	});

	it.each([
		['seesaw_engine', 'seesaw'],
		['lvscare', 'lvscare'],
		['ipvssync', 'surealived'],
		['cilium-agent', 'cilium'],
	])('is seen by the process %s', async (name, kind) => {
		const pid = (await guest.runScript(startNamed(name))).trim();
		expect(await here()).toMatchObject({owners: [{kind}]});
		await guest.runScript(`kill ${pid}`);
	});

	it('is docker in the namespace in which it balances', async () => {
		await guest.runScript(
			[
				'mkdir -p /run/docker/netns',
				'touch /run/docker/netns/ingress_sbox',
				'mount --bind /run/netns/lb /run/docker/netns/ingress_sbox',
			].join('\n'),
		);
		expect(await there()).toMatchObject({
			owners: [{kind: 'docker', sign: 'network namespace ingress_sbox of docker swarm'}],
		});
		expect(await here()).toMatchObject({owners: []});
	});

	it('is seen by busybox as well', async () => {
		const pid = (await guest.runScript(startNamed('ldirectord'))).trim();
		const busybox = createPrefixedPort(guestPort(guest), ['busybox']);
		expect(await readOwners({port: busybox})).toEqual(await here());
		expect(await here()).toMatchObject({owners: [{sign: `process ldirectord (${pid})`}]});
	});

	it('is not known to be everybody in a process namespace of its own', async () => {
		const container = createPrefixedPort(guestPort(guest), [
			'unshare',
			'--pid',
			'--fork',
			'--mount-proc',
		]);
		expect(await readOwners({port: container})).toEqual({
			owners: [],
			limits: expect.stringContaining('only the processes of this container'),
		});
	});
});
