/** The sizes of terminal at which screens are looked at: columns and rows. */
export const screenSizes = [
	[60, 15],
	[80, 24],
	[120, 40],
	[160, 45],
	[200, 60],
] as const;
