/** An object of these properties, without those that are not known. */
export function known<T extends object>(properties: { readonly [K in keyof T]: T[K] | undefined }): T {
  return Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== undefined)) as T;
}
