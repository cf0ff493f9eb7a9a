/**
 * Loaded into every process that the laptop's cloud starts: ends it when the cloud is gone, even when that
 * was killed and could not say so. A process that is held by nothing else may still end by itself.
 */
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
process.channel?.unref();
