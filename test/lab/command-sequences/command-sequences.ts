import {addresses} from './addresses.ts';
import {daemons} from './daemons.ts';
import {grammar} from './grammar.ts';
import {listings} from './listings.ts';
import {recordedErrors} from './recorded-errors.ts';
import {restores} from './restores.ts';
import type {CommandSequence} from './sequence.ts';
import {servers} from './servers.ts';
import {services} from './services.ts';

/** All of them, by what they are about. */
export const commandSequences: Readonly<Record<string, readonly CommandSequence[]>> = {
	services,
	servers,
	addresses,
	grammar,
	listings,
	daemons,
	restores,
	recordedErrors,
};
