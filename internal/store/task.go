package store

import (
	"context"

	"sente/internal/sales/activity"
	"sente/internal/sales/calendar"
	"sente/internal/sales/comply"
	"sente/internal/sales/deal"
	"sente/internal/sales/influence"
	"sente/internal/sales/org"
	"sente/internal/sales/record"
	"sente/internal/sales/tactic"
)

// TaskRow is a task with the names that lists show. May is filled in by the act.
type TaskRow struct {
	activity.Task
	AssigneeName string    `json:"assignee_name,omitzero" db:"assignee_name"`
	SubjectName  string    `json:"subject_name" db:"subject_name"`
	DealID       record.ID `json:"deal_id,omitzero" db:"deal_id"`
	AccountID    record.ID `json:"account_id,omitzero" db:"account_id"`
	OwnerID      record.ID `json:"-" db:"owner_id"` // of the deal, or of the account
	PersonName   string    `json:"person_name,omitzero" db:"person_name"`
	aimed
	Now    string        `json:"aim_now,omitzero" db:"-" doc:"where the value of its aim stands today; absent: unknown"`
	Effect tactic.Effect `json:"effect,omitzero" db:"-" enum:"reached,nearer,same,back" doc:"where it stands today against then and the target"`
	// Caution is the rule of lawful selling that the task touches.
	Caution comply.Rule `json:"caution,omitzero" db:"-" enum:"CP-03" doc:"a rule of lawful selling that its title touches"`
	May     []string    `json:"may" db:"-" nullable:"false" enum:"edit,remove" doc:"what the reader may do with it"`
}

// aimed are today's values of the person whom a task is about.
type aimed struct {
	Support     influence.Support `json:"-" db:"person_support"`
	Mode        influence.Mode    `json:"-" db:"person_mode"`
	Expectation *int              `json:"-" db:"person_expectation"`
	Reality     *int              `json:"-" db:"person_reality"`
	Baseline    *int              `json:"-" db:"person_baseline"`
	Contact     influence.Contact `json:"-" db:"person_contact"`
}

// Person is whom the task is about, as far as an aim speaks of him.
func (t *TaskRow) Person() deal.Influence {
	return deal.Influence{Observed: deal.Observed{Support: t.Support, Mode: t.Mode, Contact: t.Contact,
		Expectation: t.Expectation, Reality: t.Reality, Baseline: t.Baseline}}
}

// TaskFilter narrows a list of tasks.
type TaskFilter struct {
	Page
	About    *About       // of one record; nil: across all records
	Assignee record.ID    // whose tasks
	Done     *bool        // nil: both
	DueBy    calendar.Day // due on this day or before
	Reviews  []record.ID  // made in one of these deal reviews
}

var taskSorts = sorts{"due_on": "due_on", "created_at": "id!"}

// taskFrom joins the subject for display, and its deal or account for scope.
const taskFrom = `task t LEFT JOIN app_user u ON u.workspace_id = t.workspace_id AND u.id = t.assignee_id
 LEFT JOIN influence i ON i.workspace_id = t.workspace_id AND i.id = t.person_id
 LEFT JOIN contact ic ON ic.workspace_id = i.workspace_id AND ic.id = i.contact_id
 LEFT JOIN deal d ON d.workspace_id = t.workspace_id AND d.id = t.subject_id AND t.subject_kind = 'deal'
 LEFT JOIN contact c ON c.workspace_id = t.workspace_id AND c.id = t.subject_id AND t.subject_kind = 'contact'
 LEFT JOIN account a ON a.workspace_id = t.workspace_id AND a.id =
 CASE t.subject_kind WHEN 'account' THEN t.subject_id WHEN 'contact' THEN c.account_id ELSE d.account_id END`

func taskColumns() string {
	return columnsOf[activity.Task]("t") + `, u.name AS assignee_name,
 ic.name AS person_name, COALESCE(i.support, 0) AS person_support,
 COALESCE(i.mode, '') AS person_mode, COALESCE(i.contact, 0) AS person_contact,
 i.expectation AS person_expectation, i.reality AS person_reality, i.baseline AS person_baseline,
 COALESCE(d.name, c.name, a.name) AS subject_name, d.id AS deal_id, a.id AS account_id,
 CASE t.subject_kind WHEN 'deal' THEN d.owner_id ELSE a.owner_id END AS owner_id`
}

