package store

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"sente/internal/sales/event"
	"sente/internal/sales/money"
	"sente/internal/sales/record"
)

// Reverted says what became of a change that was to be taken back.
type Reverted string

// What may become of it.
const (
	RevertedRow Reverted = "reverted"
	GoneRow     Reverted = "gone"    // removed by somebody since
	ChangedRow  Reverted = "changed" // changed by somebody since, and kept
	NeededRow   Reverted = "needed"  // something else hangs on it now, and it is kept
)

// Revert takes one change of an event back: a row that came is removed, one that
// was changed gets its former content and a new version. A row whose content is
// no longer what the event left, or on which something else hangs, is kept.
// Changes of an event are to be taken back from the last to the first; own is
// how many rows that refer to a new one go after it.
func (tx *Tx) Revert(ctx context.Context, c event.Change, own int64) (Reverted, error) {
	t := tables.byKind[c.Kind]
	if t == nil || c.After == nil {
		return GoneRow, nil
	}
	now, found, err := tx.rowOf(ctx, t, c.RowID)
	if err != nil || !found {
		return GoneRow, err
	}
	is, err := t.rowJSON(now)
	if err != nil {
		return "", err
	}
	if !sameContent(is, c.After) {
		return ChangedRow, nil
	}
	if c.Before == nil {
		n, err := tx.Hanging(ctx, record.Ref{Kind: c.Kind, ID: c.RowID})
		if err != nil || n > own {
			return NeededRow, err
		}
		return tx.revertNew(ctx, t, now)
	}
	return RevertedRow, tx.restore(ctx, t, now, c.Before)
}

// rowOf reads one row as a struct that can be addressed.
func (tx *Tx) rowOf(ctx context.Context, t *table, id record.ID) (row reflect.Value, found bool, err error) {
	row = reflect.New(t.row).Elem()
	rows, err := tx.q.QueryContext(
		ctx,
		"SELECT "+t.columns+" FROM "+t.name+" WHERE workspace_id = $1 AND id = $2",
		WorkspaceID,
		id,
	)
	if err != nil {
		return row, false, err
	}
	defer func() { _ = rows.Close() }()
	if !rows.Next() {
		return row, false, rows.Err()
	}
	targets := make([]any, len(t.plan.names))
	for i, n := range t.plan.names {
		targets[i] = t.plan.fields[n].target(row)
	}
	return row, true, rows.Scan(targets...)
}

// Columns that say when a row changed, and those that follow from other rows.
var (
	changeColumns  = []string{"version", "updated_at"}
	derivedColumns = []string{
		"version",
		"updated_at",
		"win_prob",
		"grade",
		"flags_all",
		"worst_all",
		"flags_open",
		"worst_open",
	}
)

// sameContent compares two rows as events keep them, without what is derived.
func sameContent(a, b json.RawMessage) bool {
	return bytes.Equal(a, b) || bytes.Equal(content(a, derivedColumns), content(b, derivedColumns))
}

// content is a row without some columns, in the order of their names.
func content(row json.RawMessage, without []string) []byte {
	var all map[string]json.RawMessage
	if json.Unmarshal(row, &all) != nil {
		return row
	}
	for _, n := range without {
		delete(all, n)
	}
	out, _ := json.Marshal(all)
	return out
}

func (tx *Tx) revertNew(ctx context.Context, t *table, row reflect.Value) (Reverted, error) {
	id := t.id(row)
	if t.kind == record.Deal {
		if err := tx.dropFlags(ctx, id); err != nil {
			return "", err
		}
	}
	n, err := tx.exec(ctx, "DELETE FROM "+t.name+" WHERE workspace_id = $1 AND id = $2", id)
	if err != nil {
		return "", t.refusal(err)
	}
	if n != 1 {
		return GoneRow, nil
	}
	return RevertedRow, tx.note(ctx, t, row, reflect.Value{})
}

// dropFlags removes the flags of a deal that goes: they only say what the rules
// found in it.
func (tx *Tx) dropFlags(ctx context.Context, of record.ID) error {
	t := tables.byKind[record.Flag]
	rows, err := all[idRow](
		ctx,
		&tx.Reads,
		"SELECT f.id FROM flag f WHERE f.workspace_id = $1 AND f.deal_id = $2",
		WorkspaceID,
		of,
	)
	if err != nil {
		return err
	}
	slices.SortFunc(rows, func(a, b idRow) int { return cmp.Compare(a.ID, b.ID) })
	for _, x := range rows {
		row, found, err := tx.rowOf(ctx, t, x.ID)
		if err != nil || !found {
			return err
		}
		if _, err := tx.exec(ctx, "DELETE FROM flag WHERE workspace_id = $1 AND id = $2", x.ID); err != nil {
			return err
		}
		if err := tx.note(ctx, t, row, reflect.Value{}); err != nil {
			return err
		}
	}
	return nil
}

