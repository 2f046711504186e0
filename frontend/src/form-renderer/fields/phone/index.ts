export { mobile as phone } from '../mobile/index.tsx';
