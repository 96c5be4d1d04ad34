export { columnFormats, columnInstruction, displayValue, parseValue, type ColumnFormat } from './formats.ts';
export { notFound, type ParsedValue, type TypedValue } from './parsed.ts';
export { columnPresets, presetFor } from './presets.ts';
