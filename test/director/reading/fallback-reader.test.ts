import {describe, expect, it} from 'vitest';
import type {Kernel} from '../../../source/director/reading/kernel.ts';
import {readLiveRules} from '../../../source/director/reading/live-rules.ts';
import {openReader} from '../../../source/director/reading/open-reader.ts';
import {NetlinkError} from '../../../source/ipvs/netlink/netlink-error.ts';
import {inOneOrder} from '../../../source/ipvs/rule-order.ts';
import {directorWith} from '../../support/director-with.ts';
import {type NetlinkScene, netlinkKernel, netlinkScene} from '../../support/netlink-kernel.ts';
import {exampleRules} from '../netlink/example-rules.ts';
import {nothingMore} from './small-director.ts';

const rules = exampleRules(3);

/** A director with the same rules for ipvsadm and for netlink. */
function open(change: (scene: NetlinkScene, kernel: Kernel) => Partial<Kernel> | undefined) {
	const {port, clock} = directorWith(rules);
	const scene = netlinkScene(rules);
	const kernel = netlinkKernel(scene);
	const choice = {kernel: {...kernel, ...change(scene, kernel)}, fallBack: true};
	return {place: {port, clock, kernel: choice}, scene, kernel};
}

const rulesOf = async (reader: ReturnType<typeof openReader>) => {
	const {services, source} = await reader.read(nothingMore);
	return {rules: services.map(({rule}) => rule), source};
};
const wanted = inOneOrder(rules).map(({service}) => service);

describe('if netlink fails', () => {
	it('ipvsadm is used, the reason is shown, and netlink is not tried again', async () => {
		let asked = 0;
		const {place} = open(() => ({
			ask: async () => {
				asked += 1;
				throw new NetlinkError('lost', 'netlink: recv failed with error 105', 105);
			},
		}));
		const reader = openReader(place, {remembers: true});
		for (let count = 0; count < 2; count += 1) {
			expect(await rulesOf(reader)).toEqual({
				rules: wanted,
				source: {
					from: 'ipvsadm',
					note: 'read by ipvsadm: netlink: recv failed with error 105',
				},
			});
		}

		expect(asked).toBe(1);
	});

	it('in the middle of a session, the rows are the same', async () => {
		const {place, scene} = open(() => undefined);
		const reader = openReader(place, {remembers: true});
		expect(await rulesOf(reader)).toEqual({rules: wanted, source: {from: 'netlink', note: null}});
		scene.refusal = 1;
		expect(await rulesOf(reader)).toMatchObject({rules: wanted, source: {from: 'ipvsadm'}});
	});

	it('there is no reading if the fallback is not allowed', async () => {
		const {place, scene} = open(() => undefined);
		scene.refusal = 1;
		const reader = openReader(
			{...place, kernel: {...place.kernel, fallBack: false}},
			{remembers: true},
		);
		await expect(rulesOf(reader)).rejects.toMatchObject({problem: 'failed'});
	});

	it('because IPVS is gone, that is reported', async () => {
		const {place, scene} = open(() => undefined);
		scene.files = {};
		const reader = openReader(place, {remembers: true});
		await expect(rulesOf(reader)).rejects.toMatchObject({problem: 'no-ip-vs'});
		scene.files = netlinkScene([]).files;
		expect(await rulesOf(reader)).toMatchObject({source: {from: 'netlink'}});
	});
});

describe('the rules alone', () => {
	it('come by netlink as by ipvsadm, with their connections and settings', async () => {
		const {place} = open(() => undefined);
		const noProcess = {
			...place.port,
			run: async () => {
				throw new Error('a process was started');
			},
		};
		const byNetlink = await readLiveRules({...place, port: noProcess}, {settings: true});
		const byIpvsadm = await readLiveRules({...place, kernel: null}, {settings: true});
		expect(byNetlink.rules).toEqual(byIpvsadm.rules);
		expect(byNetlink.listed).toHaveLength(byIpvsadm.listed.length);
		expect(byNetlink.settings?.timeouts).toEqual(byIpvsadm.settings?.timeouts);
	});

	it('come from ipvsadm if netlink fails', async () => {
		const {place, scene} = open(() => undefined);
		scene.refusal = 1;
		expect((await readLiveRules(place, {})).rules).toEqual(inOneOrder(rules));
	});

	it('are not reported while rows change all the time', async () => {
		const {place, scene} = open(() => undefined);
		scene.rules = exampleRules(40);
		let datagrams = 0;
		scene.beforeDatagram = () => {
			datagrams += 1;
			scene.rules = exampleRules(40).filter((_, index) => index !== (datagrams >> 2) % 40);
		};
		await expect(readLiveRules(place, {})).rejects.toMatchObject({problem: 'changing'});
	});
});
