export const PAGE_BEFORE: string = '';
export const PAGE_AFTER: string = '';
