export { type MemoryCallStore, memoryCallStore } from '../../agent/scenario/world/memory-call-store.ts';
