import {describe, expect, it} from 'vitest';
import {parseText} from '../../../source/ipvs/line-parser.ts';
import {ownerEvidenceParser} from '../../../source/ipvs/parse/owner-evidence.ts';
import {refusalOf} from './refusal.ts';

/** Output of dash in the kernel lab beside keepalived 2.2.7, with other evidence added. */
const printed = `lrwxrwxrwx 1 root root 0 Nov 22 23:29 /proc/self/ns/pid -> pid:[4026531836]
interface kube-ipvs0
interface kube-dummy-if
docker ingress_sbox
pidfile checkers 813
pidfile vrrp 814
pidfile vrrp nonsense
process 812 here keepalived
arguments 812 /usr/sbin/keepalived -D -f  /etc/k.conf 
process 813 elsewhere keepalived_lvs
process 99 unknown ldirectord tcp:
end
`;

describe('the probe for owners', () => {
	it('is read line by line', () => {
		expect(parseText(ownerEvidenceParser, printed)).toEqual({
			processNamespace: 4_026_531_836,
			interfaces: ['kube-ipvs0', 'kube-dummy-if'],
			dockerNamespace: 'ingress_sbox',
			pidFiles: [
				{role: 'checkers', pid: 813},
				{role: 'vrrp', pid: 814},
			],
			processes: [
				{
					pid: 812,
					name: 'keepalived',
					place: 'here',
					words: ['/usr/sbin/keepalived', '-D', '-f', '/etc/k.conf'],
				},
				{pid: 813, name: 'keepalived_lvs', place: 'elsewhere', words: null},
				{pid: 99, name: 'ldirectord tcp:', place: 'unknown', words: null},
			],
		});
	});

	it('finds nothing if only the end was printed', () => {
		expect(parseText(ownerEvidenceParser, 'end\n')).toEqual({
			processNamespace: null,
			interfaces: [],
			dockerNamespace: null,
			pidFiles: [],
			processes: [],
		});
	});

	it.each([
		['', 0, 'did not finish'],
		['interface kube-ipvs0\n', 0, 'did not finish'],
		['process 8', 1, 'cut off'],
		['Welcome to lb1\nend\n', 1, 'not a line of the probe'],
		['process 8 nowhere keepalived\nend\n', 1, 'not a line of the probe'],
	])('that prints %j is refused', (text, line, reason) => {
		expect(refusalOf(ownerEvidenceParser, text)).toEqual({
			line,
			reason: expect.stringContaining(reason),
		});
	});
});
