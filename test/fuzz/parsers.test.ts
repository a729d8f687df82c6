/**
 * For any input a parser returns data or a described error: it throws nothing else, and the time for a long line or a
 * long table grows only linearly.
 */
import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {KeyScriptError, parseKeyScript} from '../../source/console/keys/key-script.ts';
import {splitWords, UnfinishedWords} from '../../source/director/port/split-words.ts';
import {createTableWords} from '../../source/features/connections/table/connection-row.ts';
import {createConnectionStream} from '../../source/features/connections/table/connection-stream.ts';
import {connectionOf} from '../../source/features/connections/table/listed-connection.ts';
import {parseServices} from '../../source/features/snapshots/files/resolve-names.ts';
import {parseAbout} from '../../source/features/snapshots/files/snapshot-metadata.ts';
import {parseKeepalived} from '../../source/features/wanted/keepalived/parse-keepalived.ts';
import {parseLdirectord} from '../../source/features/wanted/ldirectord/parse-ldirectord.ts';
import {fits, withoutBraces} from '../../source/features/wanted/wildcards.ts';
import {parseConfiguration} from '../../source/files/configuration/parse-configuration.ts';
import {parseEndpoint, parseIpAddress} from '../../source/ipvs/address.ts';
import {
	ParseError,
	type ParserFactory,
	parseText,
	UnreadableLine,
} from '../../source/ipvs/line-parser.ts';
import {connectionListingParser} from '../../source/ipvs/parse/connection-listing.ts';
import {readIpvsadmCommand} from '../../source/ipvs/parse/ipvsadm-command.ts';
import {listingParser} from '../../source/ipvs/parse/listing.ts';
import {ownerEvidenceParser} from '../../source/ipvs/parse/owner-evidence.ts';
import {parsePastedListing} from '../../source/ipvs/parse/pasted-listing.ts';
import {persistentListingParser} from '../../source/ipvs/parse/persistent-listing.ts';
import {procConnectionsParser} from '../../source/ipvs/parse/proc-connections.ts';
import {procIpVsParser} from '../../source/ipvs/parse/proc-ip-vs.ts';
import {procStatsParser} from '../../source/ipvs/parse/proc-stats.ts';
import {procStatsPerCpuParser} from '../../source/ipvs/parse/proc-stats-per-cpu.ts';
import {rateListingParser} from '../../source/ipvs/parse/rate-listing.ts';
import {liveRulesParser, saveFormatParser} from '../../source/ipvs/parse/save-format.ts';
import {syncDaemonsParser, timeoutsParser} from '../../source/ipvs/parse/settings.ts';
import {statsListingParser} from '../../source/ipvs/parse/stats-listing.ts';
import {thresholdListingParser} from '../../source/ipvs/parse/threshold-listing.ts';
import {parseServiceId} from '../../source/ipvs/service-id.ts';
import {wellKnownNames} from '../../source/ipvs/service-names.ts';
import {visibleText} from '../../source/ipvs/visible-text.ts';
import {knownValues} from '../../source/program/known-values.ts';
import {whyNotLinear} from '../support/growth.ts';
import {faulty, longInputs, recorded, wantedFiles} from './inputs.ts';

/** A parser: how to run it, the errors it may throw, and its usual input. */
interface Subject {
	readonly name: string;
	readonly read: (text: string) => unknown;
	readonly refusal: readonly (new (...words: never[]) => Error)[];
	readonly texts: readonly string[];
}

/** A parser of texts that were recorded under a name. */
function subject<T>(file: string, factory: ParserFactory<T>, name = file): Subject {
	return {
		name,
		read: text => parseText(factory, text),
		refusal: [ParseError],
		texts: recorded(file),
	};
}

/** Reads the connection table as the console does, in two pieces. */
function readStream(text: string): unknown {
	const words = createTableWords();
	const rows: unknown[] = [];
	const stream = createConnectionStream(words, row => rows.push(connectionOf(row, words)));
	const bytes = new TextEncoder().encode(text);
	const middle = bytes.length >> 1;
	stream.push(bytes.slice(0, middle));
	stream.push(bytes.slice(middle));
	stream.end();
	return [rows, stream.unreadable];
}

