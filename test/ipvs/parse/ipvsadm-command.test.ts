import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {ipAddress} from '../../../source/ipvs/address.ts';
import {UnreadableLine} from '../../../source/ipvs/line-parser.ts';
import {
	type IpvsadmCommand,
	readIpvsadmCommand,
} from '../../../source/ipvs/parse/ipvsadm-command.ts';
import {completeServer} from '../../../source/ipvs/parse/saved-server.ts';
import {completeService} from '../../../source/ipvs/parse/saved-service.ts';
import type {ServerRule} from '../../../source/ipvs/server.ts';
import type {ServiceRule} from '../../../source/ipvs/service.ts';
import type {Names} from '../../../source/ipvs/service-names.ts';
import {checkEntry} from '../../../source/simulator/ipvsadm/entry-checks.ts';
import {serverRuleOf, serviceRuleOf} from '../../../source/simulator/ipvsadm/entry-rules.ts';
import {Exit} from '../../../source/simulator/ipvsadm/exit.ts';
import {parseOptions} from '../../../source/simulator/ipvsadm/parse-options.ts';
import {cases} from '../../support/random-cases.ts';

const names: Names = {
	port: name => (name === 'http' ? 80 : null),
	host: name => (name === 'web' ? ipAddress('10.0.0.9') : null),
};

function wordsOf(line: string): readonly string[] {
	return line.split(' ');
}

function read(line: string, otherOptions: readonly string[] = []): IpvsadmCommand {
	return readIpvsadmCommand(wordsOf(line), {names, otherOptions});
}

const web = {
	kind: 'address',
	protocol: 'tcp',
	family: 'ipv4',
	address: '10.1.1.1',
	port: 80,
} as const;

const nothingGiven = {
	forwarding: null,
	tunnelType: null,
	tunnelPort: null,
	tunnelChecksum: null,
	weight: null,
	upperThreshold: null,
	lowerThreshold: null,
};

