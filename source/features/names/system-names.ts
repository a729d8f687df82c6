/**
 * The names that this machine knows: /etc/hosts and DNS.
 */
import {Resolver} from 'node:dns/promises';
import {open} from 'node:fs/promises';
import type {NameSources} from './name-book.ts';

/** A larger file is not read to its end, bytes. */
const largestHosts = 2 ** 20;

async function readHosts(path: string): Promise<string> {
	const file = await open(path, 'r');
	try {
		const {bytesRead, buffer} = await file.read(Buffer.alloc(largestHosts), 0, largestHosts, 0);
		return buffer.toString('utf8', 0, bytesRead);
	} finally {
		await file.close();
	}
}

/**
 * Looks names up on this machine. DNS is asked by Node's own resolver, which blocks no thread: the system's functions
 * would occupy the threads that read files.
 */
export function systemNames(hostsPath = '/etc/hosts'): NonNullable<NameSources['lookUp']> {
	const resolver = new Resolver({timeout: 1000, tries: 2});
	return {
		hosts: () => readHosts(hostsPath),
		reverse: address => resolver.reverse(address),
		cancel: () => resolver.cancel(),
	};
}
