package store

import (
	"context"
	"fmt"
	"strings"

	"sente/internal/fault"
	"sente/internal/sales/account"
	"sente/internal/sales/activity"
	"sente/internal/sales/calendar"
	"sente/internal/sales/deal"
	"sente/internal/sales/org"
	"sente/internal/sales/record"
)

// Trashed is a record in the trash that can be restored by itself.
type Trashed struct {
	Kind      record.Kind      `json:"kind" db:"kind" doc:"deal, account, contact, or what people wrote about a deal: need, visit …"`
	ID        record.ID        `json:"id" db:"id"`
	Name      string           `json:"name" db:"name"`
	OwnerID   record.ID        `json:"owner_id,omitzero" db:"owner_id"`
	DeletedAt calendar.Instant `json:"deleted_at" db:"deleted_at" format:"date-time"`
	DeleterID record.ID        `json:"deleted_by_id,omitzero" db:"deleter_id"`
	Deleter   string           `json:"deleted_by,omitzero" db:"deleter" doc:"his name; absent: the system"`
	DealName  string           `json:"deal_name,omitzero" db:"deal_name" doc:"of what people wrote about a deal"`
}

// deleter finds who put a row x of a kind into the trash: whose event of that
// moment changed it.
const deleter = `(SELECT e.actor_id FROM event_change g
 JOIN event e ON e.workspace_id = g.workspace_id AND e.id = g.event_id
 WHERE g.workspace_id = x.workspace_id AND g.kind = '%s' AND g.row_id = x.id AND e.recorded_at = x.deleted_at
 ORDER BY e.id DESC LIMIT 1) AS deleter_id`

// maxTrash is how many records of a kind the trash shows, the latest first.
const maxTrash = 200

// owned adds the condition that a row is of an owner in reach: unlike seesDeal
// and seesAccount it asks who may act, not who may read.
func (w *where) owned(s org.Scope, column string) *where {
	if s.All {
		return w
	}
	return w.and(column + " IN (" + ids(s.Owners) + ")")
}

// livingAccount joins the account of a contact x, unless that is in the trash.
const livingAccount = ` JOIN account a ON a.workspace_id = x.workspace_id AND a.id = x.account_id
 AND a.deleted_at IS NULL`

// trashed is one row in the trash, of an owner in scope.
func trashed(s org.Scope, id record.ID, owner string) *where {
	w := newWhere().and("x.workspace_id = $1").and("x.id = ?", id).and("x.deleted_at IS NOT NULL")
	return w.owned(s, owner)
}

// Trash lists what was put into the trash by itself. Deals are of owners in the
// first scope, accounts and contacts of owners in the second. What went along
// with something else comes back with it and is not listed.
func (r *Reads) Trash(ctx context.Context, deals, accounts org.Scope) ([]Trashed, error) {
	var out []Trashed
	for _, q := range append([]trashList{
		{"deal", "deal x", "x.owner_id", "x.name", "''", deals},
		{"account", "account x", "x.owner_id", "x.name", "''", accounts},
		{"contact", "contact x" + livingAccount, "a.owner_id", "x.name", "''", accounts},
	}, trashedEntries(deals)...) {
		w := newWhere().and("x.workspace_id = $1").and("x.deleted_at IS NOT NULL").owned(q.scope, q.owner)
		rows, err := all[Trashed](ctx, r, "SELECT t.*, u.name AS deleter FROM (SELECT '"+q.kind+
			"' AS kind, x.id, "+q.name+" AS name, x.deleted_at, "+q.owner+" AS owner_id, "+q.deal+
			" AS deal_name, "+fmt.Sprintf(deleter, q.kind)+
			" FROM "+q.from+" WHERE "+w.text()+
			w.bind(" ORDER BY x.deleted_at DESC, x.id DESC LIMIT ?", maxTrash)+
			`) t LEFT JOIN app_user u ON u.workspace_id = $1 AND u.id = t.deleter_id
 ORDER BY t.deleted_at DESC, t.id DESC`, w.args...)
		if err != nil {
			return nil, err
		}
		out = append(out, rows...)
	}
	return out, nil
}

