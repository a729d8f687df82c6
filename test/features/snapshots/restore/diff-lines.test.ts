import {describe, expect, test} from 'vitest';
import {
	changeCounts,
	changedRows,
	describeCounts,
} from '../../../../source/features/snapshots/restore/change-counts.ts';
import {diffLines} from '../../../../source/features/snapshots/restore/diff-lines.ts';
import {diffRules} from '../../../../source/ipvs/diff.ts';
import {rulesOf} from '../../../support/rules-of.ts';

const before = rulesOf(
	'-A -t 10.1.1.1:80 -s rr',
	'-a -t 10.1.1.1:80 -r 10.0.0.8:80 -m -w 1',
	'-a -t 10.1.1.1:80 -r 10.0.0.9:80 -m -w 1',
	'-A -u 10.1.1.1:53 -s sh -o -b sh-port',
	'-a -u 10.1.1.1:53 -r 10.0.0.8:53 -m -w 1',
	'-A -f 7 -s rr',
);
const after = rulesOf(
	'-A -f 7 -s rr',
	'-a -f 7 -r 10.0.0.8:0 -g -w 1',
	'-A -t 10.1.1.1:80 -s mh -p 300 -M 255.255.255.0 --pe sip -b mh-port',
	'-a -t 10.1.1.1:80 -r 10.0.0.9:80 -i -w 2 -x 10 --tun-type gue --tun-port 6080 --tun-csum',
	'-A -t [2001:db8::1]:80 -s wlc',
	'-a -t [2001:db8::1]:80 -r [2001:db8::8]:80 -i -w 1 --tun-type ipip',
);
const diff = diffRules(before, after);

describe('a difference for a person', () => {
	test('names every row that differs, under its service, with old and new values', () => {
		expect(diffLines(diff).map(line => Object.values(line).join(' | '))).toEqual([
			'changed | service | tcp:10.1.1.1:80 | scheduler rr → mh, scheduler flags none → mh-port, persistence none → 300 s mask 255.255.255.0, persistence engine none → sip',
			'changed | server | 10.0.0.9:80 | forwarding masq → tunnel, tunnel none → gue:6080:csum, weight 1 → 2, upper threshold 0 → 10',
			'removed | server | 10.0.0.8:80 | -m -w 1',
			'added | service | tcp:[2001:db8::1]:80 | -s wlc',
			'added | server | [2001:db8::8]:80 | -i -w 1',
			'removed | service | udp:10.1.1.1:53 | -s sh -o -b sh-port',
			'removed | server | 10.0.0.8:53 | -m -w 1',
			'same | service | fwm:7 | ',
			'added | server | 10.0.0.8:0 | -g -w 1',
		]);
	});

	test('is counted with the servers of services that come and go', () => {
		const counts = changeCounts(diff);
		expect(describeCounts(counts)).toBe(
			'1 service and 2 servers added, 1 service and 1 server changed, 1 service and 2 servers removed',
		);
		expect(changedRows(counts)).toBe(8);
		expect(describeCounts(changeCounts(diffRules(before, before)))).toBe('no differences');
	});
});
