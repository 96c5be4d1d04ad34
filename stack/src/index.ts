export { startStack, type Stack, type StackOptions } from './stack.ts';
export {
  stackEnvironment,
  type Ports,
  type Secrets,
  type StackPlace,
  type StackRole,
} from './environment.ts';
export type { ServiceName } from './services/index.ts';
export type { Phase, ServiceState, StackState } from './state.ts';
