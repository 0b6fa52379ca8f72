package store

import (
	"context"

	"sente/internal/sales/org"
	"sente/internal/sales/record"
	"sente/internal/sales/search"
)

// Candidate is a row that the index brings for a query; search.Query.Match
// decides in Go whether and how well it answers.
type Candidate struct {
	Kind        record.Kind
	ID          record.ID   `db:"id"`
	Title       string      `db:"title"`
	Text        string      `db:"body"`     // more that it is found by
	Subtitle    string      `db:"subtitle"` // for display only
	DealID      record.ID   `db:"deal_id"`
	AccountID   record.ID   `db:"account_id"`
	SubjectKind record.Kind `db:"subject_kind"` // of a note
}

// Searched lists the kinds of records that are searched, in the order of the
// answer.
func Searched() []record.Kind {
	return []record.Kind{record.Account, record.Contact, record.Deal, record.Note}
}

// Sought says what is searched for.
type Sought struct {
	Kinds   []record.Kind
	Q       search.Query
	Account record.ID // narrows contacts and deals to one account; 0: all
}

// Candidates brings the newest rows of each kind that the index finds and the
// scopes see, at most 200 of a kind.
func (r *Reads) Candidates(ctx context.Context, s Scopes, x Sought) (out []Candidate, err error) {
	b := r.batch()
	for _, kind := range x.Kinds {
		to := func(c Candidate) {
			c.Kind = kind
			out = append(out, c)
		}
		if kind == record.Note {
			b.askNotes(s, x.Q, to)
		} else {
			b.askRecords(s, kind, x, to)
		}
	}
	err = b.run(ctx)
	return out, err
}

func (b *batch) askRecords(s Scopes, kind record.Kind, x Sought, to func(Candidate)) {
	w, r, q, account := newWhere(), b.r, x.Q, x.Account
	var text string
	switch kind {
	case record.Account:
		text = `SELECT a.id, a.name AS title, a.industry || ' ' || a.region AS body, a.industry AS subtitle,
 CAST(NULL AS BIGINT) AS deal_id, a.id AS account_id, '' AS subject_kind FROM account a WHERE `
		w.and("a.workspace_id = $1").and("a.deleted_at IS NULL").found(r, kind, "a.id", q)
		w.seesAccount(s.Accounts, "a").onAccount("a.id", account)
		text += w.text() + " ORDER BY a.id DESC"
	case record.Contact:
		text = `SELECT c.id, c.name AS title, c.title AS body, a.name AS subtitle,
 CAST(NULL AS BIGINT) AS deal_id, c.account_id, '' AS subject_kind FROM ` + contactFrom + " WHERE "
		w.and("c.workspace_id = $1").and("c.deleted_at IS NULL").and("a.deleted_at IS NULL")
		w.found(r, kind, "c.id", q)
		w.seesAccount(s.Accounts, "a").onAccount("c.account_id", account)
		text += w.text() + " ORDER BY c.id DESC"
	case record.Deal:
		text = `SELECT d.id, d.name AS title, d.sso_what AS body, a.name AS subtitle, d.id AS deal_id,
 d.account_id, '' AS subject_kind FROM deal d LEFT JOIN account a ON a.workspace_id = d.workspace_id
 AND a.id = d.account_id WHERE `
		w.and("d.workspace_id = $1").and("d.deleted_at IS NULL").found(r, kind, "d.id", q)
		w.seesDeal(s.Deals, "d").onAccount("d.account_id", account)
		text += w.text() + " ORDER BY d.id DESC"
	}
	ask(b, to, text+w.bind(" LIMIT ?", maxCandidates), w.args...)
}

func (w *where) onAccount(column string, account record.ID) {
	if account != 0 {
		w.and(column+" = ?", account)
	}
}

// askNotes asks for notes on deals in scope, and on accounts and contacts in
// scope as far as the reader may read them.
func (b *batch) askNotes(s Scopes, q search.Query, to func(Candidate)) {
	w := newWhere().and("n.workspace_id = $1").and("n.deleted_at IS NULL")
	w.found(b.r, record.Note, "n.id", q)
	deal := w.within(func(w *where) { w.and("d.deleted_at IS NULL").seesDeal(s.Deals, "d") })
	account := w.within(func(w *where) {
		w.and("a.id IS NOT NULL").and("a.deleted_at IS NULL").and("c.deleted_at IS NULL")
		w.seesAccount(s.Accounts, "a").wordsOn(s.Accounts)
	})
	w.and("(n.subject_kind = 'deal' AND " + deal + " OR n.subject_kind <> 'deal' AND " + account + ")")
	ask(b, to, `SELECT n.id, '' AS title, n.text AS body,
 COALESCE(d.name, c.name, a.name) AS subtitle, d.id AS deal_id, a.id AS account_id, n.subject_kind FROM note n
 LEFT JOIN deal d ON d.workspace_id = n.workspace_id AND d.id = n.subject_id AND n.subject_kind = 'deal'
 LEFT JOIN contact c ON c.workspace_id = n.workspace_id AND c.id = n.subject_id AND n.subject_kind = 'contact'
 LEFT JOIN account a ON a.workspace_id = n.workspace_id AND a.id =
 CASE n.subject_kind WHEN 'account' THEN n.subject_id WHEN 'contact' THEN c.account_id ELSE d.account_id END
 WHERE `+w.text()+" ORDER BY n.id DESC"+w.bind(" LIMIT ?", maxCandidates), w.args...)
}

// wordsOn keeps notes on accounts that are owned in scope, and notes by authors
// in scope.
func (w *where) wordsOn(s org.Scope) {
	if !s.All {
		w.and("(a.owner_id IN (" + ids(s.Owners) + ") OR n.author_id IN (" + ids(s.Owners) + "))")
	}
}
