/**
 * Writes values as TOML.
 */
import {stringify} from 'smol-toml';
import type {FileValue} from './key.ts';

/** `name = value` on one line; names and texts are quoted as TOML needs it. */
export function tomlLine(name: string, value: FileValue): string {
	return stringify({[name]: value}).trim();
}

/** A name as it stands in a TOML file. */
export function tomlName(name: string): string {
	return tomlLine(name, 0).slice(0, -' = 0'.length);
}
