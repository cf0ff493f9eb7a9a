/**
 * Loaded into every process that the laptop's cloud starts: ends it when the cloud is gone, even when that
 * was killed and could not say so. A process that is held by nothing else may still end by itself. Ctrl+C in a
 * terminal reaches it too; the cloud, which gets it as well, decides when its programs end.
 */
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
process.channel?.unref();
process.on('SIGINT', () => {});
