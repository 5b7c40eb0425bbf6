/** The fields of the form that are written with a unit, as the paper has it. */
export const UNITS: Readonly<Record<string, string>> = {
  'Water/demand': '吨/日',
  'Electricity/mainCapacity': 'kVA',
  'Electricity/backupCapacity': 'kVA',
  'Gas/pressure': 'kPa',
  'Gas/load': 'm³/h',
  // The paper says MB and means Mbit/s.
  'Network/bandwidth': 'MB',
  'Network/fixedLines': '门',
  'Network/tvSets': '门'
}
