package app

import (
	"context"

	"sente/internal/fault"
	"sente/internal/sales/activity"
	"sente/internal/sales/calendar"
	"sente/internal/sales/comply"
	"sente/internal/sales/org"
	"sente/internal/sales/record"
	"sente/internal/sales/tactic"
	"sente/internal/store"
)

// TaskQuery says which tasks are listed.
type TaskQuery struct {
	store.Page
	Subject *record.Ref // of one record
	Mine    bool        // assigned to the actor
	Done    *bool
	DueBy   calendar.Day
}

// scopes are what an actor sees of deals and accounts.
func scopes(who org.Actor) store.Scopes {
	return store.Scopes{Deals: who.Scope(org.ReadDeals), Accounts: who.Scope(org.ReadAccounts)}
}

// Tasks lists tasks on one record that the actor sees, or his own across all
// records that he sees; the next due first.
func (a *App) Tasks(ctx context.Context, who org.Actor, q TaskQuery) (store.List[store.TaskRow], error) {
	f := store.TaskFilter{Page: q.Page, Done: q.Done, DueBy: q.DueBy}
	switch {
	case q.Subject != nil:
		s, err := subjectOf(ctx, a.db.Reads(), who, *q.Subject)
		if err != nil {
			return store.List[store.TaskRow]{}, err
		}
		f.About = &s.About
	case !q.Mine:
		return store.List[store.TaskRow]{}, fault.New(fault.Invalid, "subject_missing").At("subject")
	}
	if q.Mine {
		f.Assignee = who.ID
	}
	l, err := a.db.Reads().Tasks(ctx, scopes(who), f)
	for i := range l.Items {
		tell(who, &l.Items[i])
	}
	return l, err
}

// changesTask reports whether the actor may change a task that he sees: one's
// own, one that he gave, or one on a record that he may edit.
func changesTask(who org.Actor, t store.TaskRow) bool {
	edit := org.EditAccounts
	if t.SubjectKind == record.Deal {
		edit = org.EditDeals
	}
	mine := t.AssigneeID == who.ID || t.AuthorID == who.ID
	return mine && who.Has(org.Contribute) || who.May(edit, t.OwnerID, false)
}

func mayOnTask(who org.Actor, t store.TaskRow) []string {
	if changesTask(who, t) {
		return []string{"edit", "remove"}
	}
	return []string{}
}

// tell adds what the actor may do to a task, and what became of its aim.
func tell(who org.Actor, t *store.TaskRow) {
	t.May = mayOnTask(who, *t)
	t.Now = valueNow(t.Value, t.Person())
	t.Effect = tactic.EffectOf(t.From, t.To, t.Now)
	t.Caution = comply.Caution(&t.Task)
}

// NewTask is what is written down of a new task.
type NewTask struct {
	Subject     record.Ref   `json:"subject" example:"deal:123" doc:"deal, account or contact"`
	Title       string       `json:"title" maxLength:"500"`
	DueOn       calendar.Day `json:"due_on,omitzero" format:"date"`
	AssigneeID  record.ID    `json:"assignee_id,omitzero" doc:"absent: oneself"`
	Rule        string       `json:"rule,omitempty" maxLength:"20" doc:"the red flag that the task answers"`
	FlagSubject string       `json:"flag_subject,omitempty" maxLength:"255"`
	activity.AimFields
}

// AddTask writes a task on a record, for oneself or for somebody who sees it.
func (a *App) AddTask(ctx context.Context, who org.Actor, f NewTask) (store.TaskRow, error) {
	var out store.TaskRow
	err := a.db.Write(ctx, func(tx *store.Tx) error {
		s, err := subjectOf(ctx, &tx.Reads, who, f.Subject)
		if err != nil {
			return err
		}
		if err := s.mayWrite(); err != nil {
			return err
		}
		t := activity.Task{SubjectKind: f.Subject.Kind, SubjectID: f.Subject.ID, Title: f.Title,
			AuthorID: who.ID, DueOn: f.DueOn, AssigneeID: f.AssigneeID,
			Rule: f.Rule, FlagSubject: f.FlagSubject}
		if t.AssigneeID == 0 {
			t.AssigneeID = who.ID
		}
		if err := a.aim(ctx, tx, who, &t, f.AimFields); err != nil {
			return err
		}
		if err := prepareTask(ctx, tx, who, &t); err != nil {
			return err
		}
		if err := store.Add(ctx, tx, &t); err != nil {
			return err
		}
		if err := tx.Record(ctx, s.taskEvent(who, "task.added", t)); err != nil {
			return err
		}
		out, err = readTask(ctx, tx, who, t.ID)
		return err
	})
	return out, err
}

