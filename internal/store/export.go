package store

import (
	"context"

	"sente/internal/sales/account"
	"sente/internal/sales/deal"
	"sente/internal/sales/org"
	"sente/internal/sales/record"
)

// An export reads whole tables in the order of ids, a part at a time: what the
// reading scope sees, of owners in the scope of the export.

// exportPart is how many rows are read at a time.
const exportPart = 500

// DealOut is a deal with the names that a file shows.
type DealOut struct {
	deal.Deal
	AccountName string `db:"account_name"`
	OwnerName   string `db:"owner_name"`
	ProductName string `db:"product_name"`
}

// ExportDeals hands out the deals of a filter, part by part.
func (r *Reads) ExportDeals(
	ctx context.Context,
	s, reach org.Scope,
	q DealFilter,
	part func([]DealOut) error,
) error {
	return parts(func(after record.ID) ([]DealOut, error) {
		w := q.where(r, s).owned(reach, "d.owner_id").and("d.id > ?", int64(after))
		return all[DealOut](
			ctx,
			r,
			"SELECT "+columnsOf[deal.Deal]("d")+`, a.name AS account_name, u.name AS owner_name,
 p.name AS product_name FROM deal d
 LEFT JOIN account a ON a.workspace_id = d.workspace_id AND a.id = d.account_id
 LEFT JOIN app_user u ON u.workspace_id = d.workspace_id AND u.id = d.owner_id
 LEFT JOIN product p ON p.workspace_id = d.workspace_id AND p.id = d.product_id WHERE `+
				w.text()+w.bind(" ORDER BY d.id LIMIT ?", exportPart),
			w.args...)
	}, func(x DealOut) record.ID { return x.ID }, part)
}

// AccountOut is an account with the names that a file shows.
type AccountOut struct {
	account.Account
	ParentName string `db:"parent_name"`
	OwnerName  string `db:"owner_name"`
}

// ExportAccounts hands out the accounts of a filter, part by part.
func (r *Reads) ExportAccounts(
	ctx context.Context,
	s, reach org.Scope,
	q AccountFilter,
	part func([]AccountOut) error,
) error {
	return parts(func(after record.ID) ([]AccountOut, error) {
		w := q.where(r, s).owned(reach, "a.owner_id").and("a.id > ?", int64(after))
		parent := w.within(func(w *where) { w.seesAccount(s, "p") })
		return all[AccountOut](
			ctx,
			r,
			"SELECT "+columnsOf[account.Account]("a")+`, p.name AS parent_name, u.name AS owner_name
 FROM account a LEFT JOIN account p ON p.workspace_id = a.workspace_id AND p.id = a.parent_id
 AND p.deleted_at IS NULL AND `+
				parent+` LEFT JOIN app_user u ON u.workspace_id = a.workspace_id AND u.id = a.owner_id
 WHERE `+
				w.text()+w.bind(" ORDER BY a.id LIMIT ?", exportPart),
			w.args...)
	}, func(x AccountOut) record.ID { return x.ID }, part)
}

// ContactOut is a contact with the names that a file shows.
type ContactOut struct {
	account.Contact
	AccountName    string `db:"account_name"`
	DepartmentName string `db:"department_name"`
	SuperiorName   string `db:"superior_name"`
}

// ExportContacts hands out the contacts of a filter, part by part.
func (r *Reads) ExportContacts(
	ctx context.Context,
	s, reach org.Scope,
	q ContactFilter,
	part func([]ContactOut) error,
) error {
	return parts(func(after record.ID) ([]ContactOut, error) {
		w := q.where(r, s).owned(reach, "a.owner_id").and("c.id > ?", int64(after))
		return all[ContactOut](ctx, r, "SELECT "+columnsOf[account.Contact]("c")+`, a.name AS account_name,
 p.name AS department_name, b.name AS superior_name FROM `+contactFrom+`
 LEFT JOIN department p ON p.workspace_id = c.workspace_id AND p.id = c.department_id
 LEFT JOIN contact b ON b.workspace_id = c.workspace_id AND b.id = c.reports_to_id
 AND b.account_id = c.account_id AND b.deleted_at IS NULL WHERE `+
			w.text()+w.bind(" ORDER BY c.id LIMIT ?", exportPart), w.args...)
	}, func(x ContactOut) record.ID { return x.ID }, part)
}

// parts reads part after part, each behind the last row of the one before.
func parts[T any](read func(after record.ID) ([]T, error), id func(T) record.ID, part func([]T) error) error {
	var after record.ID
	for {
		rows, err := read(after)
		if err != nil || len(rows) == 0 {
			return err
		}
		if err := part(rows); err != nil {
			return err
		}
		after = id(rows[len(rows)-1])
	}
}
