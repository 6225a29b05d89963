/** Whether a text could be the id of a publication: what else it holds never reaches storage or the Durable client. */
export const isPublicationId = (text: string): boolean => /^[a-z0-9-]{1,100}$/.test(text);