describe('a typed command of ipvsadm', () => {
	it('tells what it gives from what it leaves out', () => {
		expect(read('-e -t 10.1.1.1:80 -r 10.0.0.8 -w 3')).toEqual({
			command: 'edit-server',
			service: web,
			given: {...nothingGiven, address: '10.0.0.8', port: 80, weight: 3},
		});
		expect(read('-E -f 8 -6 -p')).toEqual({
			command: 'edit-service',
			given: {
				key: {kind: 'fwmark', family: 'ipv6', fwmark: 8},
				scheduler: null,
				schedulerFlags: null,
				timeout: 360,
				netmask: null,
				engine: null,
				onePacket: false,
			},
		});
	});

	it.each([
		'-a -t 10.1.1.1:80 -r web:http -m',
		'-at 10.1.1.1:http -mr 10.0.0.9:80',
		'--add-server --tcp-service=10.1.1.1:80 --real-server 10.0.0.9:80 --masquerading',
	])('has every form that ipvsadm accepts: %s', line => {
		expect(read(line)).toEqual({
			command: 'add-server',
			service: web,
			given: {...nothingGiven, address: '10.0.0.9', port: 80, forwarding: 'masq'},
		});
	});

	it.each([
		['-D -t 10.1.1.1:80', {command: 'delete-service', service: web}],
		[
			'-d -t 10.1.1.1:80 -r 10.0.0.8:8080',
			{command: 'delete-server', service: web, server: {address: '10.0.0.8', port: 8080}},
		],
		['-Z', {command: 'zero', service: null}],
		['-Zt 10.1.1.1:80', {command: 'zero', service: web}],
		['--set 900 0 300', {command: 'set', timeouts: {tcp: 900, tcpFin: 0, udp: 300}}],
		['--stop-daemon backup', {command: 'stop-daemon', role: 'backup'}],
		[
			'--start-daemon=master --mcast-interface eth0 --mcast-group 224.0.0.82 --mcast-ttl 2',
			{
				command: 'start-daemon',
				daemon: {
					role: 'master',
					interface: 'eth0',
					syncId: 0,
					maxLength: null,
					group: '224.0.0.82',
					port: null,
					ttl: 2,
				},
			},
		],
		['-Ln --stats', {command: 'list'}],
		['-l', {command: 'list'}],
		['-C', {command: 'clear'}],
		['--restore', {command: 'restore'}],
		['-S -n', {command: 'save'}],
	])('%s', (line, command) => {
		expect(read(line)).toEqual(command);
	});

	it.each([
		['-q', 'unknown command -q'],
		['--edit-sever', 'unknown command --edit-sever; did you mean --edit-server?'],
		['edit', 'a command comes first, such as -e or --edit-server, not edit'],
		['-e -t 10.1.1.1:80', 'no real server'],
		['-e -r 10.0.0.8:80', 'not exactly one service'],
		['-e -t 10.1.1.1:80 -r 10.0.0.8 --wieght 3', 'unknown option --wieght; did you mean --weight?'],
		[
			'-d -t 10.1.1.1:80 -r 10.0.0.8 -w 3',
			'-w describes a server: it goes with add-server and edit-server, not with delete-server',
		],
		[
			'-E -t 10.1.1.1:80 -y 3',
			'-y describes a server: it goes with add-server and edit-server, not with edit-service',
		],
		[
			'-A -t 10.1.1.1:80 --tun-type gue',
			'--tun-type describes a server: it goes with add-server and edit-server, not with add-service',
		],
		[
			'-E -t 10.1.1.1:80 -r 10.0.0.8',
			'-r names a server: it goes with add-server, edit-server and delete-server, not with edit-service',
		],
		[
			'-e -t 10.1.1.1:80 -r 10.0.0.8 -s rr',
			'-s describes a service: it goes with add-service and edit-service, not with edit-server',
		],
		[
			'--stop-daemon backup -t 10.1.1.1:80',
			'-t names a service: it goes with commands for services and servers, not with stop-daemon',
		],
		['-Z --syncid 3', '--syncid describes a sync daemon: it goes with start-daemon, not with zero'],
		['-D -t 10.1.1.1:80 -n', '-n is about listing: it goes with list, not with delete-service'],
		['-E -t 10.1.1.1:80 -D', 'only one command at a time: edit-service or delete-service'],
		['-E -t 10.1.1.1:80 -q', 'unknown option -q'],
		['-e -t 10.1.1.1:80 -r 10.0.0.8 -w', '--weight has no argument'],
		['-e -t 10.1.1.1:80 -r 10.0.0.8 -w x', 'the weight is not a number from 0 to 2147483647: x'],
		['-e -t 10.1.1.1:80 -r 10.0.0.8 -w 1 -w 2', 'the option --weight is given twice'],
		['-e -t 10.1.1.1:80 -r 10.0.0.8 5', 'unexpected argument 5'],
		['-a -t 10.1.1.1:80 -r no-host', 'not a numeric address: no-host'],
		['-a -t 10.1.1.1:no-port -r 10.0.0.8', 'unknown service name: no-port'],
		['-A -t 10.1.1.1:80 ops', 'unexpected argument ops'],
		[
			'--set 900 120',
			'three timeouts are needed, in seconds: tcp tcpfin udp; 0 leaves one as it is',
		],
		['--set 900 120 x', 'the timeout udp is not a number from 0 to 2678400: x'],
		['--start-daemon primary', 'a sync daemon is master or backup, not primary'],
		['--start-daemon master', 'no --mcast-interface'],
		[
			'--stop-daemon master --syncid 5',
			'the kernel stops a sync daemon by its role alone: leave the options out',
		],
		['--zero=x', '--zero takes no argument'],
	])('says what is wrong with %j', (line, message) => {
		expect(() => read(line)).toThrow(new UnreadableLine(message));
	});

	it('suggests an option that belongs to whoever took the line', () => {
		expect(() => read('-Z --dry-rum', ['dry-run'])).toThrow('did you mean --dry-run?');
	});
});

describe('what an edit leaves out', () => {
	const present: ServerRule = {
		address: ipAddress('10.0.0.8'),
		port: 80,
		forwarding: 'tunnel',
		tunnel: {type: 'gue', port: 6080, checksum: 'csum'},
		weight: 5,
		upperThreshold: 100,
		lowerThreshold: 80,
	};

	function edited(options: string): ServerRule {
		const command = read(`-e -t 10.1.1.1:80 -r 10.0.0.8 ${options}`);
		return command.command === 'edit-server'
			? completeServer(command.given, present)
			: expect.fail(command.command);
	}

	it.each([
		['-w 3', {...present, weight: 3}],
		['-x 0 -y 0', {...present, upperThreshold: 0, lowerThreshold: 0}],
		['-i', present],
		['--tun-port 7000', {...present, tunnel: {type: 'gue', port: 7000, checksum: 'csum'}}],
		['--tun-nocsum', {...present, tunnel: {type: 'gue', port: 6080, checksum: 'nocsum'}}],
		['--tun-type gre', {...present, tunnel: {type: 'gre', port: null, checksum: 'nocsum'}}],
		['-m', {...present, forwarding: 'masq', tunnel: null}],
	])('of a server stays as it is: %s', (options, rule) => {
		expect(edited(options)).toEqual(rule);
	});

	it.each([
		['-m --tun-port 7000', '--tun-port without -i'],
		['--tun-type ipip --tun-csum', 'an ipip tunnel has no checksum'],
	])('does not make up for what does not fit together: %s', (options, message) => {
		expect(() => edited(options)).toThrow(message);
	});

	it.each([
		['-s sh', {schedulerFlags: ['sh-port']}],
		['-s rr', {scheduler: 'rr', schedulerFlags: []}],
		['-p 60', {persistence: {timeout: 60, netmask: '255.255.255.0'}}],
		['-M 255.255.0.0', {persistence: {timeout: 300, netmask: '255.255.0.0'}}],
		['-b sh-fallback', {schedulerFlags: ['sh-fallback']}],
	])(
		'of a service stays as it is, except the flags of another scheduler: %s',
		(options, changed) => {
			const rule: ServiceRule = {
				key: web,
				scheduler: 'sh',
				schedulerFlags: ['sh-port'],
				persistence: {timeout: 300, netmask: '255.255.255.0'},
				engine: null,
				onePacket: false,
			};
			const command = read(`-E -t 10.1.1.1:80 ${options}`);
			expect(command.command === 'edit-service' && completeService(command.given, rule)).toEqual({
				...rule,
				...changed,
			});
		},
	);
});

/** The rule that the simulated ipvsadm makes of a line; null if it refuses the line. */
function asIpvsadmReads(line: string): ServiceRule | ServerRule | null {
	const output = {stdout() {}, stderr() {}};
	try {
		const entry = parseOptions(output, {program: 'ipvsadm', build: '1.31'}, wordsOf(line));
		if (entry === null) {
			return null;
		}

		checkEntry(output, entry);
		return entry.command === 'add-service'
			? serviceRuleOf(entry.service)
			: serverRuleOf(entry.server);
	} catch (error) {
		if (error instanceof Exit) {
			return null;
		}

		throw error;
	}
}

/** The rule that lvstop makes of it; null if it refuses the line. */
function asLvstopReads(line: string): ServiceRule | ServerRule | null {
	try {
		const command = read(line);
		return command.command === 'add-service'
			? completeService(command.given, null)
			: command.command === 'add-server'
				? completeServer(command.given, null)
				: null;
	} catch (error) {
		return error instanceof UnreadableLine ? null : expect.fail(String(error));
	}
}

describe('a new row', () => {
	const some = (...texts: readonly string[]) => fc.constantFrom('', ...texts);
	const server = fc
		.tuple(
			fc.constantFrom('-a', '--add-server'),
			fc.constantFrom(
				'-t 10.1.1.1:80',
				'-u 10.1.1.1:80',
				'--sctp-service [2001:db8::1]:80',
				'-f 7',
			),
			fc.constantFrom('-r 10.0.0.8:80', '-r 10.0.0.8', '--real-server=[2001:db8::8]:80'),
			some('-m', '-g', '-i', '--ipip', '-m -g'),
			some('-w 5', '--weight=0', '-w -1', '-w'),
			some('-x 100', '--u-threshold=7'),
			some('-y 80'),
			some('--tun-type gue', '--tun-type gre', '--tun-type ipip', '--tun-type vxlan'),
			some('--tun-port 6080'),
			some('--tun-csum', '--tun-remcsum'),
		)
		.map(parts => parts.filter(part => part !== '').join(' '));
	const service = fc
		.tuple(
			fc.constantFrom('-A', '--add-service'),
			fc.constantFrom('-t 10.1.1.1:80', '-u 10.1.1.1:80', '-t [2001:db8::1]:80', '-f 7', '-f 7 -6'),
			some('-s rr', '--scheduler=sh', '-s mh'),
			some('-p', '-p 60', '--persistent=300', '-p x'),
			some('-M 255.255.255.0', '-M 64'),
			some('--pe sip'),
			some('-o'),
			some('-b sh-port', '-b flag-1', '-b mh-port,mh-fallback'),
		)
		.map(parts => parts.filter(part => part !== '').join(' '));

	it('is what ipvsadm makes of the same words, whenever both accept them', () => {
		let accepted = 0;
		fc.assert(
			fc.property(fc.oneof(server, service), line => {
				const one = asIpvsadmReads(line);
				const other = asLvstopReads(line);
				if (one !== null && other !== null) {
					accepted += 1;
					expect(other).toEqual(one);
				}
			}),
			{numRuns: cases(1000)},
		);
		expect(accepted).toBeGreaterThan(50);
	});
});
