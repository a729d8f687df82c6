/**
 * The views of the console. A later view is added by one entry here, its part of the state and its component.
 */

export interface ViewDefinition {
	readonly id: string;
	/** The key that opens it. */
	readonly key: string;
	readonly title: string;
}

export const views = [
	{id: 'services', key: '1', title: 'Services'},
	{id: 'servers', key: '2', title: 'Servers'},
	{id: 'connections', key: '3', title: 'Connections'},
	{id: 'traffic', key: '4', title: 'Traffic'},
	{id: 'snapshots', key: '5', title: 'Snapshots'},
	{id: 'log', key: '6', title: 'Log'},
] as const satisfies readonly ViewDefinition[];

export type ViewId = (typeof views)[number]['id'];

/** Every view, in the order of their keys. */
export const viewIds: readonly ViewId[] = views.map(({id}) => id);

/** A view that is a list of rows with a cursor; the Traffic view has graphs instead. */
export type ListViewId = Exclude<ViewId, 'traffic'>;

export const listViewIds: readonly ListViewId[] = views
	.map(({id}) => id)
	.filter(id => id !== 'traffic');