// hanging lists, by kind, where something may refer to a row ($2); while it
// does, the row stays.
var hanging = map[record.Kind][]string{
	record.Account: {on("contact", "account_id"), on("department", "account_id"), on("deal", "account_id"),
		on("account", "parent_id"), onSubject("note", record.Account), onSubject("task", record.Account),
		onSubject("tagging", record.Account), on("account_event", "account_id")},
	record.Contact: {on("influence", "contact_id"), on("contact", "reports_to_id"),
		onSubject("note", record.Contact),
		onSubject("task", record.Contact)},
	record.Department: {on("contact", "department_id"), on("department", "parent_id")},
	record.Deal: {on("deal_member", "deal_id"), on("influence", "deal_id"), on("observation", "deal_id"),
		on("influence_edge", "deal_id"), on("competitor", "deal_id"), on("judgement", "deal_id"),
		on("need", "deal_id"), on("decision_criterion", "deal_id"), on("info_item", "deal_id"),
		on("deal_cost", "deal_id"),
		on("intel", "deal_id"), on("strength", "deal_id"), on("weakness", "deal_id"),
		on("proposal", "deal_id"),
		on("change_review", "deal_id"), on("external_body", "deal_id"), on("objection", "deal_id"),
		on("visit", "deal_id"), on("booking", "deal_id"),
		on("stage_move", "deal_id"), on("carried", "deal_id"),
		on("question_check", "deal_id"), on("deal_review", "deal_id"),
		onSubject("note", record.Deal), onSubject("task", record.Deal),
		onSubject("tagging", record.Deal)},
	record.Product: {on("deal", "product_id")},
	record.Tag:     {on("tagging", "tag_id")},
	record.Team:    {on("app_user", "team_id"), on("team", "parent_id")},
	record.User: {on("account", "owner_id"), on("deal", "owner_id"), on("team", "head_id"),
		on("deal_member", "user_id"),
		on("event", "actor_id"), on("user_link", "user_id"), on("task", "assignee_id"),
		on("influence", "counterpart_id")},
}

func on(table, column string) string {
	return table + " x WHERE x.workspace_id = $1 AND x." + column + " = $2"
}

func onSubject(table string, kind record.Kind) string {
	return on(table, "subject_id") + " AND x.subject_kind = '" + string(kind) + "'"
}

// restore gives a row the content that an event kept, with a new version. What
// events never keep stays as it is.
func (tx *Tx) restore(ctx context.Context, t *table, now reflect.Value, before json.RawMessage) error {
	next := reflect.New(t.row).Elem()
	if err := t.readJSON(next, before); err != nil {
		return err
	}
	for _, n := range t.plan.names {
		if f := t.plan.fields[n]; f.secret {
			next.FieldByIndex(f.index).Set(now.FieldByIndex(f.index))
		}
	}
	if t.versioned {
		head := next.Addr().Interface().(interface{ Head() *record.Meta }).Head()
		was := now.Addr().Interface().(interface{ Head() *record.Meta }).Head()
		head.Version, head.UpdatedAt = was.Version+1, tx.now
	}
	return tx.change(ctx, t, now, next)
}

// readJSON is rowJSON read back; columns left out are empty.
func (t *table) readJSON(row reflect.Value, text json.RawMessage) error {
	var members map[string]json.RawMessage
	if err := json.Unmarshal(text, &members); err != nil {
		return err
	}
	for _, n := range t.plan.names {
		value, ok := members[n]
		if !ok {
			continue
		}
		f := t.plan.fields[n]
		to := row.FieldByIndex(f.index)
		var err error
		switch f.form {
		case moneyMinor, moneyCurrency:
			err = readMoney(to, f.form, value)
		default:
			err = json.Unmarshal(value, to.Addr().Interface())
		}
		if err != nil {
			return fmt.Errorf("%s.%s: %w", t.name, n, err)
		}
	}
	return nil
}

func readMoney(to reflect.Value, f form, text json.RawMessage) error {
	if to.IsNil() {
		to.Set(reflect.ValueOf(&money.Amount{}))
	}
	a := to.Interface().(*money.Amount)
	if f == moneyMinor {
		return json.Unmarshal(text, &a.Minor)
	}
	return json.Unmarshal(text, &a.Currency)
}

// Altered reports whether a row is there and no longer what an event left.
func (tx *Tx) Altered(ctx context.Context, c event.Change) (bool, error) {
	t := tables.byKind[c.Kind]
	now, found, err := tx.rowOf(ctx, t, c.RowID)
	if err != nil || !found {
		return false, err
	}
	is, err := t.rowJSON(now)
	return !sameContent(is, c.After), err
}

// Hanging counts the rows that refer to a row and keep it from going.
func (tx *Tx) Hanging(ctx context.Context, ref record.Ref) (int64, error) {
	counts := make([]string, len(hanging[ref.Kind]))
	for i, cond := range hanging[ref.Kind] {
		counts[i] = "(SELECT count(*) FROM " + cond + ")"
	}
	if len(counts) == 0 {
		return 0, nil
	}
	return value[int64](ctx, &tx.Reads, "SELECT "+strings.Join(counts, " + "), WorkspaceID, ref.ID)
}
