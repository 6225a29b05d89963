/** How many times faster than the real Azure the local one runs, unless told otherwise: a publication takes seconds. */
export const localSpeed = 60;

/** "60 times faster than the real one" */
export const comparedWithAzure = (speed: number): string =>
  speed === 1 ? 'as fast as the real one' : `${speed} times faster than the real one`;
