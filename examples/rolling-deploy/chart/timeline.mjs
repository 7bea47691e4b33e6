// Draws the three runs of the demo, one above the other, as an SVG:
//
//   npm run demo -- --json | node examples/rolling-deploy/chart/timeline.mjs docs/rollout.svg
import { writeFileSync } from 'node:fs';
import { json } from 'node:stream/consumers';
import { init } from 'echarts';

const [file] = process.argv.slice(2);
if (file === undefined) {
  console.error('usage: npm run demo -- --json | node timeline.mjs FILE.svg');
  process.exit(2);
}

const { runs, cache } = await json(process.stdin);
const titles = {
  bare: 'Bare keys',
  versioned: 'Versioned keys, each instance deleting its own',
  shared: 'SharedCache',
};
/** What became of the reads of a row of the demo's table; a stale read counts among hits there. */
const kinds = [
  ['hits', '#3fa66b', (row) => row.hits - row.staleReads],
  ['misses', '#c9ced6', (row) => row.misses],
  ['stale reads', '#e39b1f', (row) => row.staleReads],
  ['failed reads', '#d43f3a', (row) => row.failedReads],
];

const names = Object.keys(titles);
const height = 150;
const places = names.map((_, index) => ({ top: 92 + index * (height + 78), height }));
const chart = init(null, null, {
  renderer: 'svg',
  ssr: true,
  width: 760,
  height: 92 + names.length * (height + 78),
});
chart.setOption({
  animation: false,
  backgroundColor: '#ffffff',
  textStyle: { fontFamily: 'Helvetica, Arial, sans-serif' },
  title: [
    {
      text: 'A field is renamed, and three instances are replaced one by one',
      subtext: `reads over ${cache.description}; "v2 v1 v1" is one new instance beside two old ones`,
      left: 24,
      top: 8,
      textStyle: { fontSize: 16 },
    },
    ...names.map((name, index) => ({
      text: `${titles[name]}: ${runs[name].total.failedReads} failed, ${runs[name].total.staleReads} stale`,
      left: 24,
      top: places[index].top - 28,
      textStyle: { fontSize: 13 },
    })),
  ],
  legend: {
    left: 'center',
    bottom: 10,
    orient: 'horizontal',
    itemGap: 24,
    data: kinds.map(([name]) => name),
    itemWidth: 14,
  },
  grid: places.map((place) => ({ left: 48, right: 24, ...place })),
  xAxis: names.map((name, index) => ({
    type: 'category',
    gridIndex: index,
    data: runs[name].timeline.map((row) => `${row.seconds.toFixed(1)} s\n${row.releases.join(' ')}`),
    axisLabel: { fontSize: 10, interval: 0 },
    axisTick: { show: false },
  })),
  yAxis: names.map((_, index) => ({ type: 'value', gridIndex: index, splitNumber: 3 })),
  series: names.flatMap((name, index) =>
    kinds.map(([kind, color, count]) => ({
      name: kind,
      type: 'bar',
      stack: name,
      xAxisIndex: index,
      yAxisIndex: index,
      barCategoryGap: '18%',
      itemStyle: { color },
      data: runs[name].timeline.map(count),
    })),
  ),
});
writeFileSync(file, chart.renderToSVGString());
// Its timers would keep the process alive.
chart.dispose();
