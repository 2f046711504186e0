import { theme } from 'antd';
import { SankeyChart } from 'echarts/charts';
import { type EChartsType, init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';
import { useAppearance } from '../../common/appearance.tsx';
import type { Flow } from './flow.ts';

use([SankeyChart, SVGRenderer]);

/** Told apart also by who sees few colours: they differ in lightness, and every node is named. */
const LIGHT = ['#1557a8', '#b7791f', '#17693b', '#7c3aad', '#b42318', '#0f766e', '#64748b', '#a04d00'];
const DARK = ['#7db3f5', '#e3b04b', '#5fbf8a', '#c79bec', '#ef7b72', '#5ec8be', '#a9b4c2', '#f0a37a'];
const ROW = 46;
const FEWEST_ROWS = 3;
/** Beside the node, and for its count. */
const GAP = 24;

/** The flow as a picture. What it shows stands in the table beside it: for a screen reader it is not there. */
export function FlowPicture({ flow }: { flow: Flow }) {
  const { dark } = useAppearance();
  const { token } = theme.useToken();
  const place = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType | null>(null);
  const rows = Math.max(...(['from', 'to'] as const).map((side) => flow.nodes.filter((it) => it.side === side).length));
  const height = Math.max(FEWEST_ROWS, rows) * ROW;

  useEffect(() => {
    if (!place.current) return;
    const made = init(place.current, null, { renderer: 'svg' });
    chart.current = made;
    const watcher = new ResizeObserver(() => made.resize());
    watcher.observe(place.current);
    return () => {
      watcher.disconnect();
      made.dispose();
      chart.current = null;
    };
  }, []);

  useEffect(() => {
    const colours = dark ? DARK : LIGHT;
    const labels = [...new Set(flow.nodes.map(({ label }) => label))];
    const width = (place.current?.clientWidth ?? 600) / 2 - GAP;
    chart.current?.resize({ height });
    chart.current?.setOption(
      {
        animation: token.motion,
        animationDurationUpdate: 120,
        series: {
          type: 'sankey',
          left: 1,
          right: 1,
          top: 4,
          bottom: 8,
          nodeWidth: 10,
          nodeGap: 14,
          draggable: false,
          silent: true,
          nodeAlign: 'left',
          lineStyle: { color: 'gradient', opacity: dark ? 0.35 : 0.25, curveness: 0.5 },
          label: {
            color: token.colorText,
            fontFamily: token.fontFamily,
            fontSize: 13,
            width,
            overflow: 'truncate',
            textBorderColor: token.colorBgContainer,
            textBorderWidth: 3,
          },
          data: flow.nodes.map(({ name, label, side, count }) => ({
            name,
            itemStyle: { color: colours[labels.indexOf(label) % colours.length], borderWidth: 0 },
            label: { position: side === 'from' ? 'right' : 'left', formatter: () => `${count} ${label}` },
          })),
          links: flow.links,
        },
      },
      { notMerge: true },
    );
  }, [flow, dark, token, height]);

  return <div ref={place} aria-hidden="true" className="impact-flow" style={{ height }} />;
}
