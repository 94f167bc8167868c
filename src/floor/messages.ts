/**
 * What travels between desktops and relays. Reading is lenient as elsewhere: fields that are not
 * known are ignored, and a message of an unknown kind is dropped by the one who reads it.
 */
export { type AgentState, agentStateSchema } from './messages/agent-state.ts';
export { type FloorInfo, floorInfoSchema, type Verify } from './messages/floor-info.ts';
export { type IncomingNews, type MessageIn, messageInSchema } from './messages/message-in.ts';
export { type MessageOut, messageOutSchema } from './messages/message-out.ts';
export {
  type Held,
  heldSchema,
  type Recent,
  type RouterState,
  recentSchema,
  routerSchema,
} from './messages/routing-state.ts';
