/** How many times faster than the real Azure the local one runs, unless told otherwise: a publication takes seconds. */
export const localSpeed = 60;
