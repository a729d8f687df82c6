/**
 * Edits by keys on the real kernel: ipvsadm prints what the form says, and nothing else changes.
 */
import {afterAll, beforeAll, beforeEach, expect, it} from 'vitest';
import {parseKeyScript} from '../../source/console/keys/key-script.ts';
import {playKeyScript} from '../../source/console/keys/script-player.ts';
import {createConsoleStore} from '../../source/console/state/console-store.ts';
import {receivePoll} from '../../source/console/state/director-reducers.ts';
import type {CommandContext} from '../../source/console/state/model.ts';
import type {LiveDirector} from '../../source/director/polling/live.ts';
import {systemClock} from '../../source/director/port/clock.ts';
import type {Reading} from '../../source/director/reading/reading.ts';
import {assembly} from '../../source/program/features.ts';
import {createSession} from '../../source/program/open-session.ts';
import {createPassingMemory} from '../../source/program/state-folder.ts';
import {fakeOutside, read} from '../support/open-console.ts';
import {describeLab} from './describe-lab.ts';
import {type PrintedRules, printedRules, resetToEveryKind} from './every-kind-director.ts';
import {guestPort} from './guest-port.ts';
import {bootKernel, type Guest} from './kernel.ts';

/** A reading as the console shows it without known rates. */
function live({services, ...reading}: Reading): LiveDirector {
	const noRates = {rates: null, ratesFrom: null};
	return {
		...reading,
		services: services.map(service => ({
			...service,
			...noRates,
			servers: service.servers.map(server => ({...server, ...noRates, overload: null})),
		})),
		totalRates: noRates,
		ratesNote: null,
	};
}

/** A console without a screen that reads the guest on request and changes it by plans. */
function consoleOn(guest: Guest) {
	const {reader, apply} = createSession({
		port: guestPort(guest),
		clock: systemClock,
		isNear: false,
		state: createPassingMemory(),
		snapshotFolder: null,
		user: 'ann',
	});
	const store = createConsoleStore(assembly, {...fakeOutside(), apply: plan => apply(plan)});
	const context: CommandContext = {
		store,
		terminal: {quit() {}, suspend() {}, redraw() {}},
	};
	const press = (script: string) => playKeyScript(parseKeyScript(script), context);
	return {
		press,
		async look() {
			const reading = await reader.read({
				counters: false,
				kernelRates: false,
				persistentConnections: false,
				freshRules: true,
				settings: true,
			});
			store.update(receivePoll(read(live(reading))));
		},
		/** Moves the cursor to the first row that matches the words, or this many rows below it. */
		async goTo(filter: string, down = 0) {
			await press(`/<ctrl-u>${filter}<enter>g${'j'.repeat(down)}`);
		},
		/** Presses keys that end in a plan, confirms it, and returns the message. */
		async edit(keys: string): Promise<string> {
			await press(keys);
			const {prompt, message} = store.getState();
			if (prompt?.kind !== 'confirm') {
				throw new Error(`no plan after ${keys}: ${message?.text}`);
			}

			await press(prompt.plan.danger === 'none' ? 'y' : 'yes<enter>');
			return store.getState().messages.at(-1)?.text ?? '';
		},
	};
}

/** A rule or threshold line with its words sorted, because ipvsadm has its own order. */
function words(line: string): string {
	return line
		.split(/ +/)
		.filter(word => word !== '')
		.sort()
		.join(' ');
}

/** All rules, and the thresholds of those servers that have some. */
function told({saved, thresholds}: PrintedRules): readonly string[] {
	const limits = thresholds.filter(line => /^ +-> \S+ +(?!0 +0 )\d/.test(line));
	return [...saved, ...limits].map(words);
}