// trashList is how one kind of records in the trash is read: from where, and the
// expressions of its owner, its name and its deal.
type trashList struct {
	kind, from, owner, name, deal string
	scope                         org.Scope
}

// trashedEntries read what people wrote about deals that are not in the trash.
func trashedEntries(deals org.Scope) (out []trashList) {
	names := map[record.Kind]string{record.Need: "text", record.Decision: "name", record.Competitor: "name",
		record.Intel: "text", record.Strength: "text", record.Weakness: "text", record.Proposal: "edition",
		record.ChangeReview: "on_day", record.ExternalBody: "name", record.Objection: "text",
		record.Visit: "on_day", record.Booking: "on_day"}
	for _, kind := range deal.EntryKinds() {
		out = append(out, trashList{string(kind), tables.byKind[kind].name + ` x JOIN deal d
 ON d.workspace_id = x.workspace_id AND d.id = x.deal_id AND d.deleted_at IS NULL`, "d.owner_id",
			"CAST(x." + names[kind] + " AS TEXT)", "d.name", deals})
	}
	return out
}

// TrashedDeal reads a deal in the trash of an owner in scope.
func (r *Reads) TrashedDeal(ctx context.Context, s org.Scope, id record.ID) (deal.Deal, error) {
	w := trashed(s, id, "x.owner_id")
	return one[deal.Deal](ctx, r, rowsOf[deal.Deal]("x")+" WHERE "+w.text(), w.args...)
}

// TrashedAccount reads an account in the trash of an owner in scope.
func (r *Reads) TrashedAccount(ctx context.Context, s org.Scope, id record.ID) (account.Account, error) {
	w := trashed(s, id, "x.owner_id")
	return one[account.Account](ctx, r, rowsOf[account.Account]("x")+" WHERE "+w.text(), w.args...)
}

// TrashedContact reads a contact in the trash whose account is not, of an owner
// in scope.
func (r *Reads) TrashedContact(ctx context.Context, s org.Scope, id record.ID) (account.Contact, error) {
	w := trashed(s, id, "a.owner_id")
	return one[account.Contact](ctx, r, rowsOf[account.Contact]("x")+livingAccount+
		" WHERE "+w.text(), w.args...)
}

// IsTrashed reports whether a deal, account or contact is in the trash.
func (r *Reads) IsTrashed(ctx context.Context, of record.Ref) (bool, error) {
	t := tables.byKind[of.Kind]
	if t == nil || !t.versioned {
		return false, fault.New(fault.NotFound, "not_found")
	}
	n, err := value[int64](ctx, r, "SELECT count(*) FROM "+t.name+
		" WHERE workspace_id = $1 AND id = $2 AND deleted_at IS NOT NULL", WorkspaceID, of.ID)
	return n > 0, err
}

// OpenDealsOn lists the open deals on an account, those out of anybody's scope
// too: whether it may go depends on all of them.
func (r *Reads) OpenDealsOn(ctx context.Context, of account.Account) ([]deal.Deal, error) {
	return all[deal.Deal](ctx, r, rowsOf[deal.Deal]("d")+` WHERE d.workspace_id = $1
 AND d.account_id = $2 AND d.status = 'open' AND d.deleted_at IS NULL ORDER BY d.id`, WorkspaceID, of.ID)
}

// SubsidiariesOf lists the accounts directly below one.
func (r *Reads) SubsidiariesOf(ctx context.Context, of account.Account) ([]account.Account, error) {
	return all[account.Account](ctx, r, rowsOf[account.Account]("a")+`
 WHERE a.workspace_id = $1 AND a.parent_id = $2 AND a.deleted_at IS NULL ORDER BY a.id`, WorkspaceID, of.ID)
}

