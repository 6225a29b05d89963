/** What may cross a durable boundary: plain JSON, so that a Date or a class there does not compile. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined };
