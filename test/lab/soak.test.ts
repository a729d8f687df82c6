import {expect, it} from 'vitest';
import {describeLab} from './describe-lab.ts';
import {bootKernel} from './kernel.ts';
import {soak} from './soak/soak.ts';

/** `npm run soak` takes an hour. */
const minutes = 5;

describeLab('the console over minutes of changes, traffic and faults', () => {
	it('holds no more than at the beginning, misses nothing, and leaves nothing behind', async () => {
		const guest = await bootKernel();
		try {
			const {faults, recoveries, changes} = await soak(guest, {minutes});
			expect(faults).toEqual([]);
			for (const times of [...Object.values(recoveries), ...Object.values(changes)]) {
				expect(times).toBeGreaterThan(0);
			}
		} finally {
			await guest.close();
		}
	}, 900_000);
});
