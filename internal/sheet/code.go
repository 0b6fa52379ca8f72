package sheet

import (
	"slices"

	"sente/internal/fault"
)

// Code says why a file, a row or a cell is refused, or what is odd about it.
// Its text for people is in the catalogue under "fault.<code>".
type Code string

// Reasons to refuse a whole file.
const (
	UnsupportedFormat Code = "unsupported_format"
	EncryptedFile     Code = "encrypted_file"
	ArchiveTooLarge   Code = "archive_too_large"
	FileTooLarge      Code = "file_too_large"
	TooManyRows       Code = "too_many_rows"
	TooManyColumns    Code = "too_many_columns"
	XMLDTD            Code = "xml_dtd"
	FileDamaged       Code = "file_damaged"
	EmptyFile         Code = "empty_file"
	QuoteUnclosed     Code = "quote_unclosed" // params: line
	SheetMissing      Code = "sheet_missing"  // params: name
	HeaderMissing     Code = "header_missing" // params: record
	ChoiceInvalid     Code = "import_choice_invalid"
)

// Reasons to refuse a row.
const (
	Undecodable           Code = "encoding"
	TooManyCells          Code = "too_many_cells"
	ControlChar           Code = "control_char"
	TooLong               Code = "too_long"
	AmountUnparsed        Code = "amount_unparsed"
	OutOfRange            Code = "out_of_range"
	InvalidDate           Code = "invalid_date"
	AmbiguousDate         Code = "ambiguous_date"
	DateSerialUnconfirmed Code = "date_serial_unconfirmed"
	MultipleValues        Code = "multiple_values"
	SciNotationLoss       Code = "sci_notation_loss"
	InvalidPhone          Code = "invalid_phone"
	InvalidEmail          Code = "invalid_email"
	InvalidInteger        Code = "invalid_integer"
	InvalidPercent        Code = "invalid_percent"
	UnknownValue          Code = "unknown_value"
	FormulaNoValue        Code = "formula_no_value"
	CellError             Code = "cell_error"
	PrecisionLoss         Code = "precision_loss"
)

// Warnings: the value is taken, but a person should look.
const (
	USCCCheckDigit   Code = "uscc_check_digit"
	MixedScript      Code = "mixed_script"
	AmountRounded    Code = "amount_rounded"
	PercentAsRatio   Code = "percent_as_ratio"
	EmptyMark        Code = "empty_mark"
	HeaderGuessed    Code = "header_guessed"
	EncodingDoubtful Code = "encoding_doubtful"
	HiddenRows       Code = "hidden_rows"
	HiddenColumns    Code = "hidden_columns"
	UnmappedColumns  Code = "unmapped_columns"
	TotalsRows       Code = "totals_rows"
)

// Codes lists every code of this package.
func Codes() []Code {
	return slices.Concat(fileCodes(), []Code{
		Undecodable, TooManyCells, ControlChar, TooLong, AmountUnparsed, OutOfRange, InvalidDate,
		AmbiguousDate, DateSerialUnconfirmed, MultipleValues, SciNotationLoss, InvalidPhone, InvalidEmail,
		InvalidInteger, InvalidPercent, UnknownValue, FormulaNoValue, CellError, PrecisionLoss,
		USCCCheckDigit, MixedScript, AmountRounded, PercentAsRatio, EmptyMark, HeaderGuessed,
		EncodingDoubtful, HiddenRows, HiddenColumns, UnmappedColumns, TotalsRows,
	})
}

func fileCodes() []Code {
	return []Code{
		UnsupportedFormat, EncryptedFile, ArchiveTooLarge, FileTooLarge, TooManyRows, TooManyColumns,
		XMLDTD, FileDamaged, EmptyFile, QuoteUnclosed, SheetMissing, HeaderMissing, ChoiceInvalid,
	}
}

// refuse makes the refusal of a whole file.
func refuse(code Code) *fault.Error {
	kind := fault.Invalid
	switch code {
	case ArchiveTooLarge, FileTooLarge, TooManyRows, TooManyColumns:
		kind = fault.TooLarge
	case UnsupportedFormat, EncryptedFile:
		kind = fault.Unsupported
	}
	return fault.New(kind, string(code))
}
