/**
 * The completions of the fields of forms.
 */
import {describe, expect, it} from 'vitest';
import {renderFrame} from '../../../../source/console/screen/render-frame.tsx';
import {formGroups} from '../../../../source/features/edit/form-lines.tsx';
import {edit, openForm} from '../../../../source/features/edit/forms/form.ts';
import type {FormFacts} from '../../../../source/features/edit/forms/form-facts.ts';
import {meaningOf} from '../../../../source/features/edit/forms/meanings.ts';
import {ipAddress} from '../../../../source/ipvs/address.ts';
import {type Keyboard, keyboard} from '../../../support/keyboard.ts';
import {director, server, service} from '../../../support/sample-director.ts';
import {result, settings, shown} from './open-form.ts';

const facts: FormFacts = {
	modules: {
		present: new Set(['rr', 'pe_sip', 'ftp']),
		loadable: new Set(['rr', 'wrr', 'wlc', 'mh', 'sh', 'sed', 'own', 'pe_sip', 'pe_own', 'ftp']),
	},
	devices: [
		{
			...{name: 'lo', flags: ['LOOPBACK', 'UP'], mtu: 65_536, mac: null},
			addresses: [{address: ipAddress('127.0.0.1'), prefixLength: 8, scope: 'host'}],
		},
		{
			...{name: 'eth0', flags: ['UP', 'LOWER_UP'], mtu: 1500, mac: null},
			addresses: [
				{address: ipAddress('192.0.2.1'), prefixLength: 24, scope: 'global'},
				{address: ipAddress('192.0.2.100'), prefixLength: 32, scope: 'global'},
			],
		},
		{...{name: 'eth1', flags: [], mtu: 1500, mac: null}, addresses: []},
	],
};

const web = service('tcp:10.1.1.1:80', [server('10.0.0.1:8080', {weight: 3, forwarding: 'masq'})]);
const mail = service('tcp:10.1.1.2:25', [
	server('10.0.0.1:8080', {weight: 3, forwarding: 'masq'}),
	server('10.0.0.5:25', {weight: 7, forwarding: 'route', upperThreshold: 50}),
	server('10.0.0.6:25', {weight: 1, forwarding: 'route'}),
]);

/** The form after these keys, on a director of which this is known. */
async function opened(keys: string, known = facts, services = [web, mail]): Promise<Keyboard> {
	const console = keyboard(director(services, {settings}), {theme: 'plain'});
	console.outside.formFacts = known;
	const first = keys.startsWith(':') ? keys.slice(0, keys.indexOf('>') + 1) : keys.slice(0, 1);
	console.press(first);
	await expect.poll(() => edit.see(console.store.getState()).own.facts).toBe(known);
	console.press(keys.slice(first.length));
	return console;
}

const lineBelow = ({store}: Keyboard) => renderFrame(store.getState()).split('\n').at(-1)?.trim();

describe('schedulers', () => {
	const scheduler = 'A<down><down><down>';

	it('are those that the kernel has or can load, and it is said which are loaded', async () => {
		const seen = new Map<string, string>();
		const console = await opened(scheduler);
		for (let at = 0; at < 9; at += 1) {
			console.press(' ');
			seen.set(shown(console)[3] ?? '', lineBelow(console) ?? '');
		}

		expect([...seen.keys()].map(text => text.slice(11)).sort()).toEqual(
			['mh', 'none', 'own', 'rr', 'sed', 'sh', 'wlc', 'wrr'].sort(),
		);
		expect(seen.get('Scheduler: rr')).toMatch(/^rr +loaded; round robin.* \d of 8$/);
		expect(seen.get('Scheduler: mh')).toMatch(/^mh +can be loaded; Maglev/);
	});

	it('are completed by Tab as in the filter; what is typed replaces the name', async () => {
		const console = await opened(`${scheduler}s`);
		expect(lineBelow(console)).toBe('Tab sh sed');
		console.press('<tab>');
		expect(shown(console)[3]).toBe('Scheduler: sh');
		expect(lineBelow(console)).toMatch(/^sh +can be loaded; source hashing.* 1 of 2$/);
		console.press('<tab>');
		expect(shown(console)[3]).toBe('Scheduler: sed');
		console.press('<tab><shift-tab><shift-tab>');
		expect(shown(console)[3]).toBe('Scheduler: sh');
		console.press('<down>');
		expect(renderFrame(console.store.getState())).toMatch(/^ > sh-fallback/m);
	});

	it('that the kernel does not have are named, but not refused', async () => {
		const console = await opened(`A<down>10.1.1.9<down>80<down>twos`);
		expect(renderFrame(console.store.getState())).toContain('this kernel does not have it');
		expect(result(console)).toBe('ipvsadm -A -t 10.1.1.9:80 -s twos');
	});

	it('that are only begun are not run', async () => {
		const console = await opened('A<down>10.1.1.9<down>80<down>s<enter>');
		expect(result(console)).toBe('s is only the beginning of sh, sed');
		expect(console.store.getState().prompt).toBeNull();
		console.press('<tab><enter>');
		expect(console.store.getState().prompt?.kind).toBe('confirm');
	});

	it('are all that lvstop knows if nothing is known of the kernel', async () => {
		const console = await opened(`${scheduler}two`, {modules: null, devices: null});
		expect(lineBelow(console)).toMatch(/^Tab twos +power of two choices/);
	});
});

it('engines are those of the kernel', async () => {
	const console = await opened('A<down>10.1.1.9<down>5060<down><down> <down><down><down>s<tab>');
	expect(result(console)).toBe('ipvsadm -A -t 10.1.1.9:5060 -s wlc -p 360 --pe sip');
	console.press('<ctrl-u>o<tab>');
	expect(result(console)).toMatch(/--pe own$/);
});

