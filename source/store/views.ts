/**
 * The views of the console. A later view is added by one entry here, its rows and its component.
 */

export interface ViewDefinition {
	readonly id: string;
	/** The key that opens it. */
	readonly key: string;
	readonly title: string;
}

export const views = [
	{id: 'services', key: '1', title: 'Services'},
] as const satisfies readonly ViewDefinition[];

export type ViewId = (typeof views)[number]['id'];
