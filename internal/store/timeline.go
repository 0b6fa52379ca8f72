package store

import (
	"context"

	"sente/internal/sales/activity"
	"sente/internal/sales/event"
	"sente/internal/sales/org"
	"sente/internal/sales/record"
)

// EventRow is an event with the name of its actor.
type EventRow struct {
	event.Event
	ActorName string `json:"actor_name,omitzero" db:"actor_name"`
}

const eventColumns = `e.id, e.recorded_at, e.on_day, e.actor_id, e.act, e.subject_kind, e.subject_id,
 e.deal_id,
 e.account_id, e.params`

// Events lists what happened to a record, newest first: at most limit events
// older than before (0: the newest). The caller has read the record. Events of
// deals out of scope are left out, and so are notes, tasks and files that about
// leaves out.
func (r *Reads) Events(
	ctx context.Context,
	s Scopes,
	about About,
	before record.ID,
	limit int,
) ([]EventRow, error) {
	w := newWhere().and("e.workspace_id = $1").eventsOf(about.Ref)
	if before != 0 {
		w.and("e.id < ?", before)
	}
	if !s.Deals.All && about.Ref.Kind != record.Deal {
		deal := w.within(func(w *where) { w.and("ed.workspace_id = $1").seesDeal(s.Deals, "ed") })
		w.and("(e.deal_id IS NULL OR e.deal_id IN (SELECT ed.id FROM deal ed WHERE " + deal + "))")
	}
	if !about.Whole {
		w.wordsInScope(s.Accounts)
	}
	return all[EventRow](ctx, r, "SELECT "+eventColumns+`, u.name AS actor_name FROM event e
 LEFT JOIN app_user u ON u.workspace_id = e.workspace_id AND u.id = e.actor_id WHERE `+w.text()+
		" ORDER BY e.id DESC"+w.bind(" LIMIT ?", limit), w.args...)
}

// eventsOf keeps the events of one record. Those of a deal are also the changes at
// its customer. Those of a contact are found by the
// rows that they changed: himself, what he is on deals, notes and tasks on him.
func (w *where) eventsOf(ref record.Ref) *where {
	switch ref.Kind {
	case record.Deal:
		return w.and("(e.deal_id = ? OR e.subject_kind = 'account_event' AND e.account_id = "+
			"(SELECT x.account_id FROM deal x WHERE x.workspace_id = $1 AND x.id = ?))", ref.ID, ref.ID)
	case record.Account:
		return w.and("e.account_id = ?", ref.ID)
	}
	const rows = "SELECT ch.event_id FROM event_change ch WHERE ch.workspace_id = $1 AND ch.kind = "
	const of = " x WHERE x.workspace_id = $1 AND x.subject_kind = 'contact' AND x.subject_id = ?)"
	// A batch of an import tells of many people's records at once.
	return w.and("e.subject_kind <> 'import'").and("e.id IN ("+rows+"'contact' AND ch.row_id = ? UNION "+
		rows+"'influence' AND ch.row_id IN (SELECT x.id FROM influence x WHERE x.workspace_id = $1 AND "+
		"x.contact_id = ?) UNION "+
		rows+"'note' AND ch.row_id IN (SELECT x.id FROM note"+of+" UNION "+
		rows+"'task' AND ch.row_id IN (SELECT x.id FROM task"+of+" UNION "+
		rows+"'attachment' AND ch.row_id IN (SELECT x.id FROM attachment"+of+" UNION "+
		rows+"'attachment' AND ch.row_id IN (SELECT f.id FROM attachment f WHERE f.workspace_id = $1 AND "+
		"f.subject_kind = 'note' AND f.subject_id IN (SELECT x.id FROM note"+of+"))",
		ref.ID, ref.ID, ref.ID, ref.ID, ref.ID, ref.ID)
}

