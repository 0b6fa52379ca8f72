package store

import (
	"context"

	"sente/internal/sales/calendar"
	"sente/internal/sales/deal"
	"sente/internal/sales/org"
	"sente/internal/sales/record"
)

// personFrom joins what the map shows of an influence's contact; the contact
// belongs to the influence, department and counterpart are for display.
const personFrom = `influence i
 JOIN contact c ON c.workspace_id = i.workspace_id AND c.id = i.contact_id
 LEFT JOIN department p ON p.workspace_id = c.workspace_id AND p.id = c.department_id
 LEFT JOIN app_user u ON u.workspace_id = i.workspace_id AND u.id = i.counterpart_id`

func personColumns() string {
	return columnsOf[deal.Influence]("i") + `,
 c.name AS person_name, c.title AS person_title, c.level_rank AS person_rank,
 c.reports_to_id AS person_reports_to,
 c.account_id AS person_account, c.department_id AS person_department,
 p.name AS department_name, u.name AS counterpart_name`
}

// people reads influences that are not in the trash, by deal and id.
func (r *Reads) people(ctx context.Context, w *where) (out []deal.Person, err error) {
	b := r.batch()
	askPeople(b, w, keep(&out))
	err = b.run(ctx)
	return out, err
}

// askPeople asks for people. It is the full truth, for Facts.
func askPeople(b *batch, w *where, to func(deal.Person)) {
	ask(b, to, "SELECT "+personColumns()+" FROM "+personFrom+
		" WHERE "+w.and("i.deleted_at IS NULL").text()+" ORDER BY i.deal_id, i.id", w.args...)
}

// peopleSeen reads the influences that exist for a scope.
func (r *Reads) peopleSeen(ctx context.Context, s org.Scope, w *where) ([]deal.Person, error) {
	w.and("i.deleted_at IS NULL").and("d.deleted_at IS NULL").seesDeal(s, "d").seesInfluence(s, "i", "d")
	return all[deal.Person](ctx, r, "SELECT "+personColumns()+" FROM "+personFrom+`
 JOIN deal d ON d.workspace_id = i.workspace_id AND d.id = i.deal_id
 WHERE `+w.text()+" ORDER BY i.id", w.args...)
}

// Person reads one influence that exists for the scope. Who shows it to those
// who may not know of hidden coaches masks it (deal.Influence.Masked).
func (r *Reads) Person(ctx context.Context, s org.Scope, id record.ID) (deal.Person, error) {
	found, err := r.peopleSeen(ctx, s, newWhere().and("i.workspace_id = $1").and("i.id = ?", id))
	return first(found, err)
}

// PersonWritten reads an influence that an act has just written for somebody who
// saw it; it may no longer exist for him. One that was removed is empty.
func (tx *Tx) PersonWritten(ctx context.Context, id record.ID) (deal.Person, error) {
	found, err := tx.people(ctx, newWhere().and("i.workspace_id = $1").and("i.id = ?", id))
	if err != nil || len(found) == 0 {
		return deal.Person{}, err
	}
	return found[0], nil
}

// PeopleOf reads the influences of a deal that exist for the scope.
func (r *Reads) PeopleOf(ctx context.Context, s org.Scope, of record.ID) ([]deal.Person, error) {
	return r.peopleSeen(ctx, s, newWhere().and("i.workspace_id = $1").and("i.deal_id = ?", of))
}

// OtherDecider finds who, besides one influence, is the present decision maker of
// a deal on a day; NotFound when nobody is. It reads past any scope: the role of
// the decision maker is never secret.
func (r *Reads) OtherDecider(ctx context.Context, x deal.Influence, on calendar.Day) (deal.Person, error) {
	found, err := r.people(ctx, newWhere().and("i.workspace_id = $1").and("i.deal_id = ?", x.DealID).
		and("i.id <> ?", x.ID).and("i.roles LIKE ?", `%"EB"%`).
		and("(i.left_on IS NULL OR i.left_on > ?)", on))
	return first(found, err)
}

// EverDecided reports whether somebody besides one influence was ever observed
// as the decision maker of its deal.
func (r *Reads) EverDecided(ctx context.Context, x deal.Influence) (bool, error) {
	n, err := value[int64](ctx, r, `SELECT count(*) FROM observation o
 WHERE o.workspace_id = $1 AND o.deal_id = $2 AND o.influence_id <> $3 AND o.field = $4 AND o.value LIKE $5`,
		WorkspaceID, x.DealID, x.ID, deal.ObservedRoles, `%"EB"%`)
	return n > 0, err
}

// Edge reads one edge of a deal; NotFound when there is none.
func (r *Reads) Edge(ctx context.Context, of, from, to record.ID) (deal.Edge, error) {
	return one[deal.Edge](ctx, r, "SELECT "+columnsOf[deal.Edge]("e")+` FROM influence_edge e
 WHERE e.workspace_id = $1 AND e.deal_id = $2 AND e.from_id = $3 AND e.to_id = $4`, WorkspaceID, of, from, to)
}
