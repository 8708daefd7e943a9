//  The module that shows records as they are.

export { encodeUtmpdump } from "../encode/utmpdump";
export * from "./every";
