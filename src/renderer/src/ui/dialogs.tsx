import { X } from 'lucide-react';
import { AlertDialog, Dialog } from 'radix-ui';
import { type ReactNode, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, IconButton } from './button.tsx';
import './dialogs.css';

interface ConfirmProps {
  open: boolean;
  title: string;
  /** Names what will be lost. */
  text: string;
  confirm: string;
  onConfirm: () => void;
  onClose: () => void;
}

/** Asks before something is lost. Cancel has the focus. */
export function ConfirmDialog({ open, title, text, confirm, onConfirm, onClose }: ConfirmProps) {
  const { t } = useTranslation();
  return (
    <AlertDialog.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <AlertDialog.Portal>
        <AlertDialog.Overlay className="scrim" />
        <AlertDialog.Content className="dialog">
          <AlertDialog.Title className="dialog-title">{title}</AlertDialog.Title>
          <AlertDialog.Description className="dialog-text">{text}</AlertDialog.Description>
          <div className="dialog-actions">
            <AlertDialog.Cancel asChild>
              <Button>{t('common.cancel')}</Button>
            </AlertDialog.Cancel>
            <AlertDialog.Action asChild>
              <Button tone="danger" onClick={onConfirm}>
                {confirm}
              </Button>
            </AlertDialog.Action>
          </div>
        </AlertDialog.Content>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}

/** A dialog's title, and the button that closes it. */
function DialogHead({ title }: { title: string }) {
  const { t } = useTranslation();
  return (
    <div className="dialog-head">
      <Dialog.Title className="dialog-title">{title}</Dialog.Title>
      <Dialog.Close asChild>
        <IconButton label={t('common.close')} icon={<X size={18} />} />
      </Dialog.Close>
    </div>
  );
}

interface FormDialogProps {
  open: boolean;
  title: string;
  children: ReactNode;
  onClose: () => void;
}

/** Skips the button that closes the form, which comes first in the document. */
function focusFirstField(event: Event): void {
  const content = event.currentTarget;
  if (!(content instanceof HTMLElement)) return;
  const field = content.querySelector<HTMLElement>('input, textarea, [role="combobox"]');
  if (!field) return;
  event.preventDefault();
  field.focus();
}

/** A small form over the screen, whose first field has the focus. */
export function FormDialog({ open, title, children, onClose }: FormDialogProps) {
  return (
    <Dialog.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay className="scrim" />
        <Dialog.Content
          className="dialog"
          aria-describedby={undefined}
          onOpenAutoFocus={focusFirstField}
        >
          <DialogHead title={title} />
          {children}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

const linesPerBlock = 100;

interface TextDialogProps {
  open: boolean;
  title: string;
  /** Plain text of any length, in whatever language its authors wrote it. */
  text: string;
  /** Shown above the text. */
  note?: string | undefined;
  onClose: () => void;
}

/** Of a text of megabytes, only the blocks in view are laid out. */
function blocksOf(text: string): string[] {
  const lines = text.split('\n');
  const count = Math.ceil(lines.length / linesPerBlock);
  return Array.from(
    { length: count },
    (_, block) => `${lines.slice(block * linesPerBlock, (block + 1) * linesPerBlock).join('\n')}\n`,
  );
}

/** A long text over the screen, for reading. */
export function TextDialog({ open, title, text, note, onClose }: TextDialogProps) {
  const reading = useRef<HTMLDivElement>(null);
  const opener = useRef<Element | null>(null);
  // The text has the focus, so that the scrolling keys work at once.
  function focusText(event: Event): void {
    event.preventDefault();
    opener.current = document.activeElement;
    reading.current?.focus();
  }
  function focusOpener(event: Event): void {
    event.preventDefault();
    if (opener.current instanceof HTMLElement) opener.current.focus();
  }
  return (
    <Dialog.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay className="scrim" />
        <Dialog.Content
          className="dialog text-dialog"
          aria-describedby={undefined}
          onOpenAutoFocus={focusText}
          onCloseAutoFocus={focusOpener}
        >
          <DialogHead title={title} />
          {note && <p className="text-dialog-note">{note}</p>}
          <div
            ref={reading}
            className="text-dialog-text"
            role="document"
            aria-label={title}
            // biome-ignore lint/a11y/noNoninteractiveTabindex: without a mouse it is scrolled by keys.
            tabIndex={0}
          >
            {blocksOf(text).map((block, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the text is shown once and never changes.
              <div key={index}>{block}</div>
            ))}
          </div>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
