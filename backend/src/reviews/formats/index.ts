export { columnFormats, columnInstruction, displayValue, parseValue, type ColumnFormat } from './formats.ts';
export { columnPresets, presetFor } from './presets.ts';
