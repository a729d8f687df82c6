/**
 * Tests realistic files, and the table that the program makes from each of them.
 */
import {describe, expect, test} from 'vitest';
import {rulesText} from '../../../source/features/snapshots/files/rules-file.ts';
import {expectedRules} from '../../../source/features/wanted/compare-wanted.ts';
import {fixture, problemsOf, readFixture} from './fixtures.ts';

describe.each([
	'keepalived/web-dr.conf',
	'keepalived/main.conf',
	'keepalived/inhibit.conf',
	'keepalived/newer.conf',
	'keepalived/corners.conf',
	'keepalived/broken.conf',
	'ldirectord/web.cf',
	'ldirectord/marks.cf',
	'ldirectord/broken.cf',
])('%s', name => {
	test('wants the table that its program makes', async () => {
		expect(rulesText(expectedRules(await readFixture(name), []))).toBe(fixture(`${name}.rules`));
	});
});

test('habits that keepalived passes over are notes, and nothing else is told', async () => {
	expect(problemsOf(await readFixture('keepalived/web-dr.conf'))).toEqual([
		'keepalived/web-dr.conf:32: note: not a keyword of a virtual server, keepalived ignores it: nat_mask',
		'keepalived/web-dr.conf:33: note: persistence_timeout 0 is ignored: the service is not persistent',
	]);
	expect(problemsOf(await readFixture('keepalived/inhibit.conf'))).toEqual([]);
	expect(problemsOf(await readFixture('ldirectord/web.cf'))).toEqual([]);
	expect(problemsOf(await readFixture('ldirectord/marks.cf'))).toEqual([]);
});

test('a block that is wrong costs itself and no other, and is named with its line', async () => {
	const read = await readFixture('keepalived/broken.conf');
	expect(problemsOf(read).map(line => line.replace('keepalived/broken.conf', ''))).toEqual([
		':1: error: its block is not closed before keepalived/broken.conf:14; not compared: virtual_server 192.0.2.70 80',
		':18: error: keepalived does not know this block, and loses track of the others: real_sever 198.51.100.70 80; not compared: virtual_server 192.0.2.71 80',
		':30: error: the weight is not a number from 0 to 2147483647: heavy; not compared: virtual_server 192.0.2.72 80',
		':34: note: no protocol is named, and keepalived makes the service UDP',
		':40: note: keepalived leaves out the server 198.51.100.71:53: it is there twice',
		':44: note: a closing brace without an opening one',
	]);
	expect(read.unread).toContain('tcp:192.0.2.70:80');
	expect(read.unread).toContain('tcp:192.0.2.72:80');
	expect(read.unread).not.toContain('udp:192.0.2.73:53');
});

test('so does one of ldirectord', async () => {
	const read = await readFixture('ldirectord/broken.cf');
	expect(problemsOf(read).map(line => line.replace('ldirectord/broken.cf', ''))).toEqual([
		':5: error: ldirectord does not know this line, and stops here: servicename=kubernetes; not compared: virtual=192.0.2.90:6443',
		':9: error: not an address, or a name with one IPv4 address: 2001:db8::90; not compared: virtual=[2001:db8::90]:80',
		':15: error: ldirectord does not know this line, and stops here: real=198.51.100.92:80 gate',
		':18: error: not gate, masq or ipip: direct; not compared: virtual=192.0.2.92:80',
	]);
	expect(read.unread).toEqual([
		...['tcp:192.0.2.90:6443', 'udp:192.0.2.90:6443', 'tcp:192.0.2.92:80', 'udp:192.0.2.92:80'],
	]);
});
