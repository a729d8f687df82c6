/**
 * The modules of IPVS that a kernel has or can load.
 */
import {expect, it} from 'vitest';
import {readIpvsModules} from '../../../source/director/machine/ipvs-modules.ts';
import {createManualClock} from '../../../source/simulator/manual-clock.ts';
import {createSimulatedPort} from '../../../source/simulator/simulated-port.ts';

/** The modules that are read from a director whose command prints this. */
async function read(stdout: string, stderr = '') {
	const port = {
		...createSimulatedPort({clock: createManualClock(), seed: 1, scene: 'nat'}),
		run: async () => ({exitCode: 0, stdout, stderr}),
	};
	return await readIpvsModules({port});
}

it('are those in the lists, compressed or not, without the module of IPVS itself', async () => {
	const {value} = await read(`/proc/modules:ip_vs_rr 16384 2 - Live 0x0000000000000000
/proc/modules:ip_vs_pe_sip 16384 0 - Live 0x0000000000000000
/proc/modules:ip_vs 188416 6 ip_vs_rr,ip_vs_pe_sip, Live 0x0000000000000000
/lib/modules/6.1.0/modules.builtin:kernel/net/netfilter/ipvs/ip_vs_wlc.ko
/lib/modules/6.1.0/modules.dep:kernel/net/netfilter/ipvs/ip_vs.ko.xz:
/lib/modules/6.1.0/modules.dep:kernel/net/netfilter/ipvs/ip_vs_rr.ko.xz:
/lib/modules/6.1.0/modules.dep:kernel/net/netfilter/ipvs/ip_vs_mh.ko.zst:
/lib/modules:listed
end
`);
	expect([...(value?.present ?? [])].sort()).toEqual(['pe_sip', 'rr', 'wlc']);
	expect([...(value?.loadable ?? [])].sort()).toEqual(['mh', 'rr']);
});

it('are not known to be loadable without the list of the kernel', async () => {
	const {value} = await read('/proc/modules:ip_vs_rr 16384 2 - Live 0x0\nend\n');
	expect(value).toEqual({present: new Set(['rr']), loadable: null});
});

it('are unknown if the answer was cut off, or if nothing could be read', async () => {
	expect((await read('/proc/modules:ip_vs_rr 1')).unknown).toMatch(/cut off/);
	expect((await read('end\n')).unknown).toMatch(/could not read/);
});

it('the simulated director answers as a kernel with modules does', async () => {
	const port = createSimulatedPort({clock: createManualClock(), seed: 1, scene: 'nat'});
	const {value} = await readIpvsModules({port});
	expect(value?.present).toEqual(new Set(['rr']));
	expect(value?.loadable?.has('mh')).toBe(true);
	expect(value?.loadable?.has('twos')).toBe(false);
});