// Scopes are what a reader sees of deals and of accounts.
type Scopes struct{ Deals, Accounts org.Scope }

// seesTask keeps tasks on deals and accounts in scope. A task that answers a
// flag about a hidden coach, or is for seeing one, does not exist for others.
func (w *where) seesTask(s Scopes) *where {
	deal := w.within(func(w *where) { w.and("d.deleted_at IS NULL").seesDeal(s.Deals, "d") })
	account := w.within(func(w *where) {
		w.and("a.id IS NOT NULL").and("a.deleted_at IS NULL").and("c.deleted_at IS NULL")
		w.seesAccount(s.Accounts, "a")
	})
	w.and(`(t.person_id IS NULL OR d.owner_id IN (` + ids(s.Deals.Secret) + `) OR i.hidden = false)`)
	w.and("(t.subject_kind = 'deal' AND " + deal + " OR t.subject_kind <> 'deal' AND " + account + ")")
	return w.and(`(t.rule = '' OR t.subject_kind <> 'deal' OR d.owner_id IN (` + ids(s.Deals.Secret) + `)
 OR NOT EXISTS (SELECT 1 FROM flag f WHERE f.workspace_id = $1 AND f.deal_id = t.subject_id
 AND f.rule = t.rule AND f.subject = t.flag_subject AND f.hidden = true))`)
}

// within gives the text of conditions joined by AND, with its arguments kept in
// w, for use inside an OR.
func (w *where) within(f func(*where)) string {
	inner := &where{args: w.args}
	f(inner)
	w.args = inner.args
	return "(" + inner.text() + ")"
}

func (f TaskFilter) where(s Scopes) *where {
	w := newWhere().and("t.workspace_id = $1").and("t.deleted_at IS NULL").seesTask(s)
	if f.About != nil {
		w.ofTask(s.Accounts, *f.About)
	}
	if f.Assignee != 0 {
		w.and("t.assignee_id = ?", f.Assignee)
	}
	if f.DueBy != 0 {
		w.and("t.due_on <= ?", f.DueBy)
	}
	if len(f.Reviews) > 0 {
		w.in("t.review_id", f.Reviews)
	}
	switch {
	case f.Done == nil:
	case *f.Done:
		w.and("t.done_at IS NOT NULL")
	default:
		w.and("t.done_at IS NULL")
	}
	return w
}

// ofTask keeps the tasks of one record: all of them, or those of authors in
// scope and the reader's own.
func (w *where) ofTask(s org.Scope, about About) {
	w.and("t.subject_kind = ?", string(about.Ref.Kind)).and("t.subject_id = ?", about.Ref.ID)
	if !about.Whole && !s.All {
		w.and("(t.author_id IN ("+ids(s.Owners)+") OR t.assignee_id = ?)", s.Viewer)
	}
}

// Tasks lists tasks, the next due first.
func (r *Reads) Tasks(ctx context.Context, s Scopes, f TaskFilter) (List[TaskRow], error) {
	var out List[TaskRow]
	w := f.where(s)
	var err error
	if out.Total, err = r.count(ctx, taskFrom, w); err != nil {
		return out, err
	}
	o, err := w.order(f.Page.of(r), "t", "due_on", taskSorts)
	if err != nil {
		return out, err
	}
	out.Items, err = all[TaskRow](ctx, r, "SELECT "+taskColumns()+" FROM "+taskFrom+" WHERE "+
		w.text()+o.sql("t")+w.bind(" LIMIT ?", o.limit+1), w.args...)
	out.endAt(o, func(t TaskRow) (any, record.ID) {
		switch {
		case o.column == "t.id":
			return int64(t.ID), t.ID
		case t.DueOn == 0:
			return nil, t.ID
		}
		return t.DueOn.String(), t.ID
	})
	return out, err
}

// Task reads one task on a record that the scopes see.
func (r *Reads) Task(ctx context.Context, s Scopes, id record.ID) (TaskRow, error) {
	w := newWhere().and("t.workspace_id = $1").and("t.deleted_at IS NULL").and("t.id = ?", id).seesTask(s)
	return one[TaskRow](ctx, r, "SELECT "+taskColumns()+" FROM "+taskFrom+" WHERE "+w.text(), w.args...)
}
