// What other screens use of the changes at a customer.
export { CustomerEvents } from './CustomerEvents';
