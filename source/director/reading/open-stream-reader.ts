/**
 * The reader of a director for those who print its services and keep none: by netlink where the kernel can be asked, else by
 * ipvsadm.
 */
import {netlinkObstacle} from './fallback-reader.ts';
import {createIpvsadmReader} from './ipvsadm-reader.ts';
import {createNetlinkStream} from './netlink-stream.ts';
import type {ReaderPlace} from './open-reader.ts';
import type {Reader} from './reading.ts';
import {type StreamReader, streamed} from './streamed-reading.ts';

/** The listings of ipvsadm have to be joined, so that such a reading is made as a whole first. */
function wholeReadings(reader: Reader): StreamReader {
	return {open: async (wanted, signal) => streamed(await reader.read(wanted, signal))};
}

/** By netlink where the kernel can be asked; by ipvsadm where it cannot, or where netlink fails at the beginning. */
export function openStreamReader(place: ReaderPlace): StreamReader {
	const ipvsadm = wholeReadings(createIpvsadmReader(place));
	if (!place.kernel) {
		return ipvsadm;
	}

	const {kernel, fallBack} = place.kernel;
	const netlink = createNetlinkStream({...place, kernel});
	return fallBack ? fallingBack(netlink, ipvsadm) : netlink;
}

function fallingBack(netlink: StreamReader, ipvsadm: StreamReader): StreamReader {
	return {
		async open(wanted, signal) {
			try {
				return await netlink.open(wanted, signal);
			} catch (error) {
				const obstacle = netlinkObstacle(error);
				if (obstacle === null) {
					throw error;
				}

				const {head, ...reading} = await ipvsadm.open(wanted, signal);
				const note = `read by ipvsadm: ${obstacle}`;
				return {...reading, head: {...head, source: {from: 'ipvsadm', note}}};
			}
		},
	};
}
