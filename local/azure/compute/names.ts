import { gallery } from '../errors';

/** The rule of the route, for galleries and definitions alike; the provider then has its own. */
const routeRule = /^[^_\W][\w\-._]{0,79}(?<![-.])$/;

const checkRoute = (name: string, entity: string): void => {
  if (!routeRule.test(name)) throw gallery.routeRule(entity);
  const trailing = /[._]+$/.exec(name)?.[0];
  if (trailing !== undefined) throw gallery.trailingCharacters(name, trailing);
};

/** No dashes, although the route lets them through. */
export const checkGalleryName = (name: string): void => {
  checkRoute(name, 'galleryName');
  if (!/^[A-Za-z0-9_.]+$/.test(name)) throw gallery.galleryName();
};

export const checkDefinitionName = (name: string): void => checkRoute(name, 'galleryImageName');

const largestInt = 2 ** 31 - 1;

export const checkVersionName = (name: string): void => {
  const numbers = /^(\d+)\.(\d+)\.(\d+)$/.exec(name)?.slice(1).map(Number);
  if (!numbers?.every(number => number <= largestInt)) throw gallery.versionName();
};

const letters =
  'English alphanumeric characters, with underscores, dashes and periods allowed, and not ending with a period';
const longest = { publisher: 128, offer: 64, sku: 64 };

export const checkIdentifier = (identifier: Record<keyof typeof longest, string>): void => {
  for (const property of ['publisher', 'offer', 'sku'] as const) {
    const value = identifier[property];
    const fits = /^[\w.-]+$/.test(value) && !value.endsWith('.') && value.length <= longest[property];
    if (!fits) throw gallery.identifier(property, letters, longest[property]);
  }
};