it('interfaces are those of the director, with their state and addresses', async () => {
	const console = await opened(':sync-daemons<enter><right><down>');
	console.press('<ctrl-u>eth<tab>');
	expect(lineBelow(console)).toMatch(/^eth0 +up, 192\.0\.2\.1\/24 and 1 more +1 of 2$/);
	console.press('<tab>');
	expect(lineBelow(console)).toMatch(/^eth1 +down +2 of 2$/);
	console.press('<ctrl-u>eth7');
	expect(renderFrame(console.store.getState())).toContain('this director has no such interface');
});

describe('addresses', () => {
	it('of a service are those of services and of the director', async () => {
		const console = await opened('A<down>1');
		expect(lineBelow(console)).toBe('Tab 10.1.1.1 10.1.1.2 192.0.2.1 192.0.2.100');
		console.press('92<tab>');
		expect(shown(console)[1]).toBe('Address: 192.0.2.1');
	});

	it('a whole address is never made longer by Tab, which goes to the port', async () => {
		const console = await opened('A<down>192.0.2.10<tab>5');
		expect(shown(console).slice(1, 3)).toEqual(['Address: 192.0.2.10', 'Port: 5']);
	});
});

describe('a server that another service has', () => {
	it('is taken over with its values, which the form shows', async () => {
		const console = await opened('a10.0.0.5');
		console.press('<ctrl-u>10.0.0.<tab><tab>');
		expect(shown(console).slice(0, 2)).toEqual(['Address: 10.0.0.6', 'Port: 25']);
		console.press('<shift-tab>');
		expect(lineBelow(console)).toMatch(
			/^10\.0\.0\.5 +as in tcp:10\.1\.1\.2:25: port 25, DR, weight 7 /,
		);
		expect(shown(console)).toContain('Upper threshold: 50');
		expect(shown(console)).toContain('Weight: 7');
	});

	it('does not replace what was typed', async () => {
		const console = await opened('a<down>80<down><down>2<up><up><up>10.0.0.5<backspace><tab>');
		console.press('<tab>');
		expect(shown(console).find(text => text.startsWith('Port'))).toBe('Port: 808080');
	});

	it('is not offered if the service has it already', async () => {
		const console = await opened('a10.0.0.1');
		expect(lineBelow(console)).toMatch(/^Enter plan/);
	});
});

describe('a copy of a service', () => {
	const voip = service(
		'udp:10.1.1.3:5060',
		[
			server('10.0.0.7:5060', {
				weight: 4,
				forwarding: 'route',
				lowerThreshold: 5,
				upperThreshold: 9,
			}),
			server('10.0.0.8:5070', {weight: 0, forwarding: 'masq'}),
		],
		{
			...{scheduler: 'sh', schedulerFlags: ['sh-port'], engine: 'sip', onePacket: true},
			persistence: {timeout: 60, netmask: '255.255.255.255'},
		},
	);
	const commands = async (keys: string) => result(await opened(keys, facts, [voip])).split('\n');

	it('asks only the address, and takes all options over', async () => {
		expect(shown(await opened('K', facts, [voip]))).toEqual([
			'Protocol: udp',
			'Address: ',
			'Port: 5060',
			'With servers: no',
		]);
		expect(await commands('K10.1.1.4')).toEqual([
			'ipvsadm -A -u 10.1.1.4:5060 -s sh -p 60 --pe sip -o -b sh-port',
		]);
	});

	it('has its servers if they are wanted; one that is not reached by NAT gets the new port', async () => {
		expect(await commands('K10.1.1.4<tab><ctrl-u>5062<tab> ')).toEqual([
			'ipvsadm -A -u 10.1.1.4:5062 -s sh -p 60 --pe sip -o -b sh-port',
			'ipvsadm -a -u 10.1.1.4:5062 -r 10.0.0.7:5062 -g -w 4 -x 9 -y 5',
			'ipvsadm -a -u 10.1.1.4:5062 -r 10.0.0.8:5070 -m -w 0',
		]);
	});

	it('has the mask of every client in the family of its address', async () => {
		expect(await commands('K2001:db8::4')).toEqual([
			'ipvsadm -A -u [2001:db8::4]:5060 -s sh -p 60 --pe sip -o -b sh-port',
		]);
	});

	it('is refused on the address of the service itself, and from a row of a server too', async () => {
		expect(await commands('K10.1.1.3')).toEqual(['udp:10.1.1.3:5060 already exists']);
	});
});

it('every field says what it means in a line, with the default that ipvsadm or the kernel has', async () => {
	const meaning = (console: Keyboard) => {
		const seen = edit.see(console.store.getState());
		const form = openForm(seen);
		return form === null ? '' : meaningOf(formGroups[form.subject.kind], form.focus);
	};
	const said: string[] = [];
	for (const keys of [
		'A<down><down><down>sh<down><down><down> <up><up><up><up><up><up>',
		'Af',
		'K',
		'a<down><down><end><down><right><up><up><up>',
		':timeouts<enter>',
		':sync-daemons<enter><right>',
	]) {
		const console = await opened(keys);
		for (const _ of shown(console)) {
			said.push(meaning(console));
			console.press('<down>');
		}
	}

	// On one line of 120 columns, and on two of 60.
	expect(said.filter(text => text.length > 112)).toEqual([]);
	expect(said.filter(text => !/^[A-Z].*\.$/.test(text))).toEqual([]);
	expect(said.filter(text => text.includes('A flag of the scheduler'))).toHaveLength(2);
	for (const usual of [
		'wlc (ipvsadm)',
		'360 s (ipvsadm)',
		'8848 (kernel)',
		'900 (kernel)',
		'1 (ipvsadm)',
	]) {
		expect(said.some(text => text.endsWith(`Default: ${usual}.`))).toBe(true);
	}
});
