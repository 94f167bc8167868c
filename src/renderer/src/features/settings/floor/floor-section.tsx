import { useFloor } from '../../../stores/floor-store.ts';
import { JoinGroup } from './join-group.tsx';
import { JoinedGroup } from './joined-group.tsx';

/** The floor this computer belongs to, or how to join one. */
export function FloorSection() {
  const view = useFloor();
  const { joined } = view;
  return joined === null ? <JoinGroup /> : <JoinedGroup view={view} joined={joined} />;
}