// prepareTask checks a task; whoever is to do it must see what it is about.
func prepareTask(ctx context.Context, tx *store.Tx, who org.Actor, t *activity.Task) error {
	if err := t.Check(); err != nil {
		return err
	}
	if t.AssigneeID == who.ID || t.AssigneeID == 0 {
		return nil
	}
	other, err := tx.Actor(ctx, t.AssigneeID)
	switch {
	case fault.Is(err, fault.NotFound):
		return missing(err, "assignee_id")
	case fault.Is(err, fault.Unauthenticated):
		return fault.New(fault.Invalid, "assignee_inactive").At("assignee_id")
	case err != nil:
		return err
	}
	_, err = subjectOf(ctx, &tx.Reads, other, record.Ref{Kind: t.SubjectKind, ID: t.SubjectID})
	if err == nil {
		err = seesAim(ctx, tx, other, t)
	}
	if fault.Is(err, fault.NotFound) {
		return fault.New(fault.Invalid, "assignee_blind").At("assignee_id").With("name", other.Name)
	}
	return err
}

func readTask(ctx context.Context, tx *store.Tx, who org.Actor, id record.ID) (store.TaskRow, error) {
	t, err := tx.Task(ctx, scopes(who), id)
	tell(who, &t)
	return t, err
}

// TaskFields are what may be changed of a task.
type TaskFields struct {
	Title      string       `json:"title" maxLength:"500"`
	DueOn      calendar.Day `json:"due_on,omitzero" format:"date"`
	AssigneeID record.ID    `json:"assignee_id,omitzero"`
	Done       bool         `json:"done,omitzero"`
	activity.AimFields
}

// EditTask changes a task, or notes that it is done or open again.
func (a *App) EditTask(
	ctx context.Context, who org.Actor, id record.ID, version int64, patch []byte,
) (store.TaskRow, error) {
	var out store.TaskRow
	err := a.db.Write(ctx, func(tx *store.Tx) error {
		old, s, err := taskToEdit(ctx, tx, who, id, version)
		if err != nil {
			return err
		}
		f := TaskFields{old.Title, old.DueOn, old.AssigneeID, old.DoneAt != 0, old.AimFields}
		if err := merge(&f, patch); err != nil {
			return err
		}
		next := old.Task
		act := f.fill(&next, tx.Now())
		if err := a.aim(ctx, tx, who, &next, f.AimFields); err != nil {
			return err
		}
		if next.AssigneeID != old.AssigneeID || next.Title != old.Title || next.PersonID != old.PersonID {
			if err := prepareTask(ctx, tx, who, &next); err != nil {
				return err
			}
		}
		if err := store.Save(ctx, tx, old.Task, &next); err != nil {
			return err
		}
		if next.DoneAt != old.DoneAt {
			if err := a.taskTurned(ctx, tx, who, next); err != nil {
				return err
			}
		}
		if err := tx.Record(ctx, s.taskEvent(who, act, next)); err != nil {
			return err
		}
		out, err = readTask(ctx, tx, who, id)
		return err
	})
	return out, err
}

// fill puts the fields into a task and names the act.
func (f TaskFields) fill(t *activity.Task, now calendar.Instant) string {
	t.Title, t.DueOn, t.AssigneeID = f.Title, f.DueOn, f.AssigneeID
	switch {
	case f.Done && t.DoneAt == 0:
		t.DoneAt = now
		return "task.done"
	case !f.Done && t.DoneAt != 0:
		t.DoneAt = 0
		return "task.undone"
	}
	return "task.edited"
}

// RemoveTask takes a task away.
func (a *App) RemoveTask(ctx context.Context, who org.Actor, id record.ID, version int64) error {
	return a.db.Write(ctx, func(tx *store.Tx) error {
		old, s, err := taskToEdit(ctx, tx, who, id, version)
		if err != nil {
			return err
		}
		next := old.Task
		next.DeletedAt = tx.Now()
		if err := store.Save(ctx, tx, old.Task, &next); err != nil {
			return err
		}
		if err := a.taskTurned(ctx, tx, who, next); err != nil {
			return err
		}
		return tx.Record(ctx, s.taskEvent(who, "task.removed", next))
	})
}

// taskToEdit reads a task that the actor sees and may change.
func taskToEdit(
	ctx context.Context, tx *store.Tx, who org.Actor, id record.ID, version int64,
) (store.TaskRow, subject, error) {
	t, err := tx.Task(ctx, scopes(who), id)
	if err != nil {
		return t, subject{}, err
	}
	s, err := subjectOf(ctx, &tx.Reads, who, record.Ref{Kind: t.SubjectKind, ID: t.SubjectID})
	if err != nil {
		return t, s, err
	}
	if t.AssigneeID != who.ID && !s.reads(who, t.AuthorID) {
		return t, s, fault.New(fault.NotFound, "not_found")
	}
	if !changesTask(who, t) {
		return t, s, denied(org.Contribute)
	}
	return t, s, fresh(t.Meta, version)
}
