/**
 * `lvstop diff` with the files of other programs and with pasted listings.
 */
import {readFileSync} from 'node:fs';
import {mkdir, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {describe, expect, test} from 'vitest';
import {directorWith, rulesIn} from '../../../support/director-with.ts';
import {oddFiles} from '../../../support/odd-files.ts';
import {runSnapshot, type SnapshotRunOptions} from '../../../support/run-snapshot-subcommand.ts';
import {temporaryFolder} from '../../../support/temporary-folder.ts';

const fixtures = join(import.meta.dirname, '../../../fixtures/wanted');
const webDr = join(fixtures, 'keepalived/web-dr.conf');
const web = join(fixtures, 'ldirectord/web.cf');
const rulesOfFile = (path: string) => readFileSync(`${path}.rules`, 'utf8');

const notes = [
	`${webDr}:32: note: not a keyword of a virtual server, keepalived ignores it: nat_mask`,
	`${webDr}:33: note: persistence_timeout 0 is ignored: the service is not persistent`,
	'',
].join('\n');

/** A director with the rules of a text, and a way to run `diff` on it. */
async function place(rules: string) {
	const director = directorWith(rulesIn(rules));
	const folder = await temporaryFolder();
	return {
		...director,
		folder,
		async file(name: string, text: string) {
			await writeFile(join(folder, name), text);
			return join(folder, name);
		},
		diff: (options: SnapshotRunOptions, ...words: readonly string[]) =>
			runSnapshot({...director, folder}, 'diff', words, options),
	};
}

describe('diff --keepalived', () => {
	test('finds no differences in the table that keepalived makes', async () => {
		const {diff} = await place(rulesOfFile(webDr));
		expect(await diff({keepalived: webDr})).toEqual({code: 0, out: 'no differences\n', err: notes});
	});

	test('explains what health checks may have done, and nothing else', async () => {
		const {diff, ipvsadm} = await place(rulesOfFile(webDr));
		await ipvsadm('-d -t 192.0.2.100:80 -r 198.51.100.12');
		await ipvsadm('-e -t 192.0.2.100:443 -r 198.51.100.11 -g -w 0');
		await ipvsadm('-A -t 192.0.2.200:80 -s rr');
		expect(await diff({keepalived: webDr})).toEqual({
			code: 1,
			out: `  tcp:192.0.2.100:80
+   198.51.100.12:80  -g -w 1
      may be right: keepalived removes a server while its health check fails
  tcp:192.0.2.100:443
~   198.51.100.11:443  weight 0 → 1
- tcp:192.0.2.200:80  -s rr
3 differences; health checks may explain 1
`,
			err: notes,
		});
	});

	test('ends with 1 even if health checks may explain everything', async () => {
		const {diff, ipvsadm} = await place(rulesOfFile(webDr));
		await ipvsadm('-d -t 192.0.2.100:80 -r 198.51.100.12');
		const {code, out} = await diff({keepalived: webDr});
		expect(code).toBe(1);
		expect(out).toMatch(/\n1 difference; health checks may explain all\n$/);
	});

	test('says if the sorry server should be in use', async () => {
		const {diff, ipvsadm} = await place(rulesOfFile(webDr));
		await ipvsadm('-d -t 192.0.2.100:80 -r 198.51.100.11');
		await ipvsadm('-d -t 192.0.2.100:80 -r 198.51.100.12');
		expect((await diff({keepalived: webDr})).out).toContain(
			'! tcp:192.0.2.100:80  too few servers are in use, and the sorry server 127.0.0.1:80 is not\n' +
				'2 differences; health checks explain none\n',
		);
	});

	test('compares some services only, and not weights if told so', async () => {
		const {diff, ipvsadm} = await place(rulesOfFile(webDr));
		await ipvsadm('-d -t 192.0.2.100:80 -r 198.51.100.12');
		await ipvsadm('-e -t 192.0.2.100:443 -r 198.51.100.11 -g -w 0');
		const only = {keepalived: webDr, service: ['tcp:192.0.2.100:443']};
		expect(await diff({...only, keepWeights: true})).toMatchObject({
			code: 0,
			out: 'no differences\n',
		});
		expect(await diff(only)).toMatchObject({
			code: 1,
			out: /^ {2}tcp:192.0.2.100:443\n~ .*\n1 difference;/,
		});
		expect(await diff({keepalived: webDr, service: ['udp:192.0.2.100:443']})).toMatchObject({
			code: 2,
			err: 'lvstop: --service: neither side has udp:192.0.2.100:443\n',
		});
	});

	test('compares saved rules or a listing instead of the director', async () => {
		const {diff, file} = await place('');
		expect(await diff({keepalived: webDr}, await file('rules', rulesOfFile(webDr)))).toMatchObject({
			code: 0,
			out: 'no differences\n',
		});
		const listing = `IP Virtual Server version 1.2.1 (size=4096)
Prot LocalAddress:Port Scheduler Flags
  -> RemoteAddress:Port           Forward Weight ActiveConn InActConn
TCP  192.0.2.100:80 rr
  -> 198.51.100.11:80             Route   3      0          0
TCP  192.0.2.100:443 rr
  -> 198.51.100.11:443            Route   1      0          0
  -> 198.51.100.12:443            Route   1      0          0
`;
		// The scheduler is another one, but of a listing it is not compared.
		expect(await diff({keepalived: webDr}, await file('listing', listing))).toEqual({
			code: 1,
			out: `  tcp:192.0.2.100:80
+   198.51.100.12:80  -g -w 1
      may be right: keepalived removes a server while its health check fails
1 difference; health checks may explain all
`,
			err: expect.stringMatching(
				/listing is a listing of ipvsadm -L: only servers, forwarding and weights/,
			),
		});
	});

	test('is an object with --json', async () => {
		const {diff, ipvsadm} = await place(rulesOfFile(webDr));
		await ipvsadm('-d -t 192.0.2.100:80 -r 198.51.100.12');
		const {code, out, err} = await diff({keepalived: webDr, json: true});
		expect({code, err}).toEqual({code: 1, err: ''});
		expect(JSON.parse(out)).toMatchObject({
			same: false,
			program: 'keepalived',
			servers: {added: [{service: 'tcp:192.0.2.100:80', id: '198.51.100.12:80', weight: 1}]},
			explanations: [
				{
					service: 'tcp:192.0.2.100:80',
					server: '198.51.100.12:80',
					reason: 'keepalived removes a server while its health check fails',
				},
			],
			doubts: [],
			problems: [{file: webDr, line: 32, severity: 'note'}, {line: 33}],
			notCompared: [],
		});
	});

	test('is in colours where they are wanted', async () => {
		const {diff, ipvsadm} = await place(rulesOfFile(webDr));
		await ipvsadm('-d -t 192.0.2.100:80 -r 198.51.100.12');
		expect((await diff({keepalived: webDr, color: true})).out).toContain(
			'\u001B[32m+   198.51.100.12:80  -g -w 1\u001B[m\n      may be right: keepalived removes',
		);
	});

	test('does not take a block that cannot be read for services that are missing', async () => {
		const path = join(fixtures, 'keepalived/broken.conf');
		const {diff} = await place(`${rulesOfFile(path)}-A -t 192.0.2.72:80 -s rr\n`);
		const {code, out, err} = await diff({keepalived: path});
		expect({code, out}).toEqual({code: 1, out: 'no differences\n'});
		expect(err).toContain(
			`${path}:30: error: the weight is not a number from 0 to 2147483647: heavy; not compared:`,
		);
		expect(JSON.parse((await diff({keepalived: path, json: true})).out)).toMatchObject({
			same: true,
			notCompared: ['tcp:192.0.2.72:80'],
		});
	});

	test('reads conditions for the director, or for the machine that is named', async () => {
		const text =
			'@lb1 virtual_server 192.0.2.1 80 { protocol TCP \n@lb1 real_server 198.51.100.1 80 { } \n@lb1 }\n';
		const {diff, file} = await place('');
		const keepalived = await file('k.conf', text);
		expect((await diff({keepalived})).out).toMatch(/^\+ tcp:192.0.2.1:80 {2}-s wlc\n/);
		expect((await diff({keepalived, configId: 'lb2'})).out).toBe('no differences\n');
	});

	test('follows includes from the folder of the file', async () => {
		const {diff, file, folder} = await place('');
		await mkdir(join(folder, 'conf.d'));
		await file(
			'conf.d/a.conf',
			'virtual_server 192.0.2.1 80 {\nprotocol TCP\nreal_server 198.51.100.1 80 { }\n}\n',
		);
		const keepalived = await file('k.conf', 'include conf.d/*.conf\n');
		expect((await diff({keepalived})).out).toMatch(/^\+ tcp:192.0.2.1:80 /);
	});

	test('reads standard input', async () => {
		const {diff} = await place(rulesOfFile(webDr));
		const input = readFileSync(webDr, 'utf8');
		expect(await diff({keepalived: '-', input})).toMatchObject({
			code: 0,
			err: /^standard input:32: note: /,
		});
	});

	test.each(Object.entries(oddFiles))('%s ends at once', async (_, make) => {
		const {diff, folder} = await place('');
		for (const program of ['keepalived', 'ldirectord']) {
			expect(await diff({[program]: await make(await mkdtempIn(folder, program))})).toEqual({
				code: 2,
				out: '',
				err: expect.stringMatching(/^lvstop: \S+ is not a regular file but a [a-z ]+\n$/),
			});
		}
	});

	test('makes what a file has in it visible', async () => {
		const {diff, file} = await place('');
		const path = await file(
			'k.conf',
			'virtual_server 192.0.2.1 80 {\nprotocol \u001b[2J\u202e\n}\n',
		);
		const {err} = await diff({keepalived: path});
		expect(err).toContain('not TCP, UDP or SCTP: \\x1b[2J\\u{202e}');
	});

	test('tells only some of very many problems', async () => {
		const {diff, file} = await place('');
		const path = await file('k.conf', 'virtual_server x 80 { }\n'.repeat(5000));
		const {code, err} = await diff({keepalived: path});
		expect(code).toBe(1);
		expect(err.split('\n')).toHaveLength(52);
		expect(err).toMatch(/\nand 4,950 more problems\n$/);
	});

	test('refuses words that do not belong together', async () => {
		const {diff} = await place('');
		for (const [options, ...words] of [
			[{}],
			[{keepalived: webDr, ldirectord: web}],
			[{keepalived: webDr}, 'a', 'b'],
			[{ldirectord: web, configId: 'lb1'}],
			[{configId: 'lb1'}, 'a'],
		] as const) {
			expect(await diff(options, ...words)).toMatchObject({code: 2, out: ''});
		}
	});
});

/** A folder for one odd file. */
async function mkdtempIn(folder: string, name: string): Promise<string> {
	await mkdir(join(folder, name));
	return join(folder, name);
}

describe('diff --ldirectord', () => {
	test('finds no differences in the table that ldirectord makes, and explains others', async () => {
		const {diff, ipvsadm} = await place(rulesOfFile(web));
		expect(await diff({ldirectord: web})).toEqual({code: 0, out: 'no differences\n', err: ''});
		await ipvsadm('-d -t 192.0.2.80:80 -r 198.51.100.81');
		await ipvsadm('-e -t 192.0.2.80:80 -r 198.51.100.82:8080 -m -w 0');
		expect(await diff({ldirectord: web})).toEqual({
			code: 1,
			out: `  tcp:192.0.2.80:80
+   198.51.100.81:80  -g -w 1
      may be right: ldirectord removes a server while its check fails (quiescent=no)
~   198.51.100.82:8080  weight 0 → 100
2 differences; health checks may explain 1
`,
			err: '',
		});
	});

	test('knows the names of hosts and ports of this machine', async () => {
		const {diff, file} = await place(
			'-A -t 127.0.0.1:80 -s wrr\n-a -t 127.0.0.1:80 -r 198.51.100.1:80 -g -w 1\n',
		);
		const ldirectord = await file(
			'l.cf',
			'virtual=localhost:http\n\treal=198.51.100.1:http gate\n',
		);
		expect(await diff({ldirectord})).toMatchObject({code: 0, out: 'no differences\n'});
		const strange = await file(
			'm.cf',
			'virtual=no-such-host.invalid:http\n\treal=198.51.100.1 gate\n',
		);
		expect((await diff({ldirectord: strange})).err).toContain(
			'm.cf:1: error: not an address, or a name with one IPv4 address: no-such-host.invalid;',
		);
	});
});

describe('diff of a pasted listing', () => {
	const rules = `-A -t 10.1.1.1:80 -s wlc -p 60
-a -t 10.1.1.1:80 -r 10.0.0.8:80 -m -w 1 -x 100
-a -t 10.1.1.1:80 -r 10.0.0.9:80 -i -w 1 --tun-type gre --tun-csum
`;
	const listing = `root@lb1:~# ipvsadm -Ln
IP Virtual Server version 1.2.1 (size=4096)
Prot LocalAddress:Port Scheduler Flags
  -> RemoteAddress:Port           Forward Weight ActiveConn InActConn
TCP  10.1.1.1:80 rr
  -> 10.0.0.8:80                  Masq    5      0          32        \r
  -> 10.0.0.9:80                  Tunnel  1      0          32        `;

	test('compares servers, forwarding and weights with the director, and says so', async () => {
		const {diff, file} = await place(rules);
		const path = await file('listing', listing);
		expect(await diff({}, path)).toEqual({
			code: 1,
			out: '  tcp:10.1.1.1:80\n~   10.0.0.8:80  weight 1 → 5\n1 server changed\n',
			err: `${path} is a listing of ipvsadm -L: only servers, forwarding and weights are compared\n`,
		});
		expect(
			await diff({}, await file('same', listing.replace('Masq    5', 'Masq    1'))),
		).toMatchObject({
			code: 0,
			out: 'no differences\n',
		});
	});

	test('can be the first of two, or both', async () => {
		const {diff, file} = await place('');
		const path = await file('listing', listing);
		expect(await diff({}, path, await file('rules', rules))).toMatchObject({
			out: '  tcp:10.1.1.1:80\n~   10.0.0.8:80  weight 5 → 1\n1 server changed\n',
		});
		expect(
			await diff({}, path, await file('new', listing.replace('Tunnel  1', 'Route   1'))),
		).toMatchObject({
			out: '  tcp:10.1.1.1:80\n~   10.0.0.9:80  forwarding tunnel → route\n1 server changed\n',
		});
	});

	test('a row that cannot be read costs its service, and is told', async () => {
		const {diff, file} = await place(`${rules}-A -t 10.1.1.2:80 -s rr\n`);
		const path = await file(
			'listing',
			`${listing.replace('10.0.0.8:80  ', 'web1:http')}\nTCP  10.1.1.2:80 rr\n`,
		);
		expect(await diff({}, path)).toEqual({
			code: 1,
			out: 'no differences\n',
			err: expect.stringMatching(
				/listing:6: not a numeric address with a port: web1:http; not compared: "/,
			),
		});
	});

	test('other listings are refused, and a restore takes none', async () => {
		const director = await place(rules);
		const stats = listing.replace(/ {2}-> Remote.*/, '  -> RemoteAddress:Port');
		expect(await director.diff({}, await director.file('stats', stats))).toMatchObject({
			code: 2,
			err: /stats:4: not the titles of this listing/,
		});
		const restored = await runSnapshot(
			director,
			'restore',
			[await director.file('listing', listing)],
			{yes: true},
		);
		expect(restored).toMatchObject({code: 2, err: /listing:1: not a rule/});
	});

	test('is what a machine with ipvsadm prints', async () => {
		const {diff, port, folder} = await place(rules);
		const {stdout} = await port.run(['ipvsadm', '-Ln']);
		await writeFile(join(folder, 'listing'), stdout);
		expect(await diff({}, join(folder, 'listing'))).toMatchObject({
			code: 0,
			out: 'no differences\n',
		});
	});
});
