/**
 * Names of addresses: where they come from, and that nothing waits for them or can be harmed by them.
 */
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {type Names, namedEndpoint, nameOf} from '../../../source/director/names.ts';
import {cleanName} from '../../../source/features/names/clean-name.ts';
import {parseHosts} from '../../../source/features/names/hosts-file.ts';
import {createNameBook, type NameSources} from '../../../source/features/names/name-book.ts';
import {ipAddress} from '../../../source/ipvs/address.ts';
import {createManualClock} from '../../../source/simulator/manual-clock.ts';

const web = ipAddress('10.0.0.8');
const other = ipAddress('10.0.0.9');
const v6 = ipAddress('2001:db8::8');

describe('a name from another machine', () => {
	it.each([
		['web1.example.com', 'web1.example.com'],
		['web1.example.com.', 'web1.example.com'],
		['_srv-1', '_srv-1'],
		['a'.repeat(254), null],
		['', null],
		['.', null],
		['a..b', null],
		['web1 drained', null],
		['\u{1B}[2Jx', null],
		['web\u{202E}1', null],
		['10.0.0.1', null],
		['10.0.0', null],
		['123', null],
		['::1', null],
	])('%j is shown as %j', (name, shown) => {
		expect(cleanName(name)).toBe(shown);
	});

	it('never has anything that a terminal or a person could mistake', () => {
		fc.assert(
			fc.property(fc.string({unit: 'binary'}), name => {
				expect(cleanName(name) ?? 'none').toMatch(/^[\w.-]+$/);
			}),
		);
	});
});

it('/etc/hosts gives the first name of each address, and skips what it cannot understand', () => {
	const text = [
		'127.0.0.1 localhost',
		'# 10.0.0.1 comment',
		'10.0.0.8\tweb1 web1.example.com # first',
		'10.0.0.8 later',
		'2001:DB8:0::8 web6',
		'10.0.0.9',
		'10.0.0.300 wrong',
		'10.0.0.10 \u{1B}[31m',
		'fe80::1%eth0 zone',
		'',
	].join('\r\n');
	expect([...parseHosts(text)]).toEqual([
		['127.0.0.1', 'localhost'],
		['10.0.0.8', 'web1'],
		['2001:db8::8', 'web6'],
	]);
});

/** A book whose DNS is answered by the test. */
function bookWith(told: Partial<NameSources> = {}, hosts = '') {
	const clock = createManualClock();
	const asked: {address: string; answer: PromiseWithResolvers<readonly string[]>}[] = [];
	const changes: Names[] = [];
	const book = createNameBook({
		shown: 'beside',
		configured: new Map(),
		lookUp: {
			hosts: async () => hosts,
			reverse(address) {
				const answer = Promise.withResolvers<readonly string[]>();
				asked.push({address, answer});
				return answer.promise;
			},
			cancel() {},
		},
		clock,
		onChange: names => changes.push(names),
		...told,
	});
	return {book, clock, asked, changes};
}

function failure(code: string): Error {
	return Object.assign(new Error(code), {code});
}

