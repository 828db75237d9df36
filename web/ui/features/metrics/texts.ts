import { bilingual } from '../../components/language/language';

export const texts = bilingual(
  {
    donors: '捐献志愿者指标', supervision: '督导整改指标', period: '统计期', asOf: '截至', metric: '指标', figure: '分子/分母', percent: '比例', definition: '口径', stages: '分阶段', funnel: '漏斗', cohort: '年份', print: '打印',
    few: (n: number) => `分母不足${n}，不显示百分比`, year: (y: string) => `${y}年`, quarter: (y: string, q: string) => `${y}年第${q}季度`, measured: (figure: string, unit: string, note: string) => `${figure}${unit}（${note}）`, median: (n: number) => `中位数，${n}例`, mean: (n: number) => `平均，${n}例`, noFigure: '—',
    noRanking: '人数很少，一两例就会让比例大幅波动：只看全区，不按组织拆分，更不排名。拒绝捐献是每个人的权利，指标只用来改进我们自己的服务。', noRows: '还没有数据。', toList: '看台账：', missions: '指标类别',
  },
  {
    donors: 'Donor figures', supervision: 'Inspection figures', period: 'Period', asOf: 'As of', metric: 'Figure', figure: 'n/N', percent: 'Share', definition: 'Definition', stages: 'By stage', funnel: 'Funnel', cohort: 'Year', print: 'Print',
    few: (n: number) => `fewer than ${n}: no percentage`, year: (y: string) => y, quarter: (y: string, q: string) => `Q${q} ${y}`, measured: (figure: string, unit: string, note: string) => `${figure} ${unit} (${note})`, median: (n: number) => `median of ${n}`, mean: (n: number) => `mean of ${n}`, noFigure: '—',
    noRanking: 'The numbers are small, and one case moves a share a long way: the district is looked at as a whole, never by branch, never ranked. To refuse is everybody’s right; these figures serve to mend our own service.', noRows: 'Nothing yet.', toList: 'See the records: ', missions: 'Which figures',
  },
);
