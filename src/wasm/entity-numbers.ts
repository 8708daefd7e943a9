/** What is selected, numbered and encoded, as the module's `useEntity` has it (`assembly/row.ts`, ENTITY_…). */
export const entityNumbers = { records: 0, events: 1, sessions: 2 } as const;
