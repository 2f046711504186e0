export { text as idNumber } from '../text/index.ts';