// OpenDealsWith lists the open deals in scope on which a contact is an
// influence that exists for the scope.
func (r *Reads) OpenDealsWith(ctx context.Context, s org.Scope, contact record.ID) ([]deal.Deal, error) {
	w := newWhere().and("d.workspace_id = $1").and("d.status = 'open'").and("d.deleted_at IS NULL").
		and("i.contact_id = ?", contact).and("i.deleted_at IS NULL")
	w.seesDeal(s, "d").seesInfluence(s, "i", "d")
	return all[deal.Deal](ctx, r, "SELECT "+columnsOf[deal.Deal]("d")+` FROM influence i JOIN deal d
 ON d.workspace_id = i.workspace_id AND d.id = i.deal_id WHERE `+w.text()+" ORDER BY d.id", w.args...)
}

// moved is one sort of rows that go to the trash, or return, with a record.
type moved struct {
	run func(ctx context.Context, tx *Tx, from, to calendar.Instant) error
}

// rows names the rows of a table that go along: a condition on alias x, with $2
// bound to the record.
func rows[T any](of record.ID, cond string) moved {
	return moved{func(ctx context.Context, tx *Tx, from, to calendar.Instant) error {
		w := newWhere()
		w.args = append(w.args, of)
		w.and("x.workspace_id = $1").and("(" + cond + ")")
		if from == 0 {
			w.and("x.deleted_at IS NULL")
		} else {
			w.and("x.deleted_at = ?", from)
		}
		list, err := all[T](ctx, &tx.Reads, rowsOf[T]("x")+" WHERE "+w.text()+" ORDER BY x.id", w.args...)
		for i := range list {
			next := list[i]
			any(&next).(interface{ Head() *record.Meta }).Head().DeletedAt = to
			if err == nil {
				err = Save(ctx, tx, list[i], &next)
			}
		}
		return err
	}}
}

// following lists what goes to the trash with a record, and returns with it.
func following(of record.Ref) []moved {
	const contacts = "SELECT c.id FROM contact c WHERE c.workspace_id = $1 AND c.account_id = $2"
	const closed = "(x.deleted_at IS NOT NULL OR x.deal_id NOT IN (SELECT d.id FROM deal d" +
		" WHERE d.workspace_id = $1 AND d.status = 'open' AND d.deleted_at IS NULL))"
	about := "x.subject_kind = '" + string(of.Kind) + "' AND x.subject_id = $2"
	files := func(about string) moved {
		notes := strings.ReplaceAll(about, "x.", "n.")
		return rows[activity.Attachment](of.ID, about+" OR x.subject_kind = 'note' AND x.subject_id IN ("+
			"SELECT n.id FROM note n WHERE n.workspace_id = $1 AND ("+notes+"))")
	}
	switch of.Kind {
	case record.Deal:
		return []moved{rows[deal.Influence](of.ID, "x.deal_id = $2"), rows[activity.Note](of.ID, about),
			rows[activity.Task](of.ID, about), files(about)}
	case record.Account:
		about += " OR x.subject_kind = 'contact' AND x.subject_id IN (" + contacts + ")"
		return []moved{rows[account.Department](of.ID, "x.account_id = $2"),
			rows[account.Contact](of.ID, "x.account_id = $2"),
			rows[deal.Influence](of.ID, "x.contact_id IN ("+contacts+") AND "+closed),
			rows[activity.Note](of.ID, about), rows[activity.Task](of.ID, about), files(about)}
	case record.Contact:
		return []moved{rows[deal.Influence](of.ID, "x.contact_id = $2 AND "+closed),
			rows[activity.Note](of.ID, about), rows[activity.Task](of.ID, about), files(about)}
	case record.Note:
		return []moved{rows[activity.Attachment](of.ID, about)}
	}
	return nil
}

// MoveFollowing puts what hangs on a record into the trash with it (from 0), or
// takes what went at from out again (to 0).
func (tx *Tx) MoveFollowing(ctx context.Context, of record.Ref, from, to calendar.Instant) error {
	for _, m := range following(of) {
		if err := m.run(ctx, tx, from, to); err != nil {
			return err
		}
	}
	return nil
}
