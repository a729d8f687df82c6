import fc from 'fast-check';
import {expect, test} from 'vitest';
import {ipAddress} from '../../../source/ipvs/address.ts';
import {UnreadableLine} from '../../../source/ipvs/line-parser.ts';
import {savedLineReader} from '../../../source/ipvs/parse/saved-line.ts';
import type {Names} from '../../../source/ipvs/service-names.ts';
import {cases} from '../../support/random-cases.ts';

const names: Names = {
	port: name => (name === 'http' ? 80 : null),
	host: (name, family) =>
		name === 'web' ? ipAddress({ipv4: '10.9.9.9', ipv6: '2001:db8::9'}[family]) : null,
};

const endpoint = fc.constantFrom(
	...['10.1.1.1:80', '10.1.1.1', '10.1.1.1:http', '10.1.1.1:080', '10.1.1.1:99999', '10.1.1.1:80='],
	...['[2001:db8::1]:80', '[2001:DB8::1]:80', '2001:db8::1', 'web:80', 'web', '[web]:80'],
	...['-r', '--', '-6', ''],
);
const line = fc
	.record({
		option: fc.constantFrom('-t', '-u', '-f', '-tu', '--tcp-service', '-6'),
		service: endpoint,
		server: endpoint,
		forwarding: fc.constantFrom('-m', '-g', '-i', '-gm', '-mw', ''),
		weight: fc.constantFrom('1', '0', '007', '2147483647', '2147483648', '-1', '1e3', ''),
	})
	.map(
		({option, service, server, forwarding, weight}) =>
			`-a ${option} ${service} -r ${server} ${forwarding} -w ${weight}`,
	);

/** The parsed lines, or the reasons why they are invalid. */
function readAll(lines: readonly string[]): readonly unknown[] {
	const read = savedLineReader(names, false);
	return lines.map(text => {
		try {
			return read(text);
		} catch (error) {
			return error instanceof UnreadableLine ? error.message : expect.fail(String(error));
		}
	});
}

test('a line as ipvsadm prints it means the same as one with an additional blank', () => {
	fc.assert(
		fc.property(fc.array(line, {minLength: 1, maxLength: 5}), lines => {
			expect(readAll(lines)).toEqual(readAll(lines.map(text => ` ${text}`)));
		}),
		{numRuns: cases(1000)},
	);
});
