//  All jobs in one module, which is not shipped: what coverage is measured on.

export * from "./last";
export * from "./records";
export * from "./stays";
export * from "./summary";
