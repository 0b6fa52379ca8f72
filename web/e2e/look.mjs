// Looks at a screen as a careful person would: nothing hangs over the edge, no text is cut without a tooltip, controls do
// not lie on each other, no text is missing in the catalogue, and a Chinese screen speaks Chinese.

// Latin words that stand on Chinese screens on purpose.
const allowed =
  /^(?:[\d\s.,:;%/()+–−·<>…#&*'"@=|-]|Sente|EN|English|zh|en|EB|TB|UB|CO|PB|MAN|[MANQR]\d{0,2}|[SDXB]\d|(?:RF|ST)-\d\d|T-UNI|CSV|XLSX|Excel|UTF-8|GB18030|Ctrl|Alt|Esc|Enter|Space|K|M|N|J|G|P|D|F|E|API|OK|ID|IP|HTTPS?|CNY|USD|EUR|HKD|SGD|GBP|JPY|TWD|MYR|THB|IDR|VND|Asia\/Shanghai|⌘|←|→|ROI|MES|ERP|IT|AI|[A-D])+$/;

/** The faults of the screen as it stands, as lines. */
export async function look(page, lang) {
  return page.evaluate(
    ([lang, source]) => {
      const allowed = new RegExp(source);
      const out = [];
      const root = document.documentElement;
      if (root.scrollWidth > root.clientWidth + 1)
        out.push(`the page is ${root.scrollWidth - root.clientWidth} px too wide`);
      const seen = (el) => {
        const box = el.getBoundingClientRect();
        const style = getComputedStyle(el);
        return (
          box.width > 1 &&
          box.height > 1 &&
          style.visibility !== 'hidden' &&
          style.opacity !== '0' &&
          !el.closest('[inert],[aria-hidden="true"]')
        );
      };
      for (const el of document.querySelectorAll('main,[role=tabpanel]'))
        if (el.getClientRects().length > 0 && !el.textContent.trim()) out.push('nothing stands on the screen');
      const name = (el) => `${el.tagName.toLowerCase()} "${(el.textContent ?? '').trim().slice(0, 40)}"`;
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const text = node.textContent.trim();
        const el = node.parentElement;
        if (!text || !el || !seen(el) || /^(SCRIPT|STYLE|NOSCRIPT)$/.test(el.tagName)) continue;
        if (/^[a-z_]+(\.[A-Za-z0-9_-]+)+$/.test(text) && !el.closest('[data-own]')) out.push(`raw key: ${text}`);
        if (/\{[a-z_]+\}/.test(text)) out.push(`unfilled text: ${text}`);
        if (
          lang === 'zh' &&
          /[A-Za-z]{2}/.test(text) &&
          !/[\u4e00-\u9fff]/.test(text) &&
          !allowed.test(text) &&
          !el.closest('[data-own],[translate="no"]')
        )
          out.push(`Latin text on a Chinese screen: ${text.slice(0, 60)}`);
        const style = getComputedStyle(el);
        const hides = style.overflowX === 'hidden' || style.overflowX === 'clip';
        if (
          hides &&
          el.scrollWidth > el.clientWidth + 1 &&
          !el.closest('[title],[data-tooltip],[aria-describedby]') &&
          !el.closest('.sr-only,.skip')
        )
          out.push(`cut without tooltip: ${name(el)}`);
      }
      const controls = [
        ...document.querySelectorAll('button,a[href],input,select,textarea,[role=button],[role=tab]'),
      ].filter((el) => seen(el) && !el.closest('.skip') && el.type !== 'hidden');
      // What floats over the page may cover it: bars that stay in place, menus, dialogs.
      const layer = (el) => {
        let up = el;
        while (up && !/fixed|sticky/.test(getComputedStyle(up).position) && up.getAttribute('role') !== 'dialog')
          up = up.parentElement;
        return up;
      };
      // What of a control can be seen: the part that no scrolling frame around it cuts off.
      const visible = (el) => {
        const box = el.getBoundingClientRect();
        const cut = { left: box.left, right: box.right, top: box.top, bottom: box.bottom };
        for (let up = el.parentElement; up; up = up.parentElement) {
          if (getComputedStyle(up).overflow === 'visible') continue;
          const frame = up.getBoundingClientRect();
          cut.left = Math.max(cut.left, frame.left);
          cut.right = Math.min(cut.right, frame.right);
          cut.top = Math.max(cut.top, frame.top);
          cut.bottom = Math.min(cut.bottom, frame.bottom);
        }
        return cut;
      };
      const boxes = controls.map((el) => [el, visible(el)]);
      for (let i = 0; i < boxes.length; i++)
        for (let j = i + 1; j < boxes.length; j++) {
          const [a, p] = boxes[i];
          const [b, q] = boxes[j];
          if (a.contains(b) || b.contains(a) || a.closest('label')?.contains(b) || b.closest('label')?.contains(a))
            continue;
          const field = a.closest('.mantine-Input-wrapper');
          if (field && field === b.closest('.mantine-Input-wrapper')) continue;
          const wide = Math.min(p.right, q.right) - Math.max(p.left, q.left);
          const high = Math.min(p.bottom, q.bottom) - Math.max(p.top, q.top);
          if (wide <= 4 || high <= 4) continue;
          const x = (Math.max(p.left, q.left) + Math.min(p.right, q.right)) / 2;
          const y = (Math.max(p.top, q.top) + Math.min(p.bottom, q.bottom)) / 2;
          const top = document.elementFromPoint(x, y);
          if (!top || !(a.contains(top) || b.contains(top) || top.contains(a) || top.contains(b))) continue;
          if (layer(a) !== layer(b)) continue;
          out.push(`controls overlap: ${name(a)} and ${name(b)}`);
        }
      return [...new Set(out)];
    },
    [lang, allowed.source],
  );
}