// wordsInScope leaves out events about notes, tasks and files on accounts and
// contacts whose authors are not in scope.
func (w *where) wordsInScope(s org.Scope) *where {
	if s.All {
		return w
	}
	const of = " x WHERE x.workspace_id = $1 AND (x.author_id IN ("
	return w.and("(e.deal_id IS NOT NULL OR e.subject_kind NOT IN ('note', 'task', 'attachment')"+
		" OR e.subject_kind = 'note' AND e.subject_id IN (SELECT x.id FROM note"+of+ids(s.Owners)+")))"+
		" OR e.subject_kind = 'attachment' AND e.subject_id IN (SELECT x.id FROM attachment"+
		of+ids(s.Owners)+")))"+
		" OR e.subject_kind = 'task' AND e.subject_id IN (SELECT x.id FROM task"+of+ids(s.Owners)+
		") OR x.assignee_id = ?)))", s.Viewer)
}

// Changes reads the changes of events, in the order in which they were made.
func (r *Reads) Changes(ctx context.Context, events []record.ID) (map[record.ID][]event.Change, error) {
	out := map[record.ID][]event.Change{}
	if len(events) == 0 {
		return out, nil
	}
	rows, err := all[event.Change](
		ctx,
		r,
		`SELECT ch.event_id, ch.seq, ch.kind, ch.row_id, ch.about_id, ch.before_row,
 ch.after_row FROM event_change ch WHERE ch.workspace_id = $1 AND ch.event_id IN (`+ids(events)+`)
 ORDER BY ch.event_id, ch.seq`,
		WorkspaceID,
	)
	for _, c := range rows {
		out[c.EventID] = append(out[c.EventID], c)
	}
	return out, err
}

// Veil says what a scope must not learn of deals and of their influences.
func (r *Reads) Veil(ctx context.Context, s org.Scope, deals []record.ID) (activity.Veil, error) {
	v := activity.Veil{Gone: map[record.ID]bool{}, Masked: map[record.ID]bool{},
		Blind: map[record.ID]bool{}, Foreign: map[record.ID]bool{}}
	if len(deals) == 0 {
		return v, nil
	}
	if err := r.foreign(ctx, s, deals, v.Foreign); err != nil {
		return v, err
	}
	type row struct {
		Deal record.ID `db:"deal_id"`
		ID   record.ID `db:"id"` // 0: no hidden coach
		Only bool      `db:"only_coach"`
	}
	rows, err := all[row](
		ctx,
		r,
		`SELECT d.id AS deal_id, i.id, COALESCE(i.roles, '["CO"]') = '["CO"]' AS only_coach FROM deal d
 LEFT JOIN influence i ON i.workspace_id = d.workspace_id AND i.deal_id = d.id AND i.hidden = true
 WHERE d.workspace_id = $1 AND d.id IN (`+ids(deals)+") AND d.owner_id NOT IN ("+
			ids(append([]record.ID{-1}, s.Secret...))+")",
		WorkspaceID,
	)
	for _, x := range rows {
		v.Blind[x.Deal] = true
		switch {
		case x.ID == 0:
		case x.Only:
			v.Gone[x.ID] = true
		default:
			v.Masked[x.ID] = true
		}
	}
	return v, err
}

// foreign marks the deals that a scope does not see, those in the trash too.
func (r *Reads) foreign(ctx context.Context, s org.Scope, deals []record.ID, out map[record.ID]bool) error {
	w := newWhere().and("d.workspace_id = $1").and("d.id IN ("+ids(deals)+")").seesDeal(s, "d")
	seen, err := all[dealID](ctx, r, "SELECT d.id FROM deal d WHERE "+w.text(), w.args...)
	for _, id := range deals {
		out[id] = true
	}
	for _, d := range seen {
		delete(out, d.ID)
	}
	return err
}

// nameRow is the name of something.
type nameRow struct {
	ID   record.ID `db:"id"`
	Name string    `db:"name"`
}

// InfluenceNames are the names of the contacts behind influences.
func (r *Reads) InfluenceNames(ctx context.Context, influences []record.ID) (map[record.ID]string, error) {
	out := map[record.ID]string{}
	if len(influences) == 0 {
		return out, nil
	}
	rows, err := all[nameRow](ctx, r, `SELECT i.id, c.name FROM influence i
 JOIN contact c ON c.workspace_id = i.workspace_id AND c.id = i.contact_id
 WHERE i.workspace_id = $1 AND i.id IN (`+ids(influences)+")", WorkspaceID)
	for _, n := range rows {
		out[n.ID] = n.Name
	}
	return out, err
}
