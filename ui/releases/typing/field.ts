import type { Attachment } from 'svelte/attachments';

import type { Language } from '../../host/bindings/Language.ts';
import { correction } from './german.ts';

/**
 * Sets what is typed into a plain field as the language wants it; Backspace at once gives back what was typed.
 *
 * `apart` is called between the sign that was typed and what is made of it.
 */
export function typographic(language: () => Language, apart: () => void): Attachment<HTMLElement> {
  return (element) => {
    let isOwn = false;
    let made: { value: string; from: number; to: number; typed: string } | null = null;

    function put(field: HTMLInputElement | HTMLTextAreaElement, from: number, to: number, text: string): void {
      apart();
      field.setSelectionRange(from, to);
      // The one way that the field's own »Rückgängig« knows of.
      isOwn = true;
      document.execCommand('insertText', false, text);
      isOwn = false;
      apart();
    }

    function oninput(event: Event): void {
      const field = event.target;
      if (isOwn || !(event instanceof InputEvent) || !isField(field)) return;
      if (event.isComposing || event.inputType !== 'insertText' || event.data === null || [...event.data].length !== 1) return;
      const at = field.selectionStart ?? 0;
      const found = at === field.selectionEnd ? correction(field.value.slice(0, at), language()) : null;
      if (!found) return;
      const from = at - found.length;
      const typed = field.value.slice(from, at);
      // After the field has told what was typed.
      queueMicrotask(() => {
        if (field.selectionStart !== at) return;
        put(field, from, at, found.text);
        made = { value: field.value, from, to: from + found.text.length, typed };
      });
    }

    function onkeydown(event: KeyboardEvent): void {
      const field = event.target;
      if (event.key !== 'Backspace' || event.ctrlKey || event.shiftKey || event.altKey || !isField(field) || !made) return;
      const { value, from, to, typed } = made;
      made = null;
      if (field.value !== value || field.selectionStart !== to || field.selectionEnd !== to) return;
      event.preventDefault();
      put(field, from, to, typed);
    }

    element.addEventListener('input', oninput);
    element.addEventListener('keydown', onkeydown);
    return () => {
      element.removeEventListener('input', oninput);
      element.removeEventListener('keydown', onkeydown);
    };
  };
}

function isField(target: EventTarget | null): target is HTMLInputElement | HTMLTextAreaElement {
  const isText = target instanceof HTMLTextAreaElement || (target instanceof HTMLInputElement && target.type === 'text');
  return isText && !target.readOnly && target.closest('[data-verbatim]') === null;
}
