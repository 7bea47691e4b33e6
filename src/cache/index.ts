// The cache side at run time. It imports nothing of the compiler side and no package: clients are described by what is used of them.
export { TimeoutError } from './deadline.js';
export type { CacheEvent, Refusal } from './events.js';
export { type AnyRedisClient, type CacheNode, nodesOf } from './nodes.js';
export type { SharedCacheOptions } from './options.js';
export { type PurgeOptions, purge } from './purge.js';
export { type CacheReport, type Holding, report } from './report.js';
export { type ReadResult, SharedCache } from './shared-cache.js';
export type { Store } from './store.js';
export { type IoredisClient, ioredisStore } from './stores/ioredis.js';
export { type MemjsClient, memjsStore } from './stores/memjs.js';
export { type NodeRedisClient, nodeRedisStore } from './stores/node-redis.js';
export type { VersionList } from './versions.js';
