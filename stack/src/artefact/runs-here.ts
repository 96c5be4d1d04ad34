/**
 * Whether the functions of a site can run on this machine as they are. The machine code of the one for images is for
 * Lambda, so it runs where here is the same kind of machine.
 */
export const runsHere = process.platform === 'linux' && process.arch === 'x64';
