/** The built-in roles that a publication can give (facts: arm, 4). */
export const roleDefinitions = { Reader: 'acdd72a7-3385-48ef-bd42-f606fba81ae7' } as const;
