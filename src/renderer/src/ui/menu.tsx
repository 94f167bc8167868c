import { Check } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import { type ReactNode, useId } from 'react';
import './menu.css';

interface MenuProps {
  /** By default the menu itself knows whether it is open. */
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  children: ReactNode;
}

/** A menu and the button that opens it; the page around it stays usable. */
export function Menu({ children, ...open }: MenuProps) {
  return (
    <DropdownMenu.Root modal={false} {...open}>
      {children}
    </DropdownMenu.Root>
  );
}

/** Wraps the button that opens the menu. */
export function MenuTrigger({ children }: { children: ReactNode }) {
  return <DropdownMenu.Trigger asChild>{children}</DropdownMenu.Trigger>;
}

interface MenuContentProps {
  /** Which edges of the menu and its button are in line. */
  align?: 'start' | 'end';
  children: ReactNode;
}

export function MenuContent({ align = 'start', children }: MenuContentProps) {
  return (
    <DropdownMenu.Content className="menu-content" align={align} sideOffset={4}>
      {children}
    </DropdownMenu.Content>
  );
}

interface MenuCheckItemProps {
  checked: boolean;
  onToggle: () => void;
  children: ReactNode;
}

/** One of several that may be chosen together: the menu stays open. */
export function MenuCheckItem({ checked, onToggle, children }: MenuCheckItemProps) {
  return (
    <DropdownMenu.CheckboxItem
      className="menu-item"
      checked={checked}
      onCheckedChange={onToggle}
      onSelect={(event) => event.preventDefault()}
    >
      <DropdownMenu.ItemIndicator className="menu-check">
        <Check size={15} />
      </DropdownMenu.ItemIndicator>
      {children}
    </DropdownMenu.CheckboxItem>
  );
}

interface MenuChoicesProps {
  /** Stands above the choices. */
  label: string;
  value: string | null;
  onChoose: (value: string) => void;
  choices: readonly { value: string; label: string }[];
}

/** Several of which one is chosen. */
export function MenuChoices({ label, value, onChoose, choices }: MenuChoicesProps) {
  const id = useId();
  return (
    <>
      <DropdownMenu.Label id={id} className="menu-label">
        {label}
      </DropdownMenu.Label>
      <DropdownMenu.RadioGroup aria-labelledby={id} value={value ?? ''} onValueChange={onChoose}>
        {choices.map((choice) => (
          <DropdownMenu.RadioItem key={choice.value} className="menu-item" value={choice.value}>
            <DropdownMenu.ItemIndicator className="menu-check">
              <Check size={15} />
            </DropdownMenu.ItemIndicator>
            {choice.label}
          </DropdownMenu.RadioItem>
        ))}
      </DropdownMenu.RadioGroup>
    </>
  );
}

export function MenuItem({ onSelect, children }: { onSelect: () => void; children: ReactNode }) {
  return (
    <DropdownMenu.Item className="menu-item" onSelect={onSelect}>
      {children}
    </DropdownMenu.Item>
  );
}

export function MenuSeparator() {
  return <DropdownMenu.Separator className="menu-separator" />;
}
