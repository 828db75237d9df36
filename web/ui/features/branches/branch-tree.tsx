import { Link } from 'react-router';
import type { BranchNode } from '../../../api/contract';
import { segment } from '../../components/api/request';
import { useBranchTree } from '../../components/branches/branch-select';
import { Loaded } from '../../components/layout/waiting';
import { TermLeft } from './term-left';
import './branches.css';

/** The org tree; towns open to what belongs to them. */
export function BranchTree() {
  const tree = useBranchTree();
  return <Loaded query={tree}>{(roots) => <div id="tree-panel" className="org-tree"><Nodes nodes={roots} depth={0} /></div>}</Loaded>;
}

function Nodes({ nodes, depth }: { readonly nodes: readonly BranchNode[]; readonly depth: number }) {
  return <ul>{nodes.map((node) => <li key={node.id}><Node node={node} depth={depth} /></li>)}</ul>;
}

function Node({ node, depth }: { readonly node: BranchNode; readonly depth: number }) {
  const line = <span className="org-line"><Link to={`/branches/${segment(node.id)}`}>{node.name}</Link><span className="quiet">{node.kind}</span>{depth === 0 ? null : <TermLeft days={node.daysLeft} />}</span>;
  if (node.children.length === 0) return <div className="org-leaf">{line}</div>;
  return (
    <details open={depth === 0}>
      <summary>{line}<span className="quiet">{node.children.length}</span></summary>
      <Nodes nodes={node.children} depth={depth + 1} />
    </details>
  );
}
