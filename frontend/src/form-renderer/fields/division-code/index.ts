export { postalCode as divisionCode } from '../postal-code/index.tsx';