const subjects: readonly Subject[] = [
	subject('ipvsadm-Ln.txt', listingParser),
	subject('ipvsadm-Ln--stats--exact.txt', statsListingParser),
	subject('ipvsadm-Ln--stats.txt', statsListingParser),
	subject('ipvsadm-Ln--rate--exact.txt', rateListingParser),
	subject('ipvsadm-Ln--thresholds.txt', thresholdListingParser),
	subject('ipvsadm-Ln--persistent-conn.txt', persistentListingParser),
	subject('ipvsadm-Lnc.txt', connectionListingParser),
	subject('ipvsadm-Ln--daemon.txt', syncDaemonsParser),
	subject('ipvsadm-Ln--timeout.txt', timeoutsParser),
	subject('ipvsadm-S.txt', saveFormatParser(), 'ipvsadm-S.txt'),
	subject('ipvsadm-Sn.txt', liveRulesParser(), 'ipvsadm-Sn.txt of just now'),
	subject('proc-net-ip_vs.txt', procIpVsParser),
	subject('proc-net-ip_vs_stats.txt', procStatsParser),
	subject('proc-net-ip_vs_stats_percpu.txt', procStatsPerCpuParser),
	subject('proc-net-ip_vs_conn.txt', procConnectionsParser),
	{
		name: 'proc-net-ip_vs_conn.txt as a stream',
		read: readStream,
		refusal: [ParseError],
		texts: recorded('proc-net-ip_vs_conn.txt'),
	},
	{
		name: 'a configuration',
		read: text => parseConfiguration('config.toml', text, knownValues),
		refusal: [],
		texts: [
			'interval = 2.5\nread-only = true\nview = "services"\nsort = "-service"\nfilter = "a"\n',
		],
	},
	{
		name: 'what is kept beside saved rules',
		read: parseAbout,
		refusal: [],
		texts: [
			'{"time":"2026-01-01T00:00:00.000Z","host":"lb1","occasion":"saved","note":"","services":1,"servers":2,' +
				'"settings":{"timeouts":{"tcp":900,"tcpFin":120,"udp":300},"daemons":[]},"sha256":"0"}\n',
		],
	},
	{
		name: '/etc/services',
		read: parseServices,
		refusal: [],
		texts: ['# ports\nhttp\t\t80/tcp\t\twww\t# WorldWideWeb HTTP\ndomain 53/udp\n'],
	},
	{
		name: 'the words of --via',
		read: splitWords,
		refusal: [UnfinishedWords],
		texts: [`sudo -n ip netns exec 'lb one' "x\\"y" a\\ b\n`],
	},
	{
		name: 'a typed command of ipvsadm',
		read: text =>
			readIpvsadmCommand(text.split(/\s+/), {names: wellKnownNames, otherOptions: ['yes']}),
		refusal: [UnreadableLine],
		texts: [
			'-e -t 10.1.1.1:http -r 10.0.0.8 -m -w 3 -x 100 -y=80',
			'--add-server -f 7 -6 -r [2001:db8::8]:80 -i --tun-type gue --tun-port=6080 --tun-csum',
			'-Eu 10.1.1.1:53 -s sh -p -M 255.255.255.0 -ob sh-port --pe sip',
			'--start-daemon master --mcast-interface eth0 --syncid 5 --mcast-group 224.0.0.82',
			'--set 900 120 300',
		],
	},
	{
		name: 'the keys of --keys',
		read: parseKeyScript,
		refusal: [KeyScriptError],
		texts: ['jjw5<enter>y<wait>:drain<tab><esc><ctrl-l>'],
	},
	{
		name: 'names of services, servers and addresses',
		read: text => [parseServiceId(text), parseEndpoint(text), parseIpAddress(text)],
		refusal: [],
		texts: [
			'tcp:[2001:db8::1]:80',
			'fwm6:7',
			'10.0.0.8:80',
			'[::ffff:10.0.0.1]:443',
			'2001:db8::8',
		],
	},
	{
		name: 'text that is made visible',
		read: visibleText,
		refusal: [],
		texts: ['\ufeff-A -t 10.1.1.1:80\n'],
	},
	{
		name: 'a pasted listing',
		read: parsePastedListing,
		refusal: [ParseError],
		texts: recorded('ipvsadm-Ln.txt').map(text => `# ipvsadm -Ln\n${text.trimEnd()}`),
	},
	{
		name: 'keepalived.conf',
		read: text =>
			parseKeepalived(
				text.split('\n').map((line, index) => ({file: 'k.conf', line: index + 1, text: line})),
				{configId: 'lb1'},
			),
		refusal: [],
		texts: wantedFiles('keepalived', ['web-dr.conf', 'inhibit.conf', 'broken.conf', 'all.conf']),
	},
	{
		name: 'ldirectord.cf',
		read: text => parseLdirectord('l.cf', text, wellKnownNames),
		refusal: [],
		texts: wantedFiles('ldirectord', ['web.cf', 'marks.cf', 'broken.cf']),
	},
	{
		name: 'the pattern of an include',
		read: text => withoutBraces(text)?.map(pattern => fits('10-web.conf', pattern)),
		refusal: [],
		texts: ['/etc/keepalived/{conf.d/[0-9]*-?*,[!a-c]x}.conf'],
	},
	{
		name: 'signs of owners',
		read: text => parseText(ownerEvidenceParser, text),
		refusal: [ParseError],
		texts: [
			'ipc:[4026531839] pid:[4026531836]\ninterface kube-ipvs0\ndocker ingress_sbox\npidfile vrrp 812\n' +
				'process 812 here keepalived\narguments 812 /usr/sbin/keepalived -n\nend\n',
		],
	},
];

describe.each(subjects)('$name', ({read, refusal, texts}) => {
	test('is read, or refused in words', () => {
		expect(texts.length).toBeGreaterThan(0);
		fc.assert(
			fc.property(faulty(texts), text => {
				try {
					read(text);
				} catch (error) {
					if (!refusal.some(kind => error instanceof kind)) {
						throw error;
					}

					const {message} = error as Error;
					expect(message).not.toBe('');
					expect(message.length).toBeLessThan(6000);
				}
			}),
		);
	});

	test('takes time in proportion to its length', () => {
		const slow = longInputs(texts[0] ?? '').flatMap(({name, make}) => {
			const why = whyNotLinear(make, text => {
				try {
					read(text);
				} catch {
					// The other test checks how it is refused.
				}
			});
			return why === null ? [] : `${name}: ${why}`;
		});
		expect(slow).toEqual([]);
	}, 60_000);
});
