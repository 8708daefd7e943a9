//  All jobs in one module: what coverage is measured on.

export * from "../index";
export * from "./records";
