package store

import (
	"context"

	"sente/internal/sales/account"
	"sente/internal/sales/org"
	"sente/internal/sales/record"
	"sente/internal/sales/search"
)

// ContactRow is a contact with what lists show of his account.
type ContactRow struct {
	account.Contact
	AccountName  string    `json:"account_name" db:"account_name"`
	AccountOwner record.ID `json:"-" db:"account_owner"`
}

// ContactFilter narrows a list of contacts; zero members do not.
type ContactFilter struct {
	Page
	Q            search.Query
	AccountID    record.ID
	DepartmentID record.ID
}

var contactSorts = sorts{"name": "sort_key!", "updated_at": "updated_at!"}

const contactFrom = `contact c LEFT JOIN account a ON a.workspace_id = c.workspace_id AND a.id = c.account_id`

func contactColumns() string {
	return columnsOf[account.Contact]("c") + ", a.name AS account_name, a.owner_id AS account_owner"
}

// Contact reads one contact of an account that the scope sees.
func (r *Reads) Contact(ctx context.Context, s org.Scope, id record.ID) (ContactRow, error) {
	w := newWhere().and("c.workspace_id = $1").and("c.id = ?", id).and("c.deleted_at IS NULL").
		and("a.deleted_at IS NULL").seesAccount(s, "a")
	return one[ContactRow](ctx, r, "SELECT "+contactColumns()+" FROM "+contactFrom+" WHERE "+w.text(),
		w.args...)
}

// Contacts lists the contacts of accounts that the scope sees, by name unless
// sorted.
func (r *Reads) Contacts(ctx context.Context, s org.Scope, f ContactFilter) (List[ContactRow], error) {
	var out List[ContactRow]
	w := f.where(r, s)
	var err error
	if out.Total, err = r.count(ctx, contactFrom, w); err != nil {
		return out, err
	}
	o, err := w.order(f.Page.of(r), "c", "name", contactSorts)
	if err != nil {
		return out, err
	}
	out.Items, err = all[ContactRow](ctx, r, "SELECT "+contactColumns()+" FROM "+contactFrom+" WHERE "+
		w.text()+o.sql("c")+w.bind(" LIMIT ?", o.limit+1), w.args...)
	out.endAt(o, func(c ContactRow) (any, record.ID) {
		if o.column == "c.updated_at" {
			return c.UpdatedAt.Milli(), c.ID
		}
		return c.SortKey, c.ID
	})
	return out, err
}

func (f ContactFilter) where(r *Reads, s org.Scope) *where {
	w := newWhere().and("c.workspace_id = $1").and("c.deleted_at IS NULL").and("a.deleted_at IS NULL")
	w.seesAccount(s, "a")
	if len(f.Q.Groups) > 0 {
		w.found(r, record.Contact, "c.id", f.Q)
	}
	if f.AccountID != 0 {
		w.and("c.account_id = ?", f.AccountID)
	}
	if f.DepartmentID != 0 {
		w.and("c.department_id = ?", f.DepartmentID)
	}
	return w
}

// endAt cuts a page that was read with one row too many, and makes the cursor
// from the value of the sort column and the id of its last row.
func (l *List[T]) endAt(o ordered, last func(T) (any, record.ID)) {
	if len(l.Items) <= o.limit {
		return
	}
	l.Items = l.Items[:o.limit]
	value, id := last(l.Items[o.limit-1])
	l.Next = o.next(value, id)
}

// Superior is to whom a contact reports, 0 for nobody. It reads past any scope,
// to keep the reporting line free of loops.
func (r *Reads) Superior(ctx context.Context, id record.ID) (record.ID, error) {
	return value[record.ID](ctx, r,
		"SELECT c.reports_to_id FROM contact c WHERE c.workspace_id = $1 AND c.id = $2",
		WorkspaceID, id)
}

// GroupOf is the account at the top of an account's group: itself when it has
// no parent. It reads past any scope.
func (r *Reads) GroupOf(ctx context.Context, id record.ID) (record.ID, error) {
	const deepest = 64
	for range deepest {
		up, err := value[record.ID](ctx, r,
			"SELECT a.parent_id FROM account a WHERE a.workspace_id = $1 AND a.id = $2",
			WorkspaceID, id)
		if err != nil || up == 0 {
			return id, err
		}
		id = up
	}
	return id, nil
}

// idRow is a row of one id.
type idRow struct {
	ID record.ID `db:"id"`
}

func idsOf(rows []idRow) []record.ID {
	out := make([]record.ID, len(rows))
	for i, r := range rows {
		out[i] = r.ID
	}
	return out
}

// OpenDealsOfContact lists the open deals on which a contact has a say. It
// reads past any scope, for the evaluation of rules.
func (r *Reads) OpenDealsOfContact(ctx context.Context, id record.ID) ([]record.ID, error) {
	rows, err := all[idRow](ctx, r, `SELECT i.deal_id AS id FROM influence i
 JOIN deal d ON d.workspace_id = i.workspace_id AND d.id = i.deal_id
 AND d.status = 'open' AND d.deleted_at IS NULL
 WHERE i.workspace_id = $1 AND i.contact_id = $2 AND i.deleted_at IS NULL ORDER BY i.deal_id`,
		WorkspaceID, id)
	return idsOf(rows), err
}

// PeopleIn counts the contacts in a department and the departments below it,
// without those in the trash.
func (r *Reads) PeopleIn(ctx context.Context, department record.ID) (people, below int64, err error) {
	people, err = value[int64](ctx, r, `SELECT count(*) FROM contact c
 WHERE c.workspace_id = $1 AND c.department_id = $2 AND c.deleted_at IS NULL`, WorkspaceID, department)
	if err != nil {
		return 0, 0, err
	}
	below, err = value[int64](ctx, r, `SELECT count(*) FROM department p
 WHERE p.workspace_id = $1 AND p.parent_id = $2 AND p.deleted_at IS NULL`, WorkspaceID, department)
	return people, below, err
}

// TrashedIn lists the contacts in the trash that were in a department.
func (r *Reads) TrashedIn(ctx context.Context, department record.ID) ([]account.Contact, error) {
	return all[account.Contact](ctx, r, "SELECT "+columnsOf[account.Contact]("c")+` FROM contact c
 WHERE c.workspace_id = $1 AND c.department_id = $2 AND c.deleted_at IS NOT NULL ORDER BY c.id`,
		WorkspaceID, department)
}
