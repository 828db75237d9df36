import { useEffect, useRef } from 'react';
import type { EChartsCoreOption } from 'echarts/core';
import { useQuery } from '@tanstack/react-query';
import './chart.css';

const HEIGHT = 300;

interface Props {
  /** What the chart shows, for those who do not see it. */
  readonly label: string;
  readonly option: EChartsCoreOption;
  readonly height?: number;
}

/** A chart, drawn once the library has been loaded; it follows the width of its place. */
export function Chart({ label, option, height = HEIGHT }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const library = useQuery({ queryKey: ['chart-library'], queryFn: () => import('./chart-library'), staleTime: Infinity, gcTime: Infinity, structuralSharing: false });
  useEffect(() => {
    if (library.data === undefined || place.current === null) return undefined;
    const chart = library.data.draw(place.current);
    const follow = new ResizeObserver(() => chart.resize());
    follow.observe(place.current);
    chart.setOption({ animation: !matchMedia('(prefers-reduced-motion: reduce)').matches, ...option });
    return () => {
      follow.disconnect();
      chart.dispose();
    };
  }, [library.data, option]);
  return <div ref={place} className="chart" role="img" aria-label={label} style={{ height }} />;
}