describe('the book of names', () => {
	it('prefers the configuration to /etc/hosts, and that to DNS', async () => {
		const configured = new Map([
			['10.0.0.8:80', 'shop'],
			['10.0.0.8', 'mine'],
		]);
		const {book, clock, asked} = bookWith({configured}, '10.0.0.8 hosts\n10.0.0.9 hosts9\n');
		book.want([web, other, v6]);
		await clock.pass(0);
		expect(asked.map(({address}) => address)).toEqual([v6]);
		asked[0]?.answer.resolve(['dns6.example.com']);
		await clock.pass(300);
		const names = book.names();
		expect(nameOf(names, web, 80)).toBe('shop');
		expect(nameOf(names, web, 81)).toBe('mine');
		expect(nameOf(names, other, 80)).toBe('hosts9');
		expect(nameOf(names, v6, null)).toBe('dns6.example.com');
		expect(namedEndpoint(names, web, 80)).toBe('shop');
		expect(namedEndpoint(names, web, 81)).toBe('mine:81');
		expect(names.addressesNamed('hosts')).toEqual([other]);
		expect(names.addressesNamed('shop')).toEqual([web]);
	});

	it('asks for each address once, until its name is old', async () => {
		const {book, clock, asked} = bookWith();
		book.want([web, web]);
		await clock.pass(0);
		book.want([web]);
		expect(asked).toHaveLength(1);
		asked[0]?.answer.resolve(['web1']);
		await clock.pass(500_000);
		book.want([web]);
		expect(asked).toHaveLength(1);
		await clock.pass(101_000);
		book.want([web]);
		expect(asked).toHaveLength(2);
		asked[1]?.answer.reject(failure('ETIMEOUT'));
		await clock.pass(0);
		expect(book.names().ofAddress(web)).toBe('web1');
	});

	it('remembers that there is no name', async () => {
		const {book, clock, asked, changes} = bookWith();
		book.want([web]);
		await clock.pass(0);
		asked[0]?.answer.reject(failure('ENOTFOUND'));
		await clock.pass(60_000);
		book.want([web]);
		expect(asked).toHaveLength(1);
		expect(changes).toEqual([]);
		await clock.pass(61_000);
		book.want([web]);
		expect(asked).toHaveLength(2);
	});

	it('refuses a hostile name, and takes the next one', async () => {
		const {book, clock, asked} = bookWith();
		book.want([web]);
		await clock.pass(0);
		asked[0]?.answer.resolve(['\u{1B}]0;pwned\u{7}', '10.9.9.9', 'web1']);
		await clock.pass(0);
		expect(book.names().ofAddress(web)).toBe('web1');
	});

	it('gives up a look-up after its time, and DNS for a while if it never answers', async () => {
		const {book, clock, asked} = bookWith();
		const many = Array.from({length: 50}, (_, index) => ipAddress(`10.1.0.${index}`));
		book.want(many);
		await clock.pass(0);
		expect(asked).toHaveLength(8);
		await clock.pass(2000);
		expect(asked.length).toBeLessThan(20);
		const before = asked.length;
		book.want(many);
		await clock.pass(30_000);
		expect(asked).toHaveLength(before);
		await clock.pass(130_000);
		book.want(many);
		await clock.pass(0);
		expect(asked.length).toBeGreaterThan(before);
	});

	it('tells changes at most a few times a second, and nothing after its end', async () => {
		const {book, clock, asked, changes} = bookWith();
		book.want([web, other, v6]);
		await clock.pass(0);
		for (const [index, {answer}] of asked.entries()) {
			answer.resolve([`web${index}`]);
		}

		await clock.pass(1000);
		expect(changes).toHaveLength(1);
		book.want([ipAddress('10.0.0.1')]);
		await clock.pass(0);
		book.stop();
		asked[3]?.answer.resolve(['late']);
		await clock.pass(1000);
		expect(changes).toHaveLength(1);
	});

	it('looks nothing up if only configured names are wanted', async () => {
		const {book, clock, changes} = bookWith({lookUp: null, configured: new Map([[web, 'mine']])});
		book.want([web, other]);
		await book.learn([other]);
		await clock.pass(1000);
		expect(changes).toEqual([]);
		expect(book.names().ofAddress(web)).toBe('mine');
	});

	it('printed output waits for names, but not for long, and only once', async () => {
		const {book, clock, asked} = bookWith();
		let learned = 0;
		const learn = () => void book.learn([web]).then(() => (learned += 1));
		learn();
		await clock.pass(1000);
		expect({learned, asked: asked.length}).toEqual({learned: 0, asked: 1});
		asked[0]?.answer.resolve(['web1']);
		await clock.pass(0);
		expect(learned).toBe(1);
		const silent = bookWith();
		let ended = 0;
		void silent.book.learn([web]).then(() => (ended += 1));
		await silent.clock.pass(2000);
		expect(ended).toBe(1);
		void silent.book.learn([other]).then(() => (ended += 1));
		await silent.clock.pass(0);
		expect(ended).toBe(2);
	});

	it('goes on without /etc/hosts', async () => {
		const reverse = async () => ['web1'];
		const hosts = async () => {
			throw failure('EACCES');
		};
		const {book, clock} = bookWith({lookUp: {hosts, reverse, cancel() {}}});
		book.want([web]);
		await clock.pass(10);
		expect(book.names().ofAddress(web)).toBe('web1');
	});
});
