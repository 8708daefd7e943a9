/**
 * Where a log begins of which nothing is known. `now`: what it holds is read, for who is logged in, but not told; `since`:
 * nor is what is before that moment, in µs since 1970.
 */
export type FollowStart = "now" | "all" | { readonly since: bigint };
