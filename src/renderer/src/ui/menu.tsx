import { Check } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import type { ReactNode } from 'react';
import './menu.css';

/** A menu and the button that opens it; the page around it stays usable. */
export function Menu({ children }: { children: ReactNode }) {
  return <DropdownMenu.Root modal={false}>{children}</DropdownMenu.Root>;
}

/** Wraps the button that opens the menu. */
export function MenuTrigger({ children }: { children: ReactNode }) {
  return <DropdownMenu.Trigger asChild>{children}</DropdownMenu.Trigger>;
}

export function MenuContent({ children }: { children: ReactNode }) {
  return (
    <DropdownMenu.Content className="menu-content" align="start" sideOffset={4}>
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
