import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {bytesOf} from '../../../source/ipvs/netlink/bytes.ts';
import {Fingerprint} from '../../../source/ipvs/netlink/fingerprint.ts';

function printOf(...ranges: readonly Uint8Array[]): number {
	const print = new Fingerprint().begin();
	for (const range of ranges) {
		print.add(bytesOf(range), 0, range.length);
	}

	return print.value;
}

const content = fc.uint8Array({minLength: 1, maxLength: 400});

describe('the fingerprint of a content', () => {
	it('is an integer that only depends on the bytes', () => {
		fc.assert(
			fc.property(content, fc.nat({max: 40}), (bytes, offset) => {
				const print = printOf(bytes);
				expect(Number.isSafeInteger(print)).toBe(true);
				const elsewhere = new Uint8Array(offset + bytes.length + 3).fill(7);
				elsewhere.set(bytes, offset);
				const again = new Fingerprint().begin();
				again.add(bytesOf(elsewhere), offset, offset + bytes.length);
				expect(again.value).toBe(print);
			}),
		);
	});

	it('is another one if one byte is, or if bytes are added', () => {
		fc.assert(
			fc.property(content, fc.nat(), fc.integer({min: 1, max: 255}), (bytes, place, bits) => {
				const other = bytes.slice();
				const at = place % other.length;
				other[at] = (other[at] ?? 0) ^ bits;
				expect(printOf(other)).not.toBe(printOf(bytes));
				expect(printOf(Uint8Array.of(...bytes, 0))).not.toBe(printOf(bytes));
			}),
		);
	});

	it('tells a missing range from one that is there', () => {
		const bytes = Uint8Array.of(10, 0, 0, 1);
		const nothing = new Uint8Array();
		expect(printOf(bytes, nothing)).not.toBe(printOf(nothing, bytes));
		expect(printOf(nothing)).not.toBe(printOf(nothing, nothing));
	});

	it('is not shared by two of 300,000 rows that count up, as the rows of a busy table do', () => {
		const bytes = new Uint8Array(320);
		const {view} = bytesOf(bytes);
		const prints = new Set<number>();
		const rows = 300;
		const readings = 1000;
		for (let row = 0; row < rows; row += 1) {
			for (let reading = 0; reading < readings; reading += 1) {
				const connections = row * readings + reading;
				view.setUint32(0, row);
				for (const [place, share] of [1, 6, 5, 600, 40_000].entries()) {
					view.setBigUint64(40 + 12 * place, BigInt(connections * share), true);
					view.setUint32(200 + 8 * place, connections * share, true);
				}

				prints.add(printOf(bytes));
			}
		}

		expect(prints.size).toBe(rows * readings);
	});
});
