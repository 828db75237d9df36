import { Select } from 'antd';

/** What a field that picks somebody or something by id needs, whatever it looks among. */
export interface IdSelectProps {
  readonly id?: string;
  readonly value: string | undefined;
  readonly onChange: (id: string | undefined) => void;
  readonly onBlur?: () => void;
  readonly disabled?: boolean | undefined;
  readonly label?: string | undefined;
  readonly placeholder?: string | undefined;
  readonly describedBy?: string | undefined;
}

interface Props extends IdSelectProps {
  readonly options: readonly { readonly value: string; readonly label: string }[];
  /** Stands in the empty field unless a placeholder was given. */
  readonly hint: string;
  /** Stands where nothing was found, or is being looked for. */
  readonly nothing: string;
  /** Asks elsewhere for what fits; the given options are narrowed by their labels when left out. */
  readonly onSearch?: (typed: string) => void;
}

/** A list that is searched by typing; the value is an id. In a dialog it opens inside it. */
export function IdSelect({ id, value, onChange, onBlur, disabled, label, placeholder, describedBy, options, hint, nothing, onSearch }: Props) {
  return (
    <Select<string>
      {...(id === undefined ? {} : { id })}
      value={value ?? null}
      onChange={(next: string | undefined) => onChange(next)}
      {...(onBlur === undefined ? {} : { onBlur })}
      disabled={disabled === true}
      allowClear
      showSearch={onSearch === undefined ? { optionFilterProp: 'label' } : { filterOption: false, onSearch }}
      placeholder={placeholder ?? hint}
      notFoundContent={nothing}
      options={[...options]}
      getPopupContainer={(node: HTMLElement) => node.closest('dialog') ?? document.body}
      aria-label={label}
      aria-describedby={describedBy}
      className="whole"
    />
  );
}
