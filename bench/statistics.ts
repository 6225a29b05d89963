export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return rounded(sorted[Math.floor(sorted.length / 2)] ?? Number.NaN);
};

export const rounded = (value: number): number => Math.round(value * 10) / 10;

export const summary = (values: readonly number[]) => ({
  median: median(values),
  least: rounded(Math.min(...values)),
  most: rounded(Math.max(...values)),
  runs: values.length,
});