describeLab('forms on the kernel', () => {
	let guest: Guest;
	let before: PrintedRules;
	let console: ReturnType<typeof consoleOn>;
	beforeAll(async () => {
		guest = await bootKernel();
	});
	afterAll(() => guest.close());
	beforeEach(async () => {
		await resetToEveryKind(guest);
		before = await printedRules(guest);
		console = consoleOn(guest);
		await console.look();
	});

	/** Exactly these lines of ipvsadm's output have changed since the start. */
	async function expectChanges(gone: readonly string[], added: readonly string[]): Promise<void> {
		const [old, now] = [before, await printedRules(guest)].map(told);
		expect({
			gone: old?.filter(line => !now?.includes(line)).sort(),
			added: now?.filter(line => !old?.includes(line)).sort(),
		}).toEqual({gone: gone.map(words).sort(), added: added.map(words).sort()});
	}

	it('add services and servers of every kind, and nothing else changes', async () => {
		const services: readonly (readonly [keys: string, rule: string])[] = [
			['t<tab>10.1.1.9<tab>0<tab><tab> ', '-A -t 10.1.1.9:0 -s wlc -p 360'],
			[
				'u<tab>10.1.1.9<tab>53<tab>mh<tab> <tab> <tab><tab> ',
				'-A -u 10.1.1.9:53 -s mh -b mh-fallback,mh-port -o',
			],
			['s<tab>10.1.1.9<tab>132<tab>rr', '-A --sctp-service 10.1.1.9:132 -s rr'],
			[
				'u<tab>2001:db8:9::1<tab>5060<tab><tab> <tab><ctrl-u>60<tab>64<tab>s<tab>',
				'-A -u [2001:db8:9::1]:5060 -s wlc -p 60 -M 64 --pe sip',
			],
			['f<tab>98<tab>i<tab>fo', '-A -f 98 -6 -s fo'],
		];
		for (const [keys] of services) {
			expect(await console.edit(`A${keys}<enter>`)).toMatch(/^done: add service/);
		}

		await console.look();
		const servers: readonly (readonly [service: string, keys: string, rule: string])[] = [
			[
				'tcp 172.16.249.138:80',
				'10.0.0.20<tab>80<tab>n<tab><tab><ctrl-u>9<tab><ctrl-u>8',
				'-a -t 172.16.249.138:80 -r 10.0.0.20:8080 -m -w 1',
			],
			[
				'tcp 172.16.249.138:80',
				'10.0.0.21<tab><tab>t<tab>g<tab>6080<tab>r<tab><ctrl-u>5',
				'-a -t 172.16.249.138:80 -r 10.0.0.21:80 -i -w 5 --tun-type gue --tun-port 6080 --tun-remcsum',
			],
			[
				'tcp 172.16.249.138:80',
				'10.0.0.22<tab><tab>t<tab>gg<tab>c',
				'-a -t 172.16.249.138:80 -r 10.0.0.22:80 -i -w 1 --tun-type gre --tun-csum',
			],
			[
				'sctp 172',
				'10.0.0.20<tab><tab><tab><ctrl-u>0',
				'-a --sctp-service 172.16.249.138:132 -r 10.0.0.20:132 -g -w 0',
			],
			[
				'2001:db8::9',
				'2001:db8::20<tab><tab>t',
				'-a -f 8 -6 -r [2001:db8::20]:0 -i -w 1 --tun-type ipip',
			],
		];
		for (const [service, keys] of servers) {
			await console.goTo(service);
			expect(await console.edit(`a${keys}<enter>`)).toMatch(/^done: add server/);
		}

		await expectChanges(
			[],
			[...[...services, ...servers].map(rule => rule.at(-1) ?? ''), '-> 10.0.0.20:8080 9 8 0 0'],
		);
	});

	it('edit services and servers of every kind, and nothing else changes', async () => {
		const web = '-a -t 172.16.249.138:80 -r';
		/** The filter for the row, the keys, and its rule before and after. */
		const edits: readonly (readonly [string, number, string, string, string])[] = [
			[
				...(['10.0.0.13', 0, 'rr'] as const),
				'-A -t 172.16.249.138:80 -s wrr -p 300 -M 255.255.255.0',
				'-A -t 172.16.249.138:80 -s rr -p 300 -M 255.255.255.0',
			],
			[
				...(['2001:db8:ffff', 0, '<tab> '] as const),
				'-A -t [2001:db8:1::1]:443 -s sh -p 60 -M 64 -b sh-fallback,sh-port',
				'-A -t [2001:db8:1::1]:443 -s sh -p 60 -M 64 -b sh-port',
			],
			[
				...(['5060 10.0.0.8', 0, '<tab><tab>0'] as const),
				'-A -u 172.16.249.138:5060 -s rr -p 60 --pe sip',
				'-A -u 172.16.249.138:5060 -s rr -p 600 --pe sip',
			],
			[
				...(['udp 138:53 ops', 0, '<shift-tab> '] as const),
				'-A -u 172.16.249.138:53 -s mh -o -b mh-fallback,mh-port',
				'-A -u 172.16.249.138:53 -s mh -b mh-fallback,mh-port',
			],
			[
				...(['10.0.0.11', 1, '<tab><tab><ctrl-u>6081<tab>n'] as const),
				`${web} 10.0.0.11:80 -i -w 1 --tun-type gue --tun-port 6080 --tun-remcsum`,
				`${web} 10.0.0.11:80 -i -w 1 --tun-type gue --tun-port 6081 --tun-nocsum`,
			],
			[
				...(['10.0.0.12', 1, 'd'] as const),
				`${web} 10.0.0.12:80 -i -w 1 --tun-type gre --tun-csum`,
				`${web} 10.0.0.12:80 -g -w 1`,
			],
			[
				...(['10.0.0.13', 1, '<tab>gg<tab>c'] as const),
				`${web} 10.0.0.13:80 -i -w 1 --tun-type ipip`,
				`${web} 10.0.0.13:80 -i -w 1 --tun-type gre --tun-csum`,
			],
		];
		for (const [filter, down, keys] of edits) {
			await console.goTo(filter, down);
			expect(await console.edit(`e${keys}<enter>`)).toMatch(/^done: edit/);
		}

		await console.goTo('10.0.0.10', 1);
		await console.edit('e<tab><tab><ctrl-u>9<enter>');
		await expectChanges(
			edits.map(([, , , rule]) => rule),
			[...edits.map(([, , , , rule]) => rule), '-> 10.0.0.10:80 9 0 0 0'],
		);
	});

	it('delete marked servers and a service, and nothing else changes', async () => {
		await console.goTo('10.0.0.11', 1);
		await console.press('<space>');
		await console.goTo('2001:db8::9', 1);
		await console.press('<space>');
		expect(await console.edit('x')).toBe('done: delete 2 servers');
		await console.look();
		await console.goTo('5060 10.0.0.8');
		expect(await console.edit('x')).toMatch(/^done: delete service udp:172.16.249.138:5060 with 1/);
		await expectChanges(
			[
				'-a -t 172.16.249.138:80 -r 10.0.0.11:80 -i -w 1 --tun-type gue --tun-port 6080 --tun-remcsum',
				'-a -f 8 -6 -r [2001:db8::9]:0 -m -w 1',
				'-A -u 172.16.249.138:5060 -s rr -p 60 --pe sip',
				'-a -u 172.16.249.138:5060 -r 10.0.0.8:5060 -m -w 1',
			],
			[],
		);
	});

	it('set counters, timeouts and sync daemons, and no rule changes', async () => {
		const settings = async () => {
			const listings = await guest.runAll([
				{command: ['ipvsadm', '-Ln', '--timeout']},
				{command: ['ipvsadm', '-Ln', '--daemon']},
			]);
			return listings.map(({stdout}) => stdout).join('');
		};
		expect(await console.edit('z')).toMatch(/^done: zero the counters of tcp/);
		expect(await console.edit(':zero-all<enter>')).toBe('done: zero the counters of everything');
		expect(await console.edit(':timeouts<enter><tab><ctrl-u>60<tab><ctrl-u>61<enter>')).toMatch(
			/^done/,
		);
		const start = ':sync-daemons<enter><right><tab><ctrl-u>lo<tab><ctrl-u>9<tab>1100<tab>239.1.1.1';
		expect(await console.edit(`${start}<enter>`)).toBe('done: start the backup sync daemon on lo');
		expect(await settings()).toMatch(
			/tcp tcpfin udp\): 900 60 61\n.*backup.*mcast=lo, syncid=9, maxlen=1100, group=239\.1\.1\.1/,
		);
		await console.look();
		expect(await console.edit(':sync-daemons<enter><right><enter>')).toBe(
			'done: stop the backup sync daemon on lo',
		);
		expect(await settings()).not.toContain('backup');
		await expectChanges([], []);
	});
});
