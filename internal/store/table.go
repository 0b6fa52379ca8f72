package store

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"strconv"
	"strings"

	"sente/internal/fault"
	"sente/internal/sales/event"
	"sente/internal/sales/record"
)

// table says in which table the rows of a struct live.
type table struct {
	name      string
	kind      record.Kind
	row       reflect.Type
	plan      *plan
	versioned bool
	columns   string // "id, version, …"
	insert    string
}

func newTable(t reflect.Type, name string, kind record.Kind) *table {
	p := newPlan(t)
	_, versioned := p.fields["version"]
	out := &table{
		name:      name,
		kind:      kind,
		row:       t,
		plan:      p,
		versioned: versioned,
		columns:   strings.Join(p.names, ", "),
	}
	marks := make([]string, len(p.names))
	for i := range p.names {
		marks[i] = "$" + strconv.Itoa(i+2)
	}
	out.insert = "INSERT INTO " + name + " (workspace_id, " + out.columns + ") VALUES ($1, " +
		strings.Join(marks, ", ") + ")"
	return out
}

// aliased is the select list with a prefix: "d.id, d.version, …".
func (t *table) aliased(alias string) string {
	return alias + "." + strings.ReplaceAll(t.columns, ", ", ", "+alias+".")
}

func (t *table) values(row reflect.Value) []any {
	out := make([]any, 0, len(t.plan.names)+3)
	out = append(out, WorkspaceID)
	for _, n := range t.plan.names {
		out = append(out, t.plan.fields[n].value(row))
	}
	return out
}

func (t *table) id(row reflect.Value) record.ID {
	return row.FieldByIndex(t.plan.fields["id"].index).Interface().(record.ID)
}

// deal is the deal that a row is, or hangs on; 0 for others.
func (t *table) deal(before, after reflect.Value) record.ID {
	row := after
	if !row.IsValid() {
		row = before
	}
	if t.kind == record.Deal {
		return t.id(row)
	}
	if f, ok := t.plan.fields["deal_id"]; ok {
		return row.FieldByIndex(f.index).Interface().(record.ID)
	}
	return 0
}

// about names the influence that a row speaks of, so that what concerns a
// hidden coach can be kept from others.
type about interface{ About() record.ID }

// indexed is a row that people search for.
type indexed interface{ Indexed() record.Indexed }

func (t *table) change(before, after reflect.Value) (event.Change, error) {
	c := event.Change{Kind: t.kind}
	var err error
	if before.IsValid() {
		c.RowID = t.id(before)
		c.Before, err = t.rowJSON(before)
	}
	if after.IsValid() && err == nil {
		c.RowID = t.id(after)
		c.After, err = t.rowJSON(after)
	}
	for _, v := range []reflect.Value{before, after} {
		if v.IsValid() {
			if a, ok := v.Addr().Interface().(about); ok {
				c.AboutID = a.About()
			}
		}
	}
	return c, err
}

// rowJSON is a row as the event keeps it: column → value, empty ones left out.
func (t *table) rowJSON(row reflect.Value) (json.RawMessage, error) {
	out := []byte(`{"v":1`)
	for _, n := range t.plan.names {
		f := t.plan.fields[n]
		if v := row.FieldByIndex(f.index); f.secret || v.IsZero() {
			continue
		}
		b, err := f.json(row)
		if err != nil {
			return nil, fmt.Errorf("%s.%s: %w", t.name, n, err)
		}
		if b == nil {
			continue
		}
		out = append(out, `,"`+n+`":`...)
		out = append(out, b...)
	}
	return append(out, '}'), nil
}

func (f field) json(row reflect.Value) ([]byte, error) {
	switch f.form {
	case moneyMinor, moneyCurrency:
		return json.Marshal(f.value(row))
	}
	return json.Marshal(row.FieldByIndex(f.index).Interface())
}

// Add inserts a new row. A Meta without id gets one, and version 1.
func Add[T any](ctx context.Context, tx *Tx, row *T) error {
	v := reflect.ValueOf(row).Elem()
	t := tableFor(v.Type())
	tx.stamp(row, v, t)
	write := asked{text: t.insert, args: t.values(v), refused: t.refusal}
	if err := tx.write(ctx, write, t.hangs()); err != nil {
		return err
	}
	return tx.note(ctx, t, reflect.Value{}, v)
}

// hangs reports whether the rows of a table tell what happened to a deal: nothing
// can be wrong with one whose deal is at hand.
func (t *table) hangs() bool {
	switch t.kind {
	case record.Move, record.Observation, record.Judgement, record.Flag, record.Ruling:
		return true
	}
	return false
}

// write makes a write at once, or, when nothing can be wrong with it, with what
// follows.
func (tx *Tx) write(ctx context.Context, w asked, later bool) error {
	if later {
		return tx.q.send(ctx, w)
	}
	res, err := tx.q.ExecContext(ctx, w.text, w.args...)
	return w.meaning(w.met(res, err))
}

