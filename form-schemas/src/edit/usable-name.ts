const USABLE = /^(?!__)[^.[\]"'`\s/~]{1,60}$/;

/** Whether a field can have that name: rules, paths and pointers write it, and answers are stored under it. */
export const isUsableName = (name: string): boolean => USABLE.test(name);
