import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Portal } from './portal';
import './styles.css';

const place = document.getElementById('portal');
if (place === null) throw new Error('The page has no place for the portal');
createRoot(place).render(<StrictMode><Portal /></StrictMode>);
