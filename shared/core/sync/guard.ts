/** SYN4: a cycle that would delete more than 10 items and more than 10 % of the pairs stops before the first and asks. */
export const tripsGuard = (removals: number, pairs: number): boolean => removals > 10 && removals > pairs / 10;