func (tx *Tx) stamp(row any, v reflect.Value, t *table) {
	if m, ok := row.(interface{ Head() *record.Meta }); ok {
		h := m.Head()
		if h.ID == 0 {
			h.ID = tx.NewID()
		}
		h.Version, h.CreatedAt, h.UpdatedAt = 1, tx.now, tx.now
		return
	}
	if id := v.FieldByIndex(t.plan.fields["id"].index); id.IsZero() {
		id.Set(reflect.ValueOf(tx.NewID()))
	}
}

// Save writes row over before and raises its version. A versioned row that is
// no longer at before's version is refused as Stale; a row equal to before is
// not written.
func Save[T any](ctx context.Context, tx *Tx, before T, row *T) error {
	if reflect.DeepEqual(before, *row) {
		return nil
	}
	if m, ok := any(row).(interface{ Head() *record.Meta }); ok {
		h := m.Head()
		h.Version, h.UpdatedAt = h.Version+1, tx.now
	}
	return Amend(ctx, tx, before, row)
}

// Amend is Save without a new version, for what is derived from other rows or is
// of no weight: nobody's If-Match becomes stale by it.
func Amend[T any](ctx context.Context, tx *Tx, before T, row *T) error {
	if reflect.DeepEqual(before, *row) {
		return nil
	}
	b, v := reflect.ValueOf(&before).Elem(), reflect.ValueOf(row).Elem()
	t := tableFor(v.Type())
	return tx.change(ctx, t, b, v)
}

// change brings the row from before to after, which must differ, and notes it.
func (tx *Tx) change(ctx context.Context, t *table, before, after reflect.Value) error {
	set := t.changed(before, after)
	if len(set.columns) == 0 {
		return nil
	}
	write := set.write(t, t.id(after))
	if t.versioned {
		write.args = append(write.args, before.FieldByIndex(t.plan.fields["version"].index).Int())
		write.text += " AND version = $" + strconv.Itoa(len(write.args))
	}
	held := t.hangs() || t.kind == record.Deal && tx.held[t.id(before)]
	if err := tx.write(ctx, write, held); err != nil {
		return err
	}
	return tx.note(ctx, t, before, after)
}

// settings are columns with the values that they get.
type settings struct {
	columns []string
	values  []any
}

// changed are the columns in which after differs from before, and only these: an
// index whose columns stay is not touched.
func (t *table) changed(before, after reflect.Value) (out settings) {
	for _, n := range t.plan.names {
		f := t.plan.fields[n]
		was, is := before.FieldByIndex(f.index), after.FieldByIndex(f.index)
		if n != "id" && !reflect.DeepEqual(was.Interface(), is.Interface()) {
			out.columns, out.values = append(out.columns, n), append(out.values, f.value(after))
		}
	}
	return out
}

// write is the statement that gives a row these values; it must be there.
func (s settings) write(t *table, of record.ID) asked {
	w, sets := newWhere().and("id = ?", of), make([]string, len(s.columns))
	for i, c := range s.columns {
		sets[i] = w.bind(c+" = ?", s.values[i])
	}
	text := "UPDATE " + t.name + " SET " +
		strings.Join(sets, ", ") + " WHERE workspace_id = $1 AND " + w.text()
	return asked{text: text, args: w.args, meets: 1, refused: t.refusal}
}

// Remove deletes a row for good.
func Remove[T any](ctx context.Context, tx *Tx, row T) error {
	v := reflect.ValueOf(&row).Elem()
	t := tableFor(v.Type())
	n, err := tx.exec(ctx, "DELETE FROM "+t.name+" WHERE workspace_id = $1 AND id = $2", t.id(v))
	if err != nil {
		return t.refusal(err)
	}
	if n != 1 {
		return fault.New(fault.NotFound, "not_found")
	}
	return tx.note(ctx, t, v, reflect.Value{})
}

// note keeps the change for the event and the search index up to date.
func (tx *Tx) note(ctx context.Context, t *table, before, after reflect.Value) error {
	c, err := t.change(before, after)
	if err != nil {
		return err
	}
	if !bytes.Equal(c.Before, c.After) {
		tx.changes = append(tx.changes, noted{c, t.deal(before, after)})
	}
	entry := func(v reflect.Value) (record.Indexed, bool) {
		if !v.IsValid() {
			return record.Indexed{Drop: true}, false
		}
		x, ok := v.Addr().Interface().(indexed)
		if !ok {
			return record.Indexed{Drop: true}, false
		}
		return x.Indexed(), true
	}
	was, hadOne := entry(before)
	is, hasOne := entry(after)
	if (!hadOne && !hasOne) || was == is {
		return nil
	}
	return tx.index(ctx, t.kind, c.RowID, is)
}

// refusal turns a broken constraint, or a row that is no longer as it was, into a
// refusal.
func (t *table) refusal(err error) error {
	if errors.Is(err, errNotMet) {
		return fault.New(fault.Stale, "stale").With("kind", string(t.kind))
	}
	switch failureOf(err) {
	case failUnique:
		return fault.New(fault.Conflict, "already_there").With("kind", string(t.kind)).Because(err)
	case failForeign:
		return fault.New(fault.Invalid, "reference_missing").With("kind", string(t.kind)).Because(err)
	}
	return err
}
