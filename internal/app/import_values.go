package app

import (
	"context"
	"errors"
	"io"
	"slices"
	"strings"

	"sente/internal/fault"
	"sente/internal/sales/account"
	"sente/internal/sales/org"
	"sente/internal/sales/record"
	"sente/internal/sheet"
)

// mostValues is how many different texts of a column are listed.
const mostValues = 200

// ImportValues are the different texts of one column, the most frequent first.
type ImportValues struct {
	Items []ImportValue `json:"items" nullable:"false" doc:"200 at most"`
	More  bool          `json:"more" doc:"the column has further texts, which are not listed"`
}

// ImportValue is one text of a column, trimmed, with how many rows have it.
type ImportValue struct {
	Text    string `json:"text"`
	Count   int    `json:"count" doc:"rows"`
	Problem string `json:"problem,omitzero" doc:"code of why the field does not take the text as it stands"`
}

// ImportValues lists what stands in a column of the file, and whether a field
// takes it as it stands. A column or field that there is not is refused.
func (a *App) ImportValues(
	ctx context.Context,
	who org.Actor,
	id record.ID,
	column, field string,
) (ImportValues, error) {
	if err := holds(who, org.ImportRows); err != nil {
		return ImportValues{}, err
	}
	imp, err := a.db.Reads().Import(ctx, who.Scope(org.ImportRows), id)
	if err != nil {
		return ImportValues{}, err
	}
	v := valueLook{intake: intake{a: a, who: who, imp: imp, kind: ImportKind(imp.Kind)}}
	if err := v.aim(column, field); err != nil {
		return ImportValues{}, err
	}
	out, err := v.count(ctx)
	if err != nil {
		return ImportValues{}, err
	}
	return out, v.judge(ctx, out.Items)
}

// valueLook looks at one column of a file as a field would read it.
type valueLook struct {
	intake
	column int // index in the file
	field  ImportField
}

// aim finds the column and the field.
func (v *valueLook) aim(column, field string) error {
	if err := readImport(v.imp, &v.plan, &v.detection, &v.report); err != nil {
		return err
	}
	at := slices.IndexFunc(v.detection.Columns, func(h ImportHeader) bool { return h.Header == column })
	if at < 0 || column == "" {
		return fault.New(fault.Invalid, "import_column_unknown").At("column").With("column", column)
	}
	fields := ImportFields(v.kind)
	of := slices.IndexFunc(fields, func(f ImportField) bool { return f.Code == field })
	if of < 0 {
		return fault.New(fault.Invalid, "import_field_unknown").At("field").With("field", field)
	}
	v.column, v.field = v.detection.Columns[at].Index, fields[of]
	return nil
}

// count reads the file and counts the texts of the column. Beyond mostValues
// only those are counted that were met first.
func (v *valueLook) count(ctx context.Context) (ImportValues, error) {
	out := ImportValues{Items: []ImportValue{}}
	at := map[string]int{}
	err := v.rows(ctx, func(row *sheet.Row) {
		text := strings.TrimSpace(row.Cells[v.column].Text)
		i, known := at[text]
		switch {
		case text == "" || row.Code != "" || row.Total && v.plan.Totals != totalsImport:
		case known:
			out.Items[i].Count++
		case len(out.Items) == mostValues:
			out.More = true
		default:
			text = strings.Clone(text)
			at[text] = len(out.Items)
			out.Items = append(out.Items, ImportValue{Text: text, Count: 1})
		}
	})
	slices.SortStableFunc(out.Items, func(a, b ImportValue) int { return b.Count - a.Count })
	return out, err
}

// rows hands out the rows of the file one by one.
func (v *valueLook) rows(ctx context.Context, f func(*sheet.Row)) error {
	file, err := v.a.importFile(v.imp)
	if err != nil {
		return err
	}
	defer func() { _ = file.Close() }()
	of := sheet.File{At: file, Size: v.imp.FileSize}
	r, err := sheet.Open(ctx, of, v.detection.choice(), sheet.Options{})
	if err != nil {
		return err
	}
	defer func() { _ = r.Close() }()
	for {
		row, err := r.Next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		f(row)
	}
}

// judge says of each text why a closed field would refuse it: a choice, an owner
// or a product.
func (v *valueLook) judge(ctx context.Context, items []ImportValue) error {
	w, named := (*world)(nil), v.field.Code == "owner" || v.field.Code == "product"
	if !named && v.field.Type != sheet.ChoiceType {
		return nil
	}
	if named {
		var err error
		if w, err = newWorld(ctx, &v.intake, v.a.db.Reads()); err != nil {
			return err
		}
	}
	spec := sheet.Spec{Type: v.field.Type, Max: v.field.max, Labels: importLabels(v.kind, v.field)}
	p := sheet.NewParser(spec)
	for i := range items {
		value, code := p.Parse(sheet.Cell{Text: items[i].Text})
		items[i].Problem = string(code)
		if code == "" && named {
			items[i].Problem = w.problem(v.field.Code, value.Text)
		}
	}
	return nil
}

// problem is the code of why a name is no owner or no product.
func (w *world) problem(field, name string) string {
	var bad *rowFault
	if field == "owner" {
		_, bad = w.activeNamed(name)
	} else {
		_, bad = w.productNamed(name)
	}
	if bad == nil {
		return ""
	}
	return bad.code
}

// productNamed finds the product of a name, written with or without blanks.
func (w *world) productNamed(name string) (*entry[account.Product], *rowFault) {
	p := w.products[productKey(name)]
	if p == nil || p.row.Trashed() {
		return nil, &rowFault{"product_unknown", "product"}
	}
	return p, nil
}
