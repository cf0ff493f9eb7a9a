/** The name under which the script stands in records. */
export const SCRIPT_NAME = 'script';
