/**
 * What a change does to a condition. `tighter`: true of no more cases than before; `looser`: of no fewer; `same`: of
 * exactly those; `other`: neither is certain.
 */
export type Effect = 'same' | 'tighter' | 'looser' | 'other';
